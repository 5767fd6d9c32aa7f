"""An account with its verdicts, as a terminal shows it: a sentence, and below it a line a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from witnessmark.cli.checks_screen import check_table
from witnessmark.cli.screen import one_line
from witnessmark.clock import clock_face
from witnessmark.formats.number_words import counted
from witnessmark.model import SYNTHETIC_MARK, Citation, Claim, Finding, Incident, Verdict
from witnessmark.publication.wording import MARKS, verdict_word

if TYPE_CHECKING:
    from rich.console import Console

#: How verdicts are coloured.
_COLOURS = {
    Verdict.SHOWN: "green",
    Verdict.SHOWN_ELSEWHEN: "yellow",
    Verdict.CONSISTENT: "cyan",
    Verdict.CONTRADICTED: "red",
    Verdict.NOT_SHOWN: "magenta",
    Verdict.NOT_TESTABLE: "bright_black",
    Verdict.NOT_TESTED: "bright_black",
}
#: Words of a claim that are enough to find it in its sentence.
_QUOTED = 9


def print_verdicts(out: Console, record: Incident, *, reasons: bool) -> None:
    """Print an account with its verdicts, how many there are of each, and the checks.

    *reasons* as for :func:`verdict_lines`.
    """
    if record.synthetic:
        out.print(f"{SYNTHETIC_MARK}.\n")
    out.print(verdict_lines(record, reasons=reasons))
    out.print(summary(record))
    if not reasons:
        out.print(
            "A reason that ends in … goes on: `witnessmark reasons CASE`, the page and the record "
            "of the case have all of it."
        )
    checks = check_table(record)
    if checks is not None:
        out.print()
        out.print(checks)


def verdict_lines(record: Incident, *, reasons: bool) -> Table:
    """Return each sentence with its verdict, and below it each of its claims with its seconds.

    Of a reason the first part is shown, what was heard or seen or why nothing was tested; all of it
    where *reasons* asks for it.
    """
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="bright_black")
    table.add_column(width=20)
    table.add_column(ratio=3)
    table.add_column(ratio=1)
    findings = {finding.claim: finding for finding in record.findings}
    claims: dict[int, list[Claim]] = {}
    for claim in record.claims:
        claims.setdefault(claim.sentence, []).append(claim)
    for sentence, verdict in zip(record.sentences, record.verdicts, strict=True):
        mine = claims.get(sentence.index, [])
        table.add_row(
            str(sentence.index + 1),
            verdict_text(verdict.verdict, verdict.supports),
            Text(one_line(sentence.text)),
            seconds_of(verdict.citations) if len(mine) < 2 else "",
        )
        if len(mine) < 2:
            table.add_row("", "", _dim(_reason(verdict.reason, whole=reasons)), "")
        else:
            for row in _claim_rows(mine, findings, reasons=reasons):
                table.add_row("", *row)
        table.add_row()
    return table


def _claim_rows(
    claims: Sequence[Claim], findings: Mapping[str, Finding], *, reasons: bool
) -> list[tuple[Text, Text, str]]:
    rows = []
    for claim in claims:
        finding = findings[claim.id]
        words = claim.quote.split()
        quote = " ".join(words[:_QUOTED]) + (" …" if len(words) > _QUOTED else "")
        line = Text(f"“{one_line(quote)}”: ")
        line.append(_reason(finding.reason, whole=reasons), style="bright_black")
        sign = Text("  ").append_text(verdict_text(finding.verdict, finding.supports))
        rows.append((sign, line, seconds_of(finding.citations, 2)))
    return rows


def verdict_text(verdict: Verdict, supports: bool | None) -> Text:
    """Return a verdict's sign and words in its colour."""
    written = verdict_word(verdict, supports)
    return Text(f"{written.sign} {written.word}", style=_COLOURS[verdict])


def _reason(reason: str, *, whole: bool) -> str:
    first, cut, _ = one_line(reason).partition("; ")
    return one_line(reason) if whole or not cut else f"{first}; …"


def _dim(words: str) -> Text:
    return Text(words, style="bright_black")


def truth_table(record: Incident, beside: Sequence[tuple[str, str]]) -> Table:
    """Return the account as a table: each sentence, its verdict, its seconds, and what is true.

    *beside* gives a word and a colour for each sentence.
    """
    table = Table(box=None, pad_edge=False, show_lines=False, padding=(0, 1, 1, 0))
    table.add_column("", justify="right", style="bright_black")
    table.add_column("sentence", ratio=5)
    table.add_column("verdict", min_width=12, ratio=2)
    table.add_column("seconds", ratio=2)
    table.add_column("known truth", min_width=11, ratio=2)
    for sentence, verdict in zip(record.sentences, record.verdicts, strict=True):
        word, colour = beside[sentence.index]
        table.add_row(
            str(sentence.index + 1),
            Text(one_line(sentence.text)),
            verdict_text(verdict.verdict, verdict.supports),
            seconds_of(verdict.citations),
            Text(word, style=colour),
        )
    return table


def seconds_of(citations: Sequence[Citation], most: int = 3) -> str:
    """Write cited stretches as people read them, the first *most* and a count of the rest."""
    faces = []
    for cite in citations:
        start, end = clock_face(cite.start.seconds), clock_face(cite.end.seconds)
        faces.append(start if start == end else f"{start}–{end}")
    faces = list(dict.fromkeys(faces))
    more = f" +{len(faces) - most}" if len(faces) > most else ""
    return ", ".join(faces[:most]) + more


def summary(record: Incident) -> str:
    """Say in one line how many sentences were marked with what."""
    marks = [verdict_word(verdict.verdict, verdict.supports) for verdict in record.verdicts]
    parts = [f"{marks.count(mark)} {mark.word}" for mark in MARKS if mark in marks]
    return f"Of {counted(len(record.sentences), 'sentence')}: {', '.join(parts)}."
