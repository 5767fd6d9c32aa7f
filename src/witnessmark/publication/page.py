"""The incident page: one HTML file that needs no network, no server and no script to be read.

Conventions
-----------
Everything from the account, the footage and the record is hostile: Jinja2 escapes all of it, and
:mod:`witnessmark.publication.legible` takes away what escaping does not. The same record gives
the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from witnessmark.errors import RecordError
from witnessmark.model import Incident
from witnessmark.publication.agreement import KnownTruth
from witnessmark.publication.checks import checks_shown
from witnessmark.publication.facts import account_rows, recording_facts, signatures
from witnessmark.publication.gaps import gaps
from witnessmark.publication.inlining import inlined
from witnessmark.publication.legible import exact, finalize
from witnessmark.publication.moments import second_zero
from witnessmark.publication.panels import SentencePanel, sentence_panels
from witnessmark.publication.passages import passages
from witnessmark.publication.sightings import Sighting, sightings
from witnessmark.publication.tally import summary, tallies
from witnessmark.publication.timeline import ROW_HEIGHT, Timeline, timeline
from witnessmark.publication.unmentioned import unmentioned
from witnessmark.publication.wording import MARKS

#: A file beside the page and nothing else: no folder, no scheme, no query.
_BESIDE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]{1,8})?")


def render_page(
    record: Incident,
    account_text: str,
    *,
    footage_href: str | None,
    playable: bool,
    agreement: Sequence[KnownTruth] | None = None,
) -> str:
    """Return the whole page as HTML text: style, script and data are in it.

    *account_text* is the account the record was made from, decoded. *footage_href* names the file
    of the first recording in the page's own folder, None where there is none; it is offered for
    playing only where *playable*. *agreement* sets known truth beside the verdicts of rendered
    footage. Raises RecordError where *account_text* is another text than the record's, or where
    *footage_href* is anything but a plain file name.
    """
    if footage_href is not None and not _BESIDE.fullmatch(footage_href):
        raise RecordError(
            f"The footage must lie beside the page under a plain file name, not {footage_href!r}."
        )
    footage = footage_href if playable else None
    template = environment().get_template("page.html.jinja")
    return template.render(_shown(record, account_text, agreement), footage=footage)


def _shown(
    record: Incident, account_text: str, agreement: Sequence[KnownTruth] | None
) -> dict[str, Any]:
    """Return everything the template prints, by the names it prints it under."""
    paragraphs = passages(account_text, record.sentences)
    places = {recording.sha256: n for n, recording in enumerate(record.recordings)}
    heard = sightings(record.observations, places)
    panels = sentence_panels(record, places, agreement)
    timelines = _timelines(record, heard, panels)
    counts = tallies(panels)
    return {
        "record": record,
        "blocks": inlined(_data(record, timelines)),
        "paragraphs": paragraphs,
        "panels": {panel.index: panel for panel in panels},
        "counts": counts,
        "summary": summary(counts, panels, agreement),
        "timelines": timelines,
        "row_height": ROW_HEIGHT,
        "unmentioned": unmentioned(heard, record.unexplained),
        "gaps": gaps(record),
        "checks": tuple(check.row for check in checks_shown(record)),
        "account_rows": account_rows(record),
        "recordings": tuple(
            recording_facts(recording, record.observations) for recording in record.recordings
        ),
        "signatures": signatures(record),
        "words": MARKS,
        "first": record.recordings[0] if record.recordings else None,
        "confirmed": any(judgement.action == "confirm" for judgement in record.judgements),
    }


@cache
def environment() -> Environment:
    """Return what every page is printed by: all is escaped, and made legible before."""
    made = Environment(
        loader=PackageLoader("witnessmark.publication", "templates"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["exact"] = exact
    return made


def _timelines(
    record: Incident, heard: Sequence[Sighting], panels: Sequence[SentencePanel]
) -> tuple[Timeline, ...]:
    cited = tuple(citation for panel in panels for citation in panel.cited)
    sentence_of = {claim.id: claim.sentence for claim in record.claims}
    sentences_of: dict[str, set[int]] = {}
    for finding in record.findings:
        for citation in finding.citations:
            for seen in citation.observations:
                sentences_of.setdefault(seen, set()).add(sentence_of[finding.claim])
    ordered = {seen: tuple(sorted(found)) for seen, found in sentences_of.items()}
    return tuple(
        timeline(number, recording, heard, cited, ordered, record.observations)
        for number, recording in enumerate(record.recordings)
    )


def _data(record: Incident, timelines: Sequence[Timeline]) -> dict[str, Any]:
    """Return what the script needs: lengths, second zero, and which marks sentences rest on."""
    return {
        "durations": [drawn.duration for drawn in timelines],
        "origin": second_zero(record.recordings[0]) if record.recordings else 0.0,
        "marks": {
            mark.key: list(mark.sentences)
            for drawn in timelines
            for lane in drawn.lanes
            for mark in lane.marks
            if mark.sentences
        },
    }
