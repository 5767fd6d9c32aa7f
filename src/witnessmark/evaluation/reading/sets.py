"""Every marked account in a folder, of both kinds of file, in the order of their paths."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from witnessmark.errors import RecordError
from witnessmark.evaluation.reading.account_gold import read_account_gold
from witnessmark.evaluation.reading.marked import MarkedAccount
from witnessmark.evaluation.reading.sample_gold import read_sample


def marked_accounts(data: Path, acts: Collection[str]) -> tuple[MarkedAccount, ...]:
    """Return the accounts marked in *data*, a folder or one marking file.

    Folders are searched to any depth. An account is called by the path of its marking inside
    *data*. JSON files of other kinds are passed over. Raises RecordError where nothing is marked,
    or a marking does not hold together.
    """
    if data.is_file():
        paths, top = [data], data.parent
    else:
        paths, top = sorted(data.rglob("*")), data
    found = []
    for path in paths:
        name = path.relative_to(top).with_suffix("").as_posix()
        if path.suffix in {".yaml", ".yml"}:
            found.append(read_sample(path, name, acts))
        elif path.suffix == ".json":
            account = read_account_gold(path, name, acts)
            if account is not None:
                found.append(account)
    if not found:
        raise RecordError(
            f"{data} holds no marked account: name a folder with NAME.txt and NAME.yaml, or with "
            "an account and its account-gold JSON file."
        )
    return tuple(found)
