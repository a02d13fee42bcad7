"""A drawing is the same in every language: sizes, places and ways; only the words in it differ."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.arranging import arrange_diagram, places_of
from core.diagram.display import Rect, Shape, Text, text_size, visible
from core.diagram.geometry import bounds_of
from core.diagram.lod import FULL
from core.diagram.metrics import elided, wrapped
from core.diagram.overlay import Overlay
from core.diagram.places import SHAPES
from core.diagram.sizes import WIDEST, least_size
from core.diagram.zones import zone_badge, zone_item, zone_reserved, zone_title_area
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.ground.words import LANGUAGES, _, untranslated, use_language
from core.model import (
    Actor,
    Component,
    Connector,
    Device,
    Diagram,
    DiagramType,
    Edit,
    Editor,
    Firmware,
    Level,
    Location,
    Node,
    Placement,
    Role,
    Snapshot,
    Truth,
    Zone,
)
from core.project import read_text
from tests.core.diagram.plant import plant

PLANT = plant()

names = st.text("abcWMil -", max_size=40).map(str.strip)


@pytest.fixture(autouse=True)
def _english_after():
    yield
    use_language("en")


@pytest.fixture(scope="module")
def sample():
    return read_text(sample_folder("water-treatment"))


def in_each_language(make):
    """What `make` tells where each of the languages is spoken."""
    found = {}
    for code in LANGUAGES:
        use_language(code)
        found[code] = make()
    use_language("en")
    return found


def the_same_in_all(make):
    first, *others = in_each_language(make).values()
    return all(other == first for other in others)


def least_sizes(snapshot):
    return {one.id: least_size(snapshot, one) for one in snapshot if isinstance(one, SHAPES)}


def laid_out(snapshot):
    """Where shapes lie and lines run in every diagram."""
    found = {}
    for diagram in snapshot.of(Diagram):
        places = places_of(snapshot, diagram)
        lines = [item for item in draw(snapshot, diagram.id).items if item.is_line]
        found[diagram.id] = (
            {element: places[element].rect for element in places},
            {line.element: line.outline for line in lines},
        )
    return found


@st.composite
def models(draw_one):
    """Zones, components, devices, locations and actors with flows between them, all on one diagram."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Drawn")
    made = []
    for _number in range(draw_one(st.integers(1, 3))):
        level, target = draw_one(st.sampled_from(Level)), draw_one(st.none() | st.integers(0, 4))
        made.append(edit.new(Zone, name=draw_one(names), level=level, target_level=target))
    zones = [zone.id for zone in made]
    ends = [edit.new(Actor, name=draw_one(names))]
    for _number in range(draw_one(st.integers(1, 4))):
        zone, role = draw_one(st.sampled_from(zones)), draw_one(st.sampled_from(Role))
        ends.append(edit.new(Component, name=draw_one(names), zone=zone, role=role))
    made += ends
    made.append(edit.new(Node, name=draw_one(names), device=draw_one(st.sampled_from(Device))))
    for source in ends:
        target = draw_one(st.sampled_from(ends))
        if target is not source:
            edit.new(Connector, source=source.id, target=target.id, data=draw_one(names))
    for number, one in enumerate(made):
        wide = draw_one(st.none() | st.integers(40, 400).map(float))
        edit.new(Placement, owner=diagram.id, element=one.id, x=200.0 * number, y=80.0, width=wide)
    return edit.snapshot, diagram.id


def test_no_shape_of_the_sample_needs_more_room_in_another_language(sample):
    assert the_same_in_all(lambda: least_sizes(sample))


def test_shapes_and_lines_of_the_sample_lie_alike_in_every_language(sample):
    assert the_same_in_all(lambda: laid_out(sample))


def test_the_sample_is_arranged_alike_in_every_language(sample):
    diagram = next(one for one in sample.of(Diagram) if one.diagram is DiagramType.SYSTEM)
    assert the_same_in_all(lambda: arrange_diagram(sample, diagram.id))


@settings(max_examples=30, deadline=None)
@given(models())
def test_every_model_is_drawn_and_arranged_alike_in_every_language(drawn):
    snapshot, diagram = drawn
    assert the_same_in_all(lambda: (least_sizes(snapshot), laid_out(snapshot)))
    assert the_same_in_all(lambda: arrange_diagram(snapshot, diagram))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("target", [None, 0, 4])
def test_what_lines_leave_free_holds_the_title_and_the_badge_in_every_language(code, level, target):
    use_language(code)
    zone = Zone(id="z", owner="", name="Basic control", level=level, target_level=target)
    rect = Rect(0, 0, 900, 200)
    title, badge = zone_reserved(zone, rect)
    for achieved in (None, 0, 4):
        drawn = zone_badge(zone, rect, Overlay(achieved=achieved))
        assert badge.x <= drawn.area.x
        assert zone_title_area(zone, rect, drawn).right <= title.right


def test_a_zone_too_narrow_for_its_title_keeps_its_name_whole():
    zone = Zone(id="z", owner="", name="Protection", level=Level.SAFETY, target_level=2)
    rect = Rect(0, 0, least_size(Snapshot([zone]), zone)[0] + 16, 200)

    def shown_title():
        marks = zone_item(zone, rect, 0, Overlay()).marks
        return next(mark.text for mark in marks if isinstance(mark, Text))

    shown = in_each_language(shown_title)
    assert shown == {"en": "Protection · Safety", "de": "Protection", "fr": "Protection"}


@pytest.mark.parametrize("scale", [0.58, 0.7, 0.9])
def test_below_full_size_a_title_takes_the_room_of_the_words_that_a_badge_has_lost(scale):
    zone = Zone(id="z", owner="", name="Vendor network", level=Level.EXTERNAL)
    rect = Rect(0, 0, least_size(Snapshot([zone]), zone)[0] + 16, 200)

    def shown_title():
        marks = zone_item(zone, rect, 0, Overlay()).marks
        shown = next(mark for mark in marks if isinstance(mark, Text) and visible(mark, scale))
        return elided(shown.text, text_size(shown, 1.0), shown.room * scale, bold=True)

    assert in_each_language(shown_title) == dict.fromkeys(("en", "de", "fr"), "Vendor network")


def test_what_is_asked_of_a_zone_is_dashed_where_dashes_can_be_told():
    zone = Zone(id="z", owner="", name="Basic control", level=Level.LEVEL_1, target_level=2)
    marks = zone_item(zone, Rect(0, 0, 400, 200), 0, Overlay()).marks
    dashed = {
        scale: [mark for mark in marks[1:] if _dashed(mark) and visible(mark, scale)] for scale in (1.0, 0.6)
    }
    pips = [mark for mark in marks[1:] if isinstance(mark, Shape) and visible(mark, 0.6)]
    assert len(dashed[1.0]) == 2
    assert dashed[0.6] == []
    assert len(pips) == 4


def _dashed(mark):
    return isinstance(mark, Shape) and mark.stroke is not None and bool(mark.stroke.dash)


def test_words_inside_are_those_of_the_source_and_after_it_those_of_the_language():
    use_language("de")
    with untranslated():
        inside = _("Draw")
    assert (inside, _("Draw")) == ("Draw", "Zeichnen")


WORDS = st.lists(st.text("abcdeilmnorstu", min_size=2, max_size=9), min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(("kind", "margins"), [(Component, 48), (Actor, 66), (Node, 48), (Location, 40)])
@given(name=WORDS, wide=st.integers(96, 320))
def test_a_name_makes_a_shape_wider_than_stated_only_as_far_as_two_lines_need(kind, margins, name, wide):
    element, unnamed = kind(id="one", name=name), kind(id="one", name="")
    placement = Placement(id="place", owner="drawn", element="one", width=float(wide))
    snapshot = Snapshot([element, Diagram(id="drawn", name="Drawn"), placement])
    drawn = draw(snapshot, "drawn").items[0]
    lines = [one for one in drawn.marks if isinstance(one, Text) and one.bold and one.smallest == FULL]
    whole = " ".join(one.text for one in lines[:2]) == name
    if least_size(snapshot, unnamed)[0] <= wide:
        grown = bounds_of(drawn.outline).width
        assert grown == wide or not held_by_two_lines(name, grown - 8 - margins)
    assert whole or least_size(snapshot, element)[0] == WIDEST


def held_by_two_lines(name, room):
    return " ".join(wrapped(name, 12, room, 2, bold=True)) == name


@given(names, st.sampled_from(Truth))
def test_a_device_is_as_wide_as_the_words_at_its_foot_need(version, signed):
    node, firmware = Node(id="n", name="PLC"), Firmware(id="f", owner="n", version=version, name="firmware")
    model = Snapshot().after((Edit(None, node), Edit(None, replace(firmware, signed=signed))))
    other = Snapshot().after((Edit(None, node), Edit(None, replace(firmware, signed=Truth.UNKNOWN))))
    wide = least_size(model, node)[0]
    assert wide == least_size(other, node)[0]
    diagram, place = Diagram(id="d", name="D"), Placement(id="p", owner="d", element="n", x=0, y=0)
    marks = draw(model.after((Edit(None, diagram), Edit(None, place))), "d").items[0].marks
    words = [mark.text for mark in marks if isinstance(mark, Text) and visible(mark, 1.0)]
    whole = f"FW {version}" if version else "firmware"
    assert whole in words or wide == WIDEST


def test_a_device_that_holds_another_shows_its_firmware_below_it():
    outer = Node(id="outer", name="PLC")
    inner = Node(id="inner", name="Card", owner="outer")
    shown = Diagram(id="d", name="D", diagram=DiagramType.HARDWARE)
    placed = [
        Placement(id="p1", owner="d", element="outer", x=0.0, y=0.0),
        Placement(id="p2", owner="d", element="inner", x=40.0, y=60.0),
    ]
    firmware = Firmware(id="f", owner="outer", version="4.2", name="Boot loader")
    plain = {item.element: item for item in draw(Snapshot([outer, inner, shown, *placed]), "d").items}
    drawn = {
        item.element: item for item in draw(Snapshot([outer, inner, shown, *placed, firmware]), "d").items
    }
    (words,) = [mark for mark in drawn["outer"].marks if isinstance(mark, Text) and "4.2" in mark.text][:1]
    foot = bounds_of(drawn["inner"].outline).bottom
    assert foot < words.baseline - words.size
    assert words.baseline < bounds_of(drawn["outer"].outline).bottom
    assert bounds_of(plain["inner"].outline) == bounds_of(drawn["inner"].outline)
