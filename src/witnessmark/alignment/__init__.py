"""Where the account meets the footage: claims x observations to findings."""

from witnessmark.alignment.aligning import Alignment, align

__all__ = ["Alignment", "align"]
