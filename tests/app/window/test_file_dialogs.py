"""Files are asked for without looking into any of them."""

from pathlib import Path

from PySide6.QtCore import QFileInfo, QTimer
from PySide6.QtWidgets import QFileDialog

from app.window import file_dialogs
from app.window.file_dialogs import PlainIcons, file_dialog


def test_no_file_is_opened_to_say_what_it_is(qapp, tmp_path):
    picture = tmp_path / "picture"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    icons = PlainIcons()
    assert icons.type(QFileInfo(str(picture))) == "File"
    assert icons.type(QFileInfo(str(tmp_path))) == "Folder"
    assert icons.type(QFileInfo(str(tmp_path / "plant.bzn"))) == "bzn file"
    assert not icons.icon(QFileInfo(str(picture))).isNull()


def test_every_dialog_has_the_plain_icons(window, tmp_path):
    made = file_dialog(window, "Open", tmp_path / "plant.bzn")
    assert isinstance(made.iconProvider(), PlainIcons)
    assert made.testOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    assert Path(made.directory().path()) == tmp_path


def test_the_name_offered_is_taken(window, qtbot, tmp_path):
    def take():
        window.findChild(QFileDialog).accept()

    QTimer.singleShot(200, take)
    chosen = file_dialogs.ask_save(window, "New project", tmp_path / "plant.bzn", "Projects (*.bzn)")
    assert chosen == tmp_path / "plant.bzn"
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)


def test_only_one_place_asks_for_files():
    app = Path(file_dialogs.__file__).parents[1]
    asking = [path.name for path in app.rglob("*.py") if "QFileDialog" in path.read_text(encoding="utf-8")]
    assert asking == ["file_dialogs.py"]
