"""How accounts call the footage: one list for all that looks for it."""

from __future__ import annotations

#: The names of the footage in a regular expression, with the words that may stand before them.
MEDIUM = (
    r"(?:(?:the|this|that|our|my|his|her|their|its|each|one) )?"
    r"(?:(?:entire|whole|full|first|second|third|last|other|same|viral|original|longer|short"
    r"|shaky|raw"
    r"|phone|drone|second|\d+-(?:second|minute)|uploaded|posted|published|shared|attached"
    r"|audio-?visual|enclosed|available) ){0,2}"
    r"(?:videos?|footage|clips?|films?|recordings?|tape|audio|exhibit|sequence|vid|reel"
    r"|live ?stream|material"
    r"|images)"
)
