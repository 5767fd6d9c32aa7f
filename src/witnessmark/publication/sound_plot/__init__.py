"""A drawing of what was heard, over the sound it was heard in; made from the record's nouns."""

from witnessmark.publication.sound_plot.figure import draw_sound

__all__ = ["draw_sound"]
