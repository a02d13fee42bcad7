"""What is inside an ONNX file, and what in it Bartizan will not run.

Looked at before any runtime sees the bytes: field numbers after onnx.proto of ONNX 1.23 (IR version 14).
A part that occurs twice is looked at twice, as a reader may merge or take either.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from core.ground.words import _
from core.inference.protobuf import BYTES, Field, WireError, fields, numbers, text

DOMAINS: Final = frozenset({"", "ai.onnx", "ai.onnx.ml"})

OPERATORS: Final = frozenset(
    {
        *("Add", "Cast", "Div", "Gather", "Gelu", "LayerNormalization", "MatMul", "Max", "Mul", "Range"),
        *("ReduceL2", "ReduceSum", "Reshape", "Shape", "Softmax", "Sub", "Transpose", "Unsqueeze"),
        *("DequantizeLinear", "DynamicQuantizeLinear", "MatMulInteger"),
    }
)
"""What the export of a sentence encoder uses, and the three that quantising it adds."""

LARGEST: Final = 64 * 1024 * 1024
"""Bytes that a model file may have: more than twice the encoder in use."""

_DEEPEST = 16
_MOST_NODES = 20_000

_MODEL_GRAPH, _MODEL_OPSETS, _MODEL_TRAINING, _MODEL_FUNCTIONS = 7, 8, 20, 25
_GRAPH_NODES, _GRAPH_CONSTANTS, _GRAPH_SPARSE = 1, 5, 15
_GRAPH_INPUTS, _GRAPH_OUTPUTS = 11, 12
_NODE_OPERATOR, _NODE_ATTRIBUTES, _NODE_DOMAIN = 4, 5, 7
_ATTRIBUTE_TENSORS, _ATTRIBUTE_GRAPHS, _ATTRIBUTE_SPARSE = (5, 10), (6, 11), (22, 23)
_TENSOR_DIMENSIONS, _TENSOR_EXTERNAL, _TENSOR_LOCATION = 1, 13, 14


@dataclass(frozen=True, slots=True)
class Signature:
    """A named input or output: its element type and its shape, with -1 where a length is free."""

    name: str
    element: int
    shape: tuple[int, ...]


@dataclass(slots=True)
class Contents:
    """What was found in a model file."""

    operators: dict[str, int] = field(default_factory=dict)
    inputs: list[Signature] = field(default_factory=list)
    outputs: list[Signature] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)
    """What Bartizan will not run, in words; empty for a model that may be loaded."""

    def object(self, words: str) -> None:
        """Note an objection once."""
        if words not in self.objections:
            self.objections.append(words)


def look_inside(content: bytes) -> Contents:
    """What the file holds; a file that cannot be read holds nothing and is objected to."""
    found = Contents()
    if len(content) > LARGEST:
        found.object(_("the file has more than {count} bytes").format(count=LARGEST))
        return found
    try:
        _model(memoryview(content), found)
    except WireError as error:
        found.object(_("the file is no ONNX model: {reason}").format(reason=error))
        return found
    if not found.operators:
        found.object(_("the file is no ONNX model: {reason}").format(reason=_("it computes nothing")))
    return found


def _model(message: memoryview, found: Contents) -> None:
    for part in fields(message):
        if part.number == _MODEL_GRAPH:
            _graph(_inside(part), found, 0)
        elif part.number == _MODEL_OPSETS:
            for inner in fields(_inside(part)):
                if inner.number == 1:
                    _domain(text(inner), found)
        elif part.number == _MODEL_FUNCTIONS:
            found.object(_("it brings functions of its own"))
        elif part.number == _MODEL_TRAINING:
            found.object(_("it carries training steps"))


def _graph(message: memoryview, found: Contents, depth: int) -> None:
    if depth > _DEEPEST:
        raise WireError("graphs nest too deep")
    for part in fields(message):
        if part.number == _GRAPH_NODES:
            _node(_inside(part), found, depth)
        elif part.number == _GRAPH_CONSTANTS:
            _tensor(_inside(part), found)
        elif part.number == _GRAPH_SPARSE:
            found.object(_("it uses sparse tensors"))
        elif depth == 0 and part.number == _GRAPH_INPUTS:
            found.inputs.append(_signature(_inside(part)))
        elif depth == 0 and part.number == _GRAPH_OUTPUTS:
            found.outputs.append(_signature(_inside(part)))


def _node(message: memoryview, found: Contents, depth: int) -> None:
    operators = []
    for part in fields(message):
        if part.number == _NODE_OPERATOR:
            operators.append(text(part))
        elif part.number == _NODE_DOMAIN:
            _domain(text(part), found)
        elif part.number == _NODE_ATTRIBUTES:
            _attribute(_inside(part), found, depth)
    for operator in operators or [""]:
        found.operators[operator] = found.operators.get(operator, 0) + 1
        if operator not in OPERATORS:
            found.object(_("the operator “{name}” is not allowed").format(name=operator[:60]))
    if sum(found.operators.values()) > _MOST_NODES:
        raise WireError("it has too many nodes")


def _attribute(message: memoryview, found: Contents, depth: int) -> None:
    for part in fields(message):
        if part.number in _ATTRIBUTE_TENSORS:
            _tensor(_inside(part), found)
        elif part.number in _ATTRIBUTE_GRAPHS:
            found.object(_("it contains control flow"))
            _graph(_inside(part), found, depth + 1)
        elif part.number in _ATTRIBUTE_SPARSE:
            found.object(_("it uses sparse tensors"))


def _tensor(message: memoryview, found: Contents) -> None:
    size = 1
    for part in fields(message):
        if part.number == _TENSOR_DIMENSIONS:
            for length in numbers(part):
                if length < 0:
                    raise WireError("a tensor has a negative length")
                size *= max(length, 1)
        elif part.number == _TENSOR_EXTERNAL or (part.number == _TENSOR_LOCATION and part.value != 0):
            found.object(_("it keeps data outside the file"))
    if size > LARGEST:
        found.object(_("a constant has more than {count} elements").format(count=LARGEST))


def _domain(domain: str, found: Contents) -> None:
    if domain not in DOMAINS:
        found.object(_("operators of “{domain}” are not allowed").format(domain=domain[:60]))


def _signature(message: memoryview) -> Signature:
    name, element, shape = "", 0, []
    for part in fields(message):
        if part.number == 1:
            name = text(part)
        elif part.number == 2:
            for kind in _nested(part, 1):
                for inner in fields(kind):
                    if inner.number == 1:
                        element = inner.value
                    elif inner.number == 2:
                        shape = [_length(length) for length in _nested(inner, 1)]
    return Signature(name, element, tuple(shape))


def _nested(part: Field, number: int) -> Iterator[memoryview]:
    return (_inside(inner) for inner in fields(_inside(part)) if inner.number == number)


def _length(dimension: memoryview) -> int:
    return next((part.value for part in fields(dimension) if part.number == 1), -1)


def _inside(part: Field) -> memoryview:
    if part.wire != BYTES:
        raise WireError("a part is of the wrong type")
    return part.content
