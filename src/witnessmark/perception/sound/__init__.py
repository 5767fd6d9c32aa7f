"""Sound: samples to shots, groups of gunfire, explosions, and what could not be heard."""

from witnessmark.perception.sound.hearing import NAME, VERSION, Listener
from witnessmark.perception.sound.tagger import load_tagger

__all__ = ["NAME", "VERSION", "Listener", "load_tagger"]
