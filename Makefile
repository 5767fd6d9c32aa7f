# `make` = format, lint, types, layers, fast tests. Nothing else to learn.
PYTHON ?= python

.PHONY: all format lint types layers test slow
all: format lint types layers test

format:
	$(PYTHON) -m ruff format src tests training benchmarks

lint:
	$(PYTHON) -m ruff check src tests training benchmarks

types:
	$(PYTHON) -m mypy

layers:
	$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

test:
	$(PYTHON) -m pytest -q -n 2 -m "not slow"

slow:
	$(PYTHON) -m pytest -q -n 2
