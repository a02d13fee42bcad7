"""What stands in the place of a large drawing while it is worked out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.panels.labels import down, label
from core.ground.words import _, grouped


class OpeningNotice(QFrame):
    """Says how far a drawing is, and lets a person leave it or begin again.

    Signals: `stopped` and `wanted`, by the button.
    """

    stopped = Signal()
    wanted = Signal()

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self._under_way = True
        self.words = label("", "body")
        self.button = QPushButton()
        self.button.clicked.connect(self._press)
        column = down(self, gap=8)
        column.addStretch(1)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.show_share(0.0)

    def show_share(self, share: float) -> None:
        """Say how much is done."""
        self._under_way = True
        self.words.setText(
            _("Opening, {done} of {count} elements").format(
                done=grouped(int(share * self._count)), count=grouped(self._count)
            )
        )
        self.button.setText(_("Stop"))

    def show_stopped(self) -> None:
        """Say that it was left."""
        self._under_way = False
        words = _("This drawing of {count} elements was not opened.")
        self.words.setText(words.format(count=grouped(self._count)))
        self.button.setText(_("Open it"))

    def _press(self) -> None:
        if self._under_way:
            self.stopped.emit()
        else:
            self.wanted.emit()
