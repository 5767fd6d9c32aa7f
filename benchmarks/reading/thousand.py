"""Time a thousand accounts of one length on two cores, after loading.

    python benchmarks/reading/thousand.py ../shared/seed/account.txt

Each account is the file given with a number in front, so that no two are the same bytes. Printed
are the seconds that a hundred and a thousand take, and those of loading and a first account.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from witnessmark.account import read_text

CORES, ACCOUNTS = 2, 1000


def load(path: str) -> float:
    """Read one account and return how many seconds that took, loading included."""
    start = time.perf_counter()
    read_text(Path(path).read_bytes(), "account.txt")
    return time.perf_counter() - start


def read(job: tuple[str, int]) -> int:
    """Read one account and return how many claims it makes."""
    path, number = job
    data = f"Account {number}.\n\n".encode() + Path(path).read_bytes()
    return len(read_text(data, "account.txt").claims)


def main() -> None:
    path = sys.argv[1]
    with ProcessPoolExecutor(CORES) as pool:
        loading = list(pool.map(load, [path] * CORES))
        for number in (ACCOUNTS // 10, ACCOUNTS):
            start = time.perf_counter()
            jobs = ((path, n) for n in range(number))
            claims = sum(pool.map(read, jobs, chunksize=10))
            taken = time.perf_counter() - start
            print(f"{number} accounts: {taken:.1f} s on {CORES} cores, {claims} claims")
    print(f"loading and a first account: {max(loading):.1f} s")


if __name__ == "__main__":
    main()
