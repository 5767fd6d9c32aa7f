"""Claims of sight against what was seen: most that fits is consistent, and little is shown."""

import pytest
from alignment_nouns import (
    BASE,
    CONSISTENT,
    CONTRADICTED,
    ME,
    NOT_SHOWN,
    NOT_TESTED,
    SHA,
    account_of,
    claim,
    reading,
    recording,
    span,
    when,
)

from witnessmark.alignment import align
from witnessmark.alignment.sight_evidence import sight_evidence_for
from witnessmark.model import Kind, Observation, Perceptibility, PictureTrack, Sought, Stretch

LOOKS = tuple(
    Sought(kind=kind, recall=0.9, measured_on="rendered pictures", made_by=ME)
    for kind in (Kind.CUT, Kind.SNOWFALL, Kind.DARKNESS, Kind.FLAME, Kind.STREAK)
)


def seen(kind, start, end, confidence=0.97, **attributes):
    return Observation.of(
        recording=SHA,
        kind=kind,
        span=span(start, end),
        confidence=confidence,
        made_by=ME,
        attributes=attributes,
    )


def filmed(decoded=((0, 60),), **parts):
    stretches = tuple(
        Stretch(start=s.start, end=s.end, time_base=BASE) for s in (span(a, b) for a, b in decoded)
    )
    track = PictureTrack(
        stream=1,
        codec="h264",
        width=64,
        height=48,
        time_base=BASE,
        decoded=stretches,
        looked_at="every_frame",
    )
    return recording(**parts).model_copy(update={"picture": track})


def weighed(one, observations, looks=LOOKS, footage=None):
    return align(reading(one), footage or filmed(), observations, looks).findings[0]


def snow(words="Snow falls", **parts):
    parts = {"perceptibility": Perceptibility.VISIBLE, **parts}
    return claim(words, "STATE_WEATHER_LIGHT", **parts)


def uncut(words="The video is uncut", **parts):
    return claim(
        words, "MEDIA_PROPERTY", type="media_meta", perceptibility=Perceptibility.VISIBLE, **parts
    )


def test_snow_that_is_seen_fits_and_is_never_shown():
    """Real snow was measured too little for a picture alone to show it."""
    finding = weighed(snow(), [seen(Kind.SNOWFALL, 2, 50, state="seen")])
    assert finding.verdict is CONSISTENT
    assert finding.supports is True
    assert "snowfall is seen at 0:02.0 to 0:50.0" in finding.reason.lower()
    assert [c.observations for c in finding.citations]


def test_unclear_is_neither_seen_nor_absent():
    """A detector that could not tell leaves the claim open."""
    finding = weighed(snow(), [seen(Kind.SNOWFALL, 2, 50, 0.4, state="unclear")])
    assert finding.verdict is NOT_TESTED
    assert "unclear" in finding.reason


def test_no_snow_in_a_picture_that_was_seen_is_not_shown():
    """Nothing seen in all of the picture counts, with the share of snow that is found."""
    finding = weighed(snow(), [])
    assert finding.verdict is NOT_SHOWN
    assert finding.supports is False
    assert "100% of that could be seen" in finding.reason
    assert "at least 90% of what is there is noticed" in finding.reason


@pytest.mark.parametrize(
    ("footage", "observations"),
    [
        (filmed(decoded=((0, 20),)), []),
        (filmed(), [seen(Kind.STILL, 0, 30, what="black")]),
    ],
)
def test_what_could_not_be_seen_is_not_absent(footage, observations):
    """A third of the frames, or half of them black, is too little to miss something in."""
    finding = weighed(snow(), observations, footage=footage)
    assert finding.verdict is NOT_TESTED
    assert "less than the 90%" in finding.reason


def test_what_was_not_looked_for_is_not_absent():
    """A kind that no detector sought says nothing by its absence."""
    assert weighed(snow(), [], looks=()).verdict is NOT_TESTED


def test_what_is_seldom_found_is_not_absent():
    """Where half of what is there goes unseen, seeing none says nothing."""
    poor = tuple(one.model_copy(update={"recall": 0.5}) for one in LOOKS)
    finding = weighed(snow(), [], looks=poor)
    assert finding.verdict is NOT_TESTED
    assert "as little as 50%" in finding.reason


def test_a_recording_without_a_picture_tests_no_sight():
    """Sound alone speaks to no snow."""
    assert weighed(snow(), [], footage=recording()).verdict is NOT_TESTED


def test_snow_at_another_time_does_not_fit():
    """What is said of the first half is not borne out by the second."""
    early = snow("At first snow falls", time=when("At first", 0.0, 0.3))
    finding = weighed(early, [seen(Kind.SNOWFALL, 40, 50, state="seen")])
    assert finding.verdict is NOT_SHOWN
    assert "from 0:00.0 to 0:18.0" in finding.reason


def test_a_sure_cut_contradicts_uncut_footage():
    """One cut is enough, and its second is cited."""
    finding = weighed(uncut(), [seen(Kind.CUT, 12, 12.04, 0.99, form="hard")])
    assert finding.verdict is CONTRADICTED
    assert "0:12.0" in finding.reason
    assert len(finding.citations) == 1


def test_a_doubtful_cut_contradicts_nothing():
    """What may be a flash or a blur leaves the claim open."""
    finding = weighed(uncut(), [seen(Kind.CUT, 12, 12.04, 0.7, form="hard")])
    assert finding.verdict is NOT_TESTED


def test_no_cut_bears_uncut_footage_out_as_far_as_absence_can():
    """It is what the account says, and still only an absence."""
    finding = weighed(uncut(), [])
    assert finding.verdict is NOT_SHOWN
    assert finding.supports is True


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("In a snow-covered yard, the video is uncut", "snow-covered yard"),
        ("On a farm outside Tarvik, the clip is uncut", "farm"),
        ("The clip, filmed near the river, is uncut", "river"),
    ],
)
def test_a_place_does_not_limit_what_is_said_of_the_recording(words, place):
    """Where it was filmed says nothing of which part of it."""
    finding = weighed(uncut(words, place=place), [seen(Kind.CUT, 12, 12.04, 0.99, form="hard")])
    assert finding.verdict is CONTRADICTED


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("The scene in the yard is uncut", "yard"),
        ("In the yard after the blast, the video is uncut", "yard"),
        ("In this version the video is uncut", None),
    ],
)
def test_a_part_of_the_recording_limits_it(words, place):
    """A scene, a time and a version may be another than the one with the cut."""
    finding = weighed(uncut(words, place=place), [seen(Kind.CUT, 12, 12.04, 0.99, form="hard")])
    assert finding.verdict is NOT_TESTED


def test_no_cuts_at_night_is_about_cuts():
    """That it was night is beside it: the denial is not one of darkness."""
    one = uncut("The footage, filmed at night, has no cuts")
    known = sight_evidence_for(one)
    assert known is not None
    assert known.kinds == {Kind.CUT}


def test_uncut_until_somewhere_is_not_contradicted_by_a_cut():
    """Words beside the denial that nothing weighed leave it open."""
    finding = weighed(uncut("The video is uncut after the blast"), [seen(Kind.CUT, 12, 12.04)])
    assert finding.verdict is NOT_TESTED
    assert "“after”" in finding.reason


def test_words_beside_the_sight_are_named():
    """A street lamp is nothing that a dark picture tells of."""
    finding = weighed(
        snow("It is almost dark beneath the lamp"),
        [seen(Kind.DARKNESS, 0, 60, state="seen")],
    )
    assert finding.verdict is CONSISTENT
    assert "“beneath”, “lamp”" in finding.reason


@pytest.mark.parametrize(
    ("words", "act", "kind"),
    [
        ("it was snowing", "STATE_WEATHER_LIGHT", Kind.SNOWFALL),
        ("the snow-covered hills", "STATE_SCENE", Kind.SNOW_COVER),
        ("It’s raining sideways", "STATE_WEATHER_LIGHT", Kind.RAIN),
        ("filmed at night", "STATE_WEATHER_LIGHT", Kind.DARKNESS),
        ("white smoke above roofs", "DAMAGE_BURN", Kind.SMOKE),
        ("the truck disappears in flames", "DAMAGE_BURN", Kind.FLAME),
        ("tracer rounds", "FIRE_MACHINE_GUN", Kind.STREAK),
        ("Then a bright flash is seen", "EXPLOSION_UNATTRIBUTED", Kind.FLASH),
        ("edited together from two clips", "MEDIA_PROPERTY", Kind.CUT),
    ],
)
def test_each_kind_of_sight_has_its_words(words, act, kind):
    """The words of a row are looked for by that row's detector."""
    evidence = sight_evidence_for(claim(words, act))
    assert evidence is not None
    assert evidence.kinds == {kind}


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("ceasefire at night", "AGREEMENT"),
        ("opened fire", "FIRE_SMALL_ARMS"),
        ("a train of trucks", "STATE_SCENE"),
        ("they cut the fence", "STATE_SCENE"),
    ],
)
def test_words_of_other_acts_are_not_looked_for(words, act):
    """Fire that is opened is no flame, and a fence that is cut no edit."""
    assert sight_evidence_for(claim(words, act)) is None


def test_an_account_read_from_its_words_is_weighed_by_eye():
    """From the words to the verdict: snow that is seen fits, and the shots are not its business."""
    account = account_of("Snow is falling. The video is uncut.")
    observations = [seen(Kind.SNOWFALL, 2, 50, state="seen"), seen(Kind.CUT, 9, 9.04, form="hard")]
    found = align(account, filmed(), observations, LOOKS)
    verdicts = {
        claim.quote.strip(".").casefold(): finding.verdict
        for claim, finding in zip(account.claims, found.findings, strict=True)
    }
    assert verdicts["snow is falling"] is CONSISTENT
    assert verdicts["the video is uncut"] is CONTRADICTED


def test_a_condition_cut_in_pieces_is_cited_as_the_stretch_it_is():
    """Snow that a detector reports in pieces that touch is one stretch, and a gap makes two."""
    pieces = [seen(Kind.SNOWFALL, a, b) for a, b in ((0, 24.5), (24.5, 36.4), (40, 60))]
    finding = weighed(snow(), pieces)
    assert "0:00.0 to 0:36.4 and 0:40.0 to 1:00.0" in finding.reason
    cited = [(one.start.json_seconds, one.end.json_seconds) for one in finding.citations]
    assert cited == [(0, 36.4), (40, 60)]
    assert [len(one.observations) for one in finding.citations] == [2, 1]


def test_what_a_denial_denies_is_named():
    """ "There was none" would leave the reader to guess of what."""
    finding = weighed(uncut(), [seen(Kind.CUT, 20, 20.04)])
    assert "The account says there was no cut in the recording, and a cut is seen at" in (
        finding.reason
    )
