"""Witnessmark: footage and its written account in, a checkable incident record out."""

__version__ = "0.1.0"
