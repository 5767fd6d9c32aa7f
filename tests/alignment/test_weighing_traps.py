"""Ways in which a careless weighing would print a wrong verdict."""

import pytest
from alignment_nouns import (
    ME,
    bang,
    claim,
    explosion,
    fire,
    reading,
    recording,
    shot,
    sought,
    span,
    when,
)

from witnessmark.alignment import align
from witnessmark.errors import LostObservationError
from witnessmark.model import (
    ClaimTime,
    Clock,
    Hedge,
    Kind,
    Observation,
    Quantity,
    Relation,
    Verdict,
)

HEARS = sought()
DENIED = {"polarity": "neg", "certainty": "CT-"}
NOT_TESTED, CONSISTENT, NOT_SHOWN = Verdict.NOT_TESTED, Verdict.CONSISTENT, Verdict.NOT_SHOWN


def weighed(one, observations, **parts):
    return align(reading(one), recording(**parts), observations, HEARS).findings[0]


def number(text, unit, low, high):
    return Quantity(text=text, span=(0, len(text)), unit=unit, min=low, max=high)


def at(seconds):
    return ClaimTime(clock=Clock(kind="media_clock", value="x", seconds=seconds))


@pytest.mark.parametrize(
    "parts",
    [
        {"actor": "The guards", "actor_side": "A"},
        {"actor": "A sniper"},
        {"target": "the school"},
        {"place": "the roof"},
        {"weapon": "pistol"},
        {"camera": "off_camera", "words": "Shots are fired off camera."},
        {
            "words": "Shots are fired for ninety seconds.",
            "quantities": (number("for ninety seconds", "s", 90, 90),),
        },
        {"conditions": ("night",)},
    ],
)
@pytest.mark.parametrize("denied", [False, True])
def test_what_sound_cannot_tell_is_neither_shown_nor_contradicted(parts, denied):
    """Who, whom, where, with what, how long: any shot fits such a claim and refutes none."""
    rest = {name: part for name, part in parts.items() if name != "words"}
    said = claim(parts.get("words", "Shots are fired."), **rest, **(DENIED if denied else {}))
    finding = weighed(said, fire([5, 6]))
    assert finding.verdict is (NOT_TESTED if denied else CONSISTENT)


def test_what_is_only_heard_makes_no_claim_about_the_picture():
    """The reading calls a sound off camera; only words to that effect are a claim."""
    heard = claim("Gunfire can be heard.", camera="off_camera")
    assert weighed(heard, fire([5, 6])).verdict is Verdict.SHOWN


def test_an_exchange_is_not_shown_by_shots():
    """One shot, or ten, do not show two sides."""
    assert weighed(claim("An exchange of fire is heard."), fire([5])).verdict is CONSISTENT


@pytest.mark.parametrize(
    ("seconds", "verdict"), [([5], Verdict.SHOWN_ELSEWHEN), ([55], Verdict.SHOWN)]
)
def test_seconds_counted_from_the_end(seconds, verdict):
    """The final ten seconds of a minute are from 50 to 60."""
    last = number("in the final ten seconds", "media_s_from_end", 0, 10)
    assert weighed(claim("Gunfire.", quantities=(last,)), fire(seconds)).verdict is verdict


def test_a_denial_counted_from_the_end_is_not_refuted_by_an_early_shot():
    """A shot at five seconds says nothing about the last ten."""
    last = number("in the last ten seconds", "media_s_from_end", 0, 10)
    assert weighed(claim("No shots.", quantities=(last,), **DENIED), fire([5])).supports


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [(10, Verdict.SHOWN), (40, Verdict.SHOWN_ELSEWHEN), (120, NOT_TESTED)],
)
def test_a_clock_reading_places_a_claim(clock, verdict):
    """Within two seconds is there; past the end of the recording nothing can be placed."""
    finding = weighed(claim("Shots are heard.", time=at(clock)), fire([5, 8, 10, 11]))
    assert finding.verdict is verdict
    if clock == 120:
        assert "the recording ends at 1:00.0" in finding.reason


def test_what_one_sentence_says_wrongly_of_order_empties_no_number_of_another():
    """Two shots are two, though another sentence puts an explosion before them that came later."""
    counted = (number("Two shots", "shots", 2, 2), number("from 5 to 12", "media_s", 5, 12))
    two = claim("Two shots are fired from 5 to 12.", quantities=counted)
    blast = claim("The explosion comes before the shots.", "EXPLOSION_UNATTRIBUTED")
    before = Relation(first="c02", second="c01", allen=("b", "m", "o"), cue="before")
    account = reading(two, blast, relations=(before,))
    for heard in ([*fire([8, 10]), explosion(30)], [explosion(2), *fire([8, 10])]):
        finding = align(account, recording(), heard, HEARS).findings[0]
        assert finding.verdict not in {NOT_SHOWN, Verdict.CONTRADICTED}
        assert sum(len(one.observations) for one in finding.citations) >= 2


@pytest.mark.parametrize(("start", "placed"), [(50, True), (59, False)])
def test_a_stretch_that_lies_mostly_past_the_end_is_not_borne_out_by_its_beginning(start, placed):
    """Ten seconds of quiet need more than the one that the recording holds of them."""
    stretch = number("the stretch", "media_s", start, start + 10)
    finding = weighed(claim("No shots.", quantities=(stretch,), **DENIED), fire([5]))
    assert bool(finding.supports) is placed
    assert ("the recording ends at 1:00.0" in finding.reason) is not placed


def test_words_of_time_that_cannot_be_placed_show_nothing():
    """A cue without a window is no claim about the whole recording."""
    vague = ClaimTime(cue="after the second prayer")
    assert weighed(claim("Gunfire.", time=vague), fire([5])).verdict is CONSISTENT
    assert weighed(claim("No gunfire.", time=vague, **DENIED), fire([5])).verdict is NOT_TESTED
    assert weighed(claim("Gunfire.", time=vague), []).verdict is NOT_SHOWN


def test_what_lies_beyond_the_end_is_not_looked_for_before_it():
    """Nothing heard in a minute says nothing about the second one."""
    assert weighed(claim("Gunfire.", time=at(90)), []).verdict is NOT_TESTED


def test_words_of_time_that_a_relation_speaks_for_are_not_missing():
    """Before being met by automatic fire: the order is tested, and so is the fire."""
    cue = ClaimTime(cue="before being met by")
    met = claim("automatic fire", "FIRE_AUTOMATIC", time=cue)
    before = Relation(first="c01", second="c02", allen=("b", "m"), cue="before being met by")
    run = fire([20 + 0.1 * n for n in range(8)], "automatic")
    account = reading(claim("Single shots"), met, relations=(before,))
    shown = align(account, recording(), [*fire([5, 6]), *run], HEARS).findings[1]
    assert shown.verdict is Verdict.SHOWN
    assert align(account, recording(), fire([5, 6]), HEARS).findings[1].verdict is NOT_SHOWN


@pytest.mark.parametrize("word", ["before", "until", "after", "while"])
def test_a_denial_tied_to_another_event_is_not_one_for_all_time(word):
    """No shots before the explosion is not no shots at all."""
    tied = claim(f"No shots are heard {word} the explosion.", **DENIED)
    assert weighed(tied, [explosion(10), *fire([20])]).verdict is NOT_TESTED


@pytest.mark.parametrize(
    ("parts", "seconds"),
    [
        ({"time": when("towards the end", 0.6, 0.98)}, [5, 6]),
        ({"time": when("throughout", 0, 1, ("e",))}, [1, 8, 15, 22]),
        ({"time": when("to the end", 0.6, 1, ("f",))}, [12, 13]),
        ({"quantities": (number("forty shots", "shots", 40, 40),)}, [1, 2, 3]),
    ],
)
def test_nothing_is_held_against_a_claim_where_too_little_was_heard(parts, seconds):
    """Half of the recording was never decoded: what is missing may be there."""
    finding = weighed(claim("Gunfire.", **parts), fire(seconds), decoded=((0, 30),))
    assert finding.verdict is NOT_TESTED
    assert "could be heard" in finding.reason


def test_a_group_is_in_a_window_when_one_of_its_shots_is():
    """Fire that begins before the window and goes on into it is in it."""
    late = claim("Gunfire towards the end.", time=when("towards the end", 0.6, 0.98))
    assert weighed(late, fire(list(range(30, 58)))).verdict is Verdict.SHOWN
    none_late = claim(
        "No automatic fire.",
        "FIRE_AUTOMATIC",
        quantities=(number("after 0:10", "media_s", 10, None),),
        **DENIED,
    )
    run = fire([5 + 0.1 * n for n in range(100)], "automatic")
    assert weighed(none_late, run).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize("sounds", [[], fire([5, 6, 7])])
def test_what_the_account_leaves_open_is_left_open(sounds):
    """Unclear whether is neither borne out nor held against the writer."""
    finding = weighed(claim("It is unclear whether shots were fired.", certainty="Uu"), sounds)
    assert finding.verdict is NOT_TESTED
    assert finding.supports is None


@pytest.mark.parametrize("act", ["ASSAULT_POSITION", "AMBUSH", "THROW_GRENADE", "FIRE_ROCKET"])
@pytest.mark.parametrize("denied", [False, True])
def test_hearing_nothing_says_nothing_of_an_act_that_may_be_quiet(act, denied):
    """Soldiers may storm a building without a shot, and a grenade may be a dud."""
    quiet = claim(
        "It happens.", act, perceptibility="visible+audible", **(DENIED if denied else {})
    )
    assert weighed(quiet, []).verdict is NOT_TESTED


def test_order_does_not_thin_out_what_lasts_throughout():
    """Gunfire all along stays all along, whatever else comes in the middle of it."""
    always = claim("Gunfire throughout.", time=when("throughout", 0, 1, ("e", "di")))
    then = claim("Then automatic fire.", "FIRE_AUTOMATIC")
    after = Relation(first="c01", second="c02", allen=("b",), cue="then")
    along = [one for start in range(1, 60, 6) for one in fire([start, start + 1])]
    run = fire([20.5 + 0.1 * n for n in range(8)], "automatic")
    findings = align(reading(always, then, relations=(after,)), recording(), along + run, HEARS)
    assert findings.findings[0].verdict is Verdict.SHOWN


def test_what_was_heard_as_one_may_have_been_two():
    """Three shots and then two more, in one group of five: the order is not broken."""
    three = claim("Three shots", quantities=(number("Three shots", "shots", 3, 3),))
    two = claim("then two more", quantities=(number("two more", "shots", 2, None),))
    after = Relation(first="c01", second="c02", allen=("b", "m"), cue="then")
    result = align(
        reading(three, two, relations=(after,)), recording(), fire([5, 6, 7, 9, 10]), HEARS
    )
    assert {finding.supports for finding in result.findings} == {True}


def test_a_number_counts_what_the_order_leaves_room_for():
    """Three shots before an explosion, when two came after it, are not shown."""
    three = claim("three shots", quantities=(number("three shots", "shots", 3, 3),))
    blast = claim("before an explosion", "EXPLOSION_UNATTRIBUTED")
    before = Relation(first="c01", second="c02", allen=("b",), cue="before")
    account = reading(three, blast, relations=(before,))
    sounds = [*fire([10]), *fire([30]), *fire([50])]
    wrong = align(account, recording(), [*sounds, explosion(20)], HEARS).findings[0]
    assert (wrong.verdict, wrong.supports) == (NOT_SHOWN, False)
    right = align(account, recording(), [*sounds, explosion(55)], HEARS).findings[0]
    assert right.verdict is Verdict.SHOWN


@pytest.mark.parametrize(
    ("act", "quantity", "sounds"),
    [
        ("EXCHANGE_FIRE", number("two grenades", "grenades", 2, 2), fire([1, 2, 3, 4, 5])),
        ("EXPLOSION_UNATTRIBUTED", number("three shots", "shots", 3, 3), [explosion(5)]),
        ("EXCHANGE_FIRE", number("600 rounds a minute", "rounds", 600, None), fire([1, 2])),
    ],
)
def test_a_number_counts_only_its_own_kind(act, quantity, sounds):
    """Grenades are no shots, shots no explosions, and a rate is no count."""
    assert weighed(claim("It is heard.", act, quantities=(quantity,)), sounds).supports


def test_bursts_are_counted_as_bursts():
    """One burst is not three."""
    three = number("three bursts", "bursts", 3, 3)
    run = fire([5 + 0.1 * n for n in range(5)], "burst")
    finding = weighed(claim("Three bursts.", "FIRE_AUTOMATIC", quantities=(three,)), run)
    assert finding.verdict is NOT_SHOWN


def test_explosions_contradict_no_number():
    """What cannot show an explosion cannot refute a count of them either."""
    two = number("two explosions", "explosions", 2, 2)
    heard = claim("Two explosions.", "EXPLOSION_UNATTRIBUTED", quantities=(two,))
    assert weighed(heard, [explosion(5), explosion(15), explosion(25)]).verdict is CONSISTENT


@pytest.mark.parametrize(("parts", "confidence"), [({}, 0.41), ({"actor": "the guards"}, 0.97)])
def test_elsewhen_needs_what_shown_needs(parts, confidence):
    """An unsure shot, or anyone's, at another time does not show the event at another time."""
    late = claim("Gunfire.", time=when("towards the end", 0.6, 0.98), **parts)
    assert weighed(late, fire([5], confidence=confidence)).verdict is NOT_SHOWN


def test_a_number_made_up_by_unsure_shots_is_only_consistent():
    """One sure shot and two doubtful ones are not surely three."""
    three = number("three shots", "shots", 3, 3)
    shots = [shot(5, 0.97), shot(6, 0.41), shot(7, 0.41)]
    group = Observation.of(
        recording=shots[0].recording,
        kind=Kind.GUNFIRE,
        span=span(5, 7.01),
        confidence=0.97,
        made_by=ME,
        attributes={"shots": 3, "shot_ids": [one.id for one in shots], "mode": "single"},
    )
    finding = weighed(claim("three shots", quantities=(three,)), [*shots, group])
    assert finding.verdict is CONSISTENT
    assert "at least 1 of them with 90% certainty" in finding.reason


def test_a_single_shot_is_a_number():
    """The article is no number, but a single is."""
    one = number("a single shot", "shots", 1, 1)
    finding = weighed(claim("A single shot rings out.", quantities=(one,)), fire([1, 2, 3]))
    assert finding.verdict is Verdict.CONTRADICTED


def test_not_even_a_single_shot_is_about_all_gunfire():
    """Automatic fire refutes that not a single shot was heard."""
    run = fire([5 + 0.1 * n for n in range(8)], "automatic")
    denied = claim("Not a single shot is heard, no single shots.", **DENIED)
    assert weighed(denied, run).verdict is Verdict.CONTRADICTED


def test_the_last_thing_alone_does_not_keep_up_to_the_end():
    """One shot in the last second is not fire kept up."""
    lasting = claim("It keeps firing to the end.", time=when("to the end", 0.6, 1, ("f",)))
    assert weighed(lasting, fire([59])).verdict is Verdict.SHOWN_ELSEWHEN
    ends = claim("The video ends with gunfire.", time=when("ends with", 0.8, 1, ("f",)))
    assert weighed(ends, fire([54, 55])).verdict is Verdict.SHOWN


@pytest.mark.parametrize(
    ("time", "sounds"),
    [
        (when("throughout", 0, 1, ("e",)), fire([5, 6, 7])),
        (when("to the end", 0.6, 1, ("f",)), fire([40, 41])),
    ],
)
def test_a_denial_of_lasting_is_borne_out_by_what_does_not_last(time, sounds):
    """Gunfire that stops bears out that it was not heard throughout, or to the end."""
    finding = weighed(claim("Gunfire does not last.", time=time, **DENIED), sounds)
    assert finding.verdict is NOT_SHOWN
    assert finding.supports
    assert finding.reason.startswith("It does not last")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("No shot is fired throughout.", Verdict.CONTRADICTED),
        ("Nobody fires a shot throughout.", Verdict.CONTRADICTED),
        ("Shots are never heard throughout.", Verdict.CONTRADICTED),
        ("The guns are silent throughout.", Verdict.CONTRADICTED),
        ("No gunfire goes on throughout.", NOT_TESTED),
        ("Gunfire is not heard throughout.", NOT_SHOWN),
    ],
)
def test_none_throughout_is_none_at_all(words, verdict):
    """ "Nobody fires throughout" denies any fire; "not throughout" says that it stopped."""
    lasting = when("throughout", 0, 1, ("e",))
    finding = weighed(claim(words, "FIRE_SMALL_ARMS", time=lasting, **DENIED), fire([5, 6, 7]))
    assert finding.verdict is verdict


def test_probably_no_shots_is_weighed_and_not_called_a_near_miss():
    """A hedged denial is a denial; who says it is said."""
    hedge = Hedge(cue="probably", span=(0, 8), effect="claim")
    hedged = claim(
        "Probably no shots.",
        polarity="neg",
        certainty="PR-",
        hedges=(hedge,),
        attribution="a clerk",
    )
    assert weighed(hedged, []).supports
    finding = weighed(hedged, fire([5]))
    assert finding.verdict is Verdict.CONTRADICTED
    assert "the words are those of a clerk" in finding.reason


def test_a_bang_that_may_be_a_shot_keeps_a_denial_open():
    """An impulse with some chance of being a shot is not silence, nor is clipping."""
    heard = [bang(20, chance_of_shot=0.35, chance_of_explosion=0.01)]
    assert weighed(claim("No shot.", **DENIED), heard).verdict is NOT_TESTED
    clipped = Observation.of(
        recording=heard[0].recording,
        kind=Kind.CLIPPED,
        span=span(0, 30),
        confidence=1.0,
        made_by=ME,
    )
    finding = weighed(claim("No shot.", **DENIED), [clipped])
    assert finding.verdict is NOT_TESTED
    assert finding.coverage == 0.5


@pytest.mark.parametrize(
    "sounds",
    [
        [shot(5), shot(5)],
        [shot(5).model_copy(update={"recording": "f" * 64})],
        fire([5, 6])[1:],
    ],
)
def test_observations_that_do_not_belong_are_refused(sounds):
    """Doubled, of another recording, or with a shot missing: nothing is weighed."""
    with pytest.raises(LostObservationError):
        weighed(claim("Gunfire."), sounds)


def test_relations_that_say_nothing_are_passed_over():
    """A claim related to itself, or by no relation, is not out of order."""
    gunfire = claim("Gunfire.")
    relations = (
        Relation(first="c01", second="c01", allen=("b",), cue="x"),
        Relation(first="c01", second="c02", allen=(), cue="x"),
        Relation(first="c01", second="VIDEO", allen=("s",), cue="x"),
    )
    account = reading(gunfire, claim("More gunfire."), relations=relations)
    result = align(account, recording(), fire([5, 6]), HEARS)
    assert {finding.supports for finding in result.findings} == {True}


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("A fourth burst is heard.", "fourth"),
        ("The shooting lasts.", "lasts"),
        ("Only single shots are heard.", "Only"),
        ("The automatic fire comes before the single shots.", "before"),
        ("AK-47 shots are heard.", "AK-47"),
        ("Exactly one shot is heard.", "Exactly"),
    ],
)
def test_no_tick_stands_beside_a_word_that_was_not_weighed(words, left):
    """What the reading drops is named, and the claim is no more than consistent."""
    finding = weighed(claim(words), fire([5, 6, 7]))
    assert finding.verdict is not Verdict.SHOWN
    assert f"“{left}”" in finding.reason


@pytest.mark.parametrize("words", ["Another shot", "two more shots"])
def test_a_number_that_presumes_others_is_not_weighed_alone(words):
    """One shot does not show a second one."""
    counted = number(words, "shots", 1, None)
    finding = weighed(claim(f"{words} is heard.", quantities=(counted,)), fire([5]))
    assert finding.verdict is CONSISTENT
    assert "not weighed" in finding.reason


@pytest.mark.parametrize("sounds", [[], fire([5, 6])])
def test_a_denial_that_was_not_read_whole_is_left_open(sounds):
    """The shooting never stops: neither its absence nor its presence decides that."""
    finding = weighed(claim("The shooting never stops.", **DENIED), sounds)
    assert finding.verdict is NOT_TESTED


def test_a_number_short_by_what_may_be_shots_is_left_open():
    """Two shots and a doubtful bang may be three."""
    three = number("Three shots", "shots", 3, 3)
    bang = Observation.of(
        recording=shot(1).recording,
        kind=Kind.IMPULSE,
        span=span(7, 7.01),
        confidence=0.6,
        made_by=ME,
        attributes={"chance_of_shot": 0.32},
    )
    finding = weighed(claim("Three shots are heard.", quantities=(three,)), [*fire([5, 6]), bang])
    assert finding.verdict is NOT_TESTED
    assert "a bang of unknown cause is heard at 0:07.0 that may be another" in finding.reason


def test_a_number_is_not_lost_at_another_time():
    """Six shots at the start are not shown at another time by one shot at the end."""
    six = number("Six shots", "shots", 6, 6)
    early = claim("Six shots.", quantities=(six,), time=when("at the start", 0, 0.2))
    assert weighed(early, fire([50])).verdict is NOT_SHOWN
