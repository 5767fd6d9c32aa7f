"""Reads a line of lettering with Tesseract, and settles first in which script it is.

Evidence: the line is read by a model of each script; the readings' confidences and characters are
compared. The model of one script reads the letters of another as nonsense, and says so by its
confidence: that is measured, not assumed (see :data:`LEAD`). What it cannot tell: letters that
look alike in both scripts have none of their own, so a line of nothing else has no script here.

Needs the extra ``ocr`` (tesserocr) and traineddata files; see ``text_data.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import tesserocr

Image = NDArray[np.uint8]

#: Height in pixels to which letters are brought: Tesseract's manual ("Improving the quality of the
#: output") finds capitals of 20 to 40 pixels read best.
LETTER = 28
#: Mean confidence, of 100, from which a reading is given, and from which no other way is tried.
GIVEN, SURE = 75, 92
#: Confidence that one way of preparing, and that two must reach for others to be tried. What was
#: read at all had 43 and more at the first way, in 40 lines of development scenes.
HOPELESS = (30, 45)
#: Confidence that any of the models before it must reach for another model to be asked as well:
#: Russian makes 48 of Ukrainian, and next to nothing of what is no lettering.
HEARD = 25
#: By how much, of 100, the model of the better script must lead those of all others.
LEAD = 12
LANGUAGES = {"latin": ("eng",), "cyrillic": ("rus", "ukr")}
#: Letters that Latin type shares with Russian and Ukrainian.
SHARED = frozenset("ABCEHIKMOPTXYaceiopxyАВСЕНІКМОРТХУасеіорху")  # noqa: RUF001
#: Share of a reading's letters that must be its script's alone: Ukrainian reads "Explosi" as
#: seven letters of which one is.
OWN = 0.2
ALIKE = "its letters are alike in both scripts"
#: What the edge of a box is taken for at the end of a line.
EDGE = " |_~=-\u2014\u2013.,'`\u2018\u2019\"\u00ab\u00bb:;*\u00b0"
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Words:
    """What one model made of a line: its words and their mean confidence, 0 to 100."""

    text: str
    confidence: float
    language: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as read: ``reads`` is None where it could not be, and ``why`` says why.

    ``confidence`` is Tesseract's mean over the words, 0 to 1, of the best reading that there was.
    """

    reads: str | None
    script: str
    language: str | None
    confidence: float
    why: str | None = None


class Reader:
    """Reads lines with the traineddata in one folder; keeps its models loaded."""

    def __init__(self, folder: str, languages: frozenset[str]) -> None:
        self._folder = folder
        self._scripts = {
            script: tuple(one for one in names if one in languages)
            for script, names in LANGUAGES.items()
        }
        self._models: dict[str, tesserocr.PyTessBaseAPI] = {}

    def read(self, crops: list[Image], bright: bool, height: float) -> Reading:
        """Read one line of which *crops* were taken at several times.

        *height* is that of its letters in the crops' pixels; *bright* says whether they are
        lighter than their ground. Ways of preparing it are tried until one reads surely.
        """
        best = Reading(None, "unclear", None, 0.0, "no letters were made out")
        for tried, image in enumerate(prepared(crops, bright, height)):
            if 0 < tried <= len(HOPELESS) and best.confidence < HOPELESS[tried - 1] / 100:
                break
            reading = settled(self._each(image))
            if (reading.reads is not None, reading.confidence) > (
                best.reads is not None,
                best.confidence,
            ):
                best = reading
            # What one way shows to be in doubt, a worse one must not settle.
            if best.why == ALIKE or (best.reads is not None and best.confidence >= SURE / 100):
                break
        return best

    def _each(self, image: Image) -> list[Words]:
        """Return what each model makes of *image*: both scripts' first ones, then the others."""
        scripts = self._scripts.values()
        made = [self.words(image, one) for names in scripts for one in names[:1]]
        if max(one.confidence for one in made) >= HEARD:
            made += [self.words(image, one) for names in scripts for one in names[1:]]
        return made

    def words(self, image: Image, language: str) -> Words:
        """Read *image* (dark letters on light, one line) with the model of *language*."""
        model = self._model(language)
        height, width = image.shape
        model.SetImageBytes(image.tobytes(), width, height, 1, width)
        text = model.GetUTF8Text().strip()
        if not text:
            return Words("", 0.0, language)
        told = [(word, sure) for word, sure in model.MapWordConfidences() if word.strip(EDGE)]
        letters = sum(len(word) for word, _ in told)
        mean = sum(len(word) * sure for word, sure in told) / letters if letters else 0.0
        return Words(" ".join(text.split()).strip(EDGE), mean, language)

    def _model(self, language: str) -> tesserocr.PyTessBaseAPI:
        import tesserocr

        if language not in self._models:
            line = tesserocr.PSM.SINGLE_LINE
            self._models[language] = tesserocr.PyTessBaseAPI(self._folder, language, psm=line)
        return self._models[language]


def settled(words: list[Words]) -> Reading:
    """Choose among readings of one line by models of both scripts, or say why none is given."""
    best = max(words, key=lambda one: one.confidence)
    sure = round(best.confidence / 100, 4)
    if not best.text or best.confidence < GIVEN:
        return Reading(None, "unclear", None, sure, "read with too little confidence")
    letters = [one for one in best.text if one.isalpha()]
    if not letters:
        return Reading(best.text, "unclear", None, sure)
    if len(best.text) < 3:
        return Reading(None, "unclear", None, sure, "too short to be sure of")
    script = script_of(best.text)
    if script is None:
        return Reading(None, "unclear", None, sure, "its letters are of two scripts")
    others = [one.confidence for one in words if one.language not in LANGUAGES[script]]
    lead = best.confidence - max(others, default=0.0)
    own = sum(one not in SHARED for one in letters)
    same = [one.text == best.text for one in words if one.language in LANGUAGES[script]]
    agreed = len(same) > 1 and all(same) and lead >= 2 * LEAD
    if own < max(2, OWN * len(letters)) and not (own and agreed):
        return Reading(None, "unclear", None, sure, ALIKE)
    if lead < LEAD:
        return Reading(None, "unclear", None, sure, "both scripts would read it")
    return Reading(best.text, script, None, sure)


def script_of(text: str) -> str | None:
    """Return the script of the letters of *text*, None where there are two.

    >>> script_of("Київ 2022"), script_of("Kyiv"), script_of("Kиїв")
    ('cyrillic', 'latin', None)
    """
    latin, cyrillic = _LATIN.search(text), _CYRILLIC.search(text)
    if latin and cyrillic:
        return None
    return "latin" if latin else "cyrillic"


def prepared(crops: list[Image], bright: bool, height: float) -> Iterator[Image]:
    """Yield pictures of a line to be read, the likeliest first: dark letters on a light ground.

    What stays while the ground changes is kept: the least luma of bright letters' crops, the most
    of dark ones'. Outlined letters are found by their outline as well, so the other way round
    comes last.
    """
    shape = (min(one.shape[0] for one in crops), min(one.shape[1] for one in crops))
    stack = np.stack([one[: shape[0], : shape[1]] for one in crops])
    usual = np.median(stack, axis=0).astype(np.uint8)
    for way in (bright, not bright):
        kept = stack.min(axis=0) if way else stack.max(axis=0)
        yield _clean(255 - kept if way else kept, height)
        yield _scaled(255 - usual if way else usual, height)


def _clean(image: Image, height: float) -> Image:
    """Whiten all that is lighter than half way from the letters' shade to the ground's."""
    ground = cv2.blur(image, (31, 31)).astype(np.float32)
    inked = image < ground - 20
    shade = float(np.percentile(image[inked], 30)) if inked.any() else float(image.min())
    usual = float(np.median(image[~inked])) if not inked.all() else 255.0
    reach = max(24.0, 0.75 * (usual - shade))
    keyed = np.clip((image.astype(np.float32) - shade) * (255 / reach), 0, 255)
    return _scaled(keyed.astype(np.uint8), height)


def _scaled(image: Image, height: float) -> Image:
    scale = LETTER / height
    image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))
    low, high = np.percentile(image, (2, 90))
    flat = (image.astype(np.float32) - low) * (255 / max(1.0, high - low))
    flat = np.clip(flat, 0, 255).astype(np.uint8)
    return np.asarray(cv2.copyMakeBorder(flat, 12, 12, 12, 12, cv2.BORDER_REPLICATE), np.uint8)
