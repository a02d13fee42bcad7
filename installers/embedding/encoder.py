"""Writes a BERT sentence encoder as an ONNX graph: embeddings, layers, mean over the mask, unit length.

After Devlin et al., "BERT" (2019), and the pooling of Reimers and Gurevych, "Sentence-BERT" (2019).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from installers.embedding.weights import Array

OPSET = 20
"""The first operator set in which Gelu is an operator of its own."""
IR_VERSION = 9
MASKED = -1e4
"""Added to attention scores of padding: far below any score, and still finite in half precision."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the configuration of a BERT model says about the arrays."""

    layers: int
    heads: int
    width: int
    epsilon: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> "Shape":
        """The shape that `config.json` describes; ValueError where this exporter does not know it."""
        if config["hidden_act"] != "gelu" or config["position_embedding_type"] != "absolute":
            raise ValueError("the encoder must use gelu and absolute positions")
        return cls(
            config["num_hidden_layers"],
            config["num_attention_heads"],
            config["hidden_size"],
            config["layer_norm_eps"],
        )


class _Graph:
    """Gathers nodes and constants; every node gets a name of its own.

    The quantiser takes nodes out by name: with unnamed nodes it would leave out all of them, silently.
    """

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: Array) -> str:
        # np.ascontiguousarray would turn a scalar into a list of one.
        copy = np.array(value, order="C", copy=True)
        self.constants[name] = numpy_helper.from_array(copy, name)
        return name

    def add(self, operator: str, inputs: Sequence[str], output: str = "", **attributes: Any) -> str:
        name = f"n{len(self.nodes)}_{operator}"
        output = output or f"{name}_out"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=name, **attributes))
        return output


def export(weights: Mapping[str, Array], shape: Shape) -> onnx.ModelProto:
    """The encoder: int64 `input_ids` and `attention_mask` in, float32 `sentence_embedding` out."""
    graph = _Graph()
    for name, value in _shared(shape):
        graph.constant(name, value)
    hidden = _embed(graph, weights, shape)
    present = graph.add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    absent = graph.add("Sub", ["one", graph.add("Unsqueeze", [present, "axes_1_2"])])
    mask = graph.add("Mul", [absent, "masked"])
    for layer in range(shape.layers):
        hidden = _layer(graph, weights, shape, f"encoder.layer.{layer}.", hidden, mask)
    _pool(graph, hidden, present)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "sentence_encoder",
            [_named("input_ids", TensorProto.INT64), _named("attention_mask", TensorProto.INT64)],
            [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", shape.width])],
            list(graph.constants.values()),
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="bartizan",
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def _named(name: str, kind: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, ["batch", "sequence"])


def _shared(shape: Shape) -> Iterator[tuple[str, Array]]:
    width = shape.width // shape.heads
    yield "axis_1", np.array([1], np.int64)
    yield "axis_last", np.array([-1], np.int64)
    yield "axes_1_2", np.array([1, 2], np.int64)
    yield "zero", np.array(0, np.int64)
    yield "step", np.array(1, np.int64)
    yield "one", np.array(1, np.float32)
    yield "masked", np.array(MASKED, np.float32)
    yield "scale", np.array(1 / np.sqrt(width), np.float32)
    yield "tiny", np.array(1e-9, np.float32)
    yield "to_heads", np.array([0, 0, shape.heads, width], np.int64)
    yield "from_heads", np.array([0, 0, shape.width], np.int64)


def _embed(graph: _Graph, weights: Mapping[str, Array], shape: Shape) -> str:
    table = "embeddings.{}_embeddings.weight"
    words = graph.constant("word_emb", weights[table.format("word")])
    # A sentence alone has token type 0 throughout, so that its row is folded into the positions.
    positions = graph.constant(
        "position_emb", weights[table.format("position")] + weights[table.format("token_type")][0]
    )
    looked_up = graph.add("Gather", [words, "input_ids"])
    length = graph.add("Gather", [graph.add("Shape", ["input_ids"]), "step"])
    places = graph.add("Gather", [positions, graph.add("Range", ["zero", length, "step"])])
    return _normalise(graph, weights, shape, "embeddings.LayerNorm", graph.add("Add", [looked_up, places]))


def _normalise(graph: _Graph, weights: Mapping[str, Array], shape: Shape, name: str, value: str) -> str:
    scale = graph.constant(f"{name}.weight", weights[f"{name}.weight"])
    bias = graph.constant(f"{name}.bias", weights[f"{name}.bias"])
    return graph.add("LayerNormalization", [value, scale, bias], axis=-1, epsilon=shape.epsilon)


def _dense(graph: _Graph, weights: Mapping[str, Array], name: str, value: str) -> str:
    matrix = graph.constant(f"{name}.weight", weights[f"{name}.weight"].T)
    bias = graph.constant(f"{name}.bias", weights[f"{name}.bias"])
    return graph.add("Add", [graph.add("MatMul", [value, matrix]), bias])


def _layer(
    graph: _Graph, weights: Mapping[str, Array], shape: Shape, name: str, hidden: str, mask: str
) -> str:
    def heads(part: str, order: tuple[int, ...]) -> str:
        value = _dense(graph, weights, f"{name}attention.self.{part}", hidden)
        return graph.add("Transpose", [graph.add("Reshape", [value, "to_heads"])], perm=order)

    query, key, value = heads("query", (0, 2, 1, 3)), heads("key", (0, 2, 3, 1)), heads("value", (0, 2, 1, 3))
    scores = graph.add("Mul", [graph.add("MatMul", [query, key]), "scale"])
    attention = graph.add("Softmax", [graph.add("Add", [scores, mask])], axis=-1)
    context = graph.add("Transpose", [graph.add("MatMul", [attention, value])], perm=(0, 2, 1, 3))
    joined = graph.add("Reshape", [context, "from_heads"])
    attended = graph.add("Add", [_dense(graph, weights, f"{name}attention.output.dense", joined), hidden])
    attended = _normalise(graph, weights, shape, f"{name}attention.output.LayerNorm", attended)
    wide = graph.add("Gelu", [_dense(graph, weights, f"{name}intermediate.dense", attended)])
    narrow = graph.add("Add", [_dense(graph, weights, f"{name}output.dense", wide), attended])
    return _normalise(graph, weights, shape, f"{name}output.LayerNorm", narrow)


def _pool(graph: _Graph, hidden: str, present: str) -> None:
    kept = graph.add("Mul", [hidden, graph.add("Unsqueeze", [present, "axis_last"])])
    total = graph.add("ReduceSum", [kept, "axis_1"], keepdims=0)
    count = graph.add("Max", [graph.add("ReduceSum", [present, "axis_1"], keepdims=1), "tiny"])
    mean = graph.add("Div", [total, count])
    length = graph.add("Max", [graph.add("ReduceL2", [mean, "axis_1"], keepdims=1), "tiny"])
    graph.add("Div", [mean, length], "sentence_embedding")
