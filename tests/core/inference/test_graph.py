"""Our reader of ONNX files against the onnx package, and the files it must object to."""

import random

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from core.inference.graph import OPERATORS, Signature, look_inside


def graph(*nodes: onnx.NodeProto, constants: tuple[onnx.TensorProto, ...] = ()) -> onnx.GraphProto:
    return helper.make_graph(
        list(nodes) or [helper.make_node("Add", ["x", "x"], ["y"])],
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 3])],
        list(constants),
    )


def model(*nodes: onnx.NodeProto, constants: tuple[onnx.TensorProto, ...] = ()) -> onnx.ModelProto:
    return helper.make_model(graph(*nodes, constants=constants), opset_imports=[helper.make_opsetid("", 20)])


def objections(made: onnx.ModelProto) -> str:
    return "; ".join(look_inside(made.SerializeToString()).objections)


@given(st.lists(st.sampled_from(sorted(OPERATORS)), min_size=1, max_size=30))
def test_operators_are_counted_as_the_onnx_package_counts_them(operators: list[str]) -> None:
    made = model(
        *(helper.make_node(operator, ["x"], ["y"], name=f"n{i}") for i, operator in enumerate(operators))
    )
    read = onnx.load_from_string(made.SerializeToString())
    expected = {name: sum(node.op_type == name for node in read.graph.node) for name in set(operators)}
    inside = look_inside(made.SerializeToString())
    assert expected == inside.operators
    assert inside.objections == []


def test_inputs_and_outputs_are_read_with_type_and_shape() -> None:
    inside = look_inside(model().SerializeToString())
    assert [Signature("x", TensorProto.FLOAT, (-1, 3))] == inside.inputs
    assert [Signature("y", TensorProto.FLOAT, (-1, 3))] == inside.outputs


def external(name: str, location: str) -> onnx.TensorProto:
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=[3])
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=location)
    return tensor


@pytest.mark.parametrize("location", ["weights.bin", "../../etc/passwd", "/etc/passwd"])
def test_data_outside_the_file_is_objected_to(location: str) -> None:
    assert objections(model(constants=(external("w", location),))) == "it keeps data outside the file"


def test_data_outside_the_file_is_found_in_an_attribute_of_a_subgraph() -> None:
    inner = helper.make_node("Add", ["x", "x"], ["y"], value=external("w", "weights.bin"))
    outer = helper.make_node("Add", ["x", "x"], ["y"], body=graph(inner))
    assert objections(model(outer)) == "it contains control flow; it keeps data outside the file"


@pytest.mark.parametrize("operator", ["If", "Loop", "Scan"])
def test_control_flow_is_objected_to(operator: str) -> None:
    node = helper.make_node(operator, ["x"], ["y"], body=graph())
    found = objections(model(node))
    assert f"the operator “{operator}” is not allowed" in found
    assert "it contains control flow" in found


def test_an_unknown_domain_is_objected_to() -> None:
    node = helper.make_node("Add", ["x", "x"], ["y"], domain="com.example")
    assert objections(model(node)) == "operators of “com.example” are not allowed"


@pytest.mark.parametrize(
    "operator", ["ConstantOfShape", "Expand", "Tile", "Pad", "Optional", "StringConcat", ""]
)
def test_an_operator_not_needed_is_objected_to(operator: str) -> None:
    assert f"the operator “{operator}” is not allowed" == objections(
        model(helper.make_node(operator, ["x"], ["y"]))
    )


def test_functions_of_its_own_are_objected_to() -> None:
    made = model()
    made.functions.add(name="f", domain="com.example")
    assert objections(made) == "it brings functions of its own"


def test_a_sparse_constant_is_objected_to() -> None:
    made = model()
    made.graph.sparse_initializer.add().values.name = "w"
    assert objections(made) == "it uses sparse tensors"


def test_a_constant_larger_than_any_file_is_objected_to() -> None:
    huge = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[1 << 20, 1 << 20])
    assert objections(model(constants=(huge,))) == "a constant has more than 67108864 elements"


def test_an_objection_hidden_behind_a_second_graph_is_found() -> None:
    """Readers merge a message field that occurs twice, so that looking at the last one alone would not do."""
    bad = model(constants=(external("w", "weights.bin"),)).SerializeToString()
    good = model().SerializeToString()
    assert "it keeps data outside the file" in look_inside(bad + good).objections
    assert "it keeps data outside the file" in look_inside(good + bad).objections


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    assert look_inside(content).objections


def test_no_damage_to_a_model_makes_the_reader_fail() -> None:
    weights = numpy_helper.from_array(np.arange(12, dtype=np.float32), "w")
    whole = bytearray(model(constants=(weights,)).SerializeToString())
    chance = random.Random(7)
    for _round in range(2000):
        damaged = bytearray(whole)
        for _change in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        look_inside(bytes(damaged[: chance.randint(1, len(damaged))]))


def test_graphs_nested_without_end_are_refused_and_not_followed() -> None:
    inner = graph()
    for _level in range(25):
        inner = graph(helper.make_node("Add", ["x", "x"], ["y"], body=inner))
    assert "nest too deep" in objections(helper.make_model(inner))
