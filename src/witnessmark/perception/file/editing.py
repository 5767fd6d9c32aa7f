"""Signs in the file that it is not as a camera left it: made anew, joined, trimmed.

A sign is a property of the file and its reason. None of them says that what is shown was altered:
every platform encodes anew, and every cut for length joins or trims. Whether a picture was
compressed twice cannot be told reliably from the packets alone and is not claimed.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from witnessmark.perception.file.fact import Fact, FileRead, Trust


def editing_signs(read: FileRead, others: tuple[Fact, ...]) -> Iterator[Fact]:
    """Yield the signs that the file and its *other* facts give."""
    yield from _joined(read)
    yield from _descriptions(read)
    yield from _remade(others)


def _joined(read: FileRead) -> Iterator[Fact]:
    """Tell where an encoder signs again: it signs where its stream begins."""
    for stream in read.structure.streams:
        later = [
            one for one in stream.signatures if stream.begins is None or one.at > stream.begins
        ]
        texts = {one.text for one in stream.signatures}
        # Encoders told to repeat their headers sign every keyframe.
        repeats = len(texts) == 1 and stream.signed >= stream.keyframes
        if not later or repeats:
            continue
        times: list[JsonValue] = [round(float(one.at), 6) for one in later]
        why = "an encoder signs where its stream begins: pieces were joined without encoding anew"
        again = stream.signed - len(stream.signatures) + len(later)
        value = f"the encoder signs {again:,} times more, first at {times[0]} s"
        said_by = "the encoder's signature in the picture"
        measures: dict[str, JsonValue] = {"at_s": times, "settings": len(texts)}
        yield Fact("joined", value, said_by, Trust.MEDIUM, why, measures)


def _descriptions(read: FileRead) -> Iterator[Fact]:
    boxes = read.structure.boxes
    for number, track in enumerate(boxes.tracks if boxes is not None else ()):
        if len(track.descriptions) > 1:
            why = "each kind of sample has settings of its own: pieces of different files were put"
            value = f"track {number} holds {len(track.descriptions)} kinds of sample"
            yield Fact("joined", value, "box stsd", Trust.MEDIUM, f"{why} into one track")


def _remade(others: tuple[Fact, ...]) -> Iterator[Fact]:
    """Tell that a device is named, and a program encoded the picture or wrote the file."""
    devices = [str(fact.value) for fact in others if fact.name in ("make", "model")]
    encoders = [fact for fact in others if fact.name == "encoder_settings"]
    programs = [str(fact.value) for fact in others if fact.name == "program"]
    if not devices:
        return
    named = " ".join(dict.fromkeys(devices))
    if encoders:
        value = f"names {named}, yet its picture was encoded by {str(encoders[0].value)[:4]}"
        why = "that encoder runs on computers: the picture was made anew after the recording"
        yield Fact("encoded_anew", value, "tags and signature", Trust.MEDIUM, why)
    elif programs:
        value = f"names {named}, yet was written by {programs[0]}"
        why = "the file was at least put together anew; the picture itself may be untouched"
        yield Fact("written_anew", value, "tags", Trust.MEDIUM, why)
