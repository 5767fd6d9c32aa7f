"""Which of the places of one name is meant: the widest support in the account decides, or nothing.

Conventions
-----------
What the account says the place lies in comes first, then the regions it names, then places that
it names near by, then its countries; people only where these leave it open. What lies within
SAME_KM of one another is one place. Where nothing decides, nothing is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.account.places.folding import folded
from witnessmark.account.places.gazetteer import COUNTRY, FIRST, SECOND, TOWN, Row
from witnessmark.account.places.known import apart, holds
from witnessmark.account.places.mentions import Mention, joined
from witnessmark.account.places.scenes import Scene

#: Rows of one name so near to one another are one place for a map.
SAME_KM = 25.0

#: How many times as populous a namesake must be: in a country that the account supports, and
#: where it supports none; then it must also be a large town.
FIVEFOLD, TWENTYFOLD, LARGE = 5, 20, 100_000

#: People of a city that is meant where nothing supports a namesake, if it is FIVEFOLD.
METROPOLIS = 500_000

#: A small town so far from all that the account names is rather a namesake that the table lacks.
_ALONE_KM, _SMALL = 150.0, 15_000

#: Towns so near to one another speak for one another.
_BESIDE_KM = 100.0

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """The place meant, None where nothing decides; the others of the name; and the reason."""

    row: Row | None
    others: tuple[Row, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Support:
    """What the rest of an account says of where a name may lie."""

    scene: Scene
    container: Mention | None
    contents: tuple[Mention, ...]
    wide: tuple[Row, ...]
    towns: tuple[Row, ...]


def chosen(mention: Mention, support: Support) -> Choice:
    """Choose among the places that the name may mean."""
    rows = _of_kind(mention)
    if _is_village(mention, support.scene):
        villages = [row for row in rows if row.people < LARGE]
        if not villages:
            return Choice(
                None, tuple(rows[:_MOST_NAMED]), "no village of this name is in the table"
            )
        rows = villages
    inside: list[Row] = []
    if support.container is not None:
        inside = [r for r in rows if any(holds(wide, r) for wide in support.container.rows)]
        rows = inside or rows
    held = [one for inner in support.contents for one in inner.rows]
    rows = [row for row in rows if any(holds(row, one) for one in held)] or rows
    groups = _grouped(rows)
    ranked = sorted(groups, key=lambda g: _rank(g[0], support))
    best, *rest = [group[0] for group in ranked]
    others = tuple(rest[:_MOST_NAMED])
    if not rest:
        sure = bool(inside) or bool(held) or mention.hint == "area"
        return _alone(best, support, sure=sure)
    reason = _deciding(best, rest, support, bears=_bearer(best, rest, mention, support.scene))
    if reason is None:
        listed = ", ".join(sorted({str(row.country) for row in (best, *others)}))
        return Choice(
            None,
            (best, *others),
            f"{len(groups)} places have this name ({listed}) and nothing here decides",
        )
    if inside:
        reason = "it lies in what the account names with it"
    if best.level == COUNTRY:
        others = tuple(row for row in rest if row.level in {COUNTRY, FIRST})
    return Choice(best, others, reason)


def _is_village(mention: Mention, scene: Scene) -> bool:
    """Say whether the words call the place a village: "the hamlet of Tuba", "Talish village"."""
    words, first, last = scene.words, mention.first, mention.last
    before = first > 1 and words[first - 1].lower == "of" and joined(words[first])
    after = last + 1 < len(words) and joined(words[last + 1])
    nouns = {words[first - 2].lower if before else "", words[last + 1].lower if after else ""}
    return bool(nouns & {"village", "hamlet"})


def _of_kind(mention: Mention) -> list[Row]:
    """Return the rows of the kind that the words give; a town stands before its own area."""
    rows = list(mention.rows)
    order = {"area": ({FIRST, COUNTRY}, {SECOND}), "narrow": ({SECOND}, {FIRST}), "town": ({TOWN},)}
    for levels in order.get(mention.hint, ()):
        if kept := [row for row in rows if row.level in levels]:
            return kept
    towns = [row for row in rows if row.level == TOWN]
    return [row for row in rows if row.level in {COUNTRY, TOWN} or not _is_seat(row, rows, towns)]


def _is_seat(area: Row, rows: list[Row], towns: list[Row]) -> bool:
    """Say whether the area only repeats the name of a town in it, or of a wider area."""
    town = any(area.identity in one.within and one.people * 50 > area.people for one in towns)
    return town or (area.level == SECOND and any(one.identity in area.within for one in rows))


def _grouped(rows: list[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: (not row.known, -row.people, row.level, row.identity)):
        same = next((g for g in groups if apart(g[0], row) <= SAME_KM or holds(g[0], row)), None)
        if same is None:
            groups.append([row])
        else:
            same.append(row)
    return groups


def _rank(row: Row, support: Support) -> tuple[int, bool, int, str]:
    elsewhere = row.country not in support.scene.countries
    return -_weight(row, support), elsewhere, -row.people, row.identity


def _weight(row: Row, support: Support) -> int:
    scene = support.scene
    total = 3 * row.known + 2 * (row.level == COUNTRY) + (row.level == FIRST)
    total += 3 * any(holds(wide, row) for wide in support.wide if wide.level != COUNTRY)
    nearest = min((apart(row, town) for town in support.towns), default=float("inf"))
    total += 2 * (nearest <= _BESIDE_KM) + (nearest <= 300.0)
    return total + (2 if row.country in scene.named else row.country in scene.peoples)


def _bearer(best: Row, rest: list[Row], mention: Mention, scene: Scene) -> bool:
    """Say whether size may decide: not for Belém, where the account writes of a Bethlehem."""
    words = scene.words
    name = folded(scene.text[words[mention.first].start : words[mention.last].end])
    others = any(folded(row.name) == name and row.people >= _SMALL for row in rest)
    return folded(best.name) == name or not others


def _deciding(best: Row, rest: list[Row], support: Support, *, bears: bool) -> str | None:
    """Return what decides for the first of several, None where nothing does.

    *bears* says whether the first is called so, and not only in another language.
    """
    second = rest[0]
    lead = _weight(best, support) - _weight(second, support)
    if lead >= 2:
        if best.country in support.scene.countries:
            return "the one of this name in a country or region that the account speaks of"
        return "the best known of this name"
    most = max(row.people for row in rest) if bears else float("inf")
    if best.country in support.scene.countries and best.people >= FIVEFOLD * most:
        return "the largest by far of this name, in a country that the account speaks of"
    if lead >= 0 and best.people >= max(LARGE, TWENTYFOLD * most):
        return "the largest by far of this name"
    rivals = any(row.known or row.country in support.scene.countries for row in rest)
    if not rivals and best.people >= max(METROPOLIS, FIVEFOLD * most):
        return "the largest by far of this name, and nothing speaks for another"
    if (
        lead >= 0
        and best.country in support.scene.countries
        and second.country not in support.scene.countries
    ):
        return "the one of this name in a country that the account speaks of"
    return None


def _alone(row: Row, support: Support, *, sure: bool) -> Choice:
    """Take the only place of a name unless all that the account names lies elsewhere."""
    only = "the only place of this name in the table"
    scene = support.scene
    large = row.people >= LARGE and row.level == TOWN
    if row.known or sure or large or row.level == COUNTRY:
        return Choice(row, (), only)
    if any(apart(row, town) <= _BESIDE_KM for town in support.towns):
        return Choice(row, (), only)
    if scene.countries and row.country not in scene.countries:
        return Choice(None, (row,), f"{only} lies in a country that the account does not name")
    if support.container is not None:
        return Choice(None, (row,), f"{only} lies outside what the account names with it")
    areas = [wide for wide in support.wide if wide.level != COUNTRY]
    far = all(apart(row, one) > _ALONE_KM for one in (*support.towns, *areas))
    if row.people < _SMALL and areas and far and not any(holds(wide, row) for wide in areas):
        return Choice(None, (row,), f"{only} is small and far from all that the account names")
    return Choice(row, (), only)
