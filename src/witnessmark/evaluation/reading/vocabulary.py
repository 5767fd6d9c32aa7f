"""What is known of each act, as far as scoring needs it: group, ACLED sub-event, violent or not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

#: Groups whose acts are all violent, and violent acts of the other groups.
_VIOLENT_GROUPS = frozenset({"fire"})
_VIOLENT_ACTS = frozenset(
    {
        *("ASSAULT_POSITION", "AMBUSH", "BESIEGE_CORDON", "SEIZE_POSITION", "CAPTURE_DETAIN"),
        *("KILL_CAPTIVE", "SHOOT_PERSON", "STAB_CLOSE_COMBAT", "ABUSE_BEAT", "SURRENDER"),
        *("SEXUAL_VIOLENCE", "ABDUCT", "LOOT_DESTROY", "PROTEST_DISPERSED", "PROTEST_FIRED_ON"),
        *("CROWD_VIOLENT", "CROWD_MOB", "TERRITORY_STATE_RETAKES", "TERRITORY_NONSTATE_TAKES"),
        "EXPLOSION_UNATTRIBUTED",
    }
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The acts by name: ``groups`` of all, ``acled`` sub-events of those that have one.

    Without any ``acled`` nothing is asked about codes.
    """

    groups: Mapping[str, str]
    acled: Mapping[str, str]

    @property
    def acts(self) -> Collection[str]:
        """The names of all acts."""
        return self.groups.keys()

    def is_violent(self, act: str) -> bool:
        """Say whether *act* is violence done or attempted, not what it leaves behind."""
        return self.groups.get(act) in _VIOLENT_GROUPS or act in _VIOLENT_ACTS
