"""What each figure has to reach, on three kinds of accounts, beside what is measured.

Conventions
-----------
The columns are the seed account, the half of our own sample accounts that is opened only to report,
and real accounts that nobody here has read. Which of them a folder holds, whoever runs the command
knows: a value is set beside all three.
"""

from __future__ import annotations

from collections.abc import Mapping

from witnessmark.evaluation.goals import Goal, least, most

#: Goals by column and figure.
GOALS: Mapping[str, Mapping[str, Goal]] = {
    "seed": {
        "claim_f1": least(0.90),
        "claim_f1_mean": least(0.90),
        "act": least(0.85),
        "type": least(0.90),
        "hedge_precision": least(1.0),
        "hedge_recall": least(1.0),
        "certainty_hedged": least(0.90),
        "place_right": least(1.0),
        "place_right_or_alternative": least(1.0),
        "event_date": least(1.0),
        "absurd_dates": most(0),
    },
    "own": {
        "claim_f1": least(0.80),
        "claim_f1_mean": least(0.80),
        "act": least(0.80),
        "type": least(0.88),
        "hedge_precision": least(0.92),
        "hedge_recall": least(0.92),
        "certainty_hedged": least(0.85),
        "place_right": least(0.90),
        "event_date": least(0.90),
        "absurd_dates": most(0),
        "invented_events": most(0),
    },
    "acceptance": {
        "claim_f1": least(0.70),
        "claim_f1_mean": least(0.70),
        "act": least(0.65),
        "type": least(0.80),
        "hedge_precision": least(0.90),
        "hedge_recall": least(0.90),
        "certainty_hedged": least(0.75),
        "place_right": least(0.80),
        "place_right_or_alternative": least(1.0),
        "event_date": least(0.80),
        "absurd_dates": most(0),
        "invented_events": most(0),
    },
}
