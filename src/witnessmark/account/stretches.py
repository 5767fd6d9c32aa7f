"""Long accounts read a stretch at a time, so that memory does not grow with them.

Conventions
-----------
The grammar of a sentence takes some thousand times its bytes while an account is read. One of more
sentences than :data:`LONGEST` is therefore read in stretches of that many, each as an account of
its own: nothing is tied from one stretch to the next, and no pronoun looks back over the seam.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from witnessmark.account.reader import Material, Progress, Told
from witnessmark.model.noun import Noun

#: Sentences in a stretch; an account of one incident has a few dozen.
LONGEST = 1500


def in_stretches(
    material: Material, read: Callable[[Material, Progress | None], Told], tell: Progress | None
) -> Iterator[Told]:
    """Yield what *read* finds in each stretch of *material*, its spans those of the whole text.

    A material of :data:`LONGEST` sentences or fewer is read as it is.
    """
    sentences = material.sentences
    if len(sentences) <= LONGEST:
        yield read(material, tell)
        return
    for first in range(0, len(sentences), LONGEST):
        share = sentences[first : first + LONGEST]
        start, end = share[0].span[0], share[-1].span[1]
        stretch = Material(
            text=material.text[start:end],
            sentences=tuple(_moved(sentence, -start) for sentence in share),
            account=material.account,
        )
        told = read(stretch, _telling(tell, first, len(sentences)))
        yield replace(
            told, **{one.name: _moved(getattr(told, one.name), start) for one in fields(told)}
        )


def _telling(tell: Progress | None, done: int, whole: int) -> Progress | None:
    if tell is None:
        return None
    return lambda now, _: tell(done + now, whole)


def _moved(value: Any, by: int) -> Any:
    """Return *value* with every span in it moved by that many code points."""
    if isinstance(value, tuple):
        return tuple(_moved(one, by) for one in value)
    if not isinstance(value, Noun):
        return value
    update: dict[str, Any] = {}
    for name in type(value).model_fields:
        part = getattr(value, name)
        if name in {"span", "scope"} and part is not None:
            update[name] = (part[0] + by, part[1] + by)
        elif isinstance(part, tuple | Noun) and part:
            update[name] = _moved(part, by)
    return value.model_copy(update=update)
