"""The decoder: everything here runs in a process of its own, which trusts no byte of its input.

Conventions
-----------
Only the standard library, numpy and PyAV are imported, and nothing of the package outside this
folder but the message format. The process is started by :mod:`witnessmark.media.decoder_process`,
which enters the parent packages without running their ``__init__``.
"""
