"""What was decoded and what could be heard, told apart."""

import pytest
from heard_sounds import BASE, heard, recording

from witnessmark.formats.sound_coverage import hearing
from witnessmark.model import Stretch


def decoded(*stretches, duration=10.0):
    """Return the recording with these stretches of its sound decoded."""
    track = recording(duration).sound
    parts = tuple(Stretch(start=BASE.at(a), end=BASE.at(b), time_base=BASE) for a, b in stretches)
    return recording(duration).model_copy(
        update={"sound": track.model_copy(update={"decoded": parts})}
    )


def places(spans):
    """Return starts and ends in seconds."""
    return [(span.start.json_seconds, span.end.json_seconds) for span in spans]


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
    assert [places(one.stretches) for one in told.reasons] == [[(0.0, 10.0)]]


def test_observations_of_another_recording_do_not_count():
    """A record may hold several."""
    other = WHOLE.model_copy(update={"sha256": "0" * 64})
    assert hearing(other, [heard("silence", 3, 5, 1.0)]).complete


def test_what_lies_between_decoded_stretches_is_undecoded():
    """Gaps in the middle and at the end, in order."""
    told = hearing(decoded((0, 8000), (16_000, 40_000)), [])
    assert places(told.undecoded.stretches) == [(1.0, 2.0), (5.0, 10.0)]
    assert told.brief == "not decoded 6.0 s"


def test_hundreds_of_short_holes_are_summed_up():
    """Each of 400 holes is known by its place, and together they are one phrase."""
    parts = [(160 * n, 160 * n + 144) for n in range(401)]
    told = hearing(decoded(*parts, duration=parts[-1][1] / 8000), [])
    assert places(told.bridged[:2]) == [(0.018, 0.02), (0.038, 0.04)]
    assert (len(told.bridged), told.reasons) == (400, ())
    words = "400 short holes bridged, 0.800 s in all, the longest 0.002 s"
    assert told.brief == words
    assert f"was decoded ({words})" in told.sentence
    assert not told.complete


@pytest.mark.parametrize(("hole", "bridged"), [(399, True), (400, False)])
def test_a_hole_that_is_not_bridged_stays_single(hole, bridged):
    """From a twentieth of a second on a hole is told by itself, as it is not listened through."""
    told = hearing(decoded((0, 8000), (8000 + hole, 80_000)), [])
    assert bool(told.bridged) is bridged
    assert bool(told.reasons) is not bridged


def test_what_is_missing_at_an_end_is_not_bridged():
    """Before the first sample and after the last there is nothing to go on to."""
    told = hearing(decoded((80, 79_920)), [])
    assert told.bridged == ()
    assert places(told.undecoded.stretches) == [(0.0, 0.01), (9.99, 10.0)]


def test_a_track_without_a_usable_sample_is_not_called_decoded():
    """All NaN, or nothing that decodes: said by its cause, and never as digital silence."""
    told = hearing(recording(), [heard("no_audio", 0, 10, 1.0, cause="no usable sample")])
    assert told.brief == "the sound track holds no usable sample"
    assert told.sentence == (
        "The sound track of yard.wav holds no usable sample: nothing could be heard."
    )
    assert [(one.why, places(one.stretches)) for one in told.reasons] == [
        ("no usable sample", [(0.0, 10.0)])
    ]
    assert not told.complete


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
