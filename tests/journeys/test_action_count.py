"""How many keys a fixed diagram of ten elements takes; the README compares them with what others document.

The diagram: a supervision that leads to three controllers, each of which leads to a sensor and a pump. The
letters of the names are the same everywhere and are not counted.
"""

from core.model import Component, Connector
from tests.journeys.hand import HELD, KEY

TREE = {
    "Supervision": ("Level", "Dosing", "UV"),
    "Level": ("LT 201", "P 210"),
    "Dosing": ("AE 101", "P 110"),
    "UV": ("LS 301", "V 320"),
}

OURS = 18
"""What the README says of Bartizan: keys beside the letters of the names."""


def test_ten_connected_elements_take_so_many_keys(keys):
    keys.press(KEY.Key_Space)
    word(keys, "Supervision", KEY.Key_Tab)
    for number, controller in enumerate(TREE["Supervision"]):
        if number:
            # From the last pump along its line to its controller, and a sibling of that.
            keys.press(KEY.Key_Left, HELD.AltModifier)
            keys.press(KEY.Key_Return)
        word(keys, controller, KEY.Key_Tab)
        sensor, pump = TREE[controller]
        word(keys, sensor, KEY.Key_Return)
        keys.press(KEY.Key_Return)
        word(keys, pump, KEY.Key_Return)
    model = keys.model
    names = {one.id: one.name for one in model.of(Component)}
    found: dict[str, set[str]] = {}
    for flow in model.of(Connector):
        source, target = (names[model[end].owner] for end in (flow.source, flow.target))
        found.setdefault(source, set()).add(target)
    assert found == {source: set(targets) for source, targets in TREE.items()}
    letters = sum(map(len, names.values()))
    assert keys.actions - letters == OURS


def word(keys, name, then):
    """Type a name where it is asked for, and take the first offer."""
    keys.type(name)
    keys.press(then)
