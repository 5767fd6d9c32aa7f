"""What is true of the edit: cuts, repeats, text and marks, each to the frame."""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.model import Kind
from witnessmark.rendering.sights.facts import SightFact
from witnessmark.rendering.sights.lettering import drawn
from witnessmark.rendering.sights.scene import SightScene

#: Shortest standing or repeated passage that is asked for, seconds.
LEAST = 1.0
#: Seconds, overlaid marks shown for less than this are not asked for.
MARK_LEAST = 1.0


def edit_facts(scene: SightScene) -> Iterator[SightFact]:
    """Yield the facts of everything that editing put into *scene*."""
    yield from _cuts(scene)
    yield from _repeats(scene)
    for first, past, what in scene.edit_flashes:
        attributes = {"cause": "photo_or_edit", "what": what}
        span = scene.starts[first], scene.ends[past - 1]
        yield SightFact(Kind.FLASH, *span, attributes, None, counted=False)
    for item in scene.lettering:
        _, box, capital = drawn(item, scene.width, scene.height)
        text = {
            "reads": item.reads,
            "script": item.script,
            "height_px": round(capital, 2),
            "backing": item.backing,
            "font": item.font,
        }
        span = scene.starts[item.first], scene.ends[item.past - 1]
        yield SightFact(Kind.TEXT, *span, text, box, counted=capital >= 20)
    for mark in scene.graphics:
        span = scene.starts[mark.first], scene.ends[mark.past - 1]
        what = "bar" if mark.what == "sides" else mark.what
        long = float(span[1] - span[0]) >= MARK_LEAST
        yield SightFact(
            Kind.OVERLAY, *span, {"what": what}, mark.box, counted=long and mark.opacity > 0.4
        )


def _cuts(scene: SightScene) -> Iterator[SightFact]:
    """Yield a cut wherever two frames in a row come from different shots or passages."""
    gradual = {change.past for change in scene.changes}
    edges = {shot.first for shot in scene.shots if shot.first} - gradual
    for repeat in scene.repeats:
        if repeat.what != "frozen":
            edges |= {repeat.first, repeat.past}
    for edge in sorted(edges):
        if 0 < edge < len(scene.starts) and not _covered(scene, edge):
            yield SightFact(Kind.CUT, scene.starts[edge], scene.ends[edge], {"form": "hard"})
    for change in scene.changes:
        attributes = {"form": change.form, "colour": list(change.colour)}
        yield SightFact(Kind.CUT, scene.starts[change.first], scene.starts[change.past], attributes)


def _covered(scene: SightScene, edge: int) -> bool:
    """Say whether a repeat lies over *edge*, so that the cut under it is not to be seen."""
    return any(repeat.first < edge < repeat.past for repeat in scene.repeats)


def _repeats(scene: SightScene) -> Iterator[SightFact]:
    for repeat in scene.repeats:
        span = scene.starts[repeat.first], scene.ends[repeat.past - 1]
        counted = float(span[1] - span[0]) >= LEAST
        if repeat.what == "shown_again":
            past = repeat.of + repeat.past - repeat.first
            earlier = {
                "earlier_start": str(scene.starts[repeat.of]),
                "earlier_end": str(scene.ends[past - 1]),
            }
            yield SightFact(Kind.SHOWN_AGAIN, *span, earlier, None, counted)
        else:
            yield SightFact(Kind.STILL, *span, {"what": repeat.what}, None, counted)
