"""How every network here is run: on the processor, on one thread, and without a word."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime

_NONE: Mapping[str, bytes] = MappingProxyType({})


def open_session(
    model: bytes, weights: Mapping[str, bytes] = _NONE
) -> onnxruntime.InferenceSession:
    """Return a session of *model*, with *weights* by the file names under which it asks for them.

    Raises ValueError where *model* is no network.
    """
    # Not before a network is asked for: it takes a while to load.
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if weights:
        names, data = list(weights), list(weights.values())
        options.add_external_initializers_from_files_in_memory(names, data, list(map(len, data)))
    # Its errors have no class of their own short of Exception.
    errors = (
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NotImplemented,
    )
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except errors as error:
        raise ValueError("these bytes are no network that can be run here") from error
