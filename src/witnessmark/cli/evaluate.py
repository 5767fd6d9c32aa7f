"""``witnessmark evaluate``: how well each stage does what it promises, on known truth."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from witnessmark.cli.screen import console, progress_bars

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from witnessmark.evaluation.hearing.evaluating import Scores
    from witnessmark.evaluation.hearing.heard import Hear, Heard
    from witnessmark.evaluation.hearing.hearers import Hearer
    from witnessmark.evaluation.hearing.results import Result
    from witnessmark.evaluation.reading.vocabulary import Vocabulary
    from witnessmark.evaluation.seeing.seen import Seen

app = typer.Typer(
    help="Score a stage of the program against known truth.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def evaluate() -> None:
    """Score a stage of the program against known truth."""


@app.command()
def hearing(
    data: Annotated[
        Path | None, typer.Option(help="Folder with gunfire/ and negatives/; without, made sound.")
    ] = None,
    folds: Annotated[
        Path | None, typer.Option(help="Folder of the four models without_FP1.onnx and so on.")
    ] = None,
    sets: Annotated[
        str | None, typer.Option(help="Names of sets, with commas between [all there is].")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A quarter of every set.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON, the same for the same.")
    ] = False,
) -> int:
    """Find, time and count shots in sound of known truth, and say how often that went right.

    Example: witnessmark evaluate hearing --data ../shared/data --folds training/picker/folds
    """
    from witnessmark.evaluation.hearing.report import as_json, as_table
    from witnessmark.evaluation.hearing.sets import NEEDS_DATA, SETS

    names = [name.strip() for name in sets.split(",")] if sets else list(SETS)
    if data is None and not sets:
        names = [name for name in names if name not in NEEDS_DATA]
    clock = _Clock()
    hearers = tuple(replace(one, hear=clock.timed(one.hear)) for one in _hearers(folds))
    with progress_bars() as tell:
        every = _score(names, hearers, data, quick, tell)
    if json:
        typer.echo(as_json(every, hearers, quick=quick).decode(), nl=False)
        return 0
    out = console()
    out.print(as_table(every))
    sounded = sum(scores.seconds for scores in every)
    out.print(
        f"{sounded / 3600:.2f} h of sound heard in {clock.spent:.0f} s of processor time: "
        f"real-time factor {clock.spent / max(sounded, 1e-9):.4f}, decoding aside."
    )
    return 0


@app.command()
def reading(
    data: Annotated[Path, typer.Option(help="Folder of marked accounts, searched to any depth.")],
    each: Annotated[bool, typer.Option("--each", help="A row for every account.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="Tell every miss, in words.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON, the same for the same.")
    ] = False,
) -> int:
    """Read accounts that a person has marked, and say how much was read as marked.

    Example: witnessmark evaluate reading --data ../shared/seed --misses
    """
    from witnessmark.account import read_text
    from witnessmark.evaluation.reading import baselines
    from witnessmark.evaluation.reading.evaluating import read_all, score
    from witnessmark.evaluation.reading.report import as_json, as_misses, as_table
    from witnessmark.evaluation.reading.sets import marked_accounts

    vocabulary = _vocabulary()
    accounts = marked_accounts(data, vocabulary.acts)
    with progress_bars() as tell:
        begun = time.perf_counter()
        read_all(read_text, accounts[:1])
        loaded = time.perf_counter()
        results = read_all(read_text, accounts, partial(tell, "reading accounts"))
        spent = time.perf_counter() - loaded
    scores = score(results, vocabulary)
    beside = baselines.run(results, _largest)
    if json:
        typer.echo(as_json(scores, beside, each=each, told=misses).decode(), nl=False)
        return 0
    out = console()
    if misses:
        out.print(as_misses(scores.answers))
    out.print(as_table(scores, beside, each=each))
    out.print(
        f"{len(accounts) / spent:.1f} accounts a second, "
        f"{loaded - begun:.1f} s for loading and a first account."
    )
    return 0


@app.command()
def seeing(
    sets: Annotated[
        str | None, typer.Option(help="Names of sets, with commas between [all there is].")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="Rendered scenes of each family.")] = 10,
    first_seed: Annotated[
        int, typer.Option(min=0, help="The first of them; below 1000 are for development.")
    ] = 10_000,
    data: Annotated[
        Path | None, typer.Option(help="Folder of real clips with real_clips.csv.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON, the same for the same.")
    ] = False,
) -> int:
    """Look at footage of known truth, rendered and real, and say how much was seen rightly.

    Example: witnessmark evaluate seeing --sets cuts,flashes --seeds 20
    """
    from witnessmark.evaluation.seeing.evaluating import score_set
    from witnessmark.evaluation.seeing.report import as_json, as_table
    from witnessmark.evaluation.seeing.sets import SETS

    names = tuple(name.strip() for name in sets.split(",")) if sets else tuple(SETS)
    if data is None and not sets:
        names = tuple(name for name in names if name != "real")
    results = _see(names, first_seed, seeds, data)
    every = [score_set(name, results) for name in names]
    if json:
        typer.echo(as_json(every, first_seed, seeds).decode(), nl=False)
        return 0
    out = console()
    out.print(as_table(every))
    shown, spent = sum(one.seconds for one in results), sum(one.spent for one in results)
    out.print(
        f"{shown / 60:.1f} min of footage decoded and looked at in {spent:.0f} s: "
        f"{shown / max(spent, 1e-9):.1f} times real time, at the sizes that were drawn."
    )
    return 0


@app.command()
def weighing(
    levels: Annotated[
        str, typer.Option(help="Levels, with commas between: logic, reading, perception, all.")
    ] = "logic,perception,all",
    incidents: Annotated[int, typer.Option(min=1, help="How many incidents are drawn.")] = 300,
    first_seed: Annotated[
        int, typer.Option(min=0, help="The first seed; below 1000 are for development.")
    ] = 10_000,
    accounts: Annotated[
        Path | None, typer.Option(help="Folder of accounts written by hand, scored instead.")
    ] = None,
    wordings: Annotated[
        str | None,
        typer.Option(help="Another set: writers, clerks, posters, blotters, strangers, abroad."),
    ] = None,
    work: Annotated[
        Path, typer.Option(help="Folder that keeps what was perceived, for the next run.")
    ] = Path("weighing-work"),
    jobs: Annotated[int, typer.Option(min=1, help="Processes that share the work.")] = 1,
    misses: Annotated[bool, typer.Option("--misses", help="Tell every miss, in words.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON, the same for the same.")
    ] = False,
) -> int:
    """Weigh accounts with planted sentences against incidents of known truth.

    Example: witnessmark evaluate weighing --levels logic --incidents 36 --first-seed 0 --misses
    """
    from witnessmark.evaluation.weighing.evaluating import (
        incidents as drawn,
    )
    from witnessmark.evaluation.weighing.evaluating import (
        levels_named,
        weigh_accounts,
        weigh_incidents,
    )
    from witnessmark.evaluation.weighing.handwritten import accounts_in
    from witnessmark.evaluation.weighing.report import as_json, as_misses, as_table
    from witnessmark.evaluation.weighing.scoring import score

    named = levels_named(levels)
    with progress_bars() as tell:
        told = partial(tell, "weighing incidents")
        if accounts is None:
            chosen = drawn(incidents, first_seed)
            outcomes = weigh_incidents(chosen, named, work, jobs, told, wordings)
        else:
            outcomes = weigh_accounts(accounts_in(accounts), named, work, jobs, told)
    every = score(outcomes)
    if json:
        settings = {"first_seed": first_seed, "incidents": incidents, "levels": list(named)}
        if wordings is not None:
            settings["wordings"] = wordings
        if accounts is not None:
            settings = {"accounts": accounts.name, "levels": list(named)}
        typer.echo(as_json(every, settings, told=misses).decode(), nl=False)
        return 0
    out = console()
    if misses:
        for one in every:
            if one.method == "witnessmark":
                out.print(as_misses(one))
    out.print(as_table(every))
    return 0


def _see(names: tuple[str, ...], first: int, count: int, data: Path | None) -> list[Seen]:
    """Look at everything that the sets *names* need, each recording once."""
    from witnessmark.evaluation.seeing.sets import (
        count_real,
        families_of,
        see_real,
        see_rendered,
    )

    families = families_of(names)
    results: list[Seen] = []
    with progress_bars() as tell:
        for one in see_rendered(families, first, count):
            results.append(one)
            tell("looking at rendered footage", len(results), len(families) * count)
        if "real" in names:
            real = count_real(data)
            for number, one in enumerate(see_real(data), 1):
                results.append(one)
                tell("looking at real clips", number, real)
    return results


def _largest(name: str) -> tuple[float, float] | None:
    """Return where the most populous place called *name* lies, None where none is known."""
    from witnessmark.account.places import gazetteer

    row = next(iter(gazetteer.lookup(name)), None)
    if row is None or row.latitude is None or row.longitude is None:
        return None
    return row.latitude, row.longitude


def _vocabulary() -> Vocabulary:
    """Return what the account's own vocabulary says of each act."""
    from witnessmark.account.codes import table
    from witnessmark.account.lexicon import acts
    from witnessmark.evaluation.reading.vocabulary import Vocabulary

    sub_events = {act: row["acled"] for act, row in table()["acts"].items() if row["acled"]}
    groups = {name: act.group for name, act in acts().items() if name is not None}
    return Vocabulary(groups, sub_events)


class _Clock:
    """Adds up the processor time that hearing takes; kept out of the JSON, which is byte-stable."""

    def __init__(self) -> None:
        self.spent = 0.0

    def timed(self, hear: Hear) -> Hear:
        """Return *hear* with its time counted."""

        def timed(samples: NDArray[np.float32], rate: int) -> Sequence[Heard]:
            begun = time.process_time()
            try:
                return hear(samples, rate)
            finally:
                self.spent += time.process_time() - begun

        return timed


def _score(
    names: Sequence[str],
    hearers: Sequence[Hearer],
    data: Path | None,
    quick: bool,
    tell: Callable[[str, float, float], None],
) -> list[Scores]:
    from witnessmark.evaluation.hearing.evaluating import hear_all, score_set
    from witnessmark.evaluation.hearing.sets import clips_of

    every: list[Scores] = []
    real: tuple[Result, ...] = ()
    for name in names:
        results = hear_all(clips_of(name, data, quick=quick), hearers, partial(tell, name))
        if name == "real":
            real = results
        every.append(score_set(name, results, real if name == "degraded" else ()))
    return every


def _hearers(folds: Path | None) -> tuple[Hearer, ...]:
    """Return the fold models in *folds*, or the shipped one."""
    from witnessmark.evaluation.hearing.heard import hear_with
    from witnessmark.evaluation.hearing.hearers import origins_in, read_folds, shipped
    from witnessmark.perception import Listener

    if folds is None:
        listener = Listener()
        return (shipped(hear_with(listener), listener.made_by.model),)

    def load(path: Path) -> Hear:
        return hear_with(Listener.with_picker(path))

    return read_folds(folds, load, origins_in)


def add_to(parent: typer.Typer) -> None:
    """Put the command on the command line."""
    parent.add_typer(app, name="evaluate")
