"""How well gunfire is heard: found, timed, counted, told from what it is not, and how surely.

Conventions
-----------
Whatever hears is scored as a function from samples to :class:`Heard`, so that peers go through the
same door. A recording is held out only from a model that was not trained on its firing position;
:mod:`.hearers` is the one place where that is decided. Scoring needs the ``evaluation`` extra; the
sets in :mod:`.sets` do not.

Metrics
-------
Named in :mod:`.scoring`, :mod:`.bursts`, :mod:`.kinds` and :mod:`.calibration`, brought together by
:func:`.evaluating.score_set`.
"""

from witnessmark.evaluation.hearing.clips import Clip
from witnessmark.evaluation.hearing.heard import Hear, Heard

__all__ = ["Clip", "Hear", "Heard"]
