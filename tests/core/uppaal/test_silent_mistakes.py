"""What UPPAAL's parser takes without a word, though it alters the model or its meaning, is never exported."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.assistants.models import model_of
from core.assistants.proof import generated_model
from core.model import Edge, Variable
from core.uppaal.files.queries import parse_queries, write_queries
from core.uppaal.files.reading import parse_document
from core.uppaal.files.writing import write_document
from core.uppaal.generation.whole import generate
from core.uppaal.language.declaration import Path as Query
from core.uppaal.language.declaration import Variables
from core.uppaal.language.expression import Binary, Member, Name, Postfix, Prefix, Real
from core.uppaal.language.parsing import (
    parse_declarations,
    parse_expression,
    parse_expressions,
    parse_query,
    parse_synchronisation,
)
from core.uppaal.trace_map import Origin, Part
from tests.core.uppaal.plant import plant
from tests.core.uppaal.random_models import random_model

SAMPLES = Path(__file__).parents[3] / "samples"


def generated_documents():
    for sample in ("water-treatment", "brake-by-wire"):
        yield generated_model(model_of(SAMPLES / sample).snapshot)
    for number in range(60):
        yield generate(*random_model(number))


@pytest.fixture(scope="module")
def documents():
    return [parse_document(write_document(one.document)) for one in generated_documents()]


def labels(documents, *kinds):
    for document in documents:
        for template in document.templates:
            clocks = declared(document, template, "clock")
            for holder in (*template.locations, *template.transitions):
                yield from ((label, clocks) for label in holder.labels if label.kind in kinds or not kinds)


def declared(document, template, kind):
    texts = (document.declaration, template.declaration)
    return {
        one.name
        for text in texts
        for declaration in parse_declarations(text)
        if isinstance(declaration, Variables) and kind in str(declaration.type)
        for one in declaration.declarators
    }


def nodes(expression):
    """The expression and everything inside it."""
    yield expression
    for field in getattr(expression, "__dataclass_fields__", ()):
        value = getattr(expression, field)
        for part in value if isinstance(value, tuple) else (value,):
            if hasattr(part, "__dataclass_fields__"):
                yield from nodes(part)


def clocks_in(expression, clocks):
    return {one.name for one in nodes(expression) if isinstance(one, Name) and one.name in clocks}


def test_every_label_is_of_a_kind_that_is_read(documents):
    known = {"invariant", "comments", "guard", "synchronisation", "assignment"}
    assert {label.kind for label, _clocks in labels(documents)} <= known


def test_no_label_is_empty_and_no_guard_runs_over_lines(documents):
    assert all(label.text.strip() for label, _clocks in labels(documents))
    assert not [label for label, _clocks in labels(documents, "guard", "invariant") if "\n" in label.text]


def test_every_synchronisation_sends_or_receives(documents):
    found = {
        parse_synchronisation(label.text).direction for label, _clocks in labels(documents, "synchronisation")
    }
    assert found == {"!", "?"}


def test_every_number_is_whole_and_no_clock_is_stopped(documents):
    for label, _clocks in labels(documents, "guard", "invariant", "assignment"):
        for expression in parse_expressions(label.text):
            assert not [one for one in nodes(expression) if isinstance(one, Real)]
            assert not [one for one in nodes(expression) if isinstance(one, Postfix) and one.operator == "'"]
    assert not [one for one in documents if re.search(r"\bdouble\b|\bhybrid\b", one.declaration)]


def test_invariants_bound_clocks_from_above_alone(documents):
    for label, clocks in labels(documents, "invariant"):
        for one in nodes(parse_expression(label.text)):
            if isinstance(one, Binary) and clocks_in(one.left, clocks) and one.operator not in ("&&", "||"):
                assert one.operator in ("<", "<=")


def test_no_disjunction_and_no_comparison_is_over_two_sides_with_clocks(documents):
    for label, clocks in labels(documents, "guard", "invariant"):
        for one in nodes(parse_expression(label.text)):
            if isinstance(one, Binary) and one.operator != "&&":
                assert not (clocks_in(one.left, clocks) and clocks_in(one.right, clocks)), label.text
            if isinstance(one, Binary) and one.operator == "!=":
                assert not clocks_in(one, clocks)
            if isinstance(one, Prefix) and one.operator == "!":
                assert not clocks_in(one, clocks)


def test_an_update_beyond_the_range_of_a_variable_is_a_fault_of_the_model_and_not_exported():
    snapshot, properties, _parts = plant()
    doses = next(iter(snapshot.of(Variable)))
    step = next(one for one in snapshot.of(Edge) if "doses" in one.update)
    for update, kept in (("doses = 3", True), ("doses = 4", False), ("doses = -1", False)):
        altered = type(snapshot)(
            [replace(one, update=update) if one.id == step.id else one for one in snapshot]
        )
        generated = generate(altered, properties)
        written = [label.text for label, _clocks in labels([generated.document], "assignment")]
        exported = any(update in text for text in written)
        assert exported is kept, (update, doses)
        assert any("doses" in one.diagnostic.message for one in generated.findings if one.fault) is not kept


def test_names_of_locations_are_neither_those_of_templates_nor_of_what_is_global(documents):
    for document in documents:
        outside = {template.name for template in document.templates} | {
            one.name
            for declaration in parse_declarations(document.declaration)
            if isinstance(declaration, Variables)
            for one in declaration.declarators
        }
        for template in document.templates:
            assert not outside & {location.name for location in template.locations}


def test_each_formula_asks_one_thing_on_one_line_without_a_remark_in_it(documents):
    for document in documents:
        for query in document.queries:
            assert not re.search(r"\n|//|/\*", query.formula)
            if query.formula:
                assert parse_query(query.formula).path in set(Query)
        lines = write_queries(document.queries).splitlines()
        assert set(lines) >= {query.formula for query in document.queries if query.formula}
        read = parse_queries(write_queries(document.queries))
        assert [one.formula for one in read] == [one.formula for one in document.queries]


def test_a_query_names_processes_and_locations_that_are_there(documents):
    for document in documents:
        inside = {one.name: {place.name for place in one.locations} for one in document.templates}
        for query in document.queries:
            formula = parse_query(query.formula) if query.formula else None
            for one in nodes(formula):
                if isinstance(one, Member):
                    assert isinstance(one.base, Name)
                    template = next(each for each in document.templates if each.name == one.base.name)
                    local = declared(document, template, "")
                    assert one.name in inside[template.name] | local


def test_every_template_says_what_of_the_model_it_stands_for():
    for generated in generated_documents():
        for template in generated.document.templates:
            assert template.declaration.startswith("// ")
            entry = generated.trace_map.get(Part.TEMPLATE, template.name)
            assert entry is not None
            words = {Origin.COPIED: "state machine", Origin.OBSERVER: "requirement"}.get(entry.origin, "")
            assert words in template.declaration.splitlines()[0]
