"""Short accounts of many styles, written for these tests, and what must be read in them."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.account.lexicon import acts
from witnessmark.model import Claim, Reading

FIRST_PERSON = (
    "Helmet Cam Firefight In Helmand\n\nI run across the road while my squad lays down suppressive "
    "fire. At 0:38 three shots ring out from the treeline, followed by a long burst of automatic "
    'fire. You can hear someone shouting "contact front". No one was injured.'
)
AGENCY = (
    "Mariupol, March 16, 2022 - Video posted on social media appeared to show a large explosion at "
    "an apartment building. Reuters could not independently verify the footage. Officials said at "
    "least 12 people were killed in the strike. Several cars are burning in the street."
)
CAPTION = "Ukrainian drone drops a grenade on a Russian position near Bakhmut."
REFUTATION = (
    "The clip does not show an attack in Gaza. It was filmed in Aleppo in 2016, and no shots are "
    "heard in it. The uploader claimed that the video shows Israeli soldiers firing at protesters."
)
SOUND_ONLY = (
    "In the first ten seconds two single shots can be heard, then a machine gun fires several "
    "bursts. About forty rounds are fired in all. A man shouts twice. Towards the end, a distant "
    "explosion is heard without any warning."
)
PEACEFUL = (
    "Village Fair Opens With Fireworks\n\nThe mayor fired the starting pistol and forty runners "
    "shot off towards the church. Children took shots at goal while a band played. In the evening "
    "the sky exploded with colour. The photographer shot the whole event on film. The baker was "
    "fired last year. A round of applause followed."
)
MATCH_DAY = (
    "Protesters chanted slogans in Minsk as police looked on. The video was shot from a balcony. "
    "The team fired up the engine. There was an explosion of joy when the striker fired home the "
    "winner. A woman burst into tears."
)
SHOT_LIST = (
    "1. Wide of street in Aleppo, gunfire heard\n"
    "2. Various of fighters firing machine gun from behind wall\n"
    "3. Smoke rising over buildings, explosion heard off camera"
)


def read(text: str) -> Reading:
    """Read a sample."""
    return read_text(text.encode(), "sample.txt")


def claim_with(text: str, words: str) -> Claim:
    """Return the shortest claim of the sample whose quote holds *words*."""
    holding = [claim for claim in read(text).claims if words in claim.quote]
    assert holding, words
    return min(holding, key=lambda claim: len(claim.quote))


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        (FIRST_PERSON, "run across", "MOVE_ADVANCE"),
        (FIRST_PERSON, "suppressive fire", "FIRE_SMALL_ARMS"),
        (FIRST_PERSON, "three shots", "FIRE_SMALL_ARMS"),
        (FIRST_PERSON, "long burst", "FIRE_AUTOMATIC"),
        (FIRST_PERSON, "contact front", "SPEECH"),
        (AGENCY, "large explosion", "EXPLOSION_UNATTRIBUTED"),
        (AGENCY, "12 people", "CASUALTY"),
        (AGENCY, "burning", "DAMAGE_BURN"),
        (CAPTION, "drops a grenade", "STRIKE_DRONE"),
        (REFUTATION, "no shots", "FIRE_SMALL_ARMS"),
        (REFUTATION, "does not show", "MEDIA_PROPERTY"),
        (SOUND_ONLY, "several bursts", "FIRE_MACHINE_GUN"),
        (SOUND_ONLY, "A man shouts", "SPEECH"),
        (SOUND_ONLY, "explosion", "EXPLOSION_UNATTRIBUTED"),
        (SOUND_ONLY, "without any warning", "WARNING"),
        (SHOT_LIST, "gunfire heard", "EXCHANGE_FIRE"),
        (SHOT_LIST, "firing machine gun", "FIRE_MACHINE_GUN"),
        (SHOT_LIST, "Smoke rising", "DAMAGE_BURN"),
    ],
)
def test_acts_are_recognised_in_every_style(text: str, words: str, act: str):
    """The act of a claim follows from its verb, its event noun and its weapon."""
    assert claim_with(text, words).act == act


@pytest.mark.parametrize("text", [PEACEFUL, MATCH_DAY])
def test_an_account_without_violence_yields_no_act_of_violence(text: str):
    """Pistols that start races, shots at goal and fired bakers are no violence."""
    groups = {acts()[claim.act].group for claim in read(text).claims}
    assert not groups & {"fire", "person", "effect"}


@pytest.mark.parametrize("text", [FIRST_PERSON, AGENCY, CAPTION, REFUTATION, SOUND_ONLY, PEACEFUL])
def test_every_sentence_of_the_body_has_a_claim(text: str):
    """No sentence that states something is passed over; a dateline states nothing."""
    reading = read(text)
    assert {c.sentence for c in reading.claims} == {
        s.index for s in reading.sentences if s.role.is_told
    }


def test_a_near_miss_did_not_happen():
    """What almost hits is a certain denial that rests on an inference."""
    claim = claim_with("In combat a soldier almost gets hit by a bullet.", "almost")
    assert (claim.act, claim.polarity, claim.certainty) == ("HIT_IMPACT", "neg", "CT-")


def test_what_is_heard_is_audible_only():
    """A claim that something is heard cannot be tested by sight."""
    claim = claim_with(SOUND_ONLY, "two single shots")
    assert claim.perceptibility == "audible"


def test_absence_is_negative():
    """The words without warning, no shots and no one deny their acts with certainty."""
    for text, words in [
        (SOUND_ONLY, "without any warning"),
        (REFUTATION, "no shots"),
        (FIRST_PERSON, "No one"),
    ]:
        claim = claim_with(text, words)
        assert (claim.polarity, claim.certainty) == ("neg", "CT-")


def test_a_source_keeps_its_words():
    """What officials said is attributed to them and probable; what an uploader claims, possible."""
    said = claim_with(AGENCY, "12 people")
    assert (said.type, said.attribution, said.certainty) == ("attributed", "Officials", "PR+")
    claimed = claim_with(REFUTATION, "firing at protesters")
    assert (claimed.type, claimed.attribution, claimed.certainty) == (
        "attributed",
        "uploader",
        "PS+",
    )
    assert not said.checkable


def test_an_unverified_statement_commits_to_nothing():
    """What could not be verified is neither yes nor no."""
    assert claim_with(AGENCY, "independently verify").certainty == "Uu"


def test_an_appearance_is_an_inference():
    """An appearance lowers certainty and makes the claim an inference."""
    claim = claim_with(AGENCY, "large explosion")
    assert (claim.type, claim.certainty) == ("inference", "PR+")


def test_counts_are_bounds():
    """Exact counts, vague ones and rounded ones become the bounds that the words allow."""
    bounds = {
        (q.text, q.min, q.max, q.unit)
        for text in (FIRST_PERSON, SOUND_ONLY, AGENCY)
        for claim in read(text).claims
        for q in claim.quantities
    }
    assert {
        ("three shots", 3, 3, "shots"),
        ("two single shots", 2, 2, "shots"),
        ("several bursts", 3, None, "bursts"),
        ("About forty rounds", 30, 50, "rounds"),
        ("at least 12 people", 12, None, "people"),
        ("a large explosion", 1, 1, "explosions"),
    } <= bounds


def test_times_and_order_are_read():
    """A clock, a stretch, an end and "followed by" place the claims of an account."""
    assert claim_with(FIRST_PERSON, "three shots").time.clock.seconds == 38
    stretch = claim_with(SOUND_ONLY, "two single shots").quantities[-1]
    assert (stretch.min, stretch.max, stretch.unit) == (0, 10, "media_s")
    assert claim_with(SOUND_ONLY, "distant explosion").time.window == (0.6, 1.0)
    relations = {(r.cue, r.allen) for r in read(FIRST_PERSON).relations}
    assert ("followed by", ("b", "m")) in relations


@pytest.mark.parametrize(
    ("text", "certainty", "polarity"),
    [
        ("The grenade nearly hits the soldiers.", "CT-", "neg"),
        ("The gunmen may have fired at the car.", "PS+", "pos"),
        ("The soldiers presumably fired at the house.", "PR+", "pos"),
        ("Undoubtedly the soldiers fired at the house.", "CT+", "pos"),
        ("The soldiers did not fire at the house.", "CT-", "neg"),
        ("The soldiers can't seem to hit the house.", "PR-", "neg"),
    ],
)
def test_hedges_lower_certainty_and_boosters_do_not_raise_it(text, certainty, polarity):
    """Certainty and polarity follow the cue words and are kept apart."""
    claim = read(text).claims[0]
    assert (claim.certainty, claim.polarity) == (certainty, polarity)


def test_a_place_out_of_view_is_off_camera():
    """Gunfire off camera can be heard but not seen."""
    claim = claim_with("Soldiers wait until gunfire off camera begins.", "gunfire")
    assert (claim.camera, claim.perceptibility) == ("off_camera", "audible")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("There is gunfire in the snow.", "snow cover"),
        ("Soldiers fire in the falling snow.", "snowfall"),
        ("It is a dry summer day.", "summer"),
        ("Soldiers fire under a cloudless sky.", "sunshine"),
    ],
)
def test_a_condition_is_named_for_what_it_is(text, condition):
    """Snow that lies is no snow that falls."""
    snow = {"snowfall", "snow cover"}
    (found,) = [claim for claim in read(text).claims if claim.conditions]
    assert condition in found.conditions
    assert snow & set(found.conditions) == snow & {condition}


def test_conditions_of_the_picture_are_kept():
    """Snow, darkness and smoke are conditions that the picture can be tested for."""
    claim = claim_with("While snow falls in the dark, soldiers fire at smoke.", "snow falls")
    assert {"snowfall", "darkness"} <= set(claim.conditions)
    assert claim.act == "STATE_WEATHER_LIGHT"
