"""Turns of phrase in accounts of footage, several wordings of each, written for these tests."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.model import Claim, ClaimType, Perceptibility, Polarity, Reading

BEFORE = {"b", "m", "o", "fi", "di"}


def read(text: str) -> Reading:
    """Read a sample, behind a sentence that leaves no doubt what it is about."""
    return read_text(f"Soldiers and gunmen face each other.\n\n{text}".encode(), "sample.txt")


def claim_with(text: str, words: str) -> Claim:
    """Return the shortest claim of the sample whose quote holds *words*."""
    holding = [claim for claim in read(text).claims if words in claim.quote]
    assert holding, [claim.quote for claim in read(text).claims]
    return min(holding, key=lambda claim: len(claim.quote))


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("Two hundred shots", 200, 200),
        ("A hundred and twenty rounds", 120, 120),
        ("More than sixty shots", 60, None),
        ("At least a dozen rounds", 12, None),
        ("Up to forty rounds", None, 40),
        ("Four more shots", 4, None),
        ("Scores of rounds", 40, None),
        ("Half a dozen shots", 6, 6),
        ("Two dozen shots", 24, 24),
        ("No fewer than ninety rounds", 90, None),
        ("One thousand five hundred rounds", 1500, 1500),
        ("A single shot", 1, 1),
        ("Another burst", 1, None),
    ],
)
def test_numbers_are_bounds(words: str, least: float | None, most: float | None):
    """A number in words becomes the bounds that the words allow."""
    text = f"{words} {'was' if words.startswith(('A single', 'Another')) else 'were'} fired."
    claim = claim_with(text, words)
    assert claim.act.startswith("FIRE_")
    assert [(q.min, q.max) for q in claim.quantities] == [(least, most)]


@pytest.mark.parametrize(
    "text",
    [
        "The rifleman fires only single shots.",
        "Single shots are heard from the tower.",
        "Guards answer with single rounds.",
        "Single rounds crack across the street.",
        "The rifle keeps firing in single shots.",
    ],
)
def test_a_mode_of_fire_is_no_count(text: str):
    """Single shots in the plural name how a weapon fires and give no number."""
    claim = claim_with(text, "ingle")
    assert claim.act == "FIRE_SMALL_ARMS"
    assert not claim.quantities


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Gunmen reply with rifle fire, and soon afterwards a grenade explodes in the hall.",
         "rifle fire", "grenade explodes"),
        ("A shot rings out, and seconds later a soldier falls.", "shot rings", "soldier falls"),
        ("The patrol fires at the gate, then a blast shakes the yard.", "fires at", "blast"),
        ("Soldiers shoot at the windows, and shortly afterwards the gunmen open fire.",
         "shoot at", "gunmen open fire"),
        ("A guard throws a grenade, and moments later the gunmen flee.", "throws", "flee"),
    ],
)  # fmt: skip
def test_coordinated_clauses_are_claims_in_order(text: str, first: str, second: str):
    """Each clause with a subject of its own is a claim, and the cue orders the two."""
    reading = read(text)
    one, two = claim_with(text, first), claim_with(text, second)
    assert one.id != two.id
    order = [r.allen for r in reading.relations if (r.first, r.second) == (one.id, two.id)]
    assert order == [("b", "m")]


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        ("More than fifty shots have been fired.", "shots", "FIRE_SMALL_ARMS"),
        ("Dozens of rounds are loosed off.", "rounds", "FIRE_SMALL_ARMS"),
        ("Three explosions were heard.", "explosions", "EXPLOSION_UNATTRIBUTED"),
        ("A long burst had been fired at the door.", "burst", "FIRE_AUTOMATIC"),
        ("Two grenades have been thrown over the wall.", "grenades", "THROW_GRENADE"),
        ("Warning shots were being fired.", "shots", "WARNING"),
    ],
)
def test_passives_and_perfects_of_firing_are_events(text: str, words: str, act: str):
    """What has been fired, thrown or heard happened in the footage."""
    claim = claim_with(text, words)
    assert claim.act == act
    assert claim.type is ClaimType.OBSERVATION


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("By the time the grenade explodes, ten shots have been fired.", "shots", "grenade"),
        ("After the grenade explodes, the gunmen flee.", "grenade", "flee"),
        ("Once the guard has fired, the gunmen flee.", "guard has", "flee"),
        ("As soon as the blast shakes the yard, soldiers open fire.", "blast", "open fire"),
        ("Soldiers fire at the house before the gunmen answer with automatic fire.",
         "Soldiers fire", "answer"),
    ],
)  # fmt: skip
def test_subordinate_clauses_of_time_order_two_claims(text: str, earlier: str, later: str):
    """Which of the two starts first follows from the word that joins them."""
    one, two = claim_with(text, earlier), claim_with(text, later)
    inverse = {"bi", "mi", "oi", "f", "d"}
    sets = {(r.first, r.second): set(r.allen) for r in read(text).relations}
    forward, backward = sets.get((one.id, two.id)), sets.get((two.id, one.id))
    assert (forward is not None and forward <= BEFORE) or (
        backward is not None and backward <= inverse
    )


@pytest.mark.parametrize(
    ("text", "act", "relation"),
    [
        ("The video opens with a burst of automatic fire.", "FIRE_AUTOMATIC", ("s",)),
        ("The clip closes with a loud blast.", "EXPLOSION_UNATTRIBUTED", ("f",)),
        ("The recording starts with soldiers firing at a house.", "FIRE_SMALL_ARMS", ("s",)),
        ("The footage finishes with gunmen fleeing.", "FLEE_WITHDRAW", ("f",)),
        ("The first thing heard is a single shot.", "FIRE_SMALL_ARMS", ("s",)),
        ("The last sound is an explosion.", "EXPLOSION_UNATTRIBUTED", ("f",)),
        ("The film ends with a car burning.", "DAMAGE_BURN", ("f",)),
    ],
)
def test_what_the_footage_opens_or_ends_with_is_the_claim(text: str, act: str, relation: tuple):
    """The event is claimed at its end of the footage, and nothing about the footage itself."""
    reading = read(text)
    claims = [c for c in reading.claims if c.sentence == 1]
    assert [c.act for c in claims] == [act]
    assert claims[0].time.relation == relation
    assert any(r.second == "VIDEO" and r.allen == relation for r in reading.relations)


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("until the recording stops", ("f",)),
        ("right up to the last frame", ("f",)),
        ("to the end of the clip", ("f",)),
        ("until the video cuts out", ("f",)),
        ("till the very last second", ("f",)),
        ("for as long as the camera runs", ("e", "di")),
        ("the whole time", ("e", "di")),
        ("as long as the tape rolls", ("e", "di")),
    ],
)
def test_how_long_it_goes_on_is_no_claim_of_its_own(words: str, relation: tuple):
    """Such words set the time of the claim that they modify."""
    claims = [c for c in read(f"Gunmen fire at the tower {words}.").claims if c.sentence == 1]
    assert [c.act for c in claims] == ["FIRE_SMALL_ARMS"]
    assert claims[0].time.relation == relation


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("It fires in long bursts.", "FIRE_MACHINE_GUN"),
        ("It keeps firing at the gate.", "FIRE_MACHINE_GUN"),
        ("It opens fire again.", "FIRE_MACHINE_GUN"),
        ("It shoots only single shots.", "FIRE_SMALL_ARMS"),
        ("This goes on for a minute.", "FIRE_MACHINE_GUN"),
    ],
)
def test_a_pronoun_takes_over_the_weapon(text: str, act: str):
    """What fired before fires on; single shots are of that mode whatever fires them."""
    claims = read(f"A machine gun opens fire from the roof. {text}").claims
    assert claims[-1].act == act
    assert claims[-1].weapon == "machine gun"


@pytest.mark.parametrize(
    "text",
    [
        "More sieges are likely before winter.",
        "The army will attack again.",
        "A second raid is expected to follow.",
        "The gunmen may yet return fire.",
        "Another assault is bound to come.",
        "The soldiers are planning a further raid.",
    ],
)
def test_what_is_foretold_cannot_be_perceived(text: str):
    """A forecast is a prognosis that no footage could show."""
    claim = [c for c in read(text).claims if c.sentence == 1][-1]
    assert claim.type is ClaimType.PROGNOSIS
    assert claim.perceptibility is Perceptibility.NEITHER


@pytest.mark.parametrize(
    "text",
    [
        "The gunmen expect no mercy.",
        "Out of fear of shelling the families stay in the cellar.",
        "The soldiers want to go home.",
        "The rebels hope for a truce.",
        "The garrison had been counting on relief.",
    ],
)
def test_what_goes_on_in_heads_cannot_be_perceived(text: str):
    """Motives and expectations are neither seen nor heard."""
    claim = [c for c in read(text).claims if c.sentence == 1][-1]
    assert claim.perceptibility is Perceptibility.NEITHER


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Small flames show at a window.", "DAMAGE_BURN"),
        ("Black smoke hangs above the roofs.", "DAMAGE_BURN"),
        ("Smoke drifts through the gate.", "DAMAGE_BURN"),
        ("Tracers cross the yard.", "FIRE_MACHINE_GUN"),
        ("A tracer streaks past the tower.", "FIRE_MACHINE_GUN"),
        ("Snow lies on the roofs.", "STATE_WEATHER_LIGHT"),
        ("Rain beats on the camera.", "STATE_WEATHER_LIGHT"),
        ("Darkness covers the far bank.", "STATE_WEATHER_LIGHT"),
        ("Muzzle flashes light the doorway.", "FIRE_SMALL_ARMS"),
        ("Sparks leap from the cable.", "DAMAGE_BURN"),
    ],
)
def test_what_can_only_be_seen_is_visible(text: str, act: str):
    """The subject decides the act, whatever it is said to do, and nothing is heard of it."""
    claim = next(c for c in read(text).claims if c.sentence == 1)
    assert (claim.act, claim.perceptibility) == (act, Perceptibility.VISIBLE)


@pytest.mark.parametrize(
    "words",
    ["Moments later", "Then", "Soon afterwards", "Five minutes later", "Shortly after",
     "Thereafter"],
)  # fmt: skip
def test_what_comes_next_follows_the_last_event(words: str):
    """The cue relates to the last thing that happened, past a denial and a state."""
    text = f"A shot rings out. No reply is heard. Snow falls. {words} a grenade explodes."
    reading = read(text)
    shot, grenade = claim_with(text, "shot"), claim_with(text, "grenade")
    assert [r.allen for r in reading.relations if (r.first, r.second) == (shot.id, grenade.id)] == [
        ("b", "m")
    ]
    denied = {c.id for c in reading.claims if c.polarity is Polarity.NEGATIVE}
    assert not any({r.first, r.second} & denied for r in reading.relations)


@pytest.mark.parametrize(
    ("words", "unit", "least", "most"),
    [
        ("Before the minute is out", "media_s", 0, 60),
        ("Within the first minute", "media_s", 0, 60),
        ("After half a minute", "media_s", 30, None),
        ("In the last ten seconds", "media_s_from_end", 0, 10),
        ("In the first half minute", "media_s", 0, 30),
        ("Within the opening twenty seconds", "media_s", 0, 20),
    ],
)
def test_stretches_of_the_footage(words: str, unit: str, least: float, most: float | None):
    """Words that measure from either end of the footage become seconds."""
    claim = claim_with(f"{words} a shot is fired.", "shot")
    assert (unit, least, most) in {(q.unit, q.min, q.max) for q in claim.quantities}


@pytest.mark.parametrize(
    ("words", "middle"),
    [
        ("Halfway through the clip", 0.5),
        ("Two thirds of the way in", 0.67),
        ("A quarter of the way through the video", 0.25),
        ("Three quarters of the way through", 0.75),
        ("About a third of the way into the footage", 0.33),
    ],
)
def test_shares_of_the_footage(words: str, middle: float):
    """Words that divide the footage become a window around that share of it."""
    claim = claim_with(f"{words} a shot is fired.", "shot")
    assert claim.time.window is not None
    low, high = claim.time.window
    assert low < middle < high < low + 0.4


@pytest.mark.parametrize(
    "text",
    [
        "Rockets burst over the lake while fireworks light the crowd. A last explosion of gold.",
        "The army band plays, and firecrackers go off in every lane. Police watch the bonfire.",
    ],
)
def test_fireworks_are_no_violence(text: str):
    """Rockets and explosions of a feast are not read as acts of war."""
    reading = read_text(text.encode(), "feast.txt")
    violent = {"EXPLOSION_UNATTRIBUTED", "FIRE_ROCKET", "EXCHANGE_FIRE", "DETONATE_DEVICE"}
    assert violent.isdisjoint(claim.act for claim in reading.claims)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The sound of gunfire is heard.", "EXCHANGE_FIRE"),
        ("The rattle of automatic fire can be heard.", "FIRE_AUTOMATIC"),
        ("The noise of an explosion rolls over the fields.", "EXPLOSION_UNATTRIBUTED"),
    ],
)
def test_the_sound_of_a_thing_is_the_thing(text: str, act: str):
    """A sound is no property of the footage."""
    (claim,) = read_text(text.encode(), "sound.txt").claims
    assert (claim.act, claim.type) == (act, ClaimType.OBSERVATION)
