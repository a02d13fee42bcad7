"""A gesture and a drawing that is opened go first; what works behind the window waits."""

from app.session.precedence import Arrivals, Precedence, Turn
from core.jobs import Outcome
from core.model import Component, Diagram, Placement
from tests.app.conftest import element
from tests.app.window.test_amid_a_drag import dragged  # noqa: F401 - a fixture


def test_a_turn_comes_when_nobody_goes_first_any_more(qtbot, qapp):
    rung, first = [], Precedence()
    turn = Turn(qapp, 1, lambda: rung.append(True), first)
    first.take("gesture")
    turn.start()
    qtbot.wait(150)
    assert (rung, turn.isActive()) == ([], True)
    first.leave("gesture")
    qtbot.waitUntil(lambda: bool(rung), timeout=2000)
    assert not turn.isActive()
    turn.deleteLater()


def test_what_arrives_is_taken_over_at_once_or_afterwards_in_its_order(qtbot, qapp):
    taken, first = [], Precedence()
    arrivals = Arrivals(qapp, first)
    take = arrivals.later(taken.append)
    take(1)
    assert taken == [1]
    first.take("gesture")
    take(2)
    take(3)
    assert taken == [1]
    first.leave("gesture")
    take(4)
    qtbot.waitUntil(lambda: len(taken) == 4, timeout=2000)
    assert taken == [1, 2, 3, 4]
    arrivals.deleteLater()


def test_a_result_that_arrives_while_something_is_dragged_waits(dragged, qtbot):  # noqa: F811
    window, canvas, _end, _pump = dragged
    results = window.results
    results._pause.stop()
    for job in window.jobs.running:
        window.jobs.cancel(job)
    qtbot.waitUntil(lambda: not window.jobs.active, timeout=30_000)
    begun = []
    window.jobs.start = lambda task, asked, title, then, **_any: begun.append(then)
    results.look_for_threats()
    before = results.threats
    begun[-1](Outcome("done", []))
    assert results.threats is before
    canvas.cancel()
    assert not window.session.precedence.taken
    qtbot.waitUntil(lambda: results.threats is not before, timeout=2000)


def test_moving_shapes_makes_nothing_anew_that_is_known(desk):
    pump, session, results = element(desk, "Dosing pump"), desk.session, desk.results
    with session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        place = edit.new(Placement, owner=diagram.id, element=pump.id, x=80, y=80, width=176, height=52)
    known, found, waiting = results.known_in_substance, results.problems(), results.open_threats()
    with session.change("Move it") as edit:
        edit.set(place.id, x=400)
    assert results.known_in_substance.is_same_as(known)
    assert results.problems() is found
    assert results.open_threats() is waiting
    assert results.known.snapshot.get(place.id).x == 400
    with session.change("Name it") as edit:
        edit.set(pump.id, name="Pump 2")
    assert not results.known_in_substance.is_same_as(known)
    assert results.known.snapshot.get(pump.id).name == "Pump 2"


def test_what_is_known_is_of_the_model_as_it_is_however_changes_follow(desk):
    session, results = desk.session, desk.results
    pump = element(desk, "Dosing pump")
    with session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        place = edit.new(Placement, owner=diagram.id, element=pump.id, x=80, y=80, width=176, height=52)
    with session.change("Move and add") as edit:
        edit.set(place.id, x=400)
        added = edit.new(Component, name="Spare").id
    assert added in results.known.snapshot
    session.undo()
    assert added not in results.known.snapshot
    session.redo()
    assert added in results.known.snapshot
