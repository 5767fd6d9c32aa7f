"""The truth file: what it holds, and that it holds together."""

import itertools
import json
from pathlib import Path

import pytest

from witnessmark.errors import RecordError
from witnessmark.rendering import Truth, builtin_scenario, random_scenario, read_truth
from witnessmark.rendering.schedule import rounds
from witnessmark.rendering.truth import truth_of


@pytest.fixture(scope="module")
def courtyard() -> Truth:
    """Return the truth of the built-in incident."""
    return truth_of(builtin_scenario())


def test_truth_survives_its_file(courtyard: Truth, tmp_path: Path) -> None:
    """Written and read back it is the same, and the same bytes when written again."""
    path = tmp_path / "truth.json"
    path.write_text(courtyard.to_json())
    assert read_truth(path) == courtyard
    assert read_truth(path).to_json() == courtyard.to_json()
    assert json.loads(courtyard.to_json())["schema"] == "witnessmark.truth/1"


def test_what_is_no_truth_is_refused(tmp_path: Path) -> None:
    """A missing file and other JSON are refused as records."""
    (tmp_path / "other.json").write_text("{}")
    for name in ("none.json", "other.json"):
        with pytest.raises(RecordError):
            read_truth(tmp_path / name)


def test_groups_count_their_shots(courtyard: Truth) -> None:
    """Each group's start, end and number are those of its shots that were heard."""
    for group in courtyard.groups:
        blasts = [s.blast for s in courtyard.shots if s.group == group.id and s.blast is not None]
        assert (group.shots, group.start, group.end) == (len(blasts), min(blasts), max(blasts))


@pytest.mark.parametrize("seed", range(30))
def test_times_lie_within_the_recording(seed: int) -> None:
    """Nothing is said to be heard before it is fired, or past the end."""
    truth = truth_of(random_scenario(seed))
    for shot in truth.shots:
        for time in (shot.blast, shot.crack, *shot.reflections, *shot.crack_reflections):
            assert time is None or shot.fired_at < time < truth.duration
        assert shot.blast is None or all(shot.blast < time for time in shot.reflections)


def test_built_in_incident_is_what_its_account_is_tagged_for(courtyard: Truth) -> None:
    """The facts that the tags rest on hold: silence, three singles, far fire, gun to the end."""
    groups = {group.id: group for group in courtyard.groups}
    first = min(s.blast for s in courtyard.shots if s.blast is not None)
    assert first > 6.0
    assert groups["first_burst"].start == first
    assert not groups["first_burst"].on_camera
    assert (groups["guard_singles"].shots, groups["guard_singles"].mode) == (3, "single")
    assert groups["guard_singles"].on_camera
    assert groups["house_answer"].mode == "automatic"
    far = [group for group in courtyard.groups if group.proximity == "far"]
    assert len(far) == 3
    grenades = [explosion.arrival for explosion in courtyard.explosions]
    assert len(grenades) == 3
    assert all(time is not None and time < 60.0 for time in grenades)
    before = [s for s in courtyard.shots if s.blast is not None and s.blast < (grenades[0] or 0)]
    assert len(before) == 24
    gun = groups["gun"]
    assert gun.start is not None
    assert gun.end is not None
    assert gun.start > 0.75 * courtyard.duration
    assert gun.end > courtyard.duration - 1.5
    assert gun.distance_m < 3.0
    assert not gun.on_camera
    assert not any(
        gun.start - 10 < voice.end and voice.start < gun.start for voice in courtyard.voices
    )
    assert {one.kind for one in courtyard.conditions} == {
        "snowfall",
        "snow_cover",
        "flame",
        "smoke",
    }


def test_statements_are_tagged_and_decided(courtyard: Truth) -> None:
    """Every true or false statement has seconds within the recording; at least three are false."""
    kinds = [statement.truth for statement in courtyard.statements]
    assert [statement.sentence for statement in courtyard.statements] == list(range(len(kinds)))
    assert kinds.count("false") >= 3
    assert {"true", "unshowable", "no_claim"} < set(kinds)
    for statement in courtyard.statements:
        assert bool(statement.spans) == (statement.truth in {"true", "false"})
        assert all(0.0 <= a < b <= courtyard.duration for a, b in statement.spans)


def test_one_group_moves_no_other() -> None:
    """Taking a group of fire away leaves the times of all the others as they were."""
    whole = builtin_scenario()
    part = whole.model_copy(update={"fire": whole.fire[1:]})
    kept = [shot for shot in rounds(whole) if shot.group != whole.fire[0].id]
    assert list(rounds(part)) == kept


def test_automatic_fire_keeps_its_rate(courtyard: Truth) -> None:
    """The middle interval of an automatic group is that of its rounds a minute, within 5 %."""
    for group in courtyard.groups:
        if group.rounds_per_minute is not None:
            fired = [shot.fired_at for shot in courtyard.shots if shot.group == group.id]
            gaps = sorted(b - a for a, b in itertools.pairwise(fired))
            middle = gaps[len(gaps) // 2]
            assert middle == pytest.approx(60.0 / group.rounds_per_minute, rel=0.05)
