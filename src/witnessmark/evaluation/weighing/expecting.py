"""Which verdicts are right for a planted sentence: by rule from the truth, never from alignment.

The rules, and why:

- what no recording shows is *not testable*;
- what is true and wholly to be heard is *shown*;
- what is true and more than footage can tell (what exploded, which weapon, what is white) is
  *consistent*: it fits, and it would fit other causes too;
- a true absence is *not shown, as claimed* (``absent`` here): looked for, and not there;
- what was denied and is there, a number that was exceeded, and "single shots only" where there is
  automatic fire are *contradicted*: something sure leaves the claim no room;
- what is not there at all, and a number that was not reached, are *not shown*;
- what is there, and not in the order or not in the stretch that is told, is *shown elsewhen*.

The writer's hedges change none of this: how sure the writer is, is kept apart from what is there.
"""

from __future__ import annotations

from enum import StrEnum

from witnessmark.evaluation.weighing.propositions import (
    Counted,
    Denied,
    Failure,
    Judged,
    OnlySingle,
    Ordered,
    Proposition,
    Told,
    Unshowable,
    Unwarned,
)
from witnessmark.evaluation.weighing.things import SORTS, Thing
from witnessmark.model import Verdict


class Answer(StrEnum):
    """A verdict on a sentence; *not shown* is two: against a claim, and for a denial."""

    SHOWN = "shown"
    ELSEWHEN = "shown_elsewhen"
    CONSISTENT = "consistent"
    CONTRADICTED = "contradicted"
    NOT_SHOWN = "not_shown"
    ABSENT = "absent"
    NOT_TESTABLE = "not_testable"
    NOT_TESTED = "not_tested"


Answers = frozenset[Answer]


def answer_of(verdict: Verdict, *, supports: bool | None) -> Answer:
    """Return the answer that a *verdict* which *supports* its claim, or does not, comes to."""
    if verdict is Verdict.NOT_SHOWN:
        return Answer.ABSENT if supports else Answer.NOT_SHOWN
    return Answer(verdict.value)


def expected(one: Proposition, judged: Judged) -> Answers:
    """Return the answers that are right for *one*, of which the truth says *judged*.

    Raises ValueError where the truth leaves it open.
    """
    if judged.truth is None:
        raise ValueError("nothing is expected of what the truth leaves open")
    if isinstance(one, Unshowable):
        return frozenset({Answer.NOT_TESTABLE})
    return _true(one) if judged.truth else _false(one, judged)


def _true(one: Proposition) -> Answers:
    match one:
        case Told():
            return _fits(one.thing)
        case Denied():
            return _gone(one)
        case Ordered():
            specific = any(SORTS[thing].specific for thing in (one.first, one.second))
            loose = Thing.EXPLOSION in (one.first, one.second) and not specific
            return _set(Answer.CONSISTENT) if specific else _shown(loose=loose)
        case Counted():
            # An upper bound says that there were no others, and what is not heard may have been
            # missed: fitting is all that some would say.
            return _shown(loose=one.most is not None or one.what == "explosions")
        case OnlySingle():
            return _shown(loose=True)  # "only" is an upper bound too
        case Unwarned():
            # One claim is shown and one absence borne out: together the sentence fits.
            return _set(Answer.CONSISTENT)
        case Unshowable():
            return _set(Answer.NOT_TESTABLE)


def _fits(thing: Thing) -> Answers:
    sort = SORTS[thing]
    if sort.specific is not None:
        return _set(Answer.CONSISTENT)
    # "Near" and "far" are vague words for a measured likeness. Whether a loud sound was an
    # explosion is not measured on real recordings. A cut tells of two takes, not of an editor.
    # To hold back is right for all three, and so is to say that it is there.
    vague = {Thing.NEAR, Thing.FAR, Thing.EXPLOSION, Thing.CUT}
    return _shown(loose=thing in vague)


def _gone(one: Denied) -> Answers:
    if one.anchor is not None:
        # The absence is borne out beside an event that is there; either tells the sentence.
        return _set(Answer.ABSENT, Answer.CONSISTENT)
    if SORTS[one.thing].small:
        # It may be out of the picture or too small to be found: not to say is right as well.
        return _set(Answer.ABSENT, Answer.NOT_TESTED)
    return _set(Answer.ABSENT)


def _false(one: Proposition, judged: Judged) -> Answers:
    match judged.failing:
        case Failure.ABSENT:
            return _missing(one)
        case Failure.ELSEWHERE | Failure.ORDER:
            return _misplaced(one)
        case Failure.TOO_FEW:
            return _set(Answer.NOT_SHOWN)
        case Failure.TOO_MANY | Failure.MODE:
            return _set(Answer.CONTRADICTED)
        case Failure.PRESENT:
            return _there(one)
        case None:
            raise ValueError("a false proposition fails in some way")


def _missing(one: Proposition) -> Answers:
    if isinstance(one, Told) and SORTS[one.thing].small:
        # A small thing may be there and not be found: not to say is right as well.
        return _set(Answer.NOT_SHOWN, Answer.NOT_TESTED)
    if isinstance(one, Told) and one.thing in {Thing.NEAR, Thing.FAR}:
        # There is fire, and all of it from elsewhere: that speaks against the words.
        return _set(Answer.NOT_SHOWN, Answer.CONTRADICTED)
    return _set(Answer.NOT_SHOWN)


def _misplaced(one: Proposition) -> Answers:
    things = [one.thing] if isinstance(one, Told) else []
    if isinstance(one, Ordered):
        things = [one.first, one.second]
    if isinstance(one, Told) and SORTS[one.thing].small:
        return _set(Answer.ELSEWHEN, Answer.NOT_SHOWN, Answer.NOT_TESTED)  # missed there, perhaps
    if any(SORTS[thing].specific or thing is Thing.EXPLOSION for thing in things):
        # Something that fits is there at another time, and may not be what the words mean: then
        # nothing of what they mean is shown.
        return _set(Answer.ELSEWHEN, Answer.NOT_SHOWN)
    return _set(Answer.ELSEWHEN)


def _there(one: Proposition) -> Answers:
    if isinstance(one, Unwarned):
        # Somebody calls out just before; whether it was a warning, sound does not tell.
        return _set(Answer.CONTRADICTED, Answer.NOT_TESTED)
    if isinstance(one, Denied) and (
        SORTS[one.thing].specific is not None or one.thing is Thing.EXPLOSION
    ):
        # What is there may be another thing than the one that is denied; of a loud sound that is
        # as little measured where an explosion is denied as where one is told.
        return _set(Answer.CONTRADICTED, Answer.NOT_TESTED)
    return _set(Answer.CONTRADICTED)


def _shown(*, loose: bool) -> Answers:
    return _set(Answer.SHOWN, Answer.CONSISTENT) if loose else _set(Answer.SHOWN)


def _set(*answers: Answer) -> Answers:
    return frozenset(answers)
