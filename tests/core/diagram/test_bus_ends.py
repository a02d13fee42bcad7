"""A node beside the end of a bus, level with it, is led straight to that end."""

import pytest

from core.diagram import draw
from core.model import Bus, Diagram, DiagramType, Link, Node, Placement, Snapshot


def way(bus, node):
    """The way of a link from a node to a bus, each placed as x, y, width and height."""
    elements = [
        Diagram(id="d", diagram=DiagramType.HARDWARE),
        Bus(id="b", name="Field bus"),
        Node(id="n", name="PLC"),
        Link(id="l", source="n", target="b"),
    ]
    for element, (x, y, width, height) in (("b", bus), ("n", node)):
        elements.append(
            Placement(id=f"p{element}", owner="d", element=element, x=x, y=y, width=width, height=height)
        )
    drawing = draw(Snapshot(elements), "d")
    line = next(item for item in drawing.items if item.element == "l")
    return [(point.x, point.y) for point in line.outline]


@pytest.mark.parametrize(
    ("bus", "node", "expected"),
    [
        ((100, 300, 400, 6), (700, 250, 168, 96), [(700, 303), (500, 303)]),
        ((100, 300, 400, 6), (-200, 250, 168, 96), [(-32, 303), (100, 303)]),
        ((300, 100, 6, 400), (220, 600, 168, 96), [(303, 600), (303, 500)]),
        ((300, 100, 6, 400), (220, -100, 168, 96), [(303, -4), (303, 100)]),
        # Above or beside its length it is met across the bar, as ever.
        ((100, 300, 400, 6), (200, 150, 168, 96), [(284, 246), (284, 303)]),
        ((300, 100, 6, 400), (400, 200, 168, 96), [(400, 248), (303, 248)]),
    ],
)
def test_a_link_taps_the_place_of_a_bus_that_is_nearest(bus, node, expected):
    assert way(bus, node) == expected
