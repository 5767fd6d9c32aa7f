"""Sound: samples to shots, groups of gunfire, explosions, and what could not be heard."""

from witnessmark.perception.sound.hearing import NAME, VERSION, Listener

__all__ = ["NAME", "VERSION", "Listener"]
