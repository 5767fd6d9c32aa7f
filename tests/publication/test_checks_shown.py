"""The checks across sources on page and screen: every one, its source beside it, as text."""

from page_reading import read_page
from publication_factories import ALIGNER, incident

from witnessmark.cli.checks_screen import check_table
from witnessmark.cli.screen import console
from witnessmark.model import Check, CheckOutcome, Incident
from witnessmark.publication import render_page
from witnessmark.publication.checks import OUTCOMES, checks_shown

HOSTILE = "<script>alert(1)</script> \u202eoh"


def with_checks(*checks: Check) -> tuple[Incident, str]:
    record, account = incident()
    return record.model_copy(update={"checks": checks}), account


def check(outcome: CheckOutcome, **parts: object) -> Check:
    return Check.model_validate(
        {
            "id": f"snow-{outcome.value}",
            "rule": "snow",
            "outcome": outcome,
            "sentences": (2,),
            "reason": f"It is {outcome.value}.",
            "source": "A table.",
            "made_by": ALIGNER,
            **parts,
        }
    )


def test_every_check_is_on_the_page_with_its_source():
    """Each outcome has a word and a sign that works without colour."""
    record, account = with_checks(*(check(outcome) for outcome in CheckOutcome))
    page = render_page(record, account, footage_href=None, playable=False)
    for outcome in CheckOutcome:
        sign, word = OUTCOMES[outcome]
        assert f"{sign} {word}: snow, season and place" in page
        assert f"It is {outcome.value}. About sentence 3. Source: A table." in page
    assert "A check is no verdict" in page


def test_a_record_without_checks_has_no_such_section():
    """As one written before there were checks."""
    record, account = incident()
    assert record.checks == ()
    page = render_page(record, account, footage_href=None, playable=False)
    assert 'id="checks"' not in page


def test_what_a_check_quotes_is_shown_as_text():
    """An account's words come into reasons; a rule of a later release shows its own name."""
    record, account = with_checks(
        check(CheckOutcome.AGREES, reason=HOSTILE, source=HOSTILE, rule=HOSTILE)
    )
    page = render_page(record, account, footage_href=None, playable=False)
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert read_page(page) is not None


def test_sentences_are_counted_from_one_and_named_once():
    """Those named by index and those of the claims named, in order."""
    record, _ = incident()
    claim = record.claims[0]
    one = check(CheckOutcome.AGREES, claims=(claim.id,), sentences=(claim.sentence, 4))
    (shown,) = checks_shown(record.model_copy(update={"checks": (one,)}))
    assert shown.sentences == f"sentences {claim.sentence + 1}, 5"


def test_the_screen_has_every_check_on_lines_of_its_own(capsys):
    """Line ends and controls of an account's words are made harmless; no checks, no table."""
    record, _ = with_checks(check(CheckOutcome.CONFLICTS, reason="first\nsecond\x1b[2J end."))
    table = check_table(record)
    assert table is not None
    console().print(table)
    shown = capsys.readouterr().out
    assert "✕ conflicts" in shown
    assert "first second" in shown
    assert "\x1b" not in shown
    assert check_table(record.model_copy(update={"checks": ()})) is None


def test_what_a_hint_is_is_said_below_the_table(capsys):
    """A check that only speaks for something is told from one that conflicts."""
    for outcome, said in ((CheckOutcome.SPEAKS_FOR, True), (CheckOutcome.CONFLICTS, False)):
        table = check_table(with_checks(check(outcome))[0])
        assert table is not None
        console().print(table)
        assert ("nothing is settled" in " ".join(capsys.readouterr().out.split())) is said
