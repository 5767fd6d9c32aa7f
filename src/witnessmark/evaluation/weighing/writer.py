"""Whoever writes an account: from which set of wordings, in which tense, with which names.

Conventions
-----------
A set of wordings is a file of each kind in the folder ``wording``. The first set has no name. Each
of :data:`BANKS` is complete and named before its files. Those of :data:`LEARNT` serve to find
losses with and to teach the reader: ``writers`` by agencies, courts, human rights reports,
open-source threads, eyewitnesses and radio; ``clerks`` by inquests, emergency services, archives
and subtitlers; ``posters`` by commentators, neighbours and scripts for television;
``blotters`` by police, channels at the front and translated dispatches. ``strangers``,
by police reports, war bloggers and translated texts, and ``abroad``, by people whose first language
is another, local papers and interpreters, are scored by figures alone. ``kept`` ones are few
and are mixed into the first set for reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from witnessmark.evaluation.weighing.phrasing import Phrase, choice, in_tense, wording

#: Sets of wordings beside the first that may be looked at, and all of them.
LEARNT = ("writers", "clerks", "posters", "blotters")
BANKS = (*LEARNT, "strangers", "abroad")


@dataclass(frozen=True, slots=True)
class Writer:
    """What stays the same through an account: the generator, the tense, the invented names.

    ``kept`` says that the wordings may be used that are kept for reports. ``bank`` names one of
    :data:`BANKS` whose wordings are used instead of the first; None for the first.
    """

    random: np.random.Generator
    past: bool
    names: Mapping[str, str] = field(default_factory=dict)
    kept: bool = False
    bank: str | None = None

    def pick(self, file: str, *keys: str) -> Any:
        """Return a wording of the shipped *file* from the list at *keys*.

        ``kept`` ones are among them where the writer may use them, and are marked so.
        """
        options = list(_at(self._wording(file), keys))
        if self.kept:
            options += [_marked(one) for one in _at(wording(f"kept_{file}"), keys)]
        return choice(self.random, options)

    def tense(self, template: str) -> str:
        """Return *template* in the account's tense."""
        return in_tense(template, past=self.past)

    def film(self) -> str:
        """Return a word for the recording."""
        return str(choice(self.random, self._wording("frames")["films"]))

    def naming_film(self, template: str) -> dict[str, Phrase | str]:
        """Return the slot for the recording where *template* has one."""
        return {"film": self.film()} if "{film}" in template else {}

    def _wording(self, file: str) -> dict[str, Any]:
        return wording(file if self.bank is None else f"{self.bank}_{file}")


def _at(bank: Any, keys: tuple[str, ...]) -> Any:
    """Return what *bank* holds at *keys*, an empty list where it has nothing there."""
    for key in keys:
        bank = bank.get(key, {})
    return bank or []


def _marked(entry: Any) -> Any:
    """Return a wording with an empty mark in it that says that it is one of the kept."""
    if isinstance(entry, dict):
        return {**entry, "words": entry["words"] + "<kept >"}
    return f"{entry}<kept >"
