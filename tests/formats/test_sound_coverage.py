"""What was decoded and what could be heard, told apart."""

import pytest
from heard_sounds import BASE, heard, recording

from witnessmark.formats.sound_coverage import covered_seconds, hearing, undecoded_stretches
from witnessmark.model import Stretch


def decoded(*stretches, duration=10.0):
    """Return the recording with these stretches of its sound decoded."""
    track = recording(duration).sound
    parts = tuple(Stretch(start=BASE.at(a), end=BASE.at(b), time_base=BASE) for a, b in stretches)
    return recording(duration).model_copy(
        update={"sound": track.model_copy(update={"decoded": parts})}
    )


WHOLE = decoded((0, 80_000))


def test_muted_sound_is_decoded_and_not_heard():
    """Both are said, and neither sounds like the other."""
    told = hearing(WHOLE, [heard("silence", 3, 5, 1.0)])
    assert told.brief == "all decoded, but digital silence 2.0 s"
    assert told.sentence == (
        "All of the sound of yard.wav was decoded. "
        "Decoded and yet not heard, or not well: digital silence 2.0 s."
    )
    assert not told.complete


def test_nothing_lost_is_complete():
    """With all decoded and none of it muted, overloaded or masked nothing is missing."""
    told = hearing(WHOLE, [heard("shot", 3, 3.01), heard("speech", 4, 5)])
    assert told.complete
    assert told.reasons == ()
    assert "none of it muted" in told.brief


@pytest.mark.parametrize("kind", ["silence", "clipped", "masked"])
def test_each_reason_makes_it_incomplete(kind):
    """What alignment does not count as heard is no complete hearing."""
    assert not hearing(WHOLE, [heard(kind, 3, 5, 1.0)]).complete


@pytest.mark.parametrize(("end", "complete"), [(76_800, True), (72_000, False)])
def test_a_container_s_rounding_is_no_loss(end, complete):
    """Under half a second undecoded is told and does not count; more does."""
    told = hearing(decoded((0, end)), [])
    assert told.complete is complete
    assert told.brief.startswith("not decoded")


def test_no_sound_track_is_said_once():
    """Without a track nothing is said of decoding."""
    silent = recording().model_copy(update={"sound": None})
    told = hearing(silent, [heard("no_audio", 0, 10, 1.0)])
    assert told.brief == "there is no sound track"
    assert not told.complete
    assert [one.stretches for one in told.reasons] == [((0.0, 10.0),)]


def test_observations_of_another_recording_do_not_count():
    """A record may hold several."""
    other = WHOLE.model_copy(update={"sha256": "0" * 64})
    assert hearing(other, [heard("silence", 3, 5, 1.0)]).complete


def test_what_lies_between_decoded_stretches_is_undecoded():
    """Gaps in the middle and at the end, in order; overlaps are counted once."""
    gaps = undecoded_stretches(decoded((0, 8000), (16_000, 40_000)))
    assert gaps == ((1.0, 2.0), (5.0, 10.0))
    assert covered_seconds([(0, 2), (1, 3), (5, 6)]) == 4


def test_each_cause_of_silence_is_told_apart():
    """Pieces too short to judge by are not added to digital silence."""
    silences = [
        heard("silence", 6, 6.2, 1.0, cause="pieces too short", pieces=1),
        heard("silence", 3, 5, 1.0),
        heard("silence", 1, 2, 1.0, cause="no numbers"),
    ]
    assert hearing(WHOLE, silences).brief == (
        "all decoded, but no number that could be sound 1.0 s, digital silence 2.0 s, "
        "pieces too short to judge by 0.2 s"
    )
