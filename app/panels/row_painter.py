"""Paints the rows of a list: mark, key, title and detail, and the columns at the right."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.actions.caps import cap
from app.panels.rows import ROW, Index, Row, RowList
from app.theme import colour, font, glyph, look, paint_mark, px
from app.theme.marks import MARKS

_LINE = 18
"""The height of a line where a row has several, in px at scale 1."""


class RowPainter(QStyledItemDelegate):
    """Paints a Row; one with a detail or a title that wraps is several lines high."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """As high as the lines of title and detail."""
        row: Row = index.data(ROW)
        lines = 1 if row.heading else sum(map(len, self._lines(row)))
        return QSize(px(120), px(self._view.row_height) if lines == 1 else px(8) + lines * px(_LINE))

    def _lines(self, row: Row) -> tuple[list[str], list[str]]:
        """The lines of title and detail; the title leaves one for the detail."""
        most = self._view.most_lines
        if most == 1:
            return [row.title], [row.detail] if row.detail else []
        room = self._view.viewport().width() - px(24) - (px(26) if row.mark else 0)
        taken = QFontMetrics(font("id")).horizontalAdvance(row.lead) + px(8) if row.lead else 0
        title = wrapped(row.title, QFontMetrics(font("body")), room - taken, most - bool(row.detail))
        if not row.detail:
            return title, []
        return title, wrapped(row.detail, QFontMetrics(font("small")), room, most - len(title))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row at the index."""
        row: Row = index.data(ROW)
        box: QRect = option.rect
        painter.save()
        if row.heading:
            self._heading(painter, box, row)
        else:
            _ground(painter, box, option)
            self._body(painter, box, row, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, row: Row) -> None:
        painter.setPen(QPen(colour("line.subtle"), 1))
        painter.drawLine(box.topLeft(), box.topRight())
        left = box.left() + px(12)
        if self._view.folds:
            name = "folded" if self._view.is_folded(row) else "fold"
            chevron = glyph(name, px(14), ratio=_ratio(self._view))
            painter.drawPixmap(left - px(2), box.center().y() - px(7) + 1, chevron)
            left += px(18)
        right = box.right() - px(12)
        if row.right:
            place = QRect(left, box.top(), right - left, box.height())
            taken = draw_text(
                painter, place, row.right, "small", "text.secondary", Qt.AlignmentFlag.AlignRight
            )
            right -= taken + px(8)
        room = right - left - (px(8) + chip_width(row.count) if row.count else 0)
        drawn = draw_text(
            painter, QRect(left, box.top(), room, box.height()), row.title, "section", "text.secondary"
        )
        if row.count:
            draw_chip(painter, left + drawn + px(8), box, row.count)

    def _body(self, painter: QPainter, box: QRect, row: Row, selected: bool) -> None:
        left, right = box.left() + px(12), box.right() - px(12)
        if row.mark:
            draw_mark(painter, QRectF(left, box.center().y() - px(8) + 0.5, px(16), px(16)), row, self._view)
            left += px(26)
        right = self._columns(painter, box, row, right)
        upper = QRect(left, box.top(), right - left, box.height())
        lines, details = self._lines(row)
        if len(lines) + len(details) > 1:
            upper = QRect(left, box.top() + px(4), right - left, px(_LINE))
        for number, detail in enumerate(details, start=len(lines)):
            lower = QRect(left, upper.top() + number * px(_LINE), right - left, px(_LINE) - 1)
            draw_text(painter, lower, detail, "small", "text.secondary")
        if row.lead:
            taken = draw_text(painter, upper, row.lead, "id", "text.secondary")
            upper.setLeft(upper.left() + taken + px(8))
        if len(lines) > 1:
            for number, line in enumerate(lines):
                draw_text(painter, upper.translated(0, number * px(_LINE)), line, "body", "text.primary")
            return
        self._title(painter, upper, row, bold=row.bold or (selected and bool(row.detail)))

    def _title(self, painter: QPainter, upper: QRect, row: Row, *, bold: bool) -> None:
        """Paint a title of one line, and what follows it."""
        if row.faint:
            taken = draw_text(painter, upper, row.title, "body", "text.tertiary")
        elif row.spans:
            taken = draw_spans(painter, upper, row.title, row.spans)
        else:
            taken = draw_text(painter, upper, row.title, "strong" if bold else "body", "text.primary")
        if row.aside:
            upper.setLeft(upper.left() + taken + px(10))
            if row.aside_spans:
                draw_spans(painter, upper, row.aside, row.aside_spans, role="text.secondary")
            else:
                draw_text(painter, upper, row.aside, "small" if row.faint else "body", "text.secondary")

    def _columns(self, painter: QPainter, box: QRect, row: Row, right: int) -> int:
        """Paint what stands at the right; returns where the title must end."""
        if row.key:
            right -= draw_key(painter, right, box, row.key) + px(10)
        if row.stale:
            clock = QRectF(right - px(14), box.center().y() - px(7), px(14), px(14))
            paint_mark(painter, clock, "stale")
            right -= px(20)
        columns = self._view.columns_shown(row, box.width())
        if columns:
            for width, text in reversed(columns):
                place = QRect(right - width, box.top(), width - px(8), box.height())
                mono = text.isascii() and text.upper() == text and any(letter.isdigit() for letter in text)
                draw_text(painter, place, text, "id" if mono else "body", "text.secondary")
                right -= width
            right -= px(12)
        if row.right or row.right_detail:
            metrics = QFontMetrics(font("small"))
            width = max(
                metrics.horizontalAdvance(row.right), metrics.horizontalAdvance(row.right_detail)
            ) + px(2)
            top = QRect(right - width, box.top(), width, box.height())
            if row.detail:
                top = QRect(right - width, box.top() + px(4), width, px(18))
                low = QRect(right - width, box.top() + px(22), width, px(17))
                draw_text(painter, low, row.right_detail, "small", "accent.text", Qt.AlignmentFlag.AlignRight)
            draw_text(painter, top, row.right, "small", "text.secondary", Qt.AlignmentFlag.AlignRight)
            right -= width + px(8)
        return right


def draw_text(
    painter: QPainter,
    box: QRect,
    text: str,
    type_: str,
    role: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw one line of text, elided at its end where it does not fit; returns its width."""
    lettering = font(type_)
    metrics = QFontMetrics(lettering)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
    painter.setFont(lettering)
    painter.setPen(colour(role))
    painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)


def wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """The text broken between words into lines that fit; what is left after `most` of them is in the last."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1 and metrics.horizontalAdvance(" ".join(words)) > width:
        fitting = 1
        while metrics.horizontalAdvance(" ".join(words[: fitting + 1])) <= width:
            fitting += 1
        lines.append(" ".join(words[:fitting]))
        words = words[fitting:]
    return [*lines, " ".join(words)] if words else lines


_MORE = "…"


def draw_spans(
    painter: QPainter,
    box: QRect,
    text: str,
    spans: tuple[tuple[int, int, str], ...],
    type_: str = "body",
    role: str = "text.primary",
) -> int:
    """Draw one line of text whose spans have colours of their own, keywords in bold; returns its width.

    A text that does not fit ends in an ellipsis, wherever one of its spans ends.
    """
    plain, bold = font(type_), font(type_, True)
    left, place = box.left(), 0
    pieces: list[tuple[str, str]] = []
    for start, length, own in sorted(spans):
        if start > place:
            pieces.append((text[place:start], role))
        if start >= place:
            pieces.append((text[start : start + length], own))
            place = start + length
    pieces.append((text[place:], role))
    baseline = box.top() + (box.height() + QFontMetrics(plain).ascent() - QFontMetrics(plain).descent()) // 2
    letterings = [bold if own in ("syntax.keyword", "accent.text") else plain for _piece, own in pieces]
    widths = [
        QFontMetrics(lettering).horizontalAdvance(piece)
        for lettering, (piece, _role) in zip(letterings, pieces, strict=True)
    ]
    for number, (piece, own) in enumerate(pieces):
        metrics = QFontMetrics(letterings[number])
        room = box.right() - left
        whole = sum(widths[number:]) <= room
        # One that fits is followed by others that do not, unless there is room for a sign of them too.
        last = not whole and widths[number] + metrics.horizontalAdvance(_MORE) > room
        shown = piece if not last else metrics.elidedText(piece + _MORE, Qt.TextElideMode.ElideRight, room)
        painter.setFont(letterings[number])
        painter.setPen(colour(own))
        painter.drawText(left, baseline, shown)
        left += metrics.horizontalAdvance(shown)
        if last:
            break
    return left - box.left()


def draw_chip(painter: QPainter, left: int, box: QRect, text: str) -> int:
    """Draw a count in a rounded frame; returns its width."""
    width, height = chip_width(text), px(16)
    frame = QRectF(left + 0.5, box.center().y() - height / 2 + 1, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("line.default"), 1))
    painter.setBrush(colour("surface.hover"))
    painter.drawRoundedRect(frame, height / 2, height / 2)
    painter.restore()
    draw_text(painter, frame.toRect(), text, "small", "text.secondary", Qt.AlignmentFlag.AlignHCenter)
    return width


def chip_width(text: str) -> int:
    """The width of a count in a rounded frame."""
    return max(QFontMetrics(font("small")).horizontalAdvance(text) + px(10), px(18))


def draw_key(painter: QPainter, right: int, box: QRect, key: str) -> int:
    """Draw a key cap that ends at `right`; returns its width."""
    key = cap(key)
    metrics = QFontMetrics(font("key"))
    width, height = metrics.horizontalAdvance(key) + px(10), px(18)
    frame = QRectF(right - width + 0.5, box.center().y() - height / 2 + 1, width - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("line.control"), 1))
    painter.setBrush(colour("surface.raised"))
    painter.drawRoundedRect(frame, px(3), px(3))
    painter.restore()
    draw_text(painter, frame.toRect(), key, "key", "text.secondary", Qt.AlignmentFlag.AlignHCenter)
    return width


def draw_mark(painter: QPainter, box: QRectF, row: Row, view: QWidget) -> None:
    """Draw the status mark or the icon of a row."""
    if row.mark in MARKS:
        paint_mark(painter, box, row.mark, row.count)
    else:
        size = round(box.width())
        painter.drawPixmap(box.topLeft(), glyph(row.mark, size, ratio=_ratio(view)))


def _ratio(view: QWidget) -> float:
    return view.devicePixelRatioF()


def _ground(painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
    tone: QColor | None = None
    if option.state & QStyle.StateFlag.State_Selected:
        tone = colour("surface.selected")
    elif option.state & QStyle.StateFlag.State_MouseOver:
        tone = colour("surface.hover")
    if tone is not None:
        painter.fillRect(box, tone)
    if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(QPen(colour("line.focus"), look().line + 1))
        painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))
