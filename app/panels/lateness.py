"""How late a missed deadline can get: in words, and as bars that say where the time goes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.session.results import Plain
from app.session.sentences import parsed
from app.theme import colour, font, look, px
from core.ground.words import _
from core.model import Duration, Requirement

_ROW = 24
_LABELS = 0.4
"""The part of the width that the words have; the bars have the rest."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """What is allowed, what it can take, and the spans of time that this is made of, in their order."""

    allowed: Duration
    worst: Duration
    delays: tuple[tuple[Duration, str], ...] = ()

    @property
    def late(self) -> Duration:
        """By how much the deadline can be missed."""
        return Duration(self.worst.nanoseconds - self.allowed.nanoseconds)

    @property
    def words(self) -> str:
        """Both numbers in one short sentence."""
        return _("it can take {time}, {late} late").format(time=self.worst.told(), late=self.late.told())

    @property
    def total(self) -> str:
        """The spans and what they add up to."""
        spans = " + ".join(length.told() for length, _words in self.delays)
        return f"{spans} = {self.worst.told()}"


def lateness_of(requirement: Requirement, verdict: Plain | None) -> Lateness | None:
    """How late the answer that the requirement asks for can come; None where that is not known."""
    found = (verdict or {}).get("worst_case")
    allowed = _allowed(requirement) if found else None
    if verdict is None or not found or allowed is None:
        return None
    worst = Duration.parse(found)
    if worst <= allowed:
        return None
    told = (verdict.get("explanation") or {}).get("delays") or ()
    delays = tuple((Duration.parse(delay["length"]), str(delay["text"])) for delay in told)
    whole = sum(length.nanoseconds for length, _words in delays)
    return Lateness(allowed, worst, delays if whole == worst.nanoseconds else ())


def _allowed(requirement: Requirement) -> Duration | None:
    """The time within which the sentence asks for its response."""
    from core.formal.demand import duration

    found = [response.deadline for response in parsed(requirement.text).slots.responses if response.deadline]
    within = [duration(deadline) for deadline in found if deadline.kind.value == "within"]
    return min(within, default=None)


class WhyLate(QWidget):
    """One bar for each span of time, from the trigger at the left to the answer at the right."""

    def __init__(self, lateness: Lateness, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lateness = lateness
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = [f"{length.told()}: {words}" for length, words in lateness.delays]
        self.setToolTip("\n".join(told))
        self.setAccessibleName(_("Why late"))
        self.setAccessibleDescription(" ".join([*told, f"{lateness.total}."]))
        look().changed.connect(self.updateGeometry)

    def bars(self) -> list[QRectF]:
        """Where each span is drawn; together they fill the time axis."""
        left, scale = self._scale()
        found, passed = [], 0
        for number, (length, _words) in enumerate(self._lateness.delays):
            found.append(
                QRectF(
                    left + passed * scale, number * px(_ROW) + px(3), length.nanoseconds * scale, px(_ROW - 6)
                )
            )
            passed += length.nanoseconds
        return found

    def _scale(self) -> tuple[float, float]:
        """Where the axis begins, and px for each nanosecond."""
        left = self.width() * _LABELS
        return left, (self.width() - left - px(12)) / self._lateness.worst.nanoseconds

    def sizeHint(self) -> QSize:
        """A row for each span, and the axis."""
        return QSize(px(480), px(_ROW) * (len(self._lateness.delays) + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What comes too late, the bars with their words, the deadline, the axis."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, scale = self._scale()
        deadline = left + self._lateness.allowed.nanoseconds * scale
        end = left + self._lateness.worst.nanoseconds * scale
        foot = float(px(_ROW) * len(self._lateness.delays))
        painter.fillRect(QRectF(deadline, 0, end - deadline, foot), colour("status.error.tint"))
        bars = self.bars()
        for bar, (length, words) in zip(bars, self._lateness.delays, strict=True):
            sentences = words.rstrip(".").split(". ")
            # What ended a span is told first; of what is still awaited at the end, the last.
            told = sentences[-1] if bar is bars[-1] else sentences[0]
            self._bar(painter, bar, length.told(), told)
        painter.setPen(QPen(colour("status.error.mark"), px(1.5), Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(deadline, 0, deadline, foot + px(4)))
        painter.setFont(font("id"))
        painter.setPen(colour("text.secondary"))
        self._under(painter, left, foot, "0")
        if end - deadline > px(90):
            self._under(painter, end, foot, self._lateness.worst.told())
        painter.setPen(colour("status.error.text"))
        self._under(painter, deadline, foot, _("{time} allowed").format(time=self._lateness.allowed.told()))

    def _bar(self, painter: QPainter, bar: QRectF, length: str, words: str) -> None:
        painter.fillRect(bar, colour("accent.tint"))
        painter.fillRect(QRectF(bar.left(), bar.top(), px(3), bar.height()), colour("accent.mark"))
        painter.setFont(font("small"))
        painter.setPen(colour("text.primary"))
        row = QRect(0, round(bar.top()), round(self.width() * _LABELS) - px(10), round(bar.height()))
        shown = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, row.width())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.setFont(font("small", True))
        wide = QFontMetrics(painter.font()).horizontalAdvance(length)
        inside = bar.left() + px(8)
        if bar.width() < wide + px(12):  # too short to hold its number, which stands beside it
            beyond = bar.right() + px(6)
            inside = beyond if beyond + wide < self.width() else bar.left() - wide - px(6)
        painter.drawText(
            QRectF(inside, bar.top(), wide + 2, bar.height()), Qt.AlignmentFlag.AlignVCenter, length
        )

    def _under(self, painter: QPainter, at: float, foot: float, words: str) -> None:
        wide = QFontMetrics(painter.font()).horizontalAdvance(words) + 2
        begin = min(max(at - wide / 2, 0.0), self.width() - wide)
        painter.drawText(QRectF(begin, foot + px(4), wide, px(_ROW - 6)), Qt.AlignmentFlag.AlignCenter, words)
