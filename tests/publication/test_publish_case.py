"""Publishing a case: from sealed files only, logged, repeatable, and all or nothing."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from page_reading import read_page
from publication_factories import STORY, incident, recording

from witnessmark.custody import Case, ledger_head, verify_case
from witnessmark.errors import NotACaseError, SealBrokenError
from witnessmark.formats import write_record
from witnessmark.model import Outcome, PictureTrack, Recording
from witnessmark.publication import publish_case
from witnessmark.publication.playability import browser_suffix

BY = {"by": "tester", "tool": "witnessmark 0.1.0"}


def made_case(folder: Path, *, finished: bool = True, **footage: Any) -> Path:
    """Make a case whose record is the story; its footage is a stand-in that nobody decodes."""
    source = folder / "mill yard.html"
    source.write_bytes(b"\x00footage" * 500)
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    record, text = incident()
    facts = json.loads(
        record.model_dump_json(by_alias=True).replace(record.recordings[0].sha256, sha256)
    )
    record = type(record).model_validate(facts)
    record = record.model_copy(
        update={"recordings": (recording(sha256=sha256, size=source.stat().st_size, **footage),)}
    )
    with Case.begin(folder / "case", **BY) as case:
        original = case.seal_original(source)
        account = case.seal_account(text.encode(), "mill.txt")
        case.store(
            "incident.json",
            write_record(record),
            action="record_written",
            parents=(original.sha256, account.sha256),
        )
        if finished:
            case.finish()
    return folder / "case"


def contents(case: Path) -> dict[str, bytes]:
    """Return every file of a case with its bytes."""
    return {
        str(path.relative_to(case)): path.read_bytes()
        for path in sorted(case.rglob("*"))
        if path.is_file()
    }


def test_page_and_footage_lie_in_the_case(tmp_path: Path) -> None:
    """The page is written, the footage beside it under a suffix of its container, both logged."""
    case = made_case(tmp_path)
    page = publish_case(case, **BY).path
    assert page == case / "page" / "index.html"
    (video,) = read_page(page.read_bytes().decode()).all("video")
    copy = page.parent / video.attributes["src"]
    assert copy.name == "footage.mp4"
    (original,) = (case / "originals").iterdir()
    assert copy.read_bytes() == original.read_bytes()
    assert not copy.stat().st_mode & 0o222
    entries = [json.loads(line) for line in (case / "ledger.jsonl").read_text().splitlines()]
    logged = {e["seal"]["path"]: e for e in entries if e.get("seal")}
    assert logged["page/footage.mp4"]["action"] == "derived"
    assert logged["page/footage.mp4"]["parents"] == [original.name.split(".")[0]]
    assert logged["page/index.html"]["action"] == "published"


def test_page_carries_the_account(tmp_path: Path) -> None:
    """Every sentence of the sealed account is on the page."""
    page = publish_case(made_case(tmp_path), **BY).path
    found = read_page(page.read_bytes().decode()).all("span", "sentence")
    assert [e.text() for e in found] == [words for words, _, _ in STORY]


def test_a_published_case_still_verifies(tmp_path: Path) -> None:
    """Nothing that publishing adds fails verification."""
    case = made_case(tmp_path)
    publish_case(case, **BY)
    failed = [f for f in verify_case(case) if f.outcome is Outcome.FAILED]
    assert failed == []


def test_the_head_to_note_down_is_returned(tmp_path: Path) -> None:
    """The hash that publishing returns is that of the ledger as it then stands."""
    case = made_case(tmp_path)
    assert publish_case(case, **BY).head == ledger_head(case)


def test_publishing_again_changes_nothing(tmp_path: Path) -> None:
    """The same release publishes the same case to the same bytes, ledger included."""
    case = made_case(tmp_path)
    publish_case(case, **BY)
    before = contents(case)
    publish_case(case, **BY)
    assert contents(case) == before


def test_unplayable_footage_is_not_copied(tmp_path: Path) -> None:
    """Footage that browsers cannot play stays where it is, and the page says so."""
    case = made_case(tmp_path, container="avi")
    page = publish_case(case, **BY).path
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]
    assert "Browsers cannot play this footage" in page.read_text("utf-8")


@pytest.mark.parametrize("folder", ["accounts", "originals", "."])
def test_changed_bytes_are_never_published(tmp_path: Path, folder: str) -> None:
    """Where account, record or footage is not what was sealed, nothing is written."""
    case = made_case(tmp_path)
    target = next(
        path
        for path in sorted((case / folder).iterdir())
        if path.suffix in {".txt", ".html", ".json"}
    )
    target.chmod(0o644)
    target.write_bytes(target.read_bytes()[:-2] + b"~\n")
    before = contents(case)
    with pytest.raises(SealBrokenError):
        publish_case(case, **BY)
    assert contents(case) == before


def test_an_unfinished_case_is_not_published(tmp_path: Path) -> None:
    """A case whose examination never finished is refused, and so is a folder that is no case."""
    with pytest.raises(NotACaseError):
        publish_case(made_case(tmp_path, finished=False), **BY)
    with pytest.raises(NotACaseError):
        publish_case(tmp_path, **BY)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A sealed file that is gone is named in the error."""
    case = made_case(tmp_path)
    (case / "incident.json").unlink()
    with pytest.raises((NotACaseError, SealBrokenError), match=r"incident\.json"):
        publish_case(case, **BY)


def _recording(container: str, sound: str | None, picture: str | None) -> Recording:
    whole = recording()
    assert whole.sound is not None
    assert whole.picture is not None
    pictured: PictureTrack | None = whole.picture.model_copy(update={"codec": picture})
    return whole.model_copy(
        update={
            "container": container,
            "sound": whole.sound.model_copy(update={"codec": sound}) if sound else None,
            "picture": pictured if picture else None,
        }
    )


@pytest.mark.parametrize(
    ("container", "sound", "picture", "suffix"),
    [
        ("mov,mp4,m4a,3gp,3g2,mj2", "aac", "h264", ".mp4"),
        ("mov,mp4,m4a,3gp,3g2,mj2", "aac", None, ".m4a"),
        ("mov,mp4,m4a,3gp,3g2,mj2", None, "h264", ".mp4"),
        ("mov,mp4,m4a,3gp,3g2,mj2", "aac", "hevc", None),
        ("mov,mp4,m4a,3gp,3g2,mj2", "pcm_s16be", "h264", None),
        ("matroska,webm", "opus", "vp9", ".webm"),
        ("matroska,webm", "aac", "h264", None),
        ("flac", "flac", None, ".flac"),
        ("wav", "pcm_s16le", None, ".wav"),
        ("flac", "flac", "mjpeg", None),
        ("flac", None, None, None),
        ("avi", "mp3", "mpeg4", None),
        ("<script>", "aac", "h264", None),
    ],
)
def test_container_and_codecs_decide(
    container: str, sound: str | None, picture: str | None, suffix: str | None
) -> None:
    """The suffix follows from what the file is; what browsers do not play has none."""
    assert browser_suffix(_recording(container, sound, picture)) == suffix
