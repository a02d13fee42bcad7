"""What the tests of the desktop share: a home of their own, both themes, a small plant, a window on it."""

from shutil import copyfile

import pytest

from app.desktop import make_window
from app.session.preferences import Preferences
from app.theme import look
from core.ground.identity import counted_ids, system_clock
from core.model import (
    Asset,
    Component,
    Connector,
    Event,
    Location,
    Port,
    Requirement,
    Role,
    StateMachine,
    Term,
    Zone,
)
from core.project import Surroundings, create_project


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A configuration folder for one test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("BARTIZAN_HOME", str(folder))
    return folder


@pytest.fixture(params=["light", "dark"])
def theme(request, qapp):
    """Both everyday themes, one after the other."""
    look().use(theme=request.param, scale=1.0)
    yield request.param
    look().use(theme="light", scale=1.0)


@pytest.fixture
def plant(tmp_path, made_plant):
    """The path of a small project: two zones, three components, a flow, a machine, requirements."""
    path = tmp_path / "plant.bzn"
    copyfile(made_plant, path)
    return path


@pytest.fixture(scope="session")
def made_plant(tmp_path_factory):
    """The small project as it was made once: tests take copies."""
    path = tmp_path_factory.mktemp("made") / "plant.bzn"
    surroundings = Surroundings(system_clock, counted_ids(), "Tester")
    with create_project(path, surroundings) as project, project.change("Begin") as edit:
        control = edit.new(Zone, name="Basic control", target_level=2)
        office = edit.new(Zone, name="Office")
        dosing = edit.new(Component, name="Dosing controller", zone=control.id, role=Role.CONTROLLER)
        pump = edit.new(Component, name="Dosing pump", zone=control.id, role=Role.ACTUATOR)
        laptop = edit.new(Component, name="Laptop", zone=office.id)
        permit = edit.new(Port, name="flow permit", owner=dosing.id)
        edit.new(Event, name="flow_lost", owner=permit.id)
        edit.new(Connector, name="Dose command", source=dosing.id, target=pump.id, protocol="4-20 mA")
        edit.new(Connector, name="Download", source=laptop.id, target=dosing.id, protocol="S7")
        machine = edit.new(StateMachine, name="Dosing", owner=dosing.id)
        edit.new(Location, name="Idle", owner=machine.id, initial=True)
        edit.new(Location, name="Held", owner=machine.id)
        edit.new(Asset, name="Drinking water")
        edit.new(Term, name="flow permit", refers_to=permit.id)
        edit.new(
            Requirement,
            key="DOS-01",
            section="Dosing",
            text="If the flow permit is lost, then the Dosing controller shall stop the pump within 500 ms.",
        )
        edit.new(
            Requirement,
            key="DOS-02",
            section="Dosing",
            text="The Dosing controller shall quickly hold the dose.",
        )
    return path


@pytest.fixture
def window(qtbot, qapp):
    """A window without a project."""
    made = make_window(Preferences())
    made.resize(1600, 1000)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def desk(window, plant, qtbot):
    """A window on the small plant; no work goes on behind its back."""
    assert window.session.open(plant)
    window.results._pause.stop()
    qtbot.wait(10)
    return window


def element(window, name):
    """The element of that name or key in the window's project."""
    return next(one for one in window.session.snapshot() if name in (one.name, getattr(one, "key", None)))
