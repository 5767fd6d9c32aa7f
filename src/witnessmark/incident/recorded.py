"""The recording as the record names it: what the file is, and what of it was perceived."""

from __future__ import annotations

from witnessmark.clock import Span
from witnessmark.media import Footage
from witnessmark.model import PictureTrack, Recording, SoundTrack, Stretch


def recorded(
    footage: Footage,
    sha256: str,
    name: str,
    duration: float,
    *,
    sound: SoundTrack | None = None,
    picture: PictureTrack | None = None,
    damage: tuple[str, ...] = (),
) -> Recording:
    """Return the recording of *footage*, *duration* seconds long, which came as *name*.

    *sound* and *picture* say what of them was decoded; where they are None, the file's own word
    on its tracks stands, of which nothing was perceived yet.
    """
    return Recording(
        sha256=sha256,
        name=name,
        size=footage.path.stat().st_size,
        container=footage.container,
        first_presentation=str(footage.first_presentation),
        duration=round(duration, 6),
        declared_duration=footage.declared_duration,
        sound=sound or footage.sound,
        picture=picture or footage.picture,
        said_by_file=footage.said_by_file,
        synthetic=footage.synthetic,
        damage=damage,
    )


def stretch(span: Span) -> Stretch:
    """Return *span* as a file can hold it."""
    base = span.start.time_base.storable()
    start, end = base.nearest(span.start.seconds), base.nearest(span.end.seconds)
    return Stretch(start=start, end=end, time_base=base)
