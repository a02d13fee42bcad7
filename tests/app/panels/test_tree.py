"""The row that is highlighted in the tree is the element selected, whatever happened to the model."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.panels.tree_model import KEY, TreeModel
from core.ground.diagnostic import Refused
from core.model import Component, Zone
from tests.app.conftest import element


def highlighted(desk):
    """The keys of the rows that look selected."""
    tree = desk.shown.model_panel.tree
    return [index.data(KEY) for index in tree.selectionModel().selectedIndexes()]


@pytest.fixture
def leafy(desk):
    """The small plant with more components in its zones and in one another, all unfolded."""
    with desk.session.change("Grow") as edit:
        control, office = element(desk, "Basic control"), element(desk, "Office")
        for number in range(6):
            owner = edit.new(Component, name=f"C{number}", zone=(control, office)[number % 2].id)
            edit.new(Component, name=f"In C{number}", owner=owner.id)
    desk.shown.model_panel.tree.expandAll()
    QApplication.processEvents()
    return desk


def test_what_moved_to_another_zone_is_still_what_is_highlighted(leafy):
    one, office = element(leafy, "C0"), element(leafy, "Office")
    leafy.session.select((one.id,))
    with leafy.session.change("Move") as edit:
        edit.set(one.id, zone=office.id)
    assert highlighted(leafy) == [one.id]
    leafy.session.undo()
    assert highlighted(leafy) == [one.id]


def test_nothing_is_highlighted_once_the_element_selected_is_gone(leafy):
    one = element(leafy, "C0")
    leafy.session.select((one.id,))
    with leafy.session.change("Remove") as edit:
        edit.remove(one.id)
    assert highlighted(leafy) == []
    leafy.session.undo()
    assert highlighted(leafy) == list(leafy.session.selection)


def test_a_group_that_is_highlighted_leaves_no_element_to_be_removed(leafy):
    tree = leafy.shown.model_panel.tree
    one = element(leafy, "C0")
    leafy.session.select((one.id,))
    tree.setFocus()
    tree.setCurrentIndex(tree.known.place("#system"))
    assert leafy.session.selection == ()
    QTest.keyClick(tree, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert leafy.session.element(one.id) is not None


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("select", "zone", "nest", "remove", "undo", "redo", "rename")), st.integers(0, 99)
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_changes_the_row_highlighted_is_the_element_selected(leafy, steps):
    for step in steps:
        take(leafy.session, *step)
        assert highlighted(leafy) == list(leafy.session.selection)


def take(session, what, number):
    """One step of a person in the model."""
    parts = [one for one in session.snapshot().of(Component) if one.name.startswith(("C", "In"))]
    zones = session.snapshot().of(Zone)
    one = parts[number % len(parts)] if parts else None
    if what in ("undo", "redo"):
        getattr(session, what)()
    elif one is None:
        return
    elif what == "select":
        session.select((one.id,))
    else:
        with session.change(what) as edit:
            try:
                if what == "zone":
                    edit.set(one.id, owner=None, zone=zones[number % len(zones)].id)
                elif what == "nest":
                    edit.set(one.id, owner=parts[(number * 7 + 1) % len(parts)].id, zone=None)
                elif what == "remove":
                    edit.remove(one.id)
                else:
                    edit.set(one.id, name=f"C{number} anew")
            except Refused:
                pass


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_kept_of_branches_is_what_the_model_has_whatever_moved(leafy, steps):
    model = TreeModel()
    model.show(leafy.session.snapshot())
    for number, step in enumerate(steps):
        seen = [QPersistentModelIndex(index) for index in rows(model)]
        take(leafy.session, *step)
        model.show(leafy.session.snapshot())
        model.show_marks(dict.fromkeys((one.id for one in leafy.session.snapshot()), f"mark {number}"))
        keys = [index.data(KEY) for index in rows(model)]
        assert sorted(model._known) == sorted(keys)
        assert {index.data(KEY) for index in seen if index.isValid()} <= set(keys)
    model.deleteLater()


def rows(model, parent=QModelIndex()):  # noqa: B008 - Qt's own
    """The indexes of all rows, looked into."""
    if model.canFetchMore(parent):
        model.fetchMore(parent)
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from rows(model, index)
