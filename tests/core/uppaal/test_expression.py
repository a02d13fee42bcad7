"""UPPAAL's expressions and declarations: precedence as in its reference, and printing that reads back."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.diagnostic import Refused
from core.uppaal.language import declaration as d
from core.uppaal.language import expression as e
from core.uppaal.language.parsing import (
    parse_declarations,
    parse_expression,
    parse_expressions,
    parse_parameters,
    parse_selections,
    parse_synchronisation,
)
from core.uppaal.language.printing import print_expression, print_type
from core.uppaal.language.trees import RESERVED

_WORDS = RESERVED | {"and", "or", "not", "imply", "xor", "true", "false", "int", "chan", "sum", "do", "if"}
_names = st.from_regex(r"[a-z][a-z0-9_]{0,4}", fullmatch=True).filter(lambda word: word not in _WORDS)
_leaves = (
    st.builds(e.Number, st.integers(0, 99999))
    | st.builds(e.Truth, st.booleans())
    | st.builds(e.Name, _names)
    | st.just(e.Deadlock())
    | st.builds(e.Real, st.sampled_from(["1.5", "2e3"]))
    | st.builds(e.Text, st.sampled_from(["", "a b"]))
)
_operators = st.sampled_from([operator for level in e.LEVELS for operator in level])


def _larger(inner: st.SearchStrategy[e.Expression]) -> st.SearchStrategy[e.Expression]:
    types = st.builds(
        e.Type,
        st.builds(e.NamedType, _names | st.just("int")) | st.builds(e.IntegerRange, inner, inner),
    )
    return st.one_of(
        st.builds(e.Index, inner, inner),
        st.builds(e.Member, inner, _names),
        st.builds(e.Call, inner, st.lists(inner, max_size=2).map(tuple)),
        st.builds(e.Prefix, st.sampled_from(["-", "+", "!", "++", "--"]), inner),
        st.builds(e.Postfix, st.sampled_from(["++", "--", "'"]), inner),
        st.builds(e.Binary, _operators, inner, inner),
        st.builds(e.Conditional, inner, inner, inner),
        st.builds(e.Assignment, st.sampled_from(["=", "+=", "<<=", "%="]), inner, inner),
        st.builds(e.Quantifier, st.sampled_from(["forall", "exists", "sum"]), _names, types, inner),
    )


_trees = st.recursive(_leaves, _larger, max_leaves=12)


@given(_trees)
def test_what_was_printed_parses_to_the_same_tree(tree: e.Expression) -> None:
    assert parse_expression(print_expression(tree)) == tree


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("a or b imply c", "(a or b) imply c"),
        ("a && b imply i == j", "(a && b) imply (i == j)"),
        ("not a == b", "(not a) == b"),
        ("a || b && c", "a || (b && c)"),
        ("a - b - c", "(a - b) - c"),
        ("a <? b + 1", "a <? (b + 1)"),
        ("x < 3 == y", "(x < 3) == y"),
        ("a & b == c", "a & (b == c)"),
        ("a ? b : c ? d : f", "a ? b : (c ? d : f)"),
        ("a = b = c", "a = (b = c)"),
        ("forall (i : t) a && b imply c", "forall (i : t) ((a && b) imply c)"),
        ("p and exists (i : t) q or r", "p and (exists (i : t) (q or r))"),
        ("-x * 2", "(-x) * 2"),
        ("a := b and not c", "a = (b && (!c))"),
        ("l[i++] = P(1, 2).x'", "(l[(i++)]) = ((P(1, 2).x)')"),
    ],
)
def test_operators_bind_as_in_the_reference(text: str, bracketed: str) -> None:
    assert parse_expression(text) == parse_expression(bracketed)


def test_places_count_lines_and_columns_from_one() -> None:
    tree = parse_expression("a &&\n  bb[3] // why\n /* and\n what */ || c")
    assert isinstance(tree, e.Binary)
    assert isinstance(tree.left, e.Binary)
    assert tree.left.right.span == e.Span(2, 3, 5)
    assert tree.right.span == e.Span(4, 13, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "length"),
    [("a +* b", 1, 4, 1), ("a\n  ) b", 2, 3, 1), ("a # b", 1, 3, 1), ("(a", 1, 3, 1), ("x + state", 1, 5, 5)],
)
def test_errors_point_at_the_place(text: str, line: int, column: int, length: int) -> None:
    with pytest.raises(Refused) as refusal:
        parse_expression(text, "template P, guard")
    (found,) = refusal.value.diagnostics
    assert (found.line, found.column, found.length) == (line, column, length)
    assert found.file == "template P, guard"


@pytest.mark.parametrize("text", ["a[" * 5000 + "a" + "]" * 5000, "!" * 20000 + "a"])
def test_endless_nesting_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_expression(text)
    assert refusal.value.diagnostics[0].code == "text-too-deep"


@given(st.text("ab()[]{}<>=!&|?:;,.+-*/% \n01'", max_size=40))
def test_any_text_parses_or_is_refused(text: str) -> None:
    for parse in (parse_expression, parse_expressions, parse_declarations, parse_synchronisation):
        with suppress(Refused):
            parse(text)


def test_declarations_of_all_sorts_are_read() -> None:
    found = parse_declarations(
        """
        const int N = 3; typedef int[0, N - 1] id_t;   // numbers
        typedef struct { int[0,9] a; bool b[2]; } pair_t;
        clock x, y[N]; urgent broadcast chan go[id_t]; meta bool seen; scalar[4] s;
        pair_t p = { 1, { true, false } }, q = { a: 2, b: { false, true } };
        int add(int a, const int &b) { int c = a; for (i : id_t) c += b; return c; }
        void loop() {
            int i;
            for (i = 0; i < 3; i++) { while (i) --i; do { ; } while (false); }
            if (N > 1) return; else i++;
        }
        P1 = T(1, x); F(const id_t i) = T(i, y[i]);
        chan priority go[0] < default;
        system P1, F;
        """
    )
    kinds = [type(item) for item in found]
    assert kinds == [
        *(
            d.Variables,
            d.TypeDefinition,
            d.TypeDefinition,
            d.Variables,
            d.Variables,
            d.Variables,
            d.Variables,
        ),
        *(d.Variables, d.Function, d.Function, d.Instantiation, d.Instantiation, d.ChannelPriority, d.System),
    ]
    channels = found[4]
    assert isinstance(channels, d.Variables)
    assert channels.type.prefixes == ("urgent", "broadcast")
    assert print_type(channels.type) == "urgent broadcast chan"
    assert parse_declarations("system A, B < C;") == (d.System((("A", "B"), ("C",))),)


def test_labels_of_edges_are_read() -> None:
    assert parse_synchronisation("appr[e + 1]?").direction == "?"
    assert parse_synchronisation("take !").channel == e.Name("take")
    assert parse_synchronisation("a").direction == ""
    assert [selection.variable for selection in parse_selections("i : id_t, j : int[0,3]")] == ["i", "j"]
    assert [parameter.reference for parameter in parse_parameters("const id_t a, bool &b, chan &c[2]")] == [
        *(False, True, True),
    ]
    assert parse_expressions("") == ()
    assert len(parse_expressions("x = 0, i = pid,\n n++")) == 3
