"""The keys as a person has them: changed, told who has one, read tolerantly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence

from app.actions.keymap import holders, keymap, keys_of, overlap, read_changes, with_arrows, written
from app.actions.registry import action, bindings, key_groups, key_of


@pytest.fixture(autouse=True)
def shipped():
    keymap().take({})
    yield
    keymap().take({})


def known(binding_id):
    return next(one for one in bindings() if one.id == binding_id)


def test_everything_with_keys_has_an_id_of_its_own_and_stands_in_one_group():
    ids = [one.id for one in bindings()]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(one.id for _title, group in key_groups() for one in group)


def test_shipped_keys_are_ones_that_qt_knows(qapp):
    unknown = [
        key
        for one in bindings()
        for key in one.keys
        if key != "Alt" and QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) != key
    ]
    assert unknown == []


def test_no_two_keys_of_one_drawing_are_the_same():
    for sort in ("system", "hardware", "behaviour"):
        held = [
            key for one in bindings() if one.context in ("drawing", f"drawing: {sort}") for key in one.keys
        ]
        held += [
            key for name in ("edit.rename", "edit.take_off", "draw.zone_around") for key in known(name).keys
        ]
        assert len(set(held)) == len(held), sort


def test_a_changed_key_is_told_wherever_keys_are_told():
    keymap().change(known("edit.undo"), ("F9",))
    assert action("edit.undo").key == "F9"
    assert action("edit.undo").keys == ("Ctrl+Z",)
    assert key_of("edit.undo") == "F9"
    keymap().change(known("edit.undo"), ("Ctrl+Z",))
    assert keymap().changed == {}


def test_who_has_a_key_is_told_where_both_could_be_meant():
    assert [one.id for one in holders(bindings(), known("edit.undo"), "Ctrl+K")] == ["desktop.palette"]
    assert "tool.system.component" in [one.id for one in holders(bindings(), known("canvas.become"), "C")]
    drawn = known("tool.hardware.bus")
    assert [one.id for one in holders(bindings(), drawn, "C")] == []


def test_keys_that_are_shipped_in_two_places_are_no_conflict():
    assert holders(bindings(), known("canvas.along"), "Alt+Left") == ()


def test_contexts_overlap_where_keys_could_be_pressed_in_one_place():
    assert overlap("window", "review")
    assert overlap("drawing", "drawing: system")
    assert overlap("node", "drawing: hardware")
    assert not overlap("drawing: system", "drawing: hardware")
    assert not overlap("review", "drawing")


def test_arrows_come_in_fours():
    assert with_arrows("Ctrl+Alt+Up") == ("Ctrl+Alt+Left", "Ctrl+Alt+Right", "Ctrl+Alt+Up", "Ctrl+Alt+Down")
    assert with_arrows("Left") == ("Left", "Right", "Up", "Down")
    assert with_arrows("Ctrl+K") == ()


def test_good_entries_are_taken_and_bad_ones_told():
    changed, told = read_changes(
        {
            "edit.undo": ["F9"],
            "edit.redo": [],
            "no.such": ["F9"],
            "edit.find": "Ctrl+F",
            "edit.copy": ["Ctrl+Nonsense", "F10"],
            "canvas.step": ["F3"],
        },
        bindings(),
    )
    assert changed == {"edit.undo": ("F9",), "edit.redo": (), "edit.copy": ("F10",)}
    assert len(told) == 4
    assert any("no.such" in words for words in told)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=6),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
        max_leaves=8,
    )
)
def test_whatever_the_preferences_hold_reading_them_is_never_fatal(plain):
    changed, _told = read_changes(plain, bindings())
    assert changed.keys() <= {one.id for one in bindings()}


def test_a_key_is_written_as_screens_do():
    assert written("Ctrl+Shift+O") == "Ctrl Shift O"
    assert written("Ctrl++") == "Ctrl +"
    assert written("Return") == "Enter"


def test_what_changed_can_be_read_again():
    keymap().change(known("canvas.step"), with_arrows("Ctrl+Alt+Up"))
    keymap().change(known("tool.system.zone"), ("G",))
    plain = {name: list(keys) for name, keys in keymap().changed.items()}
    assert read_changes(plain, bindings()) == (dict(keymap().changed), [])
    assert keys_of(known("tool.system.zone")) == ("G",)
