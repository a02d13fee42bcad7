"""The key page: searched, a key pressed to find what it does, keys changed, taken over and given back."""

import json

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from app.actions.keymap import keymap
from app.desktop import make_window
from app.panels.key_page import KeyPage
from app.session.preferences import read_preferences, write_preferences
from app.window.key_export import key_lines, write
from app.window.rooms import KEY_PAGE
from tests.app.conftest import element

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def shipped():
    keymap().take({})
    yield
    keymap().take({})


@pytest.fixture
def page(qtbot):
    made = KeyPage()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def row(page, binding_id):
    return next(one for one in page.rows if one.binding.id == binding_id)


def change(page, binding_id, key, held=Qt.KeyboardModifier.NoModifier):
    line = row(page, binding_id)
    QTest.keyClick(line, KEY.Key_Return)
    QTest.keyClick(line, key, held)
    return line


def test_the_filter_finds_by_words_and_by_keys(page):
    QTest.keyClicks(page.filter, "undo")
    assert [one.binding.id for one in page.rows] == ["edit.undo"]
    page.filter.setText("ctrl k")
    assert "desktop.palette" in [one.binding.id for one in page.rows]


def test_a_key_that_is_pressed_shows_what_it_does(page):
    said = []
    page.message.connect(said.append)
    page.by_key.setChecked(True)
    QTest.keyClick(page.by_key, KEY.Key_K, CTRL)
    assert [one.binding.id for one in page.rows] == ["desktop.palette"]
    assert said[-1] == "Ctrl K: Find or run"


def test_enter_on_a_line_and_a_key_change_it(page):
    change(page, "edit.duplicate", KEY.Key_F9)
    assert keymap().changed == {"edit.duplicate": ("F9",)}
    assert row(page, "edit.duplicate").spoken == "Duplicate: F9"


def test_a_key_that_something_has_is_told_and_taken_when_it_is_pressed_again(page):
    line = change(page, "edit.duplicate", KEY.Key_K, CTRL)
    assert keymap().changed == {}
    assert "“Find or run”" in line._note.text()
    QTest.keyClick(line, KEY.Key_K, CTRL)
    assert keymap().changed == {"edit.duplicate": ("Ctrl+K",), "desktop.palette": ()}


def test_escape_leaves_a_line_as_it_was(page):
    line = change(page, "edit.duplicate", KEY.Key_Escape)
    assert not line.waiting
    assert keymap().changed == {}


def test_del_takes_the_shipped_keys_back_from_whoever_has_them(page):
    change(page, "edit.duplicate", KEY.Key_F9)
    line = change(page, "edit.paste", KEY.Key_D, CTRL)
    assert not line.waiting
    QTest.keyClick(row(page, "edit.duplicate"), KEY.Key_Delete)
    assert keymap().changed == {"edit.paste": ()}


def test_ins_adds_a_key(page):
    line = row(page, "edit.duplicate")
    QTest.keyClick(line, KEY.Key_Insert)
    QTest.keyClick(line, KEY.Key_F9)
    assert keymap().changed == {"edit.duplicate": ("Ctrl+D", "F9")}


def test_arrows_are_changed_all_four_by_one(page):
    held = CTRL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    change(page, "canvas.pan", KEY.Key_Up, held)
    assert keymap().changed["canvas.pan"][0] == "Ctrl+Alt+Shift+Left"


def test_a_changed_key_works_in_the_window_and_is_kept(desk, qtbot):
    desk.desk.desktop.show_keys()
    page = desk.pages.widget(KEY_PAGE)
    change(page, "edit.undo", KEY.Key_F9)
    assert json.loads((read_home() / "desktop.json").read_text())["keys"] == {"edit.undo": ["F9"]}
    assert desk.keymap._actions["edit.undo"].shortcut().toString() == "F9"
    assert "F9" in desk.bar.undo.toolTip()
    change(page, "canvas.connected", KEY.Key_G)
    desk.show_room("draw")
    desk.run("draw.system")
    pump = element(desk, "Dosing pump").id
    desk.shown.canvas().place_known(pump, QPointF())
    desk.shown.canvas().select([pump])
    assert ("G", "add connected") in desk.status._hints._told
    again = make_window(read_preferences())
    assert again.keymap._actions["edit.undo"].shortcut().toString() == "F9"
    again.close()
    again.deleteLater()


def test_a_changed_key_of_drawings_works_there(desk, plant):
    change_one = next(one for one in key_rows() if one.id == "canvas.select_all")
    keymap().change(change_one, ("F7",))
    desk.desk.model.new_diagram("system")
    canvas = desk.shown.canvas()
    QTest.keyClick(canvas, KEY.Key_Space)
    QTest.keyClicks(canvas.creating.typing.line, "component Skid")
    QTest.keyClick(canvas.creating.typing.line, KEY.Key_Return)
    canvas.select(())
    QTest.keyClick(canvas, KEY.Key_A, CTRL)
    assert canvas.selection == []
    QTest.keyClick(canvas, KEY.Key_F7)
    assert len(canvas.selection) == 1


def test_what_cannot_be_read_is_told_and_leaves_the_shipped_keys(qtbot, qapp):
    from dataclasses import replace

    write_preferences(replace(read_preferences(), keys={"edit.undo": ["F9"], "gone": ["F3"]}))
    window = make_window(read_preferences())
    assert keymap().changed == {"edit.undo": ("F9",)}
    assert "gone" in window.messages.shown.message
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("ending", ["pdf", "csv", "txt"])
def test_every_key_is_written_as_pages_table_or_text(desk, tmp_path, ending):
    change_one = next(one for one in key_rows() if one.id == "edit.undo")
    keymap().change(change_one, ("F9",))
    path = tmp_path / f"keys.{ending}"
    write(desk, path)
    content = path.read_bytes()
    assert len(key_lines()) > 80
    if ending == "pdf":
        assert content.startswith(b"%PDF")
        assert content.count(b"/Type /Page\n") <= 2
    else:
        text = content.decode()
        assert all(line.title in text for line in key_lines())
        assert "F9" in text


def key_rows():
    from app.actions.registry import bindings

    return bindings()


def read_home():
    from core.ground.home import home_folder

    return home_folder()
