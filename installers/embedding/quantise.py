"""Turns the weights of an encoder into 8-bit integers, with settings that hold on every x86-64."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import logging
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

MAXIMUM_BYTES = 30_000_000
WORD_TABLE = "word_emb"


def quantise(model: onnx.ModelProto, target: Path) -> None:
    """Write the int8 form to `target`; ValueError where the quantiser left the weights as they were.

    The range is reduced to 7 bits because AVX2 processors without VNNI saturate at 16 bits.
    """
    gathers = [node for node in model.graph.node if node.op_type == "Gather"]
    kept = [node.name for node in gathers if node.input[0] != WORD_TABLE]
    if not all(node.name for node in model.graph.node):
        raise ValueError("an unnamed node would take every node out of the quantisation")
    expected = sum(_has_weights(node, model) for node in model.graph.node)
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it advises a pre-processing that changes nothing here
    try:
        quantize_dynamic(
            model,
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=kept,
        )
    finally:
        root.setLevel(level)
    _check(target, expected)


def _has_weights(node: onnx.NodeProto, model: onnx.ModelProto) -> bool:
    constants = {constant.name for constant in model.graph.initializer}
    return node.op_type == "MatMul" and not constants.isdisjoint(node.input)


def _check(target: Path, expected: int) -> None:
    size = target.stat().st_size
    nodes = onnx.load(str(target)).graph.node
    integer = sum(node.op_type == "MatMulInteger" for node in nodes)
    if integer != expected or size >= MAXIMUM_BYTES:
        raise ValueError(
            f"{integer} of {expected} multiplications were quantised and the file has {size} bytes "
            f"(fewer than {MAXIMUM_BYTES} expected)"
        )
