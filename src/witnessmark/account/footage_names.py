"""How accounts call the footage: one list for all that looks for it."""

from __future__ import annotations

#: What the footage is called, in a regular expression: the noun alone, and with words about it.
NAMES = (
    r"(?:(?:media|digital|video|audio|sound) files?|viewing copy|videos?|footage|clips?|films?"
    r"|recordings?|tapes?|audio|exhibits?|sequences?|vids?|reels?|live ?streams?|streams?|material"
    r"|images|pictures|frames|snippets?|extracts?|excerpts?|sound ?tracks?|uploads?|cassettes?"
    r"|discs?|dash-?cam|playback)"
)
NAMED = (
    r"(?:(?:audio-?visual|uploaded|posted|shared|attached|published|enclosed|available|said|same"
    r"|digital|original|film|video|camera|phone|viral|raw|whole|entire|full) ){0,3}"
    rf"{NAMES}"
)
#: The same with every word that may stand before it.
MEDIUM = (
    r"(?:(?:the|this|that|our|my|his|her|their|its|each|one) )?"
    r"(?:(?:entire|whole|full|first|second|third|last|other|same|viral|original|longer|short"
    r"|shaky|raw"
    r"|phone|drone|second|\d+-(?:second|minute)|uploaded|posted|published|shared|attached"
    r"|audio-?visual|enclosed|available|said|digital|video|film|camera) ){0,2}"
    rf"{NAMES}"
)
