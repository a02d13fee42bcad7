"""Templates are drawn so that a person can read them."""

from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.assistants.models import model_of
from core.assistants.proof import generated_model
from core.model import Diagram, DiagramType, Placement
from core.uppaal.document import Label, Location, Place, Template, Transition
from core.uppaal.generation.placement import placed
from core.uppaal.generation.whole import generate
from core.uppaal.trace_map import Part
from tests.core.uppaal.legibility import hidden
from tests.core.uppaal.plant import plant
from tests.core.uppaal.random_models import random_model

SAMPLES = Path(__file__).parents[3] / "samples"


@st.composite
def templates(draw):
    count = draw(st.integers(1, 7))
    texts = st.text("abc!", min_size=1, max_size=30)
    invariants = st.lists(st.builds(Label, st.just("invariant"), texts), max_size=1).map(tuple)
    locations = tuple(Location(f"id{number}", draw(texts), draw(invariants)) for number in range(count))
    ends = st.sampled_from([one.id for one in locations])
    labels = st.lists(st.builds(Label, st.just("guard"), texts), max_size=3).map(tuple)
    edges = draw(st.lists(st.builds(Transition, ends, ends, labels), max_size=12))
    return Template("T", locations=locations, initial="id0", transitions=tuple(edges))


@settings(max_examples=100)
@given(templates())
def test_nothing_in_a_template_hides_anything(template):
    assert not +hidden(placed(template))


drawings = st.lists(
    st.builds(Place, st.integers(0, 900), st.integers(0, 600)), min_size=7, max_size=7, unique=True
)


@settings(max_examples=100)
@given(templates(), drawings)
def test_nothing_hides_anything_either_where_the_model_has_a_drawing_of_its_own(template, drawing):
    drawn = {one.id: place for one, place in zip(template.locations, drawing, strict=False)}
    assert not +hidden(placed(template, drawn))


def documents():
    for sample in ("water-treatment", "brake-by-wire"):
        yield sample, generated_model(model_of(SAMPLES / sample).snapshot).document
    for number in range(200):
        yield f"model {number}", generate(*random_model(number)).document


def test_nothing_hides_anything_in_the_samples_and_in_200_random_models():
    """Before there were layers of writing: 901 in the samples and 4 891 in the models, all by edges."""
    found = {
        name: sum((hidden(one) for one in document.templates), Counter()) for name, document in documents()
    }
    assert {name: count for name, count in found.items() if +count} == {}


def test_most_machines_of_the_samples_keep_their_own_drawing():
    for sample in ("water-treatment", "brake-by-wire"):
        snapshot = model_of(SAMPLES / sample).snapshot
        generated = generated_model(snapshot)
        kept = [
            alike(snapshot, generated, template)
            for template in generated.document.templates
            if len(template.locations) > 1 and is_drawn(snapshot, generated, template)
        ]
        assert kept.count(True) >= 0.85 * len(kept) > 0


def is_drawn(snapshot, generated, template):
    entry = generated.trace_map.get(Part.TEMPLATE, template.name)
    return any(
        one.diagram is DiagramType.BEHAVIOUR
        for element in entry.elements
        for one in snapshot.owned(element, Diagram)
    )


def alike(snapshot, generated, template):
    """Whether each location stands to each other as in the drawing: left or right, above or below."""
    middles = {}
    for location in template.locations:
        element = generated.trace_map.get(Part.LOCATION, location.id).elements[0]
        (placement,) = (one for one in snapshot.of(Placement) if one.element == element)
        middles[location] = placement.x + placement.width / 2, placement.y + placement.height / 2
    return all(
        (one.place.x < other.place.x) == (middles[one][0] < middles[other][0])
        and (one.place.y < other.place.y) == (middles[one][1] < middles[other][1])
        for one in middles
        for other in middles
    )


@settings(max_examples=60)
@given(templates())
def test_edges_between_the_same_locations_run_apart(template):
    drawn = placed(template)
    ways = [(frozenset((one.source, one.target)), one.nails) for one in drawn.transitions]
    assert len(set(ways)) == len(ways)


@given(templates())
def test_loops_have_nails(template):
    assert all(one.nails for one in placed(template).transitions if one.source == one.target)


def test_locations_stand_where_the_models_own_drawing_has_them():
    snapshot, properties, parts = plant()
    diagram = Diagram(id="d", owner=parts["level"].id, diagram=DiagramType.BEHAVIOUR)
    drawn = [
        Placement(id=key, owner=diagram.id, element=parts[key].id, x=x, y=40.0, width=80, height=40)
        for x, key in ((100, "good"), (500, "low"))
    ]
    generated = generate(type(snapshot)([*snapshot, diagram, *drawn]), properties)
    template = next(one for one in generated.document.templates if one.name == "Level_controller")
    assert [(one.name, one.place.x, one.place.y) for one in template.locations] == [
        ("Good", 196, 84),
        ("Low", 756, 84),
    ]
