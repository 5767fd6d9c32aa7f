"""Claims against observations: every verdict, and nothing lost."""

import pytest
from alignment_nouns import claim, explosion, fire, reading, recording, shot, sought, span, when

from witnessmark.alignment import align
from witnessmark.model import Hedge, Kind, Observation, Polarity, Quantity, Relation, Verdict

HEARS = sought()


def weighed(one, observations, **parts):
    result = align(reading(one), recording(**parts), observations, HEARS)
    return result.findings[0]


def test_gunfire_with_no_one_named_is_shown():
    """A claim of gunfire alone is shown by gunfire."""
    finding = weighed(claim("Gunfire is heard."), fire([5, 6, 7]))
    assert finding.verdict is Verdict.SHOWN
    assert finding.supports
    assert len(finding.citations) == 1
    assert "3 shots" in finding.reason


def test_gunfire_that_is_not_sure_is_only_consistent():
    """What may have been gunfire shows nothing, and the chance is said."""
    finding = weighed(claim("Gunfire is heard."), fire([5, 6, 7], confidence=0.6))
    assert finding.verdict is Verdict.CONSISTENT
    assert "60%" in finding.reason


def test_gunfire_by_someone_is_only_consistent():
    """Sound does not tell who fired."""
    named = claim("The guards fire.", "FIRE_SMALL_ARMS", actor="The guards", actor_side="A")
    finding = weighed(named, fire([5, 6, 7]))
    assert finding.verdict is Verdict.CONSISTENT
    assert "who fired" in finding.reason


def test_a_machine_gun_is_never_shown_by_automatic_fire():
    """Automatic fire fits a machine gun and any other automatic weapon."""
    finding = weighed(
        claim("A machine gun fires.", "FIRE_MACHINE_GUN"),
        fire([5 + 0.1 * n for n in range(20)], "automatic"),
    )
    assert finding.verdict is Verdict.CONSISTENT


def test_automatic_fire_is_not_shown_by_single_shots():
    """Mode matters: three aimed shots are no automatic fire."""
    finding = weighed(claim("Automatic fire breaks out.", "FIRE_AUTOMATIC"), fire([5, 6, 7]))
    assert finding.verdict is Verdict.NOT_SHOWN
    assert finding.confidence == 0.88


def test_fire_outside_the_claimed_time_is_shown_elsewhen():
    """Gunfire in the first minute does not bear out gunfire at the end."""
    late = claim("Towards the end there is gunfire.", time=when("Towards the end", 0.6, 0.98))
    finding = weighed(late, fire([5, 6, 7]))
    assert finding.verdict is Verdict.SHOWN_ELSEWHEN
    assert not finding.supports


def test_a_window_without_words_is_no_claim():
    """A prior the reader inferred does not narrow the test."""
    vague = claim("Gunfire is heard.", time=when(None, 0.6, 0.98))
    assert weighed(vague, fire([5, 6, 7])).verdict is Verdict.SHOWN


def test_absence_is_borne_out_by_silence_that_was_heard():
    """No shots in a window that was heard: not shown, which supports the account."""
    quiet = claim(
        "No shot is heard in the first part.",
        polarity="neg",
        certainty="CT-",
        time=when("in the first part", 0, 0.3),
    )
    finding = weighed(quiet, fire([40, 41]))
    assert finding.verdict is Verdict.NOT_SHOWN
    assert finding.supports
    assert finding.coverage == 1


def test_absence_is_contradicted_by_a_sure_shot_only():
    """A sure shot contradicts; a doubtful one leaves the claim open."""
    quiet = claim("No shot is heard.", polarity="neg", certainty="CT-")
    assert weighed(quiet, fire([40, 41])).verdict is Verdict.CONTRADICTED
    assert weighed(quiet, fire([40, 41], confidence=0.5)).verdict is Verdict.NOT_TESTED


def test_absence_without_coverage_is_not_tested():
    """Where half of the window was never heard, nothing follows from hearing nothing."""
    quiet = claim("No shot is heard.", polarity="neg", certainty="CT-")
    finding = weighed(quiet, [], decoded=((0, 30),))
    assert finding.verdict is Verdict.NOT_TESTED
    assert finding.coverage == 0.5


def test_a_muted_stretch_is_not_coverage():
    """Digital silence was decoded, and still nothing could have been heard in it."""
    muted = Observation.of(
        recording=shot(1).recording,
        kind=Kind.SILENCE,
        span=span(0, 45),
        confidence=1.0,
        made_by=shot(1).made_by,
    )
    finding = weighed(claim("Gunfire is heard."), [muted])
    assert finding.verdict is Verdict.NOT_TESTED
    assert finding.coverage == 0.25


def test_a_near_miss_is_not_decided_by_sound():
    """An explosion does not contradict that grenades failed to clear a wall."""
    missed = claim(
        "They cannot seem to get grenades over.", "THROW_GRENADE", polarity="neg", certainty="PR-"
    )
    assert weighed(missed, [explosion(9)]).verdict is Verdict.NOT_TESTED
    nearly = claim(
        "It nearly explodes.",
        "EXPLOSION_UNATTRIBUTED",
        polarity="neg",
        certainty="CT-",
        hedges=(Hedge(cue="nearly", span=(3, 9), effect="near_miss"),),
    )
    assert weighed(nearly, [explosion(9)]).verdict is Verdict.NOT_TESTED


def test_more_shots_than_claimed_contradict():
    """Five sure shots contradict a claim of exactly three."""
    three = Quantity(text="three shots", span=(0, 11), min=3, max=3, unit="shots")
    five = fire([1, 2, 3, 4, 5], confidence=0.99)
    finding = weighed(claim("three shots are heard", quantities=(three,)), five)
    assert finding.verdict is Verdict.CONTRADICTED
    assert "at least 5" in finding.reason


def test_a_number_among_other_claims_of_gunfire_contradicts_nothing():
    """Three shots and then a burst are eight shots in all; the three are not refuted by them."""
    three = Quantity(text="three shots", span=(0, 11), min=3, max=3, unit="shots")
    first = claim("three shots are heard", quantities=(three,))
    account = reading(first, claim("then more gunfire"))
    findings = align(account, recording(), fire([1, 2, 3, 4, 5, 6, 7, 8]), HEARS).findings
    assert findings[0].verdict is Verdict.CONSISTENT
    assert "8 are heard in all" in findings[0].reason


def test_an_explosion_does_not_deny_another():
    """The article is no number."""
    one = Quantity(text="an explosion", span=(0, 12), min=1, max=1, unit="explosions")
    heard = claim("an explosion is heard", "EXPLOSION_UNATTRIBUTED", quantities=(one,))
    assert weighed(heard, [explosion(5), explosion(9)]).supports


def test_fewer_shots_than_claimed_are_not_shown():
    """Hearing fewer is no contradiction: some may not have been told apart."""
    forty = Quantity(text="forty shots", span=(0, 11), min=40, max=40, unit="shots")
    finding = weighed(claim("forty shots are heard", quantities=(forty,)), fire([1, 2, 3]))
    assert finding.verdict is Verdict.NOT_SHOWN
    assert not finding.supports


def test_throughout_needs_fire_all_through():
    """One early group is not gunfire throughout; groups all along are."""
    always = claim("Gunfire throughout.", time=when("throughout", 0, 1, ("e", "di")))
    assert weighed(always, fire([5, 6])).verdict is Verdict.SHOWN_ELSEWHEN
    along = [one for at in range(1, 60, 6) for one in fire([at, at + 1])]
    assert weighed(always, along).verdict is Verdict.SHOWN


def test_to_the_end_needs_fire_at_the_end():
    """Fire that stops short of the end does not last to it."""
    lasting = claim("It keeps firing to the end.", time=when("to the end", 0.65, 1, ("f",)))
    assert weighed(lasting, fire([45, 46])).verdict is Verdict.SHOWN_ELSEWHEN
    assert weighed(lasting, fire([45, 47, 50, 53, 56, 59.5])).verdict is Verdict.SHOWN


def test_order_the_account_gives_is_held_against_the_footage():
    """Automatic fire before an explosion, when it was the other way round, is elsewhen."""
    first = claim("Automatic fire", "FIRE_AUTOMATIC")
    second = claim("before an explosion.", "EXPLOSION_UNATTRIBUTED")
    before = Relation(first="c01", second="c02", allen=("b", "m", "o"), cue="before")
    run = fire([20 + 0.1 * n for n in range(8)], "automatic")
    account = reading(first, second, relations=(before,))
    wrong = align(account, recording(), [explosion(5), *run], HEARS)
    assert Verdict.SHOWN_ELSEWHEN in {f.verdict for f in wrong.findings}
    right = align(account, recording(), [*run, explosion(30)], HEARS)
    assert [f.verdict for f in right.findings] == [Verdict.SHOWN, Verdict.CONSISTENT]


def test_order_picks_the_observation_that_fits():
    """Of two explosions only the one after the fire is cited."""
    first = claim("Automatic fire", "FIRE_AUTOMATIC")
    second = claim("before an explosion.", "EXPLOSION_UNATTRIBUTED")
    before = Relation(first="c01", second="c02", allen=("b",), cue="before")
    run = fire([20 + 0.1 * n for n in range(8)], "automatic")
    early, late = explosion(5), explosion(30)
    result = align(
        reading(first, second, relations=(before,)), recording(), [early, *run, late], HEARS
    )
    assert [c.observations for c in result.findings[1].citations] == [(late.id,)]
    assert early.id in result.unexplained


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ({"type": "opinion"}, Verdict.NOT_TESTABLE),
        ({"type": "prognosis"}, Verdict.NOT_TESTABLE),
        ({"perceptibility": "neither"}, Verdict.NOT_TESTABLE),
        ({"act": "MOVE_VEHICLE", "perceptibility": "visible"}, Verdict.NOT_TESTED),
        ({"type": "media_meta"}, Verdict.NOT_TESTED),
        ({"act": "WARNING"}, Verdict.NOT_TESTED),
        ({"act": "STATE_SCENE", "perceptibility": "visible+audible"}, Verdict.NOT_TESTED),
    ],
)
def test_what_sound_cannot_speak_to_is_declined(parts, verdict):
    """Whatever is heard, these claims get no answer, and no citation."""
    finding = weighed(claim("Something is so.", **parts), fire([5, 6, 7]))
    assert finding.verdict is verdict
    assert finding.citations == ()
    assert finding.supports is None


def test_nothing_visible_is_decided_without_a_picture():
    """No picture, no verdict on sights, and the reason says so."""
    finding = weighed(claim("Snow falls.", "STATE_WEATHER_LIGHT", perceptibility="visible"), [])
    assert finding.verdict is Verdict.NOT_TESTED
    assert "no picture" in finding.reason


def test_a_sentence_is_no_stronger_than_its_weakest_claim():
    """One claim shown and one unseen make a consistent sentence; one failed claim decides."""
    heard = claim("Gunfire is heard", id="c01")
    seen = claim("snow falls", "STATE_WEATHER_LIGHT", perceptibility="visible")
    both = reading(heard, seen)
    sentence = both.sentences[0].model_copy(
        update={"text": "Gunfire is heard\nsnow falls", "span": (0, 27)}
    )
    joined = both.model_copy(
        update={
            "sentences": (sentence,),
            "claims": tuple(c.model_copy(update={"sentence": 0}) for c in both.claims),
        }
    )
    (verdict,) = align(joined, recording(), fire([5]), HEARS).verdicts
    assert verdict.verdict is Verdict.CONSISTENT
    (failed,) = align(joined, recording(), [], HEARS).verdicts
    assert failed.verdict is Verdict.NOT_SHOWN


def test_what_somebody_says_outside_the_footage_is_not_called_soundless():
    """Fire that is only told would be heard, had it happened here: it is not tested, and why."""
    told = claim(
        "soldiers fired a burst",
        "FIRE_AUTOMATIC",
        type="attributed",
        perceptibility="neither",
        attribution="Residents",
    )
    finding = weighed(told, fire([5, 6, 7]))
    assert finding.verdict is Verdict.NOT_TESTED
    assert "“Residents”" in finding.reason
    politics = claim("talks failed", "BACKGROUND", type="attributed", perceptibility="neither")
    assert weighed(politics, fire([5])).verdict is Verdict.NOT_TESTABLE


def test_a_contradiction_cites_all_that_was_heard_there_as_stretches():
    """The sure ones decide; the others are cited with them, in stretches without long pauses."""
    denied = claim("No shots are fired.", polarity=Polarity.NEGATIVE)
    sure, other = fire([5], confidence=0.98), fire([5.4, 5.9, 20, 20.5], confidence=0.6)
    finding = weighed(denied, [*sure, *other])
    assert finding.verdict is Verdict.CONTRADICTED
    times = [(c.start.json_seconds, round(c.end.json_seconds)) for c in finding.citations]
    assert times == [(5, 6), (20, 21)]
    assert "a shot is heard at 0:05.0; 4 more are heard then, less surely" in finding.reason
    cited = {name for cite in finding.citations for name in cite.observations}
    assert {one.id for one in (*sure, *other) if one.kind is Kind.SHOT} <= cited
