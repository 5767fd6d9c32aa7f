"""What reading lettering needs: tesserocr, and a folder of traineddata that the user has."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Variables that name the folder: ours, then Tesseract's own.
VARIABLES = ("WITNESSMARK_TESSDATA", "TESSDATA_PREFIX")
#: Where Debian, and most other systems, put the files.
USUAL = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
)
#: Models that are used where they are there; without the first two no script can be told.
NEEDED, USED = ("eng", "rus"), ("eng", "rus", "ukr")


@dataclass(frozen=True, slots=True)
class TextData:
    """Whether lettering can be read (None: the extra was not added), how, and with what.

    ``folder`` holds the models of ``languages``; it is None where nothing can be read.
    """

    works: bool | None
    words: str
    folder: Path | None = None
    languages: tuple[str, ...] = ()


def text_data(environment: Mapping[str, str] | None = None) -> TextData:
    """Look for tesserocr and for traineddata, in words for the person who installed them."""
    environment = os.environ if environment is None else environment
    if importlib.util.find_spec("tesserocr") is None:
        return TextData(None, "off; pip install 'witnessmark[ocr]' reads text in the picture")
    named = [Path(environment[one]) for one in VARIABLES if environment.get(one)]
    for folder in named or USUAL:
        there = tuple(one for one in USED if (folder / f"{one}.traineddata").is_file())
        if works := set(NEEDED) <= set(there):
            return TextData(works, f"text is read in {', '.join(there)}", folder, there)
    where = " or ".join(map(str, named)) or "the usual folders"
    return TextData(
        works=False,
        words=f"tesserocr is there, but {' and '.join(NEEDED)}.traineddata are not in {where}: "
        f"install tesseract-ocr-{' and tesseract-ocr-'.join(USED)}, "
        f"or name their folder by {VARIABLES[0]}",
    )
