import json
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.svg import svg
from core.ground.resources import resource_folder
from core.model import Component, Diagram, Placement, Snapshot
from tests.core.diagram.plant import overlays, plant

COLOURS = json.loads((resource_folder("theme") / "tokens.json").read_text(encoding="utf-8"))["themes"]
NAMESPACE = "{http://www.w3.org/2000/svg}"


def test_every_item_is_a_group_in_both_themes():
    found = plant()
    for name in ("Plant overview", "Control hardware", "Dosing behaviour"):
        drawing = draw(found.snapshot, found["diagram", name].id, overlays(found))
        for theme in COLOURS:
            root = ET.fromstring(svg(drawing, COLOURS[theme]))
            groups = [group.get("id") for group in root.iter(f"{NAMESPACE}g")]
            assert groups == [item.element for item in drawing.items]


def test_details_are_left_out_far_away():
    found = plant()
    drawing = draw(found.snapshot, found["diagram", "Plant overview"].id)
    texts = [
        {text.text for text in ET.fromstring(svg(drawing, COLOURS["light"], scale)).iter(f"{NAMESPACE}text")}
        for scale in (1.0, 0.4, 0.2)
    ]
    assert "Component · PLC 02" in texts[0]
    assert "Component · PLC 02" not in texts[1]
    assert any(text.startswith("Dosing") for text in texts[1])
    assert not any(text.startswith("Dosing") for text in texts[2])
    assert any(text.startswith("Process") for text in texts[2])


@given(st.text(max_size=30))
def test_any_name_makes_sound_xml(name):
    diagram = Diagram(id="d")
    component = Component(id="c", name=name)
    placement = Placement(id="p", owner="d", element="c", x=0, y=0)
    drawing = draw(Snapshot([diagram, component, placement]), "d")
    ET.fromstring(svg(drawing, COLOURS["light"]))
