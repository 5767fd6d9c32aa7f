"""Fit the network that judges claims and write it into the package.

    python training/reading/train_network.py --pretrained FOLDER --words glove.npz [--dry]

Conventions
-----------
FOLDER holds ``model.safetensors`` and ``vocab.txt`` of all-MiniLM-L6-v2, words.npz is what
vectors.py wrote: of its first words the pieces are kept. With ``--dry`` each author of marked
accounts and sentences is left out in turn and the share of right answers is printed: of the rules,
of the network, of the linear judge of train.py, and of both judges together. Otherwise ``SEEDS``
models are fitted on everything and their weights averaged (Wortsman and others 2022, ICML, 23965);
with ``--further MODEL`` one goes on from the weights of MODEL, in its steps, with the lower rate.
The reserved accounts are never read here. A graphics processor is used where there is one; the
same seeds give nearly the same weights on another machine, not the same bytes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from composed import composed
from graph import built, taken
from marked import ROOT, Marked, accounts, first_accounts, kept, peaceful, sentences
from numpy.typing import NDArray
from pretrained import LAYERS, SIGNS, Weights, vocabulary, weights
from rows import rows
from train import Design, fitted, reduced
from tuning import EPOCHS, RATE, Acts, Learner, answered, batched, heads, tuned
from windowed import EFFECTS, QUESTIONS, Lesson, Taught, answers_of, lesson

from witnessmark.account.learnt import judging
from witnessmark.account.learnt.vectors import WordVectors
from witnessmark.account.learnt.windows import LENGTH
from witnessmark.account.lexicon import acts

#: Words, by frequency, whose pieces are kept.
WORDS = 20_000
SEEDS = (3, 4, 5, 6)
#: Epochs and rate where a model that was taught is taught further, by one view and the other.
FURTHER_EPOCHS, FURTHER_RATE = 4, 2.4e-4
#: Seeds of the turns, and the authors who are left out.
TURN_SEEDS = (0, 1)
HELD = ("A1", "A2", "A3", "C1", "C2", "W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9",
        "W10", "W11", "W12", "W13", "W14")  # fmt: skip
#: Acts, beside all of fire, of persons and of crowds, that a peaceful text holds none of.
VIOLENT = frozenset({"CASUALTY", "EXPLOSION_UNATTRIBUTED", "AMBUSH", "ASSAULT_POSITION"})
OUT = ROOT / "src" / "witnessmark" / "account" / "learnt" / "claim_network.onnx"

Chances = dict[tuple[str, int], dict[str, dict[str, float]]]


def texts(seed: Path) -> list[Marked]:
    here = Path(__file__).parent
    return [
        *accounts(ROOT / "samples" / "accounts" / "development"),
        *accounts(seed),
        *sentences(here / "sentences"),
        *kept(here / "kept.jsonl"),
        *first_accounts(ROOT / "tests" / "account" / "data" / "own_accounts.yaml"),
        *peaceful(here / "peaceful.jsonl"),
        *composed(),
    ]


def act_table(names: Sequence[str]) -> Acts:
    groups = [acts()[name].group for name in names]
    order = sorted(set(groups))
    violent = [
        group in {"fire", "person", "crowd"} or name in VIOLENT
        for name, group in zip(names, groups, strict=True)
    ]
    return Acts(torch.tensor([order.index(group) for group in groups]), torch.tensor(violent))


def both_views(lessons: Sequence[Lesson]) -> list[Taught]:
    return [window for one in lessons for window in (*one.marked, *one.read)]


def views_of(lessons: Sequence[Lesson]) -> list[list[Taught]]:
    """Return all windows as they were marked, and all as they are read."""
    return [[w for x in lessons for w in x.marked], [w for x in lessons for w in x.read]]


def begun(
    path: Path, start: Weights, pieces: Sequence[str], answers: Mapping[str, Sequence[str]]
) -> Weights:
    """Return the weights of the model at *path*, with rows of *start* for what it does not know."""
    stored, known, said = taken(path.read_bytes(), LAYERS)
    row = {piece: number for number, piece in enumerate(known)}
    word = start["word"].copy()
    for number, piece in enumerate(pieces):
        if piece in row:
            word[number] = stored["word"][row[piece]]
    found = {**stored, "word": word}
    for question, old in said.items():
        for part in ("w", "b"):
            name = f"h.{question}.{part}"
            found[name] = start[name].copy()
            for number, answer in enumerate(answers[question]):
                if answer in old:
                    found[name][..., number] = stored[name][..., old.index(answer)]
    return found


def split(lessons: Sequence[Lesson], held: str) -> tuple[list[Lesson], list[Lesson]]:
    """Return what is taught and what is asked where *held* is left out, with some of the peace."""
    calm = [one.name for one in lessons if one.author == "peace"][HELD.index(held) :: len(HELD)]
    asked = {one.name for one in lessons if one.author == held} | set(calm)
    return [x for x in lessons if x.name not in asked], [x for x in lessons if x.author == held]


@torch.no_grad()
def said_by(
    model: Mapping[str, torch.Tensor], lessons: Sequence[Lesson], answers: Mapping[str, list[str]],
    device: str,
) -> Chances:  # fmt: skip
    """Return what one model says of every claim that the rules read, by text and number."""
    found: Chances = {}
    for one in lessons:
        for window in one.read:
            said, _ = answered(model, batched([[window]], device), LAYERS, learning=False)
            for row, (claim, _, _) in enumerate(window.claims):
                found[one.name, claim] = {
                    q: dict(zip(answers[q], said[q][0, row].softmax(-1).tolist(), strict=True))
                    for q in QUESTIONS
                }
    return found


def by_linear(marked: Sequence[Marked], held: str, vectors: WordVectors) -> Chances:
    """Return what the linear judge says of the claims of *held*, fitted on all others."""
    every = [row for row in rows(marked) if row.author != "peace"]
    design = Design([row for row in every if row.author != held], vectors)
    number: Counter[str] = Counter()
    unseen, keys = [], []
    for row in every:
        if row.author == held:
            unseen.append(row)
            keys.append((row.account, number[row.account]))
            number[row.account] += 1
    found: Chances = {key: {} for key in keys}
    for question in judging.QUESTIONS:
        model = fitted(design, [row for row in every if row.author != held], question)
        shares = model.predict_proba(design.matrix(unseen))
        for key, row in zip(keys, shares, strict=True):
            found[key][question] = dict(zip(model.classes_.tolist(), row.tolist(), strict=True))
    return found


def turns(
    lessons: Sequence[Lesson], marked: Sequence[Marked], start: Mapping[str, NDArray[np.float32]],
    answers: Mapping[str, list[str]], vectors: WordVectors, device: str,
) -> None:  # fmt: skip
    learners = [
        Learner([both_views(split(lessons, held)[0])], seed) for held in HELD for seed in TURN_SEEDS
    ]
    every = tuned(learners, start, act_table(answers["act"]), LAYERS, device, len(SIGNS))
    right: Counter[tuple[str, str]] = Counter()
    for number, held in enumerate(HELD):
        own = slice(number * len(TURN_SEEDS), (number + 1) * len(TURN_SEEDS))
        model = {name: values[own].mean(0, keepdim=True) for name, values in every.items()}
        _, asked = split(lessons, held)
        network = said_by(model, asked, answers, device)
        linear = by_linear(marked, held, vectors)
        for one in asked:
            for window in one.read:
                for claim, _, _ in window.claims:
                    _count(right, one, claim, window.answers[claim], network, linear, answers)
    for question in judging.QUESTIONS:
        whole = right[question, "asked"]
        judges = ("rules", "linear", "network", "both")
        print(f"{question} of {whole}:", *(f"{j} {right[question, j] / whole:.3f}" for j in judges))


def _count(
    right: Counter[tuple[str, str]], one: Lesson, claim: int, marked: NDArray[np.int64],
    network: Chances, linear: Chances, answers: Mapping[str, list[str]],
) -> None:  # fmt: skip
    key = (one.name, claim)
    for question in judging.QUESTIONS:
        wanted = int(marked[QUESTIONS.index(question)])
        if wanted < 0:
            continue
        both = judging.weighed(linear[key][question], network[key][question])
        said = {
            "rules": one.by_rule[claim][question],
            "linear": max(linear[key][question], key=linear[key][question].__getitem__),
            "network": max(network[key][question], key=network[key][question].__getitem__),
            "both": max(both, key=both.__getitem__),
        }
        right[question, "asked"] += 1
        for judge, answer in said.items():
            right[question, judge] += answer == answers[question][wanted]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True, help="glove.npz, of vectors.py")
    parser.add_argument("--seed", type=Path, default=ROOT.parent / "shared" / "seed")
    parser.add_argument("--further", type=Path, help="go on from this model, claim_network.onnx")
    parser.add_argument("--dry", action="store_true")
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    marked = texts(arguments.seed)
    frequent = np.load(arguments.words)["w"].tolist()[:WORDS]
    pieces, table = vocabulary(arguments.pretrained, [*frequent, *(text.text for text in marked)])
    answers = answers_of(marked)
    known = {piece: number for number, piece in enumerate(pieces)}
    lessons = [lesson(text, known, answers) for text in marked]
    start = {**weights(arguments.pretrained, table), **heads(answers)}
    if arguments.dry:
        words, vectors = reduced(arguments.words)
        given = WordVectors({word: n for n, word in enumerate(words)}, vectors)
        turns(lessons, marked, start, answers, given, device)
        return
    if arguments.further:
        start |= begun(arguments.further, start, pieces, answers)
        learners = [Learner(views_of(lessons), SEEDS[0])]
        epochs, rate = FURTHER_EPOCHS, FURTHER_RATE
    else:
        learners, epochs, rate = [Learner([both_views(lessons)], s) for s in SEEDS], EPOCHS, RATE
    acts_told = act_table(answers["act"])
    every = tuned(learners, start, acts_told, LAYERS, device, len(SIGNS), epochs, rate)
    mean = {name: values.mean(0).float().cpu().numpy() for name, values in every.items()}
    asked = {question: answers[question] for question in judging.QUESTIONS}
    OUT.write_bytes(built(mean, LAYERS, asked, pieces, LENGTH, EFFECTS))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, {len(pieces):,} pieces")


if __name__ == "__main__":
    main()
