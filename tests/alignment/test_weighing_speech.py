"""Speech heard or not heard, and what may follow for warnings."""

import pytest
from alignment_nouns import ME, SHA, claim, explosion, fire, reading, recording, sought, span

from witnessmark.alignment import align
from witnessmark.clock import Span
from witnessmark.model import ClaimTime, Kind, Observation, Relation, Repeat, Sought, Verdict

HEARS = (
    *sought(),
    Sought(kind=Kind.SPEECH, recall=0.73, measured_on="rendered sound", made_by=ME),
)


def speech(start, end, confidence=0.97):
    return observation(Kind.SPEECH, span(start, end), confidence)


def observation(kind: Kind, where: Span, confidence=1.0):
    return Observation.of(recording=SHA, kind=kind, span=where, confidence=confidence, made_by=ME)


def weighed(one, observations, **parts):
    return align(reading(one), recording(**parts), observations, HEARS).findings[0]


def unwarned(observations, **parts):
    """Weigh "an explosion is heard without any warning"; return the finding on the warning."""
    blast = claim("An explosion is heard", "EXPLOSION_UNATTRIBUTED")
    denied = claim("without any warning", "WARNING", polarity="neg", certainty="CT-")
    tie = Relation(first="c02", second="c01", allen=("m",), cue="without any warning")
    both = reading(blast, denied, relations=(tie,))
    return align(both, recording(**parts), observations, HEARS).findings[1]


def test_heard_speech_never_shows_a_warning():
    """Speech fits a claimed warning, and words nobody understood cannot show it."""
    finding = weighed(claim("A warning was given", "WARNING"), [speech(5, 7)])
    assert finding.verdict is Verdict.CONSISTENT
    assert "what was said" in finding.reason


def test_a_warning_that_is_not_heard_may_have_been_out_of_earshot():
    """A claimed warning is never held against the account because no voice was found."""
    finding = weighed(claim("A warning was given", "WARNING"), [])
    assert finding.verdict is Verdict.NOT_TESTED
    assert "need not be heard" in finding.reason


def test_no_speech_before_an_explosion_bears_out_that_there_was_no_warning():
    """The fifteen seconds before were heard and held no voice: borne out, with its limits said."""
    finding = unwarned([explosion(30), speech(31, 33), speech(2, 4)])
    assert finding.verdict is Verdict.NOT_SHOWN
    assert finding.supports is True
    assert finding.confidence == 0.73
    assert "0:15.0 to 0:30.0" in finding.reason
    assert "out of earshot" in finding.reason


@pytest.mark.parametrize("where", [(20, 22), (13, 16), (29.5, 30.5)])
@pytest.mark.parametrize("confidence", [0.97, 0.25])
def test_any_speech_before_leaves_a_denied_warning_open(where, confidence):
    """A voice in those seconds, however unsure, may have been the warning."""
    voice = speech(*where, confidence)
    finding = unwarned([explosion(30), voice])
    assert finding.verdict is Verdict.NOT_TESTED
    assert [c.observations for c in finding.citations] == [(voice.id,)]


@pytest.mark.parametrize(
    "deaf",
    [
        observation(Kind.SILENCE, span(16, 20)),
        fire([17 + 0.1 * n for n in range(40)], "automatic")[-1],
    ],
)
def test_seconds_that_were_not_heard_prove_no_silence(deaf):
    """Muting or gunfire over those seconds leaves a denied warning open."""
    shots = fire([17 + 0.1 * n for n in range(40)], "automatic")
    heard = shots if deaf.kind is Kind.GUNFIRE else [deaf]
    finding = unwarned([explosion(30), *heard])
    assert finding.verdict is Verdict.NOT_TESTED
    assert "could be heard" in finding.reason


def test_a_recording_that_begins_too_late_proves_nothing():
    """A warning may have been given before the first second."""
    finding = unwarned([explosion(6)])
    assert finding.verdict is Verdict.NOT_TESTED
    assert "begins only 6.0 s before" in finding.reason


def test_a_denied_warning_before_nothing_heard_is_open():
    """Where what it would have come before was not heard, nothing can be said."""
    assert unwarned([]).verdict is Verdict.NOT_TESTED


def test_a_denied_warning_that_is_tied_to_nothing_is_open():
    """It may have been given before the recording begins."""
    denied = claim("No warning was given", "WARNING", polarity="neg", certainty="CT-")
    finding = weighed(denied, [explosion(30)])
    assert finding.verdict is Verdict.NOT_TESTED
    assert "before the recording begins" in finding.reason


def test_warning_shots_are_gunfire():
    """Speech says nothing of warning shots; gunfire fits them and does not show the warning."""
    shots = claim("Warning shots were fired", "WARNING")
    assert weighed(shots, [speech(5, 7)]).verdict is not Verdict.CONSISTENT
    finding = weighed(shots, fire([5, 6]))
    assert finding.verdict is Verdict.CONSISTENT
    assert "it was a warning" in finding.reason


@pytest.mark.parametrize("words", ["A siren sounded", "Leaflets warned the town"])
def test_a_warning_without_a_voice_is_not_sought_in_speech(words):
    """Sirens and leaflets are no speech, and no speech is no answer to them."""
    assert weighed(claim(words, "WARNING"), [speech(5, 7)]).verdict is Verdict.NOT_TESTED


def test_shouts_are_not_counted():
    """How often somebody shouts is not told by stretches of speech, so no number fails."""
    twice = claim("A voice shouts twice", "SPEECH", time=ClaimTime(repeat=Repeat(min=2, max=2)))
    finding = weighed(twice, [speech(5, 7)])
    assert finding.verdict is Verdict.CONSISTENT
    assert "how often was not counted" in finding.reason


def test_voices_alone_are_shown_by_sure_speech():
    """A claim of no more than voices is shown by a sure voice, and not by an unsure one."""
    assert weighed(claim("Voices are heard", "SPEECH"), [speech(5, 7)]).verdict is Verdict.SHOWN
    unsure = weighed(claim("Voices are heard", "SPEECH"), [speech(5, 7, 0.6)])
    assert unsure.verdict is Verdict.CONSISTENT
