"""The siege from a file and its alterations: what is in it, and that nothing else changes."""

import pytest

from witnessmark.rendering.incidents import ALTERATIONS, siege_altered, siege_film
from witnessmark.rendering.truth import truth_of

#: Seconds before the machine gun in which nobody may be heard.
BEFORE = 10.0


def test_the_siege_holds_its_events_in_order():
    """Fire off camera first, singles, automatic fire, a grenade; the near gun last, to the end."""
    truth = truth_of(siege_film())
    groups = {group.id: group for group in truth.groups}
    order = ["first_fire", "guard_first", "house_answer", "far_1", "gun"]
    starts = [groups[name].start for name in order]
    assert starts == sorted(starts)
    assert not groups["first_fire"].on_camera
    assert groups["guard_first"].on_camera
    assert groups["guard_first"].mode == "single"
    first, *later = [one.arrival for one in truth.explosions]
    assert groups["house_answer"].start < first < groups["far_1"].start
    assert len(later) == 3
    gun = groups["gun"]
    assert (gun.mode, gun.proximity) == ("automatic", "near")
    assert gun.distance_m < 5.0
    assert gun.start > 0.75 * truth.duration
    assert truth.duration - gun.end < 1.0
    assert not [voice for voice in truth.voices if voice.end > gun.start - BEFORE]


def test_distant_fire_is_spread_over_the_siege():
    """Four stretches of far fire before the machine gun, in three quarters of the minutes."""
    far = [group for group in truth_of(siege_film()).groups if group.proximity == "far"]
    assert len(far) == 4
    assert far[-1].start - far[0].end > 40.0


def test_grenades_go_off_on_the_house_side_of_the_wall():
    """Each lies between the wall and the front of the house."""
    film = siege_film()
    wall, front = film.walls[0].start[1], film.house.front.start[1]
    assert all(wall < one.at[1] < front for one in film.explosions)


@pytest.mark.parametrize(
    ("which", "changed"),
    [
        ("machine_gun_silent", {"fire", "conditions", "figures"}),
        ("grenade_first", {"explosions"}),
        ("shouted_warning", {"voices"}),
        ("no_off_camera", {"fire", "shooters"}),
        ("summer", {"conditions", "scene", "air", "ground"}),
    ],
)
def test_an_alteration_changes_what_it_names_and_no_more(which, changed):
    """Every field of the scenario but those is as it was, the seed among them."""
    film, altered = siege_film(), siege_altered(which)
    fields = set(type(film).model_fields) - {"id", "title"}
    assert {name for name in fields if getattr(film, name) != getattr(altered, name)} == changed


def test_the_alterations_do_what_they_say():
    """No gun at the end, a grenade first, shouts before the gun, no far fire, no snow."""
    assert set(ALTERATIONS) == {
        "machine_gun_silent",
        "grenade_first",
        "shouted_warning",
        "no_off_camera",
        "summer",
    }
    truth = {which: truth_of(siege_altered(which)) for which in ALTERATIONS}
    end = truth["machine_gun_silent"]
    assert max(shot.blast for shot in end.shots) < 0.8 * end.duration
    early = truth["grenade_first"]
    assert early.explosions[0].arrival < min(shot.blast for shot in early.shots)
    warned = truth["shouted_warning"]
    gun = next(group.start for group in warned.groups if group.id == "gun")
    spoken = [v for v in warned.voices if v.kind == "warning" and gun - 6.0 < v.start < v.end < gun]
    assert len(spoken) == 2
    seen = truth["no_off_camera"].groups
    assert all(group.proximity == "near" for group in seen)
    assert next(group.on_camera for group in seen if group.id == "first_fire")
    kinds = {condition.kind for condition in truth["summer"].conditions}
    assert not kinds & {"snowfall", "snow_cover"}


def test_an_unknown_alteration_is_refused():
    """A name that is none of the five is a KeyError."""
    with pytest.raises(KeyError):
        siege_altered("winter")
