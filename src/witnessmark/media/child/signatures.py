"""Finds the name that an encoder signs its pictures with, and the settings it writes beside it.

Conventions
-----------
x264 and x265 write themselves into "user data, unregistered" (ITU-T H.264, annex D.1.7; ITU-T
H.265, annex D.2.7): sixteen bytes of identity, then text. Both sign the first picture of a stream,
so a second signature further on tells that another stream was joined to the first. The text is
found by its identity, with the bytes taken out that keep a start code from appearing (H.264,
7.4.1).
"""

from __future__ import annotations

#: Identities as they stand in the sources of x264 (encoder/set.c) and x265 (encoder.cpp).
_IDENTITIES = (
    bytes.fromhex("dc45e9bde6d948b7962cd820d923eeef"),
    bytes.fromhex("2ca2de09b51747dbbb55a4fe7fc2fc4e"),
)
#: Signatures stand before the picture; further in than this nothing is looked for.
_FIRST_BYTES = 16 << 10
_MOST_CHARACTERS = 1500


def signature_in(packet: bytes) -> str:
    """Return what the encoder of *packet* signs with, or nothing."""
    head = packet[:_FIRST_BYTES].replace(b"\0\0\3", b"\0\0")
    for identity in _IDENTITIES:
        at = head.find(identity)
        if at >= 0:
            text = head[at + len(identity) : at + len(identity) + _MOST_CHARACTERS]
            return text.split(b"\0")[0].split(b"\x80")[0].decode("ascii", "replace").strip()
    return ""
