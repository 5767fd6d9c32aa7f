"""Older versions of a schema, lifted to the present one step at a time.

Conventions
-----------
A schema is named ``name/version`` with a whole version number. An upgrade takes a document of
version *n* and returns one of version *n* + 1 and of nothing else, so each is written once, when
the version is made, and never touched again. There is one version so far, hence no upgrade yet.

>>> def second(document):
...     return {**document, "schema": "example/2", "colour": "grey"}
>>> climb({"schema": "example/1"}, to="example/2", upgrades={"example/1": second})
{'schema': 'example/2', 'colour': 'grey'}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import JsonValue

from witnessmark.errors import ContractError, UnknownSchemaError

#: A document whose top level is an object.
Document = dict[str, JsonValue]

#: From one version to the next.
Upgrade = Callable[[Document], Document]

#: By the version it starts from.
UPGRADES: Mapping[str, Upgrade] = {}


def climb(document: Document, *, to: str, upgrades: Mapping[str, Upgrade] = UPGRADES) -> Document:
    """Return *document* as the version *to*, taken there by as many single steps as it needs.

    Raises UnknownSchemaError where the document names no version, or one from which no upgrades
    lead to *to*, and ContractError where an upgrade does not climb exactly one step.
    """
    known = (*sorted(upgrades), to)
    found = document.get("schema")
    while found != to:
        if not isinstance(found, str) or found not in upgrades:
            raise UnknownSchemaError(str(found)[:100], known)
        document = upgrades[found](document)
        if document.get("schema") != _next(found):
            raise ContractError(f"The upgrade from {found} does not lead to {_next(found)}.")
        found = document["schema"]
    return document


def _next(schema: str) -> str:
    name, _, version = schema.rpartition("/")
    return f"{name}/{int(version) + 1}"
