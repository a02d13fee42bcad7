"""Lists change by difference and end up as asked, whatever was shown before."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester

from app.panels import outline, row_painter
from app.panels.row_painter import wrapped
from app.panels.rows import Row, RowList, RowModel
from app.panels.tree_model import KEY, TreeModel
from app.theme import font
from core.ground.identity import counted_ids
from core.model import Component, Connector, Diagram, Editor, Port, Snapshot, Zone

row_lists = st.lists(st.integers(0, 9), unique=True).flatmap(
    lambda ids: st.tuples(*(st.builds(Row, st.just(str(one)), st.sampled_from("abc")) for one in ids))
)


@given(st.lists(row_lists, max_size=5))
def test_a_list_shows_exactly_the_rows_it_was_given_last(qapp, shows):
    model = RowModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in shows:
        model.show(rows)
        assert model.rows == list(rows)
    assert tester is not None


def test_the_current_row_stays_current_when_rows_come_and_go(qtbot, qapp):
    view = RowList()
    qtbot.addWidget(view)
    rows = [Row(str(number), f"row {number}") for number in range(6)]
    view.show_rows(rows)
    view.choose("3")
    view.show_rows([Row("new", "first"), *rows[2:5]])
    assert view.current() == "3"
    view.show_rows(rows[:2])
    assert view.current() == ""


grouped_lists = st.lists(st.integers(0, 12), unique=True, max_size=10).map(
    lambda ids: [Row(str(one), f"row {one}", heading=one > 9) for one in ids]
)
acts = st.lists(
    st.one_of(grouped_lists, st.integers(0, 12), st.sampled_from(["next", "previous", "fold"])), max_size=8
)


@given(acts)
def test_the_row_heard_of_last_is_the_current_one_or_none_is(qapp, done):
    view = RowList()
    view.resize(300, 120)
    view.show()
    heard = []
    view.chosen.connect(heard.append)
    for act in done:
        if isinstance(act, list):
            view.show_rows(act)
        elif isinstance(act, int):
            view.choose(str(act))
        elif act == "fold":
            for number, row in enumerate(view.known.rows):
                if row.heading:
                    view._fold(number)
                    break
        else:
            view.step(act == "next")
        assert view.current() in ("", *heard[-1:])
        assert view.current() == "" or [view.current()] == [
            view.known.rows[index.row()].id for index in view.selectionModel().selectedIndexes()
        ]
    view.deleteLater()


def test_a_row_that_moves_to_another_group_stays_current_and_the_view_stays_where_it_is(qtbot, qapp):
    view = RowList()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    heard = []
    rows = [Row(str(number), f"row {number}") for number in range(40)]
    view.show_rows(rows)
    view.chosen.connect(heard.append)
    view.choose("12")
    view.scrollTo(view.known.index(10), RowList.ScrollHint.PositionAtTop)
    top = view.indexAt(QPoint(1, 1)).row()
    view.show_rows([*rows[:12], *rows[13:], Row("#answered", "Answered", heading=True), rows[12]])
    assert view.current() == "12"
    assert heard == ["12"]
    assert top == view.indexAt(QPoint(1, 1)).row() == 10


def test_the_keyboard_goes_on_where_a_row_was_that_went_to_another_group(qtbot, qapp):
    view = RowList()
    qtbot.addWidget(view)
    rows = [Row(str(number), f"row {number}") for number in range(6)]
    view.show_rows(rows)
    view.choose("2")
    answered = Row("#answered", "Answered", heading=True)
    for _again in range(2):
        view.show_rows([*rows[:2], *rows[3:], answered, rows[2]])
    qtbot.keyClicks(view, "j")
    assert view.current() == "3"
    view.show_rows([*rows[:2], *rows[4:], answered, rows[2], rows[3]])
    qtbot.keyClicks(view, "k")
    assert view.current() == "1"
    qtbot.keyClicks(view, "j")
    assert view.current() == "4"


def test_the_row_that_takes_the_place_of_the_current_one_is_said(qtbot, qapp):
    view = RowList()
    qtbot.addWidget(view)
    rows = [Row(str(number), f"row {number}") for number in range(5)]
    view.show_rows(rows)
    view.show()
    heard = []
    view.chosen.connect(heard.append)
    view.choose("2")
    view.show_rows([*rows[:2], *rows[3:]])
    assert heard == ["2", "3"]
    assert view.current() == "3"
    view.hide()
    view.show_rows(rows[:2])
    assert (view.current(), heard) == ("", ["2", "3"])


def test_the_current_row_is_current_again_when_its_group_is_unfolded(qtbot, qapp):
    view = RowList()
    qtbot.addWidget(view)
    heading, one, two = Row("#a", "A", heading=True), Row("1", "one"), Row("2", "two")
    view.show_rows([Row("0", "none"), heading, one, two])
    view.choose("2")
    heard = []
    view.chosen.connect(heard.append)
    view._fold(1)
    assert view.current() == ""
    view._fold(1)
    assert (view.current(), heard) == ("2", [])


def test_a_click_on_a_heading_folds_its_group_and_another_unfolds_it(qtbot, qapp):
    view = RowList()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show_rows(
        [Row("#a", "A", heading=True), Row("1", "one"), Row("#b", "B", heading=True), Row("2", "two")]
    )
    view.show()
    place = view.visualRect(view.known.index(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [row.id for row in view.known.rows] == ["#a", "#b", "2"]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [row.id for row in view.known.rows] == ["#a", "1", "#b", "2"]


def test_the_keyboard_steps_past_headings(qtbot, qapp):
    view = RowList()
    qtbot.addWidget(view)
    view.show_rows([Row("1", "one"), Row("#b", "B", heading=True), Row("2", "two")])
    view.choose("1")
    qtbot.keyClicks(view, "j")
    assert view.current() == "2"
    qtbot.keyClicks(view, "k")
    assert view.current() == "1"


def _shown(model, parent=None):
    """The tree of keys that a model shows, loading every branch."""
    parent = parent or QModelIndex()
    if model.canFetchMore(parent):
        model.fetchMore(parent)
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append((index.data(KEY), _shown(model, index)))
    return found


def _expected(snapshot, key=None):
    keys = outline.children(snapshot, key)
    return [(one, _expected(snapshot, one) if outline.has_children(snapshot, one) else []) for one in keys]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), max_size=12))
def test_the_tree_shows_the_outline_after_any_changes(qapp, steps):
    ids = counted_ids()
    model = TreeModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)  # it would fetch in the middle of an insertion, which no view does
    snapshot = Snapshot([Zone(id=ids(), name="Zone")])
    for action, number in steps:
        editor = Editor(snapshot, ids)
        components, zones = snapshot.of(Component), snapshot.of(Zone)
        pick = components[number % len(components)] if components else None
        zone = zones[number % len(zones)].id if zones else None
        if action == 0 or pick is None:
            editor.new(Component, name=f"C{number}", zone=zone)
        elif action == 1:
            editor.new(Port, name="p", owner=pick.id)
        elif action == 2:
            editor.set(pick.id, zone=None if pick.zone else zone)
        elif action == 3:
            editor.remove(pick.id)
        elif action == 4:
            editor.new(Connector, source=pick.id, target=components[0].id)
        else:
            editor.new(Diagram, name=f"D{number}")
        snapshot = editor.snapshot
        model.show(snapshot)
        assert _shown(model) == _expected(snapshot)
    assert tester is not None


def test_a_title_ends_before_the_columns_begin(qtbot, qapp, monkeypatch):
    places = {}
    monkeypatch.setattr(
        row_painter, "draw_text", lambda _painter, box, text, *_rest: places.update({text: box})
    )
    view = RowList((160, 210))
    qtbot.addWidget(view)
    view.resize(900, 100)
    view.show_rows([Row("a", "A title that is far too long for its place. " * 4, columns=("REQ-01", "code"))])
    view.grab()
    title, key = (places[text] for text in places if text != "code")
    title, key = sorted((title, key), key=lambda box: box.left())
    assert key.left() - title.right() >= 8


some_words = st.lists(st.text("abcde", min_size=1, max_size=12), min_size=1)


@given(some_words, st.integers(30, 200), st.integers(1, 6))
def test_wrapping_loses_no_word_and_only_the_last_line_may_be_too_long(qapp, words, room, most):
    metrics = QFontMetrics(font("body"))
    lines = wrapped(" ".join(words), metrics, room, most)
    assert " ".join(lines) == " ".join(words)
    assert 1 <= len(lines) <= most
    assert all(metrics.horizontalAdvance(line) <= room or " " not in line for line in lines[:-1])
    assert len(lines) == most or metrics.horizontalAdvance(lines[-1]) <= room or " " not in lines[-1]
