"""What an edit reaches on a drawing beyond the element that was edited."""

from core.diagram import Overlays, draw, redraw
from core.ground.identity import counted_ids
from core.model import Component, Diagram, Editor, Location, Placement, Snapshot, StateMachine


def test_a_location_drawn_beside_its_machine_leaves_the_component_that_is_taken_off():
    editor = Editor(Snapshot(()), counted_ids())
    diagram = editor.new(Diagram, name="Everything")
    pump = editor.new(Component, name="Pump")
    machine = editor.new(StateMachine, name="Pumping", owner=pump.id)
    idle = editor.new(Location, name="Idle", owner=machine.id, initial=True)
    shown = editor.new(Placement, owner=diagram.id, element=pump.id, width=400, height=200)
    editor.new(Placement, owner=diagram.id, element=idle.id, x=100, y=80)
    before = Snapshot(()).after(editor.edits())
    drawing = draw(before, diagram.id)
    assert next(one.parent for one in drawing.items if one.element == idle.id) == pump.id
    editor = Editor(before, counted_ids())
    editor.remove(shown.id)
    after = before.after(editor.edits())
    assert redraw(drawing, after, editor.edits(), Overlays()) == draw(after, diagram.id)
