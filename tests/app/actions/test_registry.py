"""Every action can be reached and shown, and every key is listed."""

from collections import Counter
from pathlib import Path

from PySide6.QtGui import QKeySequence

from app.actions.action import State
from app.actions.registry import ACTIONS, MENUS, action, key_table
from app.canvas.keys import drawing_bindings
from app.canvas.tools import TOOLS
from app.theme.icons import character_map, resolved


def test_every_action_has_a_key_or_is_in_the_palette():
    assert [known.id for known in ACTIONS if not known.keys and not known.palette] == []


def test_every_action_has_an_icon_in_the_loaded_set(qapp):
    assert [
        known.id for known in ACTIONS if resolved(known.icon).removeprefix("mdi6.") not in character_map()
    ] == []


def test_every_action_has_an_id_and_a_title_of_its_own():
    assert len({known.id for known in ACTIONS}) == len(ACTIONS)
    assert len({known.title() for known in ACTIONS}) == len(ACTIONS)


def test_every_action_is_in_a_menu_that_exists_or_opens_the_menu():
    assert {known.menu for known in ACTIONS} - {menu for menu, _title in MENUS} == {""}
    assert [known.id for known in ACTIONS if not known.menu] == ["desktop.menu"]


def test_the_readme_lists_every_key():
    readme = (Path(__file__).resolve().parents[3] / "README.md").read_text(encoding="utf-8")
    _before, _begin, rest = readme.partition("<!-- keys: begin, from app.actions.registry.key_table() -->\n")
    assert rest.partition("\n<!-- keys: end -->")[0] == key_table()


def test_no_key_of_drawings_leaves_an_action_of_the_window_without_a_key():
    held = {key for binding in drawing_bindings() for key in binding.keys}
    done_there = {"edit.rename", "edit.take_off", "draw.zone_around"}
    hidden = [known.id for known in ACTIONS if known.keys and set(known.keys) <= held]
    assert [known for known in hidden if action(known).context == "window" and known not in done_there] == []


def test_no_two_actions_share_keys_where_both_hold():
    holds = Counter((known.context, key) for known in ACTIONS for key in known.keys)
    everywhere = {key for known in ACTIONS if known.context == "window" for key in known.keys}
    assert [place for place, count in holds.items() if count > 1] == []
    assert [known.id for known in ACTIONS if known.context != "window" and everywhere & set(known.keys)] == []


def test_every_key_is_one_that_qt_knows(qapp):
    unknown = [
        (known.id, key)
        for known in ACTIONS
        for key in known.keys
        if QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) != key
    ]
    assert unknown == []


def test_nothing_that_writes_can_be_done_without_a_project():
    possible = {known.id for known in ACTIONS if known.when(State())}
    assert {"project.new", "project.open", "desktop.palette"} <= possible
    assert not {"edit.undo", "require.new", "review.accept", "draw.asset"} & possible


def test_the_key_table_lists_every_key():
    table = key_table()
    assert all(f"`{key}`" in table for known in ACTIONS for key in known.keys)
    assert action("edit.undo").key == "Ctrl Z"


def test_the_key_table_lists_the_keys_of_drawings_too():
    table = key_table()
    assert all(f"`{tool.key}` | {tool.title()} |" in table for tools in TOOLS.values() for tool in tools)
    assert all(key in table for key in ("`Del`", "`Shift+Del`", "`Tab`", "`Alt+← → ↑ ↓`", "`1`", "`R`"))
