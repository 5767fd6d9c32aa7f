"""The network as an ONNX graph: weights of eight bits, so that it is small and the same everywhere.

Conventions
-----------
Weights stand in steps of 1/63 of the largest of their column (of 1/127 in the table of pieces):
seven bits, since with eight the products of processors without VNNI overflow, and answers would
differ between machines. Activations are brought to eight bits as they come.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

#: Heads of attention in a layer, and numbers that describe a piece.
HEADS, WIDTH = 12, 384
OPSET, IR = 20, 9

Weights = Mapping[str, NDArray[np.float32]]


def steps(weights: NDArray[np.float32], axis: int, top: int) -> tuple[NDArray[np.int8], NDArray]:
    """Return *weights* in whole steps, *top* of them the largest along *axis*, and the step."""
    step = (np.abs(weights).max(axis, keepdims=True) / top + 1e-12).astype(np.float32)
    return np.round(weights / step).astype(np.int8), step


class Graph:
    """Collects the nodes and constants of the graph."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.brought: set[str] = set()

    def hold(self, name: str, values: NDArray) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def add(self, kind: str, inputs: Sequence[str], output: str, **settings: object) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **settings))
        return output

    def linear(self, x: str, name: str, output: str) -> str:
        """Multiply in whole numbers, and add the constant."""
        q, step = steps(self.weights[f"{name}.w"], 0, 63)
        if x not in self.brought:
            self.nodes.append(
                helper.make_node("DynamicQuantizeLinear", [x], [f"{x}.q", f"{x}.s", f"{x}.z"])
            )
            self.brought.add(x)
        zero = self.hold(f"{name}.zero", np.zeros(q.shape[1], np.int8))
        whole = [f"{x}.q", self.hold(f"{name}.q", q), f"{x}.z", zero]
        self.add("MatMulInteger", whole, f"{output}.whole")
        self.add("Cast", [f"{output}.whole"], f"{output}.cast", to=TensorProto.FLOAT)
        self.add("Mul", [f"{x}.s", self.hold(f"{name}.s", step[0])], f"{output}.step")
        self.add("Mul", [f"{output}.cast", f"{output}.step"], f"{output}.scaled")
        return self.add("Add", [f"{output}.scaled", self.constant(f"{name}.b")], output)

    def constant(self, name: str) -> str:
        return self.hold(name, self.weights[name].astype(np.float32))

    def levelled(self, x: str, name: str, output: str) -> str:
        inputs = [x, self.constant(f"{name}.w"), self.constant(f"{name}.b")]
        return self.add("LayerNormalization", inputs, output, axis=-1, epsilon=1e-12)


def built(
    weights: Weights, layers: int, answers: Mapping[str, Sequence[str]], pieces: Sequence[str],
    length: int, effects: Sequence[str],
) -> bytes:  # fmt: skip
    """Return the model: from the pieces of a window to the log chance of each answer a claim.

    Beside them ``hedge`` has for each piece the log chances of *effects*, what a hedge that it is
    part of touches. Inputs are ``pieces`` (their numbers), ``opens`` (where each claim's sign
    stands) and ``shares`` of shape (claims, pieces), which average the pieces inside each claim.
    """
    graph = Graph(weights)
    x = _embedded(graph, length)
    for number in range(layers):
        x = _layer(graph, x, f"l{number}")
    both = [graph.add("Gather", [x, "opens"], "sign"), graph.add("MatMul", ["shares", x], "words")]
    seen = graph.add("Concat", both, "seen", axis=1)
    outputs = []
    for question in answers:
        told = graph.add(
            "Add",
            [
                graph.add("MatMul", [seen, graph.constant(f"h.{question}.w")], f"{question}.raw"),
                graph.constant(f"h.{question}.b"),
            ],
            f"{question}.sum",
        )
        graph.add("LogSoftmax", [told], question, axis=-1)
        outputs.append(helper.make_tensor_value_info(question, TensorProto.FLOAT, ["claims", None]))
    touched = graph.add("MatMul", [x, graph.constant("h.hedge.w")], "hedge.raw")
    told = graph.add("Add", [touched, graph.constant("h.hedge.b")], "hedge.sum")
    graph.add("LogSoftmax", [told], "hedge", axis=-1)
    outputs.append(helper.make_tensor_value_info("hedge", TensorProto.FLOAT, ["pieces", None]))
    inputs = [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, ["pieces"]),
        helper.make_tensor_value_info("opens", TensorProto.INT64, ["claims"]),
        helper.make_tensor_value_info("shares", TensorProto.FLOAT, ["claims", "pieces"]),
    ]
    made = helper.make_graph(graph.nodes, "claims", inputs, outputs, list(graph.constants.values()))
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR, producer_name=""
    )
    told_of = {
        "answers": json.dumps(answers),
        "effects": json.dumps(list(effects)),
        "pieces": "\n".join(pieces),
    }
    helper.set_model_props(model, told_of)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString(deterministic=True))


def taken(
    model: bytes, layers: int
) -> tuple[dict[str, NDArray[np.float32]], list[str], dict[str, list[str]]]:
    """Return the weights, the pieces and the answers of a model that :func:`built` returned.

    Weights are those of its steps; what only helped to teach it (polarity, certainty) is not in it.
    """
    read = onnx.load_model_from_string(model)
    held = {one.name: numpy_helper.to_array(one) for one in read.graph.initializer}
    told = {one.key: one.value for one in read.metadata_props}
    found = {"word": held["word.q"] * held["word.s"], "pos": held["place"]}
    dense = [f"l{number}.{part}" for number in range(layers) for part in ("qkv", "o", "i", "f")]
    for name in dense:
        found[f"{name}.w"] = held[f"{name}.q"] * held[f"{name}.s"]
    plain = (".b", ".w")
    found |= {name: held[name] for name in held if name.endswith(plain) and name not in found}
    weights = {name: np.ascontiguousarray(one, np.float32) for name, one in found.items()}
    return weights, told["pieces"].split("\n"), json.loads(told["answers"])


def _embedded(graph: Graph, length: int) -> str:
    q, step = steps(graph.weights["word"], 1, 127)
    rows = graph.add("Gather", [graph.hold("word.q", q), "pieces"], "word.row")
    cast = graph.add("Cast", [rows], "word.cast", to=TensorProto.FLOAT)
    word = graph.add(
        "Mul", [cast, graph.add("Gather", [graph.hold("word.s", step), "pieces"], "word.step")],
        "word",
    )  # fmt: skip
    table = graph.hold("place", graph.weights["pos"][:length].astype(np.float32))
    zero = graph.hold("zero", np.array([0], np.int64))
    counted = graph.add("Shape", ["pieces"], "count")
    place = graph.add("Slice", [table, zero, counted, zero], "placed")
    return graph.levelled(graph.add("Add", [word, place], "sum"), "n0", "x")


def _layer(graph: Graph, x: str, name: str) -> str:
    """One layer of a transformer (Vaswani and others 2017), levelled behind each half."""
    shape = graph.hold("heads", np.array([-1, 3, HEADS, WIDTH // HEADS], np.int64))
    flat = graph.hold("flat", np.array([-1, WIDTH], np.int64))
    one = graph.hold("one", np.array([1], np.int64))
    scale = graph.hold("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32))
    split = graph.add("Reshape", [graph.linear(x, f"{name}.qkv", f"{name}.three"), shape],
                      f"{name}.split")  # fmt: skip
    thirds = [f"{name}.{part}.raw" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [split], thirds, axis=1, num_outputs=3))
    turns = {"q": [1, 0, 2], "k": [1, 2, 0], "v": [1, 0, 2]}
    q, k, v = (
        graph.add("Transpose", [graph.add("Squeeze", [third, one], f"{name}.{part}.flat")],
                  f"{name}.{part}", perm=turns[part])
        for part, third in zip("qkv", thirds, strict=True)
    )  # fmt: skip
    near = graph.add("Mul", [graph.add("MatMul", [q, k], f"{name}.qk"), scale], f"{name}.near")
    weighed = graph.add("Softmax", [near], f"{name}.weighed", axis=-1)
    taken = graph.add("Transpose", [graph.add("MatMul", [weighed, v], f"{name}.taken")],
                      f"{name}.turned", perm=[1, 0, 2])  # fmt: skip
    joined = graph.add("Reshape", [taken, flat], f"{name}.joined")
    half = graph.add("Add", [x, graph.linear(joined, f"{name}.o", f"{name}.told")],
                     f"{name}.half")  # fmt: skip
    x = graph.levelled(half, f"{name}.n1", f"{name}.x1")
    inner = graph.add("Gelu", [graph.linear(x, f"{name}.i", f"{name}.wide")], f"{name}.inner")
    whole = graph.add("Add", [x, graph.linear(inner, f"{name}.f", f"{name}.narrow")],
                      f"{name}.whole")  # fmt: skip
    return graph.levelled(whole, f"{name}.n2", f"{name}.x2")
