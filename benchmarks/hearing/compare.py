"""Hearing beside its peers: the same clips, in one run.

Run: ``python benchmarks/hearing/compare.py --data ../shared/data --folds training/picker/folds``.
Prints Markdown tables: onsets and counts of recordings, false alarms on what is no gunfire, the
rate of automatic fire, presence. A peer that is not installed has a row that says so. Needs the
``evaluation`` extra; see README.md for the peers.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from naive import autocorrelated_rate
from numpy.typing import NDArray
from peers import Peer, peers

from witnessmark.evaluation.figures import Figures
from witnessmark.evaluation.hearing import Clip, Hear, Heard
from witnessmark.evaluation.hearing.bursts import CLOSE_RATE, rate_error
from witnessmark.evaluation.hearing.heard import hear_with
from witnessmark.evaluation.hearing.hearers import Hearer, origins_in, read_folds, shipped
from witnessmark.evaluation.hearing.results import Result, hear_clip
from witnessmark.evaluation.hearing.scoring import (
    alarm_figures,
    count_figures,
    onset_figures,
    presence_auc,
)
from witnessmark.evaluation.hearing.sets import clips_of
from witnessmark.perception import Listener

ONSETS, QUIET, BURSTS = ("real",), ("everyday", "made_everyday"), ("respaced", "automatic")
TAGGER = "YAMNet w8a8, max of gun classes"
#: The classes of the tagger that are gunfire, by AudioSet's names.
GUN_CLASSES = (
    *("Gunshot, gunfire", "Machine gun", "Fusillade", "Artillery fire"),
    "Cap gun",
)


def ours(folds: Path | None) -> tuple[Hearer, ...]:
    """Return the fold models, or the shipped one."""
    if folds is None:
        return (shipped(hear_with(Listener())),)
    return read_folds(folds, lambda path: hear_with(Listener.with_picker(path)), origins_in)


def tagging(path: Path | None) -> Hear | None:
    """Return YAMNet as a listener with one shot whose confidence is its best gun class."""
    if path is None:
        return None
    import soxr

    from witnessmark.perception.sound.tagger import load_tagger

    tagger = load_tagger(path)
    columns = [n for n, name in enumerate(tagger.classes) if name in GUN_CLASSES]

    def hear(samples: NDArray[np.float32], rate: int) -> tuple[Heard, ...]:
        scores = tagger.tag(soxr.resample(samples, rate, 16_000).astype(np.float32))
        return (Heard("shot", 0.0, float(scores[:, columns].max())),)

    return hear


class Run:
    """Every listener's results and its wall time, set by set."""

    def __init__(self, listeners: dict[str, Sequence[Hearer]]) -> None:
        self.listeners = listeners
        self.results: dict[tuple[str, str], list[Result]] = defaultdict(list)
        self.spent: dict[str, float] = defaultdict(float)
        self.sounded = 0.0
        self.lags: list[float] = []

    def hear(self, clip: Clip) -> None:
        """Let every listener hear *clip*, one after the other."""
        self.sounded += clip.duration
        for name, hearers in self.listeners.items():
            begun = time.perf_counter()
            result = hear_clip(hearers, clip)
            self.spent[name] += time.perf_counter() - begun
            self.results[name, clip.set_name].append(result)
        if clip.rounds_per_minute is not None:
            stated = autocorrelated_rate(clip.samples, clip.rate)
            error = np.inf if stated is None else abs(stated / clip.rounds_per_minute - 1)
            self.lags.append(float(error))

    def of(self, name: str, sets: Sequence[str]) -> list[Result]:
        """Return the results of listener *name* on *sets*."""
        return [result for one in sets for result in self.results[name, one]]


def row(*cells: object) -> None:
    """Print a row of a Markdown table."""
    print("| " + " | ".join(map(str, cells)) + " |")


def head(*cells: str) -> None:
    """Print the head of a Markdown table."""
    print()
    row(*cells)
    row(*["---"] * len(cells))


def number(figures: Figures, name: str, form: str = ".2f", scale: float = 1.0) -> str:
    """Return a figure as text; a dash where it was not measured."""
    figure = figures.get(name)
    return "–" if figure is None or figure.value is None else format(figure.value * scale, form)


def print_onsets(run: Run, every: Sequence[Peer]) -> None:
    """Print how onsets of recordings are found and counted, and false alarms elsewhere."""
    head(
        *("detector", "P ±50", "R ±50", "F ±50", "F ±50 pooled", "F ±10", "exact count", "MAE"),
        *("timing ms", "false shots", "hours", "false/h", "wall s per s"),
    )
    for peer in every:
        if peer.name not in run.listeners:
            row(peer.name, "not installed", *[""] * 11)
            continue
        loud = run.of(peer.name, ONSETS)
        figures = onset_figures(loud) | count_figures(loud)
        figures |= alarm_figures(run.of(peer.name, QUIET))
        row(
            peer.name,
            *(number(figures, f"{what}_50") for what in ("precision", "recall", "f")),
            number(figures, "f_50_pooled"),
            number(figures, "f_10"),
            number(figures, "count_exact", ".0f", 100) + " %",
            number(figures, "count_mae"),
            number(figures, "timing_bias_s", "+.1f", 1000),
            number(figures, "false_shots", ".0f"),
            number(figures, "hours"),
            number(figures, "false_per_hour", ",.0f"),
            f"{run.spent[peer.name] / max(run.sounded, 1e-9):.4f}",
        )


def print_rates(run: Run, name: str) -> None:
    """Print errors of the rate of fire: ours, and the autocorrelation of the envelope."""
    if not run.lags:
        return
    stated = [rate_error(result) for result in run.of(name, BURSTS)]
    columns = {name: stated, "autocorrelation of the envelope": list(run.lags)}
    head("rate of fire", "median error", "p90", "within 3 %", "refused", "bursts")
    for who, errors in columns.items():
        said = np.array([error for error in errors if error is not None])
        quantiles = (
            [f"{100 * np.quantile(said, q):.1f} %" for q in (0.5, 0.9)] if said.size else "––"
        )
        within = f"{100 * (said <= CLOSE_RATE).mean():.0f} %" if said.size else "–"
        refused = f"{100 * (1 - said.size / len(errors)):.0f} %"
        row(who, *quantiles, within, refused, len(errors))


def print_presence(run: Run) -> None:
    """Print how well each listener's surest shot tells clips with gunfire from clips without."""
    head("presence", "AUC", "largest on what is none")
    for name in run.listeners:
        every = run.of(name, (*ONSETS, *QUIET))
        area = presence_auc(every)
        none = [one.confidence for r in run.of(name, QUIET) for one in r.of_kind("shot")]
        row(name, "–" if area is None else f"{area:.3f}", f"{max(none, default=0.0):.2f}")


def listeners_of(
    every: Sequence[Peer], hearers: Sequence[Hearer], tagger: Hear | None
) -> dict[str, Sequence[Hearer]]:
    """Return every installed listener by name, ours first."""
    listeners: dict[str, Sequence[Hearer]] = {every[0].name: hearers}
    for peer in every[1:]:
        if peer.hear is not None:
            listeners[peer.name] = (Hearer(peer.name, peer.hear, frozenset()),)
    if tagger is not None:
        listeners[TAGGER] = (Hearer(TAGGER, tagger, frozenset()),)
    return listeners


def main() -> None:
    """Hear every clip with every listener, then print the tables."""
    parser = argparse.ArgumentParser(description="Hearing beside its peers, in one run.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--tagger", type=Path)
    parser.add_argument("--sets", default="real,everyday,respaced")
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    hearers = ours(given.folds)
    name = "Witnessmark, held out" if given.folds else "Witnessmark, shipped (trained on these)"
    every = (Peer(name, hearers[0].hear), *peers())
    run = Run(listeners_of(every, hearers, tagging(given.tagger)))
    for one in given.sets.split(","):
        for clip in clips_of(one, given.data, quick=given.quick):
            run.hear(clip)
    print_onsets(run, every)
    print_rates(run, name)
    print_presence(run)


if __name__ == "__main__":
    main()
