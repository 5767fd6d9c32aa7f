"""Train the shot picker: four turns with a firing position left out, and the one that is shipped.

    python training/picker/ordinary.py --data ../shared/data --out build/ordinary
    python training/picker/train.py --data ../shared/data \\
        --ordinary build/ordinary/ordinary.pickle --out build/picker

Conventions
-----------
Seeded; torch serves here and nowhere else. Each turn leaves out a firing position of the real
recordings, the everyday clips and the packages of ordinary sounds dealt to it, two of the places
that scenes are rendered in and a quarter of the kinds of made sounds. Each network is trained in a
process and on a thread of its own; with ``--device cuda`` they share one card, and twenty at once
need 30 GB of it. On a processor a build is the same again on the same machine; a card's sums
differ from run to run in their last digits.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from bank import POSITIONS, Clip, Numbers, build
from blend import REAL, Blender, rows
from descent import Batch, descend
from network import Picker
from presence import SHARES as PRESENCE_SHARES
from presence import STEPS as PRESENCE_STEPS
from presence import PresenceNet, fit_presence
from store import Store, split, stored
from truth import fronts
from wide import FAST_SHARES, FAST_STEPS, SLOW_SHARES, SLOW_STEPS, WidePicker, fit_fast, fit_slow

from witnessmark.perception.sound.picker import STRIDE

#: The wide networks know streets and bursts; this one is to know fast fire, cracks and explosions.
SHARES = {
    "real": 0.28,
    "respaced": 0.3,
    "rendered": 0.26,
    "made": 0.07,
    "everyday": 0.05,
    "machine": 0.04,
}
STEPS, BATCH, RATE = 2160, 32, 3e-3
#: Weights of a layer from which on 16 bits are kept of each: the file is shipped.
LARGE = 1024
#: What no network depends on, or only by the ordinary sounds that it leaves.
APART = {
    "calibrate.py",
    "marks.py",
    "mixing.py",
    "ordinary.py",
    "packages.py",
    "timeline.py",
}
#: Turns, and the model that leaves nothing out.
TURNS = (*POSITIONS, "none")


def fit_near(store: Store, steps: int, seed: int) -> Picker:
    """Return the picker's network after *steps* batches of windows drawn from *store*."""
    torch.manual_seed(seed)
    blender = Blender(store, seed, SHARES)

    def draw() -> Batch:
        with torch.no_grad():
            windows, names = blender.batch(BATCH)
            unheard = rows(names, REAL, store.device)
            return windows.sound, *fronts(windows.onsets, windows.open, unheard)

    net = Picker().to(store.device)
    return descend(net, draw, steps, rate=RATE, decay=1e-2, memory=0.998, share=100 * BATCH)


@dataclass(frozen=True)
class Part:
    """One of the networks: what it hears, how it is made and fitted, and for how many steps."""

    shares: dict[str, float]
    make: Callable[[], torch.nn.Module]
    fit: Callable[[Store, int, int], torch.nn.Module]
    steps: int


#: The longest first.
PARTS = {
    "near": Part(SHARES, Picker, fit_near, STEPS),
    "presence": Part(PRESENCE_SHARES, PresenceNet, fit_presence, PRESENCE_STEPS),
    "fast": Part(FAST_SHARES, WidePicker, fit_fast, FAST_STEPS),
    "slow": Part(SLOW_SHARES, WidePicker, fit_slow, SLOW_STEPS),
}


class Networks(torch.nn.Module):
    """All networks on one filter bank, whose decibels come out too: for telling echoes apart."""

    def __init__(self, parts: Mapping[str, torch.nn.Module]) -> None:
        super().__init__()
        self.net, self.slow, self.fast, self.presence = (
            parts[name] for name in ("near", "slow", "fast", "presence")
        )

    def forward(self, sound: torch.Tensor) -> tuple[torch.Tensor, ...]:
        bands = self.net.bank(sound)
        both = torch.stack([self.slow(bands), self.fast(bands)], dim=1)
        return self.net.from_bands(bands), bands, both, self.presence(bands)


def export(out: Path, turn: str) -> None:
    """Write a turn's networks as ONNX with a free length; the card is added by calibrate.py."""
    path, parts = out / f"without_{turn}.onnx", {}
    for name, part in PARTS.items():
        parts[name] = part.make()
        parts[name].load_state_dict(torch.load(weights_of(out, turn, name), map_location="cpu"))
    torch.onnx.export(
        Networks(parts).eval(),
        (torch.zeros(1, 10 * STRIDE),),
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["sound"],
        output_names=["logits", "bands", "wide", "presence"],
        dynamic_axes={
            "sound": {1: "samples"},
            "logits": {2: "milliseconds"},
            "bands": {2: "milliseconds"},
            "wide": {2: "steps"},
            "presence": {2: "longer_steps"},
        },
    )
    onnx.save(halved(onnx.load(str(path))), str(path))


def halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return *model* with large weights kept in 16 bits, and widened again when it is loaded.

    The filter bank keeps its 32: its stop bands lie below what 16 can say.
    """
    graph = model.graph
    widened = []
    for weight in list(graph.initializer):
        if weight.data_type != onnx.TensorProto.FLOAT or "kernels" in weight.name:
            continue
        values = onnx.numpy_helper.to_array(weight)
        if values.size < LARGE:
            continue
        name = f"{weight.name}.half"
        graph.initializer.remove(weight)
        graph.initializer.append(onnx.numpy_helper.from_array(values.astype(np.float16), name))
        widened.append(
            onnx.helper.make_node("Cast", [name], [weight.name], to=onnx.TensorProto.FLOAT)
        )
    for node in reversed(widened):
        graph.node.insert(0, node)
    return model


def weights_of(out: Path, turn: str, name: str) -> Path:
    """Return where the weights of the network *name* of a turn are kept."""
    return out / f"{name}_{turn}.pt"


def fit_one(out: Path, turn: str, name: str, device: str, share: float, seed: int) -> None:
    """Train one network of one turn and keep its weights."""
    torch.set_num_threads(1)
    torch.backends.cudnn.allow_tf32 = False  # the filter bank's stop bands lie below it
    part = PARTS[name]
    clips: list[Clip] = []
    for family in part.shares:
        path = out / "bank" / f"{family}.pickle"
        if path.exists():  # re-spaced fire and machines are made of others, or of nothing
            clips += pickle.loads(path.read_bytes())  # noqa: S301 - our own
    store = stored(clips, turn, device)
    del clips
    print(turn, name, flush=True)
    net = part.fit(store, max(30, round(share * part.steps)), seed)
    torch.save(net.cpu().state_dict(), weights_of(out, turn, name))


def claim(out: Path, ordinary: Path, share: float, seed: int) -> None:
    """Note what *out* is trained with; SystemExit where it holds networks of other settings."""
    sources = [path for path in Path(__file__).parent.glob("*.py") if path.name not in APART]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()
    heard = hashlib.sha256(ordinary.read_bytes()).hexdigest()
    text = json.dumps({"share": share, "seed": seed, "sources": digest, "ordinary": heard})
    noted = out / "settings.json"
    if not noted.exists():
        noted.write_text(text)
    elif noted.read_text() != text:
        raise SystemExit(
            f"{out} holds networks of other steps, seed, sounds or code: name another --out."
        )


def prepared(out: Path, data: Path, ordinary: Path, seed: int, workers: int) -> None:
    """Build the bank, one file a family, unless it is there."""
    folder = out / "bank"
    if folder.is_dir():
        return
    part = out / "bank.part"
    split(part, build(data, ordinary, Numbers(), seed, workers))
    part.rename(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--ordinary", type=Path, required=True, help="what ordinary.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--device", default="cpu", help="of torch, cuda for one [cpu]")
    parser.add_argument("--at-once", type=int, default=2, help="networks trained at once [2]")
    parser.add_argument("--share", type=float, default=1.0, help="of the steps, to try [1]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", nargs=2, metavar=("TURN", "NET"), help="one network alone")
    arguments = parser.parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    if arguments.one:
        fit_one(out, *arguments.one, arguments.device, arguments.share, arguments.seed)
        return
    claim(out, arguments.ordinary, arguments.share, arguments.seed)
    os.environ["OMP_NUM_THREADS"] = "1"
    prepared(out, arguments.data, arguments.ordinary, arguments.seed, arguments.at_once)
    jobs = [(turn, name) for name in PARTS for turn in TURNS]
    waiting = [job for job in jobs if not weights_of(out, *job).exists()]
    running: list[subprocess.Popen[bytes]] = []
    while waiting or running:
        while waiting and len(running) < arguments.at_once:
            command = [sys.executable, __file__, "--one", *waiting.pop(0)]
            for name in ("data", "ordinary", "out", "device", "share", "seed"):
                command += [f"--{name}", str(getattr(arguments, name))]
            running.append(subprocess.Popen(command))
        for child in running:
            if child.poll() not in (None, 0):
                raise SystemExit(f"a network failed with exit {child.returncode}")
        running = [child for child in running if child.poll() is None]
        time.sleep(0.2)
    for turn in TURNS:
        export(out, turn)
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("calibrate.py")), "--out", str(out)],
        check=True,
    )


if __name__ == "__main__":
    main()
