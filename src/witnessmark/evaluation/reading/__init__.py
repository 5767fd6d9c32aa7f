"""How well an account is read: its claims and their fields, hedges, dates, places and order.

Conventions
-----------
Whatever reads is scored as a function from an account's bytes and name to a
:class:`~witnessmark.model.Reading`, so that another reader goes through the same door. Truth is a
person's marking of the account (:class:`.marked.MarkedAccount`), from one of two kinds of file
(:mod:`.account_gold`, :mod:`.sample_gold`). Accounts are independent of one another, so intervals
resample accounts. Scoring needs the ``evaluation`` extra.

Metrics
-------
Every question put to a reading is one :class:`.answers.Answer`; figures and the list of misses are
two views of the same answers. Questions stand in :mod:`.claim_fields`, :mod:`.hedging`,
:mod:`.placing`, :mod:`.dating`, :mod:`.ordering`, :mod:`.head` and :mod:`.invention`, brought
together by :func:`.evaluating.score`.
"""

from witnessmark.evaluation.reading.marked import MarkedAccount
from witnessmark.evaluation.reading.result import Read, Result

__all__ = ["MarkedAccount", "Read", "Result"]
