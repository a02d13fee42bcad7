"""Paints marks of the display list with a QPainter, at the level of detail of a scale."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen

from app.theme import colour, look
from core.diagram.contrast import contrasted
from core.diagram.display import Icon, Mark, Rect, Shape, Step, Text, text_baseline, text_size, visible
from core.diagram.icons import placed_outline
from core.diagram.later import marks_seen, span_of
from core.diagram.lod import SHAPES
from core.diagram.metrics import elided, width

Paint = Callable[[QPainter, float], None]
"""Paints one mark at a scale."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """How to paint an item at any scale from `low` to below `high`.

    Most of a drawing is from far one filled rectangle each, which `flat` says instead of `paints`.
    """

    low: float
    high: float
    paints: tuple[Paint, ...]
    flat: tuple[QRectF, QBrush] | None = None

    def paint(self, painter: QPainter, scale: float) -> None:
        """Paint it at a scale."""
        if self.flat is not None:
            painter.fillRect(*self.flat)
        for draw in self.paints:
            draw(painter, scale)


def prepared(marks: Sequence[Mark], scale: float) -> Prepared:
    """What is visible of an item at a scale, ready for painting many times in the present theme."""
    seen = list(marks_seen(marks, far=scale < SHAPES))
    low, high = span_of(seen, scale)
    if look().theme == "high_contrast":
        seen = list(contrasted(seen))
    shown = [mark for mark in seen if visible(mark, scale)]
    if len(shown) == 1 and isinstance(shown[0], Shape):
        flat = _flat(shown[0])
        if flat is not None:
            return Prepared(low, high, (), flat)
    return Prepared(low, high, tuple(map(_prepared, shown)))


def alone(marks: Sequence[Mark]) -> tuple[QRectF, str] | None:
    """The rectangle that is all that is seen of marks at every scale below SHAPES, and its colour role."""
    seen: Iterable[Mark] = marks_seen(marks, far=True)
    if look().theme == "high_contrast":
        seen = contrasted(seen)
    shown = [mark for mark in seen if mark.smallest < SHAPES]
    if len(shown) != 1 or not isinstance(shown[0], Shape):
        return None
    mark = shown[0]
    area = _filled(mark) if mark.smallest == 0.0 and mark.largest >= SHAPES else None
    return None if area is None or mark.fill is None else (area, mark.fill)


def forget_colours() -> None:
    """Look up every colour again, after another theme was taken on."""
    _pen.cache_clear()
    _brush.cache_clear()
    _text_pen.cache_clear()


def path_of(steps: Iterable[Step]) -> QPainterPath:
    """The outline as Qt paints it."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for step in steps:
        points = [QPointF(point.x, point.y) for point in step.points]
        if step.verb == "move":
            path.moveTo(points[0])
        elif step.verb == "line":
            path.lineTo(points[0])
        elif step.verb == "curve":
            path.cubicTo(*points)
        else:
            path.closeSubpath()
    return path


def qrect(rect: Rect) -> QRectF:
    """The rectangle as Qt knows it."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


@cache
def text_font(size: int, bold: bool, mono: bool) -> QFont:
    """The shipped font at a size, measured as `core.diagram.metrics` measures it."""
    font = QFont("DejaVu Sans Mono" if mono else "DejaVu Sans")
    font.setPixelSize(max(size, 1))
    font.setBold(bold)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _prepared(mark: Mark) -> Paint:
    if isinstance(mark, Text):
        return _prepared_text(mark)
    if isinstance(mark, Icon):
        return _prepared_icon(mark)
    return _prepared_shape(mark)


def _flat(mark: Shape) -> tuple[QRectF, QBrush] | None:
    """The rectangle that a shape fills, and with what, if it is one that is filled alone.

    Far out there is little else, and filling a rectangle is several times as quick as a path.
    """
    area = _filled(mark)
    return None if area is None or mark.fill is None else (area, _brush(mark.fill))


def _filled(mark: Shape) -> QRectF | None:
    """The rectangle that a shape fills, if it is one that is filled alone."""
    if mark.fill is None or mark.stroke is not None or mark.hatch or not _is_box(mark.steps):
        return None
    xs, ys = zip(*((step.points[0].x, step.points[0].y) for step in mark.steps[:4]), strict=True)
    left, top = min(xs), min(ys)
    return QRectF(left, top, max(xs) - left, max(ys) - top)


def _prepared_shape(mark: Shape) -> Paint:
    flat = _flat(mark)
    if flat is not None:
        return lambda painter, _scale: painter.fillRect(*flat)
    path = path_of(mark.steps)
    fill = mark.fill
    stroke = (mark.stroke.role, mark.stroke.width, mark.stroke.dash) if mark.stroke else None

    if mark.hatch and mark.stroke is not None:
        return _prepared_hatch(path, mark.hatch, fill, mark.stroke.role, mark.stroke.width)

    def draw(painter: QPainter, _scale: float) -> None:
        painter.setPen(_pen(*stroke) if stroke else Qt.PenStyle.NoPen)
        painter.setBrush(_brush(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    return draw


def _prepared_hatch(path: QPainterPath, gap: float, fill: str | None, role: str, wide: float) -> Paint:
    """Diagonal lines in an outline, over its fill."""
    area = path.boundingRect()
    count = int((area.width() + area.height()) / gap) + 1
    tops = [area.left() + place * gap for place in range(count)]
    lines = [QLineF(x, area.top(), x - area.height(), area.bottom()) for x in tops]

    def draw(painter: QPainter, _scale: float) -> None:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_brush(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(_pen(role, wide, ()))
        painter.drawLines(lines)
        painter.restore()

    return draw


def _is_box(steps: tuple[Step, ...]) -> bool:
    """Whether an outline is an upright rectangle."""
    if [step.verb for step in steps] != ["move", "line", "line", "line", "close"]:
        return False
    points = [step.points[0] for step in steps[:4]]
    return len({point.x for point in points}) == len({point.y for point in points}) == 2


def _prepared_icon(mark: Icon) -> Paint:
    path = path_of(placed_outline(mark))
    role = mark.role

    def draw(painter: QPainter, _scale: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_brush(role))
        painter.drawPath(path)

    return draw


def _prepared_text(mark: Text) -> Paint:
    if mark.screen_size:
        return lambda painter, scale: _screen_text(painter, mark, scale)
    place = QPointF(_left(mark, mark.text, mark.size), mark.baseline)
    font = text_font(round(mark.size), mark.bold, mark.mono)
    role, text = mark.role, mark.text

    def draw(painter: QPainter, _scale: float) -> None:
        painter.setFont(font)
        painter.setPen(_text_pen(role))
        painter.drawText(place, text)

    return draw


def _screen_text(painter: QPainter, mark: Text, scale: float) -> None:
    """Text that keeps its size on the screen: painted in a system of coordinates of its own."""
    size = text_size(mark, scale)
    words = elided(mark.text, size, mark.room, mark.bold, mark.mono)
    painter.save()
    painter.translate(_left(mark, words, size), text_baseline(mark, scale))
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(text_font(round(mark.size), mark.bold, mark.mono))
    painter.setPen(_text_pen(mark.role))
    painter.drawText(QPointF(0, 0), words)
    painter.restore()


def _left(mark: Text, words: str, size: float) -> float:
    if mark.anchor == "left":
        return mark.x
    wide = width(words, size, mark.bold, mark.mono)
    return mark.x - (wide / 2 if mark.anchor == "centre" else wide)


@lru_cache(maxsize=500)
def _pen(role: str, wide: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(colour(role), wide)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([part / wide for part in dash])
    return pen


@cache
def _brush(role: str) -> QBrush:
    return QBrush(colour(role))


@cache
def _text_pen(role: str) -> QColor:
    return colour(role)
