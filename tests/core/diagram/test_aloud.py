"""What is said of a shape tells somebody who does not see the drawing what it shows around it."""

import pytest

from core.diagram import draw
from core.diagram.aloud import contents, surroundings_aloud
from core.ground.identity import counted_ids
from core.ground.words import use_language
from core.model import Component, Edge, Editor, Placement
from core.model.zoning import zone_of
from tests.core.diagram.plant import plant

PLANT = plant()


def aloud(snapshot, diagram, element, problems=0):
    drawing = draw(snapshot, PLANT["diagram", diagram].id)
    items = {item.element: item for item in drawing.items}
    item = items[element.id]
    return surroundings_aloud(snapshot, item, items, contents(item, items.values()), problems)


def spoken_of(snapshot, diagram, element):
    drawing = draw(snapshot, PLANT["diagram", diagram].id)
    return next(item.spoken for item in drawing.items if item.element == element.id)


def test_a_shape_says_its_ports_its_connections_and_its_problems():
    controller = PLANT["component", "Level controller"]
    assert aloud(PLANT.snapshot, "Plant overview", controller, 2) == (
        "5 ports, 5 connections: to Disinfection, to Dosing controller, to Inlet pump and 2 more, 2 problems"
    )


def test_a_device_and_a_bus_say_with_what_they_are_linked():
    words = aloud(PLANT.snapshot, "Control hardware", PLANT["node", "PLC 02"])
    assert words == "1 port, 2 connections: with Control network, with Field bus A"
    words = aloud(PLANT.snapshot, "Control hardware", PLANT["bus", "Field bus B"])
    assert words == "4 connections: with Level sensor, with PLC 01, with PLC 03 and 1 more"


def test_a_location_says_where_its_edges_lead_and_that_one_leads_to_itself():
    words = aloud(PLANT.snapshot, "Dosing behaviour", PLANT["location", "DOSING"])
    assert words == "4 connections: to CHECK, to STOPPING, to itself and 1 more"


def test_what_lies_in_a_container_says_so_and_the_container_says_what_it_holds():
    editor = Editor(PLANT.snapshot, counted_ids(10**6))
    outer = PLANT["component", "Disinfection"]
    inner = editor.new(Component, name="Lamp driver", owner=outer.id)
    for element, size in ((outer, 200), (inner, 120)):
        known = [one for one in editor.snapshot.of(Placement) if one.element == element.id]
        for one in known:
            editor.remove(one.id)
        diagram = PLANT["diagram", "Plant overview"].id
        editor.new(Placement, owner=diagram, element=element.id, x=800, y=490, width=size, height=size / 2)
    assert spoken_of(editor.snapshot, "Plant overview", inner).startswith(
        "Lamp driver, Component, in Disinfection"
    )
    zone = zone_of(editor.snapshot, outer).name
    assert aloud(editor.snapshot, "Plant overview", inner) == f"in {zone}"
    assert aloud(editor.snapshot, "Plant overview", outer).startswith("holds 1 element: Lamp driver, ")


def test_lines_that_are_not_drawn_are_not_spoken_of():
    words = aloud(PLANT.snapshot, "Control hardware", PLANT["node", "Cell firewall"])
    assert words == "2 connections: with Control network, with Plant network"
    edge = PLANT.snapshot.of(Edge)[0]
    assert aloud(PLANT.snapshot, "Dosing behaviour", edge) == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "2 Verbindungen: mit Control network, mit Field bus A, 1 Problem"),
        ("fr", "2 connexions\u00a0: avec Control network, avec Field bus A, 1 problème"),
    ],
)
def test_it_is_said_in_every_language(code, words):
    use_language(code)
    try:
        assert aloud(PLANT.snapshot, "Control hardware", PLANT["node", "PLC 02"], 1).endswith(words)
    finally:
        use_language("en")
