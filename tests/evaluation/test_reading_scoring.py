"""Scores of reading against cases worked out by hand."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest
from reading_cases import (
    claim,
    marked,
    marked_claim,
    marked_place,
    reading,
    related,
    result,
    span,
)
from rich.console import Console

from witnessmark.errors import EmptyAccountError
from witnessmark.evaluation.figures import Figures
from witnessmark.evaluation.reading.answers import Answer, figures_of, misses
from witnessmark.evaluation.reading.baselines import largest_place, word_list
from witnessmark.evaluation.reading.claim_fields import claim_answers, confusion, f1_figures
from witnessmark.evaluation.reading.clocks import clock_answers
from witnessmark.evaluation.reading.dating import date_answers, last_year
from witnessmark.evaluation.reading.evaluating import score
from witnessmark.evaluation.reading.head import head_answers
from witnessmark.evaluation.reading.hedging import hedge_answers
from witnessmark.evaluation.reading.invention import invention_answers
from witnessmark.evaluation.reading.marked import MarkedDate
from witnessmark.evaluation.reading.matching import match, overlap
from witnessmark.evaluation.reading.names import same_name
from witnessmark.evaluation.reading.ordering import inverse, order_answers
from witnessmark.evaluation.reading.placing import kilometres, place_answers
from witnessmark.evaluation.reading.report import as_table
from witnessmark.evaluation.reading.result import read_marked
from witnessmark.evaluation.reading.vocabulary import Vocabulary
from witnessmark.model import (
    ClaimTime,
    ClaimType,
    Clock,
    DateMention,
    EventDate,
    Namesake,
    Perceptibility,
    Place,
    Polarity,
    Relation,
    Sentence,
)

ACTS = Vocabulary(
    {"FIRE_SMALL_ARMS": "fire", "FIRE_AUTOMATIC": "fire", "STATE_SCENE": "state"},
    {"FIRE_SMALL_ARMS": "Armed clash", "FIRE_AUTOMATIC": "Armed clash"},
)
TEXT = "A man fires, a gate opens, perhaps a dog barks, they run"


def values(answers: Iterable[Answer]) -> dict[str, float | None]:
    return {name: figure.value for name, figure in figures_of(answers).items()}


def test_the_matching_is_the_best_of_all_not_the_first_best():
    """Where the best single pair would leave a claim alone, the better sum of two pairs wins."""
    wanted, read = [(0, 10), (0, 14)], [(0, 12), (0, 20)]
    assert overlap(wanted[1], read[0]) > overlap(wanted[0], read[0])
    assert match(wanted, read) == ((0, 0), (1, 1))


def test_pairs_of_less_than_half_never_count():
    """A pair that shares 4 of 9 is none, one that shares 5 of 10 is."""
    assert match([(0, 9)], [(5, 9)]) == ()
    assert match([(0, 10)], [(5, 10)]) == ((0, 0),)
    assert match([], [(0, 1)]) == ()


def test_claims_by_hand():
    """Two of three found, one extra: recall 2/3, precision 2/3, F1 2/3; fields on the two."""
    of = marked(
        TEXT,
        marked_claim(TEXT, "A man fires", 1, actor="man"),
        marked_claim(TEXT, "a gate opens", 2, act="STATE_SCENE", type=ClaimType.INFERENCE),
        marked_claim(TEXT, "they run", 3),
    )
    made = reading(
        TEXT,
        claim(TEXT, "A man fires", 1, act="FIRE_AUTOMATIC", actor="A man"),
        claim(TEXT, "a gate opens", 2, act="STATE_SCENE", perceptibility=Perceptibility.VISIBLE),
        claim(TEXT, "a dog barks", 3),
    )
    one = result(of, made)
    found = values(claim_answers(one, ACTS))
    assert found["claim_recall"] == found["claim_precision"] == pytest.approx(2 / 3)
    assert (found["act"], found["act_group"], found["act_acled"]) == (0.5, 1.0, 1.0)
    assert found["act_end_to_end"] == pytest.approx(1 / 3)
    assert (found["type"], found["perceptibility"], found["camera"]) == (0.5, 0.5, 1.0)
    assert (found["footage_or_not"], found["footage_or_not_always_yes"]) == (1.0, 1.0)
    assert (found["actor"], found["no_actor"]) == (1.0, 1.0)
    assert f1_figures([one])["claim_f1"].value == pytest.approx(2 / 3)
    assert confusion([one])["inference"]["observation"] == 1


def test_f1_pooled_over_claims_and_mean_over_accounts_differ():
    """One of one, and none of one with three read: pooled 2·1 / (2 + 4), mean (1 + 0) / 2."""
    right = result(
        marked(TEXT, marked_claim(TEXT, "a gate opens")), reading(TEXT, claim(TEXT, "a gate opens"))
    )
    wrong = result(
        marked(TEXT, marked_claim(TEXT, "they run"), name="other"),
        reading(
            TEXT,
            claim(TEXT, "A man fires", 1),
            claim(TEXT, "a gate opens", 2),
            claim(TEXT, "a dog barks", 3),
        ),
    )
    figures: Figures = f1_figures([right, wrong])
    assert figures["claim_f1"].value == pytest.approx(1 / 3)
    assert figures["claim_f1"].of == 2
    assert figures["claim_f1_mean"].value == 0.5
    assert figures["claim_f1_mean"].tests == 2


def test_nothing_marked_and_nothing_read_says_nothing():
    """An account without claims that is read so neither lifts nor lowers the mean."""
    empty = result(marked(TEXT, name="empty"), reading(TEXT))
    full = result(marked(TEXT, marked_claim(TEXT, "they run")), reading(TEXT))
    assert f1_figures([empty, full])["claim_f1_mean"].of == 1


def test_a_refused_account_loses_all_it_holds():
    """Where the reader refuses, every claim is missed and the event's date is not right."""
    of = marked(TEXT, marked_claim(TEXT, "they run"))

    def refuse(data: bytes, name: str):
        raise EmptyAccountError(None, "No reader knows it.")

    one = read_marked(refuse, of)
    scores = score([one], ACTS)
    console = Console(record=True, file=io.StringIO(), width=120)
    console.print(as_table(scores, {}, each=True))
    assert "case was not read: No reader knows it." in console.export_text()
    assert scores.figures["claim_recall"].value == 0.0
    assert scores.figures["event_date"].value == 0.0


def test_every_wrong_field_is_told_with_its_words():
    """A miss has the quote, what is marked and what was read; what only repeats it is not told."""
    of = marked(TEXT, marked_claim(TEXT, "A man fires"))
    one = result(of, reading(TEXT, claim(TEXT, "A man fires", act="STATE_SCENE")))
    told = misses(tuple(claim_answers(one, ACTS)))
    assert [(m.figure, m.quote, m.wanted, m.read) for m in told] == [
        ("act", "A man fires", "FIRE_SMALL_ARMS", "STATE_SCENE")
    ]


def test_certainty_on_hedged_claims_leaves_boosters_out():
    """Of two claims, one hedged and one boosted, only the hedged one is asked."""
    of = marked(
        TEXT,
        marked_claim(
            TEXT, "perhaps a dog barks", 1, certainty="PS+", hedges=[("perhaps", "claim")]
        ),
        marked_claim(TEXT, "A man fires", 2, hedges=[("man", "booster")]),
    )
    made = reading(TEXT, claim(TEXT, "perhaps a dog barks", 1), claim(TEXT, "A man fires", 2))
    figures = figures_of(claim_answers(result(of, made), ACTS))
    assert (figures["certainty"].value, figures["certainty"].of) == (0.5, 2)
    assert (figures["certainty_hedged"].value, figures["certainty_hedged"].of) == (0.0, 1)


HEDGED = "Perhaps he fell. He almost fell, it may seem. He surely ran, about ten of them."


def hedged_result():
    of = marked(
        HEDGED,
        marked_claim(HEDGED, "Perhaps he fell", 1, hedges=[("Perhaps", "claim")]),
        marked_claim(
            HEDGED, "He almost fell", 2, hedges=[("almost", "near_miss"), ("may seem", "claim")]
        ),
        marked_claim(
            HEDGED, "He surely ran, about ten", 3, hedges=[("surely", "booster"), ("about", "part")]
        ),
    )
    made = reading(
        HEDGED,
        claim(HEDGED, "Perhaps he fell", 1, hedges=[("Perhaps he", "part")]),
        claim(
            HEDGED, "He almost fell, it may seem", 2, hedges=[("seem", "claim"), ("fell", "claim")]
        ).model_copy(update={"sentence": 1}),
        sentences=tuple(
            Sentence(index=number, span=span(HEDGED, words), text=words)
            for number, words in enumerate(
                (
                    "Perhaps he fell.",
                    "He almost fell, it may seem.",
                    "He surely ran, about ten of them.",
                )
            )
        ),
    )
    return result(of, made)


def test_hedges_by_hand():
    """Cues overlap or they do not, whatever they touch; kinds have figures of their own.

    Found are "Perhaps" (as a part) and "seem" in "may seem", not "almost"; "fell" of the first
    sentence is a cue that none marked. So recall 2/3, precision 1/2, one effect of two right.
    """
    found = values(hedge_answers(hedged_result()))
    assert found["hedge_recall"] == pytest.approx(2 / 3)
    assert found["hedge_precision"] == 0.5
    assert found["hedge_effect"] == 0.5
    assert (found["part_hedge_recall"], found["part_hedge_precision"]) == (0.0, 1.0)
    assert found["booster_recall"] == 0.0
    assert found["hedged_sentence_recall"] == pytest.approx(2 / 3)
    assert found["hedged_sentence_precision"] == 1.0


def test_the_list_of_hedge_words_by_hand():
    """The list finds "Perhaps", "may" and "seem": two cues of three, all three words right."""
    figures = word_list([hedged_result()])
    assert figures["hedge_recall"].value == pytest.approx(2 / 3)
    assert figures["hedge_precision"].value == 1.0


PLACED = "In Alpha and Beta and Gamma and Delta"


def place(name: str, latitude: float | None, longitude: float | None, **known: object) -> Place:
    return Place(
        name=str(known.pop("called", name)),
        span=span(PLACED, name),
        quote=name,
        latitude=latitude,
        longitude=longitude,
        **known,
    )


def test_places_by_hand():
    """Right at 44 km; wrong at 56 km, but warned of; left open; right by name, as a region."""
    of = marked(
        PLACED,
        places=(
            marked_place(PLACED, "Alpha", 0.0, 0.0, role="event"),
            marked_place(PLACED, "Beta", 0.0, 10.0),
            marked_place(PLACED, "Gamma", 0.0, 20.0),
            marked_place(PLACED, "Delta", 0.0, 30.0, wide=True),
        ),
    )
    made = reading(
        PLACED,
        places=(
            place("Alpha", 0.4, 0.0, role="other"),
            place(
                "Beta",
                0.5,
                10.0,
                alternatives=(Namesake(name="Beta", latitude=0.1, longitude=10.0),),
            ),
            place("Gamma", None, None),
            place("Delta", 5.0, 30.0),
        ),
    )
    found = values(place_answers(result(of, made)))
    assert found["place_placed"] == 0.75
    assert found["place_right"] == pytest.approx(2 / 3)
    assert found["place_right_of_all"] == 0.5
    assert found["place_right_or_alternative"] == 1.0
    assert found["place_role"] == 0.0


def test_a_wrong_place_without_an_alternative_is_unwarned():
    """More than 50 km off, and nothing said of another place of the name."""
    of = marked(PLACED, places=(marked_place(PLACED, "Beta", 0.0, 10.0),))
    made = reading(PLACED, places=(place("Beta", 0.5, 10.0),))
    assert values(place_answers(result(of, made)))["place_right_or_alternative"] == 0.0


def test_the_centroid_of_a_region_may_be_150_km_off():
    """111 km are near enough for a region of another name, and not for a town."""
    for wide, right in ((True, 1.0), (False, 0.0)):
        of = marked(PLACED, places=(marked_place(PLACED, "Beta", 0.0, 10.0, wide=wide),))
        made = reading(PLACED, places=(place("Beta", 1.0, 10.0, called="Beta Oblast"),))
        assert values(place_answers(result(of, made)))["place_right"] == right


def test_a_degree_of_longitude_at_the_equator():
    """The great circle gives a 360th of the circumference, however the points are given."""
    assert kilometres((0, 0), (0, 1)) == pytest.approx(111.195, abs=0.001)
    assert kilometres((0, 0), (0, 180)) == pytest.approx(20015.1, abs=0.1)


def test_the_most_populous_place_by_hand():
    """One of two names is known, and it lies where it should."""
    of = marked(
        PLACED,
        places=(marked_place(PLACED, "Alpha", 0.0, 0.0), marked_place(PLACED, "Beta", 0.0, 10.0)),
    )
    figures = largest_place([of], {"Alpha": (0.1, 0.1)}.get)
    assert [figures[name].value for name in ("place_placed", "place_right")] == [0.5, 1.0]


def dated(wanted: MarkedDate, read: EventDate | None, published: str | None = "2019-03-04"):
    of = marked(TEXT, event_date=wanted, published=published)
    return values(date_answers(result(of, reading(TEXT, head={"event_date": read}))))


DAY = MarkedDate("2019-03-02", "2019-03-02", "2019-03-02")
MONTH = MarkedDate("2019-03", "2019-03-01", "2019-03-31")
UNSTATED = MarkedDate(None, None, "2019-03-04")


@pytest.mark.parametrize(
    ("wanted", "edtf", "earliest", "latest", "right"),
    [
        (DAY, "2019-03-02", "2019-03-02", "2019-03-02", True),
        (DAY, "2019-03", "2019-03-01", "2019-03-31", False),
        (DAY, None, None, None, False),
        (MONTH, "2019-03", "2019-03-01", "2019-03-31", True),
        (MONTH, "2019", "2019-01-01", "2019-12-31", True),
        (MONTH, "2019-03-02", "2019-03-02", "2019-03-02", False),
        (MONTH, None, None, "2019-12-31", False),
        (UNSTATED, None, None, None, True),
        (UNSTATED, None, None, "2019-03-04", True),
        (UNSTATED, None, "2019-01-01", "2019-03-04", False),
        (UNSTATED, "2019-03-04", "2019-03-04", "2019-03-04", False),
    ],
)
def test_an_event_date_is_as_exact_as_the_words(wanted, edtf, earliest, latest, right):
    """A day has to be that day, less than a day an interval about it, and no date stays open."""
    read = EventDate(edtf=edtf, earliest=earliest, latest=latest)
    assert dated(wanted, read)["event_date"] == float(right)


def test_the_day_of_publication_is_not_the_event():
    """Given as the event's day it is counted, unless the account says that it is."""
    day = EventDate(edtf="2019-03-04", earliest="2019-03-04", latest="2019-03-04")
    assert dated(UNSTATED, day)["publication_as_event"] == 1
    same = MarkedDate("2019-03-04", "2019-03-04", "2019-03-04")
    assert dated(same, day)["publication_as_event"] == 0


@pytest.mark.parametrize(
    ("words", "quote", "edtf", "role", "absurd"),
    [
        ("A T-62 rolls by", "62", "2062", "other", True),
        ("The brigade of 2001 men", "2001", "2001", "event", False),
        ("In 1864 the town fell", "1864", "1864", "other", False),
        ("In 1864 the town fell", "1864", "1864", "event", True),
        ("By 2031 it will end", "2031", "2031", "event", True),
        ("On March-2019 it fell", "March-2019", "2019-03", "event", False),
    ],
)
def test_absurd_dates(words, quote, edtf, role, absurd):
    """What cannot be the event's date, and what was read out of a tank's name, is counted."""
    mention = DateMention(edtf=edtf, role=role, span=span(words, quote), quote=quote)
    of = marked(words, published="2019-03-04")
    found = values(date_answers(result(of, reading(words, dates=(mention,)))))
    assert found["absurd_dates"] == float(absurd)


def test_a_year_that_is_left_open_bounds_nothing():
    """A day of publication without its year (EDTF "XXXX-03-04") is no year to count from."""
    of = marked("In 2031 it will end", published="XXXX-03-04")
    assert last_year(of) is None


def test_a_missing_byline_is_a_fact():
    """None read of none is right; a name read of none is wrong; so is a title cut short."""
    of = marked(TEXT, title="A man fires", published="2019-03")
    made = reading(TEXT, head={"title": "A man", "byline": "Nobody", "published": "2019-03"})
    assert values(head_answers(result(of, made))) == {"title": 0.0, "byline": 0.0, "published": 1.0}


ORDERED = (
    marked_claim(TEXT, "A man fires", 1),
    marked_claim(TEXT, "a gate opens", 2),
    marked_claim(TEXT, "they run", 3),
)
READ = tuple(claim(TEXT, one.quote, one.number) for one in ORDERED)


def ordered(wanted, *read: tuple[str, str, str, str]):
    of = marked(TEXT, *ORDERED, relations=(wanted,))
    made = reading(
        TEXT,
        *READ,
        relations=tuple(
            Relation(first=a, second=b, allen=tuple(codes.split()), cue="", timeline=line)
            for a, b, codes, line in read
        ),
    )
    return values(order_answers(result(of, made)))


def test_order_stated_the_other_way_round_is_the_same_order():
    """ "c02 after c01" says what "c01 before c02" says; 1 of 13 relations tells 12/13."""
    found = ordered(related(1, "b m", 2), ("c02", "c01", "bi", "event"))
    assert found["order_consistent"] == found["start_order"] == found["order_stated"] == 1.0
    assert found["order_informativeness"] == pytest.approx(12 / 13)


def test_order_against_the_words_is_inconsistent_and_earns_nothing():
    """Sets that share nothing are wrong, and what they tell does not count."""
    found = ordered(related(1, "b m", 2), ("c01", "c02", "bi", "event"))
    assert (found["order_consistent"], found["start_order"]) == (0.0, 0.0)
    assert found["order_informativeness"] == 0.0


def test_order_left_open_is_consistent_with_anything_and_tells_nothing():
    """Nothing stated is not counted as consistent, and all thirteen earn nothing."""
    found = ordered(related(1, "b", 2))
    assert (found["order_stated"], found["start_order"], found["order_informativeness"]) == (
        0,
        0,
        0,
    )
    assert "order_consistent" not in found


def test_the_order_of_shots_is_not_that_of_events():
    """A relation of the screen answers none of the events, and one of the screen it does."""
    read = ("c01", "c02", "b m", "screen")
    assert ordered(related(1, "b m", 2), read)["order_stated"] == 0.0
    assert ordered(related(1, "b m", 2, screen=True), read)["order_stated"] == 1.0


def test_a_claim_against_the_whole_video():
    """A relation to the video counts wherever the reading states it."""
    of = marked(TEXT, *ORDERED, relations=(related(1, "e di", None),))
    whole = READ[0].model_copy(update={"time": ClaimTime(relation=("e",))})
    found = values(order_answers(result(of, reading(TEXT, whole, *READ[1:]))))
    assert found["order_consistent"] == 1.0
    assert "start_order" not in found


def test_inverses():
    """Every relation turned round twice is itself, and equal is its own inverse."""
    every = frozenset(["b", "bi", "m", "mi", "o", "oi", "s", "si", "d", "di", "f", "fi", "e"])
    assert all(inverse(inverse(frozenset({code}))) == {code} for code in every)
    assert inverse(every) == every


def test_a_clock_is_read_to_the_second():
    """38 s read as 38 s is right, as 2280 s (minutes for seconds) or not at all wrong."""
    of = marked(TEXT, marked_claim(TEXT, "A man fires", clock=38.0))
    for at, right in ((38.0, 1.0), (2280.0, 0.0), (None, 0.0)):
        clock = None if at is None else Clock(kind="media_clock", value="0:38", seconds=at)
        made = reading(TEXT, claim(TEXT, "A man fires", time=ClaimTime(clock=clock)))
        assert values(clock_answers(result(of, made)))["media_clock"] == right


def test_invented_violence_is_counted():
    """Fire where the account tells of none is invented, unless it is said not to have been."""
    of = marked(TEXT, violence=False)
    shot = claim(TEXT, "A man fires")
    denied = shot.model_copy(update={"polarity": Polarity.NEGATIVE})
    calm = claim(TEXT, "a gate opens", act="STATE_SCENE")
    counts = [
        values(invention_answers(result(of, reading(TEXT, one)), ACTS))["invented_events"]
        for one in (shot, denied, calm)
    ]
    assert counts == [1, 0, 0]


def test_a_claim_to_be_checked_in_footage_that_nobody_described_is_invented():
    """Context may be read from such an account, an observation may not."""
    of = marked(TEXT, footage=False)
    seen = claim(TEXT, "a gate opens", act="STATE_SCENE")
    told = seen.model_copy(update={"type": ClaimType.CONTEXT})
    counts = [
        values(invention_answers(result(of, reading(TEXT, one)), ACTS))["invented_events"]
        for one in (seen, told)
    ]
    assert counts == [1, 0]


def test_a_name_that_is_not_in_the_account_is_invented():
    """ "Men" may be "man" in the account, "both sides" describes, "the Russians" is made up."""
    read = [claim(TEXT, "A man fires", actor=name) for name in ("a man", "both sides", "Russians")]
    counts = [
        values(invention_answers(result(marked(TEXT), reading(TEXT, one)), ACTS))["invented_names"]
        for one in read
    ]
    assert counts == [0, 0, 1]


def test_claims_of_two_videos_must_not_be_tied():
    """An order between claims of two videos is counted, within one it is not."""
    for second, count in ((2, 1), (1, 0)):
        claims = (
            claim(TEXT, "A man fires", 1, video=1),
            claim(TEXT, "a gate opens", 2, video=second),
        )
        tie = Relation(first="c01", second="c02", allen=("b",), cue="then")
        one = result(marked(TEXT), reading(TEXT, *claims, relations=(tie,)))
        assert values(invention_answers(one, ACTS))["relations_across_videos"] == count


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a few Russian soldiers", "Russian soldiers", True),
        ("The militants", "militants’", True),
        ("soldiers", "Russian militants", False),
        ("art", "artillery", False),
        (None, None, True),
        (None, "militants", False),
    ],
)
def test_names_are_compared_loosely(one, other, same):
    """Articles, case and possessives do not matter, whole words do."""
    assert same_name(one, other) is same
    assert same_name(other, one) is same
