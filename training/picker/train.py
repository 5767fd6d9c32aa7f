"""Train the shot picker: four turns with a firing position left out, and the one that is shipped.

    python training/picker/ordinary.py --data ../shared/data --out build/ordinary
    python training/picker/train.py --data ../shared/data \\
        --ordinary build/ordinary/ordinary.pickle --out build/picker

Conventions
-----------
Seeded; torch serves here and nowhere else. Each turn leaves out a firing position of the real
recordings, the everyday clips and the packages of ordinary sounds dealt to it, two of the places
that scenes are rendered in and a quarter of the kinds of made sounds. Each is trained on one
thread, so that a build is the same again on the same machine; two run side by side.
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
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from bank import POSITIONS, Clip, Numbers, build
from descent import Batch, Net, descend
from mixing import Mixer
from network import Picker
from presence import STEPS as PRESENCE_STEPS
from presence import PresenceNet, fit_presence
from wide import STEPS as WIDE_STEPS
from wide import WidePicker, fit_wide

from witnessmark.perception.sound.picker import STRIDE

#: The wide network knows streets; this one is to know fast fire, cracks and explosions as well.
SHARES = {"real": 0.3, "respaced": 0.3, "rendered": 0.26, "made": 0.07, "everyday": 0.07}
STEPS, BATCH, RATE = 2200, 16, 3e-3
#: Wide networks whose mean is taken: two starts err less than one.
WIDES = 2
#: Weights of a layer from which on 16 bits are kept of each: the file is shipped.
LARGE = 1024
#: What no network depends on, or only by the ordinary sounds that it leaves.
APART = {"calibrate.py", "ordinary.py", "packages.py", "timeline.py"}
#: Turns, and the model that leaves nothing out.
TURNS = (*POSITIONS, "none")


def fit(clips: Sequence[Clip], steps: int, seed: int) -> Picker:
    """Return the network after *steps* batches of windows drawn from *clips*."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    mixer = Mixer(clips, seed, SHARES)

    def draw() -> Batch:
        sounds, targets, weights = map(torch.from_numpy, mixer.batch(BATCH))
        return sounds, targets, weights

    return descend(Picker(), draw, steps, rate=RATE, decay=1e-2, memory=0.995, share=100 * BATCH)


class Networks(torch.nn.Module):
    """All networks on one filter bank, whose decibels come out too: for telling echoes apart."""

    def __init__(self, net: Picker, wides: Sequence[WidePicker], presence: PresenceNet) -> None:
        super().__init__()
        self.net, self.wides, self.presence = net, torch.nn.ModuleList(wides), presence

    def forward(self, sound: torch.Tensor) -> tuple[torch.Tensor, ...]:
        bands = self.net.bank(sound)
        seen = torch.stack([wide(bands) for wide in self.wides]).mean(dim=0)
        return self.net.from_bands(bands), bands, seen, self.presence(bands)


def export(net: Picker, wides: Sequence[WidePicker], presence: PresenceNet, path: Path) -> None:
    """Write the networks as ONNX with a free length; the card is added by calibrate.py."""
    torch.onnx.export(
        Networks(net, wides, presence).eval(),
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
            "wide": {1: "steps"},
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


def turn(out: Path, held_out: str, steps: int, seed: int) -> None:
    """Train one turn's networks, unless they are there, and write them as one."""
    clips: list[Clip] = pickle.loads((out / "bank.pickle").read_bytes())  # noqa: S301 - our own
    heard = [clip for clip in clips if clip.origin != held_out]
    wides = [
        kept(
            out / f"wide{number}_{held_out}.pt",
            WidePicker,
            lambda number=number: fit_wide(heard, WIDE_STEPS, seed + number),
        )
        for number in range(WIDES)
    ]
    presence = kept(
        out / f"presence_{held_out}.pt",
        PresenceNet,
        lambda: fit_presence(heard, PRESENCE_STEPS, seed),
    )
    net = kept(out / f"near_{held_out}.pt", Picker, lambda: fit(heard, steps, seed))
    export(net, wides, presence, out / f"without_{held_out}.onnx")


def kept(path: Path, make: Callable[[], Net], fit: Callable[[], Net]) -> Net:
    """Return the network whose weights *path* keeps, or what *fit* returns, and keep that."""
    if not path.exists():
        net = fit()
        torch.save(net.state_dict(), path)
        return net
    net = make()
    net.load_state_dict(torch.load(path))
    net.eval()
    return net


def claim(out: Path, ordinary: Path, steps: int, seed: int) -> None:
    """Note what *out* is trained with; SystemExit where it holds networks of other settings."""
    sources = [path for path in Path(__file__).parent.glob("*.py") if path.name not in APART]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()
    heard = hashlib.sha256(ordinary.read_bytes()).hexdigest()
    text = json.dumps({"steps": steps, "seed": seed, "sources": digest, "ordinary": heard})
    noted = out / "settings.json"
    if not noted.exists():
        noted.write_text(text)
    elif noted.read_text() != text:
        raise SystemExit(
            f"{out} holds networks of other steps, seed, sounds or code: name another --out."
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--ordinary", type=Path, required=True, help="what ordinary.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--turn", choices=TURNS, help="one turn only, the bank being there")
    arguments = parser.parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    claim(out, arguments.ordinary, arguments.steps, arguments.seed)
    if arguments.turn:
        turn(out, arguments.turn, arguments.steps, arguments.seed)
        return
    os.environ["OMP_NUM_THREADS"] = "1"
    if not (out / "bank.pickle").exists():
        bank = build(arguments.data, arguments.ordinary, Numbers(), arguments.seed, workers=2)
        (out / "bank.pickle").write_bytes(pickle.dumps(bank))
    waiting = list(TURNS)
    running: list[subprocess.Popen[bytes]] = []
    while waiting or running:
        while waiting and len(running) < 2:
            command = [sys.executable, __file__, "--turn", waiting.pop(0)]
            for name in ("data", "ordinary", "out", "steps", "seed"):
                command += [f"--{name}", str(getattr(arguments, name))]
            running.append(subprocess.Popen(command))
        for child in running:
            if child.poll() not in (None, 0):
                raise SystemExit(f"a turn failed with exit {child.returncode}")
        running = [child for child in running if child.poll() is None]
        time.sleep(1)
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("calibrate.py")), "--out", str(out)],
        check=True,
    )


if __name__ == "__main__":
    main()
