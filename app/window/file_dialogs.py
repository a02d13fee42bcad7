"""Asking for files and folders. Nothing in a folder is opened to draw its icon: some files never end."""

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget

from core.ground.words import _


class PlainIcons(QAbstractFileIconProvider):
    """One icon for folders and one for files, told apart by what the folder says of them alone."""

    def __init__(self) -> None:
        super().__init__()
        style = QApplication.style()
        self._folder = style.standardIcon(QStyle.StandardPixmap.SP_DirIcon)
        self._file = style.standardIcon(QStyle.StandardPixmap.SP_FileIcon)

    def icon(self, asked: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """The icon of an entry, or of a sort of entries."""
        kinds = QAbstractFileIconProvider.IconType
        folder = asked.isDir() if isinstance(asked, QFileInfo) else asked is not kinds.File
        return self._folder if folder else self._file

    def type(self, asked: QFileInfo) -> str:
        """What the column of sorts says of an entry."""
        if asked.isDir():
            return _("Folder")
        ending = asked.suffix()
        return _("{ending} file").format(ending=ending) if ending else _("File")


def file_dialog(window: QWidget, title: str, start: Path, filters: str = "") -> QFileDialog:
    """A dialog in the folder of `start`; if that is no folder itself, its name is there to be taken."""
    folder = start if start.is_dir() else start.parent
    made = QFileDialog(window, title)
    made.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    icons = PlainIcons()
    made.setIconProvider(icons)
    made.icons = icons  # type: ignore[attr-defined] # Qt does not keep it
    made.setDirectory(str(folder))
    if filters:
        made.setNameFilter(filters)
    return made


def ask_save(window: QWidget, title: str, start: Path, filters: str) -> Path | None:
    """Where something is to be written; None where the person thinks better of it."""
    dialog = file_dialog(window, title, start, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(start.name)
    return next(iter(_asked(dialog)), None)


def ask_open(window: QWidget, title: str, filters: str) -> Path | None:
    """Which file is to be opened; None for none."""
    dialog = file_dialog(window, title, Path.home(), filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return next(iter(_asked(dialog)), None)


def ask_several(window: QWidget, title: str) -> list[Path]:
    """Which files are to be read; none is fine."""
    dialog = file_dialog(window, title, Path.home())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _asked(dialog)


def ask_folder(window: QWidget, title: str, start: Path) -> Path | None:
    """Into which folder something is to be written."""
    dialog = file_dialog(window, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_asked(dialog)), None)


def _asked(dialog: QFileDialog) -> list[Path]:
    taken = dialog.exec()
    chosen = [Path(name) for name in dialog.selectedFiles()] if taken else []
    dialog.deleteLater()
    return chosen
