"""Templates are drawn so that a person can read them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Diagram, DiagramType, Placement
from core.uppaal.document import Label, Location, Template, Transition
from core.uppaal.generation.labelling import LETTER, LINE
from core.uppaal.generation.placement import placed
from core.uppaal.generation.whole import generate
from tests.core.uppaal.plant import plant

RADIUS = 20


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


def boxes(template):
    for location in template.locations:
        yield (location.place.x - RADIUS, location.place.y - RADIUS, 2 * RADIUS, 2 * RADIUS)
        yield (location.name_place.x, location.name_place.y, LETTER * len(location.name), LINE)
        for label in location.labels:
            yield (label.place.x, label.place.y, LETTER * len(label.text), LINE)
    for transition in template.transitions:
        for label in transition.labels:
            yield (label.place.x, label.place.y, LETTER * len(label.text), LINE)


def overlap(one, other):
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


@settings(max_examples=60)
@given(templates())
def test_no_label_covers_a_location_or_another_label(template):
    found = list(boxes(placed(template)))
    assert not [(a, b) for i, a in enumerate(found) for b in found[:i] if overlap(a, b)]


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
