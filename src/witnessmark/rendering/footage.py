"""A scenario rendered to files: the footage, and the truth beside it.

Conventions
-----------
Both files appear whole or not at all: each is written under another name in the same folder,
flushed to the disk, and renamed. The truth comes first, so that footage never stands without it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from witnessmark.model import SYNTHETIC_MARK
from witnessmark.rendering.encoding import encode
from witnessmark.rendering.picture.frames import draw_frames
from witnessmark.rendering.recording_chain import Step, apply
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.sound import synthesise_sound
from witnessmark.rendering.truth import Truth, truth_of


def render(
    scenario: Scenario,
    output: Path,
    *,
    coding: Sequence[Step] = (),
    progress: Callable[[float, float], None] | None = None,
) -> Truth:
    """Write *output* (mp4) and its ``.truth.json``; return the truth.

    *coding* is done to the sound before the file's own AAC; it keeps the clock, and may change the
    rate of the file's sound, never that of the truth.
    Whatever stood under the two names is replaced. ``progress`` hears (seconds done, seconds in
    all) of the recording. ``OSError`` where the folder cannot be written to; nothing is then left.
    """
    if progress is not None:
        progress(0.0, scenario.duration)
    truth = truth_of(scenario)
    samples, rate, _ = synthesise_sound(scenario)
    samples, rate = apply(samples, rate, coding, scenario.seed)
    answers = output.with_suffix(".truth.json")
    film, sheet = (_unfinished(path) for path in (output, answers))
    try:
        encode(
            film,
            frames=draw_frames(scenario),
            frame_rate=scenario.frame_rate,
            samples=samples,
            sample_rate=rate,
            metadata=_labels(scenario),
            progress=progress,
        )
        sheet.write_text(truth.to_json(), encoding="utf-8")
        for path in (film, sheet):
            _flush(path)
        sheet.replace(answers)
        film.replace(output)
    finally:
        film.unlink(missing_ok=True)
        sheet.unlink(missing_ok=True)
    if progress is not None:
        progress(scenario.duration, scenario.duration)
    return truth


def _labels(scenario: Scenario) -> dict[str, str]:
    """Return what the container says of itself; its comment begins with the mark."""
    detail = f"scenario {scenario.id}, seed {scenario.seed}, rendered by Witnessmark"
    return {"title": f"SYNTHETIC: {scenario.title}", "comment": f"{SYNTHETIC_MARK}; {detail}"}


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
