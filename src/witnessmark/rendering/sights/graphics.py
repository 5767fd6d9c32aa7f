"""Scenes with text, logos, borders and bars laid over them."""

from __future__ import annotations

from dataclasses import replace

from witnessmark.rendering.sights.dice import Dice
from witnessmark.rendering.sights.lettering import FONTS
from witnessmark.rendering.sights.scene import Graphic, Lettering, SightScene

#: Made-up captions of the kinds that channels and phones lay over footage.
LATIN = (
    *("City hospital, north entrance", "BREAKING NEWS", "Eyewitness video", "Central market 09:40"),
    *("LIVE", "Bridge over the river", "Source: local resident", "Checkpoint 14, east road"),
    *("Warning: graphic images", "Camera 03", "The school was closed", "Two hours later"),
)
CYRILLIC = (
    *("Городская больница", "СРОЧНО", "Видео очевидца", "Центральный рынок", "Прямой эфир"),
    *("Мост через реку", "Источник: местный житель", "Площадь Свободы", "Школа была закрыта"),
    *("Внимание, тяжёлые кадры", "Камера 03", "Два часа спустя", "Вулиця Шевченка", "Їхня домівка"),
    *("АПТЕКА 24 ЧАСА", "Під'їзд закрито"),
)
_BACKINGS = ("none", "box", "bar", "shadow", "outline")
_COLOURS = ((255, 255, 255), (255, 255, 255), (255, 230, 60), (20, 20, 20), (200, 20, 20))


def _date(dice: Dice) -> str:
    day, month, year = (
        int(dice.between(1, 29)),
        int(dice.between(1, 13)),
        int(dice.between(2005, 2027)),
    )
    hour, minute, second = (
        int(dice.between(0, 24)),
        int(dice.between(0, 60)),
        int(dice.between(0, 60)),
    )
    forms = (
        f"{year}-{month:02d}-{day:02d} {hour:02d}:{minute:02d}:{second:02d}",
        f"{day:02d}.{month:02d}.{year} {hour:02d}:{minute:02d}",
        f"{month:02d}/{day:02d}/{year} {hour:02d}:{minute:02d}:{second:02d}",
        f"{hour:02d}:{minute:02d}:{second:02d}",
    )
    return dice.one_of(forms)


def _caption(dice: Dice, script: str, reads: str, top: float) -> Lettering:
    backing = dice.one_of(_BACKINGS)
    size = max(14 / dice.grid.height, dice.between(0.05, 0.11))
    first = dice.grid.frame(dice.between(0, 1.5)) if dice.chance(0.5) else 0
    past = (
        dice.count
        if dice.chance(0.5)
        else dice.grid.frame(dice.seconds * dice.between(0.6, 0.95)) + 1
    )
    colour = _COLOURS[int(dice.random.integers(len(_COLOURS)))]
    if backing == "none":
        colour = (255, 255, 255)
    return Lettering(
        reads,
        script,
        first,
        max(past, first + 2),
        dice.between(0.02, 0.3),
        top,
        size,
        FONTS[int(dice.random.integers(len(FONTS)))],
        colour,
        backing,
    )


def text(seed: int) -> SightScene:
    """One to three captions in Latin or Cyrillic, or a date in a corner."""
    dice = Dice("text", seed, 4.0)
    small = dice.grid.height < 480 and dice.chance(0.6)
    if dice.grid.coding.encoder != "h263" and (small or dice.grid.width < 640):
        # At these sizes most captions are 20 pixels high.
        dice.grid = replace(dice.grid, width=854, height=480)
    tops = [float(one) for one in dice.random.permutation([0.05, 0.3, 0.62, 0.82])]
    made = []
    for top in tops[: int(dice.random.integers(1, 4))]:
        if dice.chance(0.2):
            made.append(_caption(dice, "latin", _date(dice), top))
        elif dice.chance(0.5):
            made.append(_caption(dice, "latin", dice.one_of(LATIN), top))
        else:
            made.append(_caption(dice, "cyrillic", dice.one_of(CYRILLIC), top))
    # Digits alone belong to no script.
    made = [
        replace(one, script="unclear") if not any(c.isalpha() for c in one.reads) else one
        for one in made
    ]
    return dice.scene(
        [dice.shot(0, dice.count, hour=dice.one_of(("day", "day", "dusk", "night")))],
        lettering=made,
    )


def overlays(seed: int) -> SightScene:
    """Lay a logo, watermark, border, letterbox or blurred sides over a moving picture."""
    dice = Dice("overlays", seed)
    what = dice.one_of(("logo", "logo", "watermark", "border", "bar", "sides"))
    moving = [dice.shot(0, dice.count, move=replace(dice.move(still=0), shake=0.012))]
    wide = dice.between(0.06, 0.14)
    tall = wide * dice.grid.width / dice.grid.height
    left = 0.03 if dice.chance(0.5) else 0.97 - wide
    top = 0.04 if dice.chance(0.6) else 0.96 - tall
    whole = (0, dice.count, dice.number())
    if what in ("logo", "watermark"):
        opacity = 0.95 if what == "logo" else dice.between(0.35, 0.6)
        made = [
            Graphic(
                what, whole[0], whole[1], (left, top, left + wide, top + tall), whole[2], opacity
            )
        ]
    elif what == "border":
        made = [Graphic(what, 0, dice.count, (0.0, 0.0, 1.0, 1.0), whole[2])]
    elif what == "bar":
        edge = dice.between(0.08, 0.16)
        made = [
            Graphic(what, 0, dice.count, (0.0, 0.0, 1.0, edge), whole[2]),
            Graphic(what, 0, dice.count, (0.0, 1 - edge, 1.0, 1.0), whole[2]),
        ]
    else:
        edge = dice.between(0.2, 0.3)
        made = [Graphic(what, 0, dice.count, (edge, 0.0, 1 - edge, 1.0), whole[2])]
    return dice.scene(moving, graphics=made)
