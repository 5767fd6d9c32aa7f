"""Records with little or nothing in them still make a whole, honest page."""

from itertools import pairwise
from typing import Any

import pytest
from page_reading import Element, read_page
from publication_factories import BASE, FOOTAGE, STORY, incident, recording, seen, span

from witnessmark.errors import RecordError
from witnessmark.model import Kind, Observation, Recording, SoundTrack, Stretch
from witnessmark.publication import render_page

UNTESTED = tuple((words, "not_tested", ()) for words, _, _ in STORY)


def _page(footage: Recording, **changed: Any) -> Element:
    record, text = incident(UNTESTED, observations=[], footage=footage, **changed)
    return read_page(render_page(record, text, footage_href="footage.bin", playable=True))


def test_no_observations() -> None:
    """With nothing observed every lane says that it is empty, and so does the list."""
    root = _page(recording())
    assert not root.all("g", "gunfire")
    assert "none found" in root.all("svg")[1].text()
    assert "Nothing: every observation" in root.text()


def test_no_picture_gives_an_audio_player() -> None:
    """Sound alone is played by an audio element behind the same cover."""
    root = _page(recording(picture=None))
    assert len(root.all("audio")) == 1
    assert not root.all("video")
    (cover,) = root.all("details", "cover")
    assert "open" not in cover.attributes
    assert "has no picture: nothing in it could be seen" in root.text()


def test_no_sound_is_said_in_lane_and_gaps() -> None:
    """Without sound the whole length is a stretch not heard."""
    root = _page(recording(sound=None))
    assert "there is no sound track" in root.all("svg")[1].text()
    (gap,) = root.all("g", "gap")
    assert (gap.attributes["data-start"], gap.attributes["data-end"]) == ("0.0", "123.5")
    assert "has no sound track: nothing in it could be heard" in root.text()


@pytest.mark.parametrize("duration", [0.0, 0.04, 0.31, 3.0, 7250.0, 200_000.0])
def test_any_length_has_an_axis(duration: float) -> None:
    """From an instant to days, the axis has between one and eight readings inside the drawing."""
    root = _page(recording(duration=duration, declared_duration=None, sound=None))
    labels = root.all("text", "axis")
    assert 1 <= len(labels) <= 8
    for label in labels:
        assert 0 <= float(label.attributes["x"].removesuffix("%")) <= 100


def test_observations_past_the_stated_length_stay_inside() -> None:
    """A stated length that is too short never pushes a mark out of the drawing."""
    late = [seen(Kind.EXPLOSION, 8.0, 9.0), seen(Kind.GUNFIRE, 1.0, 2.0)]
    record, text = incident(UNTESTED, observations=late, footage=recording(duration=3.0))
    root = read_page(render_page(record, text, footage_href=None, playable=False))
    for bar in root.all("rect", "bar"):
        left, width = (float(bar.attributes[n].removesuffix("%")) for n in ("x", "width"))
        assert 0 <= left <= left + width <= 100.0002


def test_unplayable_footage_is_named_by_its_seal() -> None:
    """Footage that browsers cannot play is named, and no player is offered."""
    record, text = incident()
    root = read_page(render_page(record, text, footage_href=None, playable=False))
    assert not root.all("video")
    assert not root.all("audio")
    (note,) = root.all("p", "no-footage")
    assert "originals/" in note.text()
    assert FOOTAGE in note.text()


def test_no_recordings_at_all() -> None:
    """A record without a recording says so and has no timeline."""
    record, text = incident(UNTESTED, observations=[], recordings=())
    root = read_page(render_page(record, text, footage_href=None, playable=False))
    assert "holds no recording" in root.text()
    assert not root.all("figure", "timeline")


def test_stretches_not_heard_are_drawn_and_listed() -> None:
    """What lies between decoded stretches is hatched on the timeline and listed under gaps."""
    decoded = tuple(
        Stretch(start=s.start, end=s.end, time_base=BASE) for s in (span(1, 2), span(3, 4))
    )
    sound = SoundTrack(
        stream=0, codec="aac", rate=48000, channels=1, time_base=BASE, decoded=decoded
    )
    root = _page(recording(sound=sound, duration=4.0))
    expected = [("0.0", "1.0"), ("2.0", "3.0")]
    for found in (root.all("g", "gap"), root.all(name="gaps")[0].all("button", "seek")):
        assert [(e.attributes["data-start"], e.attributes["data-end"]) for e in found] == expected


def test_citations_that_overlap_lie_in_rows() -> None:
    """Marks of the cited lane that share seconds are drawn apart, and their lane is high enough."""
    story = tuple((words, "consistent", ((8.2, 12.9),)) for words, _, _ in STORY[:3])
    record, text = incident(story)
    root = read_page(render_page(record, text, footage_href=None, playable=False))
    tops = [float(g.all("rect")[0].attributes["y"]) for g in root.all("g", "cite")]
    assert len(set(tops)) == 3
    track = root.all("rect", "track")[0].attributes
    assert max(tops) + 6 <= float(track["y"]) + float(track["height"])


def test_shots_are_ticked_where_they_can_be_told_apart() -> None:
    """Four shots in five seconds of ten are ticked; a thousand are a solid bar."""
    few = [seen(Kind.GUNFIRE, 1, 6), *(seen(Kind.SHOT, t, t + 0.01) for t in (1, 2, 3, 4))]
    many = [seen(Kind.GUNFIRE, 1, 6)]
    many += [seen(Kind.SHOT, 1 + n / 250, 1 + n / 250 + 0.001) for n in range(1000)]
    for observed, ticks in ((few, 4), (many, 0)):
        record, text = incident(UNTESTED, observations=observed, footage=recording(duration=10.0))
        root = read_page(render_page(record, text, footage_href=None, playable=False))
        (group,) = root.all("g", "gunfire")
        assert len(group.all("line", "tick")) == ticks


def test_gaps_are_never_left_out() -> None:
    """Even a record with every claim shown prints what it cannot say."""
    story = tuple((words, "shown", ((8.2, 12.9),)) for words, _, _ in STORY)
    record, text = incident(story, footage=recording(damage=(), declared_duration=None))
    (gaps,) = read_page(render_page(record, text, footage_href=None, playable=False)).all(
        "section", "gaps"
    )
    assert "No person has confirmed any part of this record." in gaps.text()
    assert "No detector of sights" in gaps.text()
    assert "Nothing here proves where or when" in gaps.text()


def test_a_second_recording_has_its_own_timeline() -> None:
    """Each recording has a timeline; only the first has a player."""
    other = recording(sha256="0" * 64, name="other.mp4", duration=10.0)
    record, text = incident(recordings=(recording(), other))
    root = read_page(render_page(record, text, footage_href="footage.mp4", playable=True))
    assert len(root.all("figure", "timeline")) == 2
    assert len(root.all("video")) == 1


def test_what_is_not_mentioned_comes_most_striking_first() -> None:
    """Gunfire is listed by its number of shots, explosions by confidence; shots are folded."""
    found = [
        seen(Kind.GUNFIRE, 1, 2, 0.9, shots=3, mode="burst"),
        seen(Kind.GUNFIRE, 5, 9, 0.6, shots=40, mode="automatic"),
        seen(Kind.SHOT, 1.1, 1.2, 0.9),
        seen(Kind.SHOT, 20, 20.1, 0.7),
        seen(Kind.EXPLOSION, 30, 31, 0.5),
        seen(Kind.EXPLOSION, 40, 41, 0.9),
    ]
    record, text = incident(UNTESTED, observations=found)
    root = read_page(render_page(record, text, footage_href=None, playable=False))
    guns, bangs = root.all("div", "group")
    starts = [[b.attributes["data-start"] for b in g.all("button")] for g in (guns, bangs)]
    assert starts == [["5.0", "1.0", "20.0"], ["40.0", "30.0"]]
    assert "1 single shot within groups of gunfire" in guns.text()


@pytest.mark.parametrize("said", ["", "x", "1/0", "1e999999999", "nan"])
def test_second_zero_must_be_a_number(said: str) -> None:
    """A first presentation that is no fraction is refused before anything is drawn."""
    record, text = incident(footage=recording(first_presentation=said))
    with pytest.raises(RecordError, match="first presentation"):
        render_page(record, text, footage_href=None, playable=False)


_DECODED = SoundTrack(
    stream=0,
    codec="aac",
    rate=48000,
    channels=1,
    time_base=BASE,
    decoded=(Stretch(start=span(0, 4).start, end=span(0, 4).end, time_base=BASE),),
)


def _heard(*observed: Observation) -> Element:
    record, text = incident(
        UNTESTED,
        observations=list(observed),
        footage=recording(duration=4.0, damage=(), sound=_DECODED),
    )
    return read_page(render_page(record, text, footage_href=None, playable=False))


def test_muted_sound_is_decoded_and_not_heard() -> None:
    """The lane, its mark and the gaps tell decoding from hearing, and contradict nothing."""
    root = _heard(seen(Kind.SILENCE, 1.0, 3.0, 1.0))
    (lane,) = [t for t in root.all("text", "lane") if "Not heard" in t.text()]
    assert lane.text() == "Not heard, or not well – all decoded, but digital silence 2.0 s"
    (gap,) = root.all("g", "gap")
    assert (gap.attributes["data-start"], gap.attributes["data-end"]) == ("1.0", "3.0")
    assert "digital silence" in gap.text()
    (gaps,) = root.all("section", "gaps")
    assert "Decoded and yet not heard, or not well: digital silence 2.0 s." in gaps.text()
    assert "Digital silence" in gaps.text()


def test_sound_without_gaps_says_what_that_covers() -> None:
    """Decoded whole is not heard whole: the lane says what was looked for and not found."""
    lanes = [t.text() for t in _heard().all("text", "lane")]
    assert "all decoded; none of it muted, overloaded or masked" in lanes[-2]


def test_a_tagger_s_word_carries_its_name_and_what_disagrees() -> None:
    """No class stands on the page as if it had been heard here."""
    said = {"class": "Explosion", "tagger": "Tag 1", "calibrated": False}
    root = _heard(seen(Kind.SOUND_CLASS, 1.0, 2.0, 0.6, **said))
    words = "tagger Tag 1 says “Explosion”, but no shot and no explosion was heard there"
    (entry,) = root.all("ul", "listing")[0].all("li")
    assert words in entry.text()
    assert "its score 0.60, not calibrated" in entry.text()
    (gaps,) = root.all("section", "gaps")
    assert "the two disagree, and this record does not settle which is right" in gaps.text()


def test_a_group_says_what_was_found_and_what_fits() -> None:
    """The count and its interval are both there, in words."""
    group = seen(Kind.GUNFIRE, 1.0, 2.0, shots=3, mode="burst", count_interval=[2, 5])
    (entry,) = _heard(group).all("ul", "listing")[0].all("li")
    assert "gunfire, burst, 3 shots found, 2 to 5 fit what was heard" in entry.text()


def test_pieces_too_short_to_judge_by_are_not_called_digital_silence() -> None:
    """A shot may have been found in them: the page says what they are, everywhere."""
    short = seen(Kind.SILENCE, 1.0, 1.2, 1.0, cause="pieces too short", pieces=1)
    text = _heard(short).text()
    assert "all decoded, but pieces too short to judge by 0.2 s" in text
    assert "digital silence" not in text.lower()


def test_no_usable_sample_is_called_neither_silence_nor_decoded() -> None:
    """The lane, its mark and the gaps say that nothing could be heard, and why."""
    nothing = _DECODED.model_copy(update={"decoded": ()})
    record, text = incident(
        UNTESTED,
        observations=[seen(Kind.NO_AUDIO, 0.0, 4.0, 1.0, cause="no usable sample")],
        footage=recording(duration=4.0, damage=(), sound=nothing),
    )
    root = read_page(render_page(record, text, footage_href=None, playable=False))
    lanes = [t.text() for t in root.all("text", "lane")]
    assert lanes[-2].endswith("the sound track holds no usable sample")
    assert any("nothing could be heard: the sound track holds no usable" in lane for lane in lanes)
    (gaps,) = root.all("section", "gaps")
    assert "No usable sample" in gaps.text()
    assert "digital silence" not in root.text().lower()
    assert "was decoded" not in gaps.text()


def test_hundreds_of_short_holes_are_one_entry() -> None:
    """The page sums up what was bridged; a hole that was not stands by itself."""
    base = _DECODED.time_base
    rate = int(1 / base)
    edges = [n * rate // 100 for n in range(1, 300)]
    cuts = [(0, edges[0]), *((a + rate // 500, b) for a, b in pairwise(edges))]
    cuts.append((edges[-1] + rate // 2, 4 * rate))
    parts = tuple(Stretch(start=base.at(a), end=base.at(b), time_base=base) for a, b in cuts)
    record, text = incident(
        UNTESTED,
        observations=[],
        footage=recording(
            duration=4.0, damage=(), sound=_DECODED.model_copy(update={"decoded": parts})
        ),
    )
    root = read_page(render_page(record, text, footage_href=None, playable=False))
    assert len(root.all("g", "gap")) == 1
    (gaps,) = root.all("section", "gaps")
    assert len(gaps.all("button", "seek")) == 2
    assert "298 short holes bridged, 0.596 s in all, the longest 0.002 s" in gaps.text()
