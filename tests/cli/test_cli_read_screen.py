"""What ``witnessmark read`` prints of a reading: all that is set, and nothing that is not."""

import io

import pytest
from rich.console import Console

from witnessmark.cli.reading_marks import marked
from witnessmark.cli.reading_screen import Part, print_reading
from witnessmark.cli.reading_words import claim_words
from witnessmark.cli.relation_words import relation_words
from witnessmark.cli.screen import one_line
from witnessmark.model import (
    Account,
    AcledCode,
    Antecedent,
    Claim,
    ClaimTime,
    Clock,
    Codes,
    DateMention,
    EventDate,
    Hedge,
    MadeBy,
    Namesake,
    Place,
    Quantity,
    Reading,
    Relation,
    Role,
    Sentence,
    Tension,
)

MAKER = MadeBy(name="test", version="1", settings={})
TEXT = (
    "Fight in Upton\nBy Ann, 3 May 2020\n"
    "At 0:19 the soldiers apparently fire about forty rounds at rebels.\nNobody knows.\n"
)


def at(words, text=TEXT):
    start = text.index(words)
    return (start, start + len(words))


def sentence(index, words, role=Role.BODY, **fields):
    return Sentence(index=index, span=at(words), text=words, role=role, **fields)


def claim(name, index, words, text=TEXT, **fields):
    told = {"type": "observation", "act": "FIRE_SMALL_ARMS", "perceptibility": "visible"}
    return Claim.model_validate(
        {
            "id": name,
            "account": "0" * 64,
            "sentence": index,
            "span": at(words, text),
            "quote": words,
            "made_by": MAKER,
            **told,
            **fields,
        }
    )


FIRED = claim(
    "c01",
    2,
    "the soldiers apparently fire about forty rounds at rebels",
    actor="soldiers",
    actor_side="A",
    target="rebels",
    target_side="B",
    weapon="rifles",
    place="yard",
    camera="on_camera",
    perceptibility="visible+audible",
    certainty="PR+",
    hedges=(
        Hedge(cue="apparently", span=at("apparently"), effect="claim"),
        Hedge(cue="about", span=at("about"), effect="part", scope=at("forty")),
    ),
    time=ClaimTime(cue="0:19", clock=Clock(kind="media_clock", value="0:19", seconds=19)),
    quantities=(
        Quantity(text="about forty rounds", span=at("about forty rounds"), min=30, max=50),
    ),
    codes=Codes(acled=AcledCode(event_type="Battles", sub_event_type="Armed clash")),
)
READING = Reading(
    account=Account(
        sha256="0" * 64,
        name="story.txt",
        size=len(TEXT),
        characters=len(TEXT),
        language="en",
        title="Fight in Upton",
        published="2020-05-03",
        event_date=EventDate(edtf="2020-05", precision="month", reason="the words say so"),
    ),
    sentences=(
        sentence(0, "Fight in Upton", Role.TITLE),
        sentence(1, "By Ann, 3 May 2020", Role.PUBLICATION),
        sentence(2, "At 0:19 the soldiers apparently fire about forty rounds at rebels."),
        sentence(3, "Nobody knows."),
    ),
    claims=(FIRED, claim("c02", 3, "Nobody knows", polarity="neg", certainty="CT-")),
    relations=(Relation(first="c01", second="c02", allen=("b", "m", "o"), cue="before quickly"),),
    places=(
        Place(
            name="Upton",
            span=at("Upton"),
            quote="Upton",
            latitude=-1.5,
            longitude=2,
            precision=1,
            country="GB",
            role="event",
            alternatives=(Namesake(name="Upton", country="US"),),
            reason="named in the title.",
        ),
    ),
    dates=(
        DateMention(
            edtf="2020-05-03", role="publication", span=at("3 May 2020"), quote="3 May 2020"
        ),
    ),
    coreference=(
        Antecedent(
            sentence=3, pronoun="Nobody", span=at("Nobody"), antecedent=None, reason="nothing fits"
        ),
    ),
    tensions=(Tension(kind="count", claims=("c01", "c02"), text="forty, and none."),),
    roll_up_reason="the account tells of no event",
    made_by=MAKER,
)


def printed(reading=READING, width=120, only=None):
    out = Console(
        file=io.StringIO(),
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None,
    )
    print_reading(out, reading, only)
    return out.file.getvalue()


def flat(text):
    """*text* without its line breaks and indents."""
    return " ".join(text.split())


def test_the_head_names_what_is_known_and_says_what_is_not():
    """A missing byline is a fact, and the event date comes with precision and reason."""
    head = flat(printed().partition("Sentences")[0])
    assert "Fight in Upton by none named published 2020-05-03 source none named" in head
    assert "event date 2020-05 (to the month) – the words say so" in head
    assert "Upton, GB · event · town · 1.5° S 2° E · in 1 – named in the title" in head
    assert "or else: Upton, US" in head


def test_a_claim_stands_in_its_sentence_and_all_that_is_set_below_it():
    """Marks in the sentence; then who, whom, where, when, senses, certainty, number, code."""
    told = flat(printed(only=Part.CLAIMS))
    assert f"At 0:19 ⟨c01 {FIRED.quote}⟩." in told
    assert (
        "c01 FIRE_SMALL_ARMS observation · soldiers (A) → rebels (B) · with rifles · where: yard · "
        "at 0:19 · visible or audible, on camera · probable (PR+): “apparently” · "
        "“about” weakens “forty” · “about forty rounds” = 30 to 50 · ACLED Armed clash" in told
    )
    assert "SAID NOT TO HAVE HAPPENED, certain (CT-)" in told


def test_a_stretch_is_told_and_not_the_instant_that_bounds_it():
    """Until 0:19 is nineteen seconds, not at 0:19."""
    stretch = Quantity(text="At 0:19", span=at("At 0:19"), min=0, max=19, unit="media_s")
    clock = Clock(kind="media_clock", value="0:19", seconds=19)
    one = claim("c09", 2, FIRED.quote, time=ClaimTime(cue="At 0:19", clock=clock),
                quantities=[stretch])  # fmt: skip
    said = " ".join(claim_words(one, sentence(2, FIRED.quote)))
    assert "when: “At 0:19” = seconds 0 to 19 of the footage" in said
    assert "at 0:19" not in said


def test_sentences_without_a_claim_say_why():
    """By their role where it is the reason, and plainly where it is not."""
    told = flat(printed(only=Part.CLAIMS))
    assert "title, no claim │ Fight in Upton" in told
    assert "publication line, no claim │ By Ann" in told


def test_a_sentence_in_another_language_is_not_tested():
    """It is shown whole, with the reason in place of a reading."""
    unread = Claim(
        id="c02", account="0" * 64, sentence=3, span=at("Nobody knows."), quote="Nobody knows.",
        type=None, act=None, perceptibility=None, camera=None, polarity=None, certainty=None,
        not_tested="language", made_by=MAKER,
    )  # fmt: skip
    told = printed(READING.model_copy(update={"claims": (FIRED, unread)}))
    assert "  4  Nobody knows.\n       c02 not tested: language\n" in told
    assert "1 sentence not tested, for the language" in told


def test_what_ties_claims_is_told_in_words():
    """Order, what a pronoun means, tensions, and why there is no roll-up."""
    told = flat(printed())
    assert "c01 FIRE_SMALL_ARMS starts before c02 FIRE_SMALL_ARMS – “before quickly”" in told
    assert "in 4 “Nobody” is left open – nothing fits" in told
    assert "c01, c02 (count): forty, and none." in told
    assert "none the account tells of no event" in told
    assert "4 sentences, and 2 claims in 2 of them; footage could bear on 2 of the claims." in told


def test_shots_in_a_row_share_one_line_that_says_what_the_order_is_worth():
    """The order of an edit is told once, and never as that of the events."""
    ties = (("c01", "c02"), ("c02", "c03"))
    order = tuple(
        Relation(first=a, second=b, allen=("b", "m"), cue="shot order", timeline="screen")
        for a, b in ties
    )
    claims = (*READING.claims, claim("c03", 3, "knows"))
    told = flat(printed(READING.model_copy(update={"claims": claims, "relations": order})))
    assert told.count("whatever the order of the events") == 1
    assert "c01 FIRE_SMALL_ARMS, c02 FIRE_SMALL_ARMS, c03 FIRE_SMALL_ARMS: one after" in told


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen_and_nothing_is_lost(width):
    """Text wraps at the width that there is, whole."""
    told = printed(width=width)
    assert max(map(len, told.splitlines())) <= width
    assert flat(told) == flat(printed(width=400))


@pytest.mark.parametrize("part", list(Part))
def test_one_part_can_be_asked_for_alone(part):
    """The other parts and the head stay away; a part with nothing says so."""
    told = printed(only=part)
    assert flat(told) in flat(printed())
    assert "none named" not in told
    empty = READING.model_copy(
        update={"claims": (), "sentences": (), "places": (), "dates": (), "relations": ()}
    )
    assert printed(empty, only=part) == f"No {part} were found.\n"


@pytest.mark.parametrize(
    ("claims", "line"),
    [
        ((), "1 sentence, and no claim."),
        (("Nobody",), "1 sentence, and 1 claim in it; footage could bear on 1 of the claims."),
    ],
)
def test_an_account_of_one_sentence_is_counted_as_people_do(claims, line):
    """The last line has no "0 of them", and no "in 1 of them" where there is one."""
    one = READING.model_copy(
        update={
            "sentences": (sentence(0, "Nobody knows."),),
            "claims": tuple(claim(f"c{n}", 0, words) for n, words in enumerate(claims)),
            **dict.fromkeys(("places", "dates", "relations", "coreference", "tensions"), ()),
        }
    )
    assert flat(printed(one)).endswith(line)


def test_claims_that_cross_carry_their_ids_at_both_ends():
    """Where brackets alone could not tell which closes, the ids do; nested ones need none."""
    words = "they cordon the men who hide"
    line = Sentence(index=0, span=(0, len(words)), text=words)
    crossed = [claim("c1", 0, words[:19], words), claim("c2", 0, words[12:], words)]
    assert marked(line, crossed).plain == "⟨c1 they cordon ⟨c2 the men⟩c1 who hide⟩c2"
    nested = [claim("c1", 0, words, words), claim("c2", 0, "the men", words)]
    assert marked(line, nested).plain == "⟨c1 they cordon ⟨c2 the men⟩ who hide⟩"
    same = [claim("c1", 0, words, words), claim("c2", 0, words, words)]
    assert marked(line, same).plain == f"⟨c1 c2 {words}⟩"


def test_an_account_cannot_write_marks_controls_or_reordering():
    """Terminal escapes, C1 controls, overrides, zero widths and our own marks are written out."""
    words = "\x1b[2J \x9b31m \u202efire\u202c \u200b ⟨c99 title │ x⟩ [bold]y[/bold]"
    line = marked(Sentence(index=0, span=(0, len(words)), text=words), []).plain
    assert line == (
        "␛[2J [U+009B]31m [U+202E]fire[U+202C] [U+200B] [U+27E8]c99 title [U+2502] x[U+27E9] "
        "[bold]y[/bold]"
    )
    hostile = READING.account.model_copy(update={"title": words, "byline": words, "source": words})
    told = printed(READING.model_copy(update={"account": hostile}), width=400)
    assert not {"\x1b", "\x9b", "\u202e", "\u200b"} & set(told)
    assert told.count("[U+009B]31m") == 3


def test_joiners_that_scripts_are_spelt_with_stay():
    """Persian keeps its joiners and so do emoji; one hidden in a Latin word is written out."""
    persian, family = "\u0645\u06cc\u200c\u062e\u0648\u0627", "👨\u200d👩"
    assert one_line(persian) == persian
    assert one_line(family) == family
    assert one_line("sol\u200ddier") == "sol[U+200D]dier"


@pytest.mark.parametrize(
    ("allen", "second", "words"),
    [
        (("b", "m"), "c02", "is over by the time c02 starts"),
        (("b", "m", "o", "fi", "di"), "c02", "starts before c02"),
        (("bi", "mi", "oi", "f", "d"), "c02", "starts after c02"),
        (("m", "o"), "c02", "goes on until c02 starts, or into it"),
        (("o", "oi", "s", "si", "d", "di", "f", "fi", "e"), "c02", "shares some time with c02"),
        (("b", "bi"), "c02", "lies before or after c02"),
        (("e", "di"), "VIDEO", "goes on for all of the video"),
        (("f",), "VIDEO", "goes on to the end of the video"),
    ],
)
def test_a_set_of_relations_is_told_by_what_all_of_them_have_in_common(allen, second, words):
    """Never more than the set gives."""
    assert relation_words(allen, second) == words


def test_a_stretch_of_the_footage_is_written_in_words():
    """The unit of the record is no word that people read."""
    stretch = Quantity(text="for five seconds", span=(0, 16), min=0, max=5, unit="media_s_from_end")
    quiet = FIRED.model_copy(update={"quantities": (stretch,), "time": ClaimTime()})
    told = " · ".join(claim_words(quiet, sentence(2, TEXT.splitlines()[2])))
    assert "= seconds 0 to 5 of the footage, counted back from its end" in told
    assert "media_s" not in told
