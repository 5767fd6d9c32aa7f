"""The written account, read: sentences and claims, each quoting its source by character span."""

from witnessmark.account.read import read_account, read_text, text_as_read

__all__ = ["read_account", "read_text", "text_as_read"]
