"""Fine-tuning of the network, several models at once: one for a seed and for an author left out.

Conventions
-----------
Every weight has a leading dimension, a slice for each model, since a graphics processor is idle
with one model so small; no model knows of another. AdamW (Loshchilov and Hutter 2019), the rate
rising for a tenth of the steps and then falling in a line to zero, and smaller by ``DEEPER`` with
each layer towards the words. Nothing is chosen by what comes out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from windowed import EFFECTS, QUESTIONS, UNKNOWN, Taught

HEADS, WIDTH = 12, 384
RATE, DEEPER, EPOCHS, BATCH = 4e-4, 0.85, 12, 16
#: How much faster what is new is taught than what is pretrained.
NEW = 5.0
#: Shares of what is left out at random: numbers in a layer, numbers of a claim, pieces of a text.
DROP, DROP_CLAIM, DROP_PIECE = 0.1, 0.2, 0.1
SMOOTHING = 0.05
#: What each question counts, beside the group of the act, violence in peace, and hedges.
COUNTS = dict(zip(QUESTIONS, (1.0, 0.7, 0.5, 0.5, 0.2, 0.4), strict=True))
GROUP, PEACE, HEDGE = 0.3, 0.3, 0.5

Weights = Mapping[str, Tensor]


@dataclass(frozen=True, eq=False)
class Learner:
    """A model to be: what it is taught on in the epochs, by turns, and its seed."""

    views: Sequence[Sequence[Taught]]
    seed: int


@dataclass(frozen=True, eq=False)
class Acts:
    """Of each act the number of its group, and whether it makes an account one of violence."""

    group: Tensor
    violent: Tensor

    def on(self, device: str) -> Acts:
        return Acts(self.group.to(device), self.violent.to(device))


def heads(answers: Mapping[str, Sequence[str]]) -> dict[str, NDArray[np.float32]]:
    """Return the weights that are new, the same for all models so that they can be averaged."""
    draw = np.random.default_rng(7)
    sizes = {question: (2 * WIDTH, len(said)) for question, said in answers.items()}
    sizes["hedge"] = (WIDTH, len(EFFECTS))
    found = {}
    for name, size in sizes.items():
        found[f"h.{name}.w"] = draw.normal(0, 0.02, size).astype(np.float32)
        found[f"h.{name}.b"] = np.zeros(size[1], np.float32)
    return found


def answered(
    weights: Weights, batch: Mapping[str, Tensor], layers: int, *, learning: bool
) -> tuple[dict[str, Tensor], Tensor]:
    """Return the logits of each question, (models, claims, answers), and of each piece's effect."""
    models, many, length = batch["pieces"].shape
    device = batch["pieces"].device
    each = torch.arange(models, device=device)
    drop = DROP if learning else 0.0
    rows = weights["word"].shape[1]
    x = functional.embedding(
        (batch["pieces"] + each[:, None, None] * rows).view(models, many * length),
        weights["word"].reshape(models * rows, WIDTH),
    )
    x = x + weights["pos"][:, :length].repeat(1, many, 1)
    x = functional.dropout(_levelled(x, weights, "n0"), drop)
    inside = batch["length"][..., None] > torch.arange(length, device=device)
    inside = inside.view(models * many, 1, 1, length)
    for number in range(layers):
        x = _layer(x, inside, weights, f"l{number}", drop)
    effects = _linear(x, weights, "h.hedge").view(models, many, length, -1)
    x = x.view(models, many, length, WIDTH)
    window, first, last = batch["claims"].unbind(-1)
    places = torch.arange(length, device=device)
    share = ((places > first[..., None]) & (places < last[..., None])).to(x.dtype)
    share = share / share.sum(-1, keepdim=True).clamp(min=1)
    own = x[each[:, None], window]
    mean = torch.einsum("mct,mctd->mcd", share, own)
    seen = torch.cat([x[each[:, None], window, first], mean], -1)
    seen = functional.dropout(seen, DROP_CLAIM if learning else 0.0)
    return {q: _linear(seen, weights, f"h.{q}").float() for q in QUESTIONS}, effects.float()


def _linear(x: Tensor, weights: Weights, name: str) -> Tensor:
    return torch.baddbmm(weights[f"{name}.b"][:, None], x, weights[f"{name}.w"])


def _levelled(x: Tensor, weights: Weights, name: str) -> Tensor:
    level = functional.layer_norm(x, (WIDTH,), eps=1e-12)
    return level * weights[f"{name}.w"][:, None] + weights[f"{name}.b"][:, None]


def _layer(x: Tensor, inside: Tensor, weights: Weights, name: str, drop: float) -> Tensor:
    models, pieces, _ = x.shape
    windows, length = inside.shape[0], inside.shape[-1]
    three = _linear(x, weights, f"{name}.qkv").view(windows, length, 3, HEADS, WIDTH // HEADS)
    q, k, v = three.permute(2, 0, 3, 1, 4)
    told = functional.scaled_dot_product_attention(q, k, v, attn_mask=inside)
    told = told.transpose(1, 2).reshape(models, pieces, WIDTH)
    half = functional.dropout(_linear(told, weights, f"{name}.o"), drop)
    x = _levelled(x + half, weights, f"{name}.n1")
    inner = functional.gelu(_linear(x, weights, f"{name}.i"))
    whole = functional.dropout(_linear(inner, weights, f"{name}.f"), drop)
    return _levelled(x + whole, weights, f"{name}.n2")


def batched(lists: Sequence[Sequence[Taught]], device: str) -> dict[str, Tensor]:
    """Return windows, a list for each model, as arrays of one size, padded at the end."""
    models, many = len(lists), max(map(len, lists))
    length = -(-max(len(w.pieces) for ws in lists for w in ws) // 16) * 16
    count = max(1, *(sum(len(w.claims) for w in ws) for ws in lists), 1)
    found = {
        "pieces": np.zeros((models, many, length), np.int64),
        "length": np.ones((models, many), np.int64),
        "effects": np.full((models, many, length), UNKNOWN, np.int64),
        "claims": np.tile(np.array([0, 0, 1], np.int64), (models, count, 1)),
        "answers": np.full((models, count, len(QUESTIONS)), UNKNOWN, np.int64),
        "peaceful": np.zeros((models, count), bool),
    }
    for model, windows in enumerate(lists):
        at = 0
        for number, window in enumerate(windows):
            end = len(window.pieces)
            found["pieces"][model, number, :end] = window.pieces
            found["length"][model, number] = end
            if window.effects is not None:
                found["effects"][model, number, :end] = window.effects
            for claim, first, last in window.claims:
                found["claims"][model, at] = number, first, last
                found["answers"][model, at] = window.answers[claim]
                found["peaceful"][model, at] = window.peaceful
                at += 1
    return {name: torch.from_numpy(values).to(device) for name, values in found.items()}


def loss(
    said: Mapping[str, Tensor], effects: Tensor, batch: Mapping[str, Tensor], acts: Acts
) -> Tensor:
    """Return how far the answers are from those marked, summed over models."""
    total = torch.zeros((), device=effects.device)
    for number, question in enumerate(QUESTIONS):
        right = batch["answers"][..., number]
        wrong = functional.cross_entropy(
            said[question].transpose(1, 2), right.clamp(min=0), reduction="none",
            label_smoothing=SMOOTHING,
        )  # fmt: skip
        total = total + COUNTS[question] * _mean(wrong, right >= 0)
    act, chance = batch["answers"][..., 0], said["act"].softmax(-1)
    groups = torch.zeros(*chance.shape[:2], int(acts.group.max()) + 1, device=chance.device)
    groups = groups.index_add(2, acts.group, chance)
    own = groups.gather(2, acts.group[act.clamp(min=0)][..., None])[..., 0]
    total = total + GROUP * _mean(-(own + 1e-6).log(), act >= 0)
    calm = 1 - chance[..., acts.violent].sum(-1)
    total = total + PEACE * _mean(-(calm + 1e-4).log(), batch["peaceful"])
    hedged = batch["effects"]
    wrong = functional.cross_entropy(
        effects.permute(0, 3, 1, 2), hedged.clamp(min=0), reduction="none"
    )
    return total + HEDGE * _mean(wrong, hedged >= 0)


def _mean(wrong: Tensor, counted: Tensor) -> Tensor:
    """Return the mean over what is counted, by model, and the sum of that over models."""
    some = counted.flatten(1)
    kept = torch.where(some, wrong.flatten(1), torch.zeros((), device=wrong.device))
    return (kept.sum(1) / some.sum(1).clamp(min=1)).sum()


def _batches(
    windows: Sequence[Taught], draw: np.random.Generator, count: int
) -> list[list[Taught]]:
    """Return *windows* in *count* batches of like lengths, the shortest first."""
    order = [windows[n] for n in draw.permutation(len(windows))]
    found = []
    for start in range(0, len(order), 8 * BATCH):
        part = sorted(order[start : start + 8 * BATCH], key=lambda w: len(w.pieces))
        found += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    return sorted(found[:count], key=lambda batch: len(batch[-1].pieces))


def _rounds(learners: Sequence[Learner], epochs: int) -> Iterator[tuple[float, list[list[Taught]]]]:
    """Yield for each step its share of the full rate, and a batch for each model."""
    draws = [np.random.default_rng([one.seed, n]) for n, one in enumerate(learners)]
    views = [[one.views[epoch % len(one.views)] for one in learners] for epoch in range(epochs)]
    counts = [min(math.ceil(len(windows) / BATCH) for windows in now) for now in views]
    whole, step = sum(counts), 0
    for now, count in zip(views, counts, strict=True):
        plans = [_batches(own, draw, count) for own, draw in zip(now, draws, strict=True)]
        for number in draws[0].permutation(count):
            yield (
                min(1.0, step / (0.1 * whole + 1)) * (1 - step / whole),
                [p[number] for p in plans],
            )
            step += 1


def _rate(name: str, layers: int) -> float:
    """Return how fast a weight is taught, in parts of the full rate."""
    if name.startswith("h."):
        return NEW
    depth = layers if name[0] != "l" else layers - 1 - int(name[1 : name.index(".")])
    return DEEPER**depth


def tuned(
    learners: Sequence[Learner], start: Mapping[str, NDArray[np.float32]], acts: Acts, layers: int,
    device: str, signs: int, epochs: int = EPOCHS, rate: float = RATE,
) -> dict[str, Tensor]:  # fmt: skip
    """Return the weights of all models, each of which begins as *start*.

    Pieces from number *signs* on are left out now and then, so that no single word decides.
    """
    torch.manual_seed(learners[0].seed)
    weights = {
        name: torch.from_numpy(values).to(device).repeat(len(learners), *[1] * values.ndim)
        for name, values in start.items()
    }
    for values in weights.values():
        values.requires_grad_()
    groups = [
        {"params": [values], "lr": 0.0, "weight_decay": 0.01 if values.ndim > 2 else 0.0}
        for values in weights.values()
    ]
    rates = [rate * _rate(name, layers) for name in weights]
    descent, acts = torch.optim.AdamW(groups), acts.on(device)
    for share, lists in _rounds(learners, epochs):
        for group, rate in zip(descent.param_groups, rates, strict=True):
            group["lr"] = rate * share
        batch = batched(lists, device)
        out = torch.rand(batch["pieces"].shape, device=device) < DROP_PIECE
        batch["pieces"] = batch["pieces"].masked_fill(out & (batch["pieces"] >= signs), 0)
        with torch.autocast(device, torch.bfloat16):
            said, effects = answered(weights, batch, layers, learning=True)
        descent.zero_grad(set_to_none=True)
        loss(said, effects, batch, acts).backward()
        _clip(weights)
        descent.step()
    return {name: values.detach() for name, values in weights.items()}


def _clip(weights: Weights) -> None:
    """Bring the slope of each model to a length of one at most."""
    slopes = [values.grad for values in weights.values() if values.grad is not None]
    lengths = torch.stack([slope.flatten(1).square().sum(1) for slope in slopes]).sum(0).sqrt()
    scale = (1 / (lengths + 1e-6)).clamp(max=1)
    for slope in slopes:
        slope.mul_(scale.view(-1, *[1] * (slope.ndim - 1)))
