"""A drawing as SVG text, with the colours of one theme."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from core.diagram.display import (
    Drawing,
    Icon,
    Item,
    Mark,
    Rect,
    Shape,
    Step,
    Text,
    text_baseline,
    text_size,
    visible,
)
from core.diagram.icons import placed_outline
from core.diagram.metrics import elided, width

_VERBS = {"move": "M", "line": "L", "curve": "C", "close": "Z"}
_UNFIT = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOLD = ' font-weight="bold"'
_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}


def svg(
    drawing: Drawing,
    colours: Mapping[str, str],
    scale: float = 1.0,
    margin: float = 16.0,
    title: str = "",
    written_by: str = "",
) -> str:
    """The drawing as an SVG document; `colours` gives the value of each role of the theme tokens."""
    area = drawing.bounds.grown(margin)
    box = f"{area.x:g} {area.y:g} {area.width:g} {area.height:g}"
    size = f'width="{area.width * scale:g}" height="{area.height * scale:g}"'
    place = f'x="{area.x:g}" y="{area.y:g}" width="{area.width:g}" height="{area.height:g}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size}>',
        *([f"<title>{_clean(title)}</title>"] if title else []),
        *([f"<metadata>{_clean(written_by)}</metadata>"] if written_by else []),
        f'<rect {place} fill="{colours["surface.canvas"]}"/>',
    ]
    for item in drawing.items:
        lines += _item(item, colours, scale)
    return "\n".join([*lines, "</svg>", ""])


def path_data(steps: Iterable[Step]) -> str:
    """The outline in the language of SVG paths."""
    return " ".join(
        _VERBS[step.verb] + " ".join(f"{round(point.x, 2):g} {round(point.y, 2):g}" for point in step.points)
        for step in steps
    )


def _item(item: Item, colours: Mapping[str, str], scale: float) -> Iterable[str]:
    opacity = "" if item.opacity == 1.0 else f' opacity="{item.opacity:g}"'
    yield f"<g id={quoteattr(item.element)}{opacity}>"
    if item.spoken:
        yield f"<title>{_clean(item.spoken)}</title>"
    for mark in item.marks:
        if visible(mark, scale):
            yield _mark(mark, colours, scale)
    yield "</g>"


def _mark(mark: Mark, colours: Mapping[str, str], scale: float) -> str:
    if isinstance(mark, Shape):
        return _shape(mark, colours)
    if isinstance(mark, Icon):
        return f'<path d="{path_data(placed_outline(mark))}" fill="{colours[mark.role]}"/>'
    return _text(mark, colours, scale)


def _hatched(mark: Shape, colours: Mapping[str, str]) -> str:
    """Diagonal lines in an outline, over its fill: cut off at the outline by a clip of their own."""
    assert mark.stroke is not None
    data, area = path_data(mark.steps), _area(mark.steps)
    clip = "clip-" + hashlib.sha256(data.encode()).hexdigest()[:16]
    count = int((area.width + area.height) / mark.hatch) + 1
    tops = [area.x + place * mark.hatch for place in range(count)]
    lines = " ".join(f"M{x:g} {area.y:g} L{x - area.height:g} {area.bottom:g}" for x in tops)
    fill = colours[mark.fill] if mark.fill else "none"
    return (
        f'<clipPath id="{clip}"><path d="{data}"/></clipPath><path d="{data}" fill="{fill}"/>'
        f'<path d="{lines}" clip-path="url(#{clip})" fill="none"'
        f' stroke="{colours[mark.stroke.role]}" stroke-width="{mark.stroke.width:g}"/>'
    )


def _area(steps: Iterable[Step]) -> Rect:
    points = [point for step in steps for point in step.points]
    left, top = min(point.x for point in points), min(point.y for point in points)
    return Rect(left, top, max(point.x for point in points) - left, max(point.y for point in points) - top)


def _shape(mark: Shape, colours: Mapping[str, str]) -> str:
    if mark.hatch and mark.stroke is not None:
        return _hatched(mark, colours)
    facts = [f'd="{path_data(mark.steps)}"', f'fill="{colours[mark.fill] if mark.fill else "none"}"']
    if mark.stroke is not None:
        stroke = mark.stroke
        facts.append(f'stroke="{colours[stroke.role]}" stroke-width="{stroke.width:g}"')
        if stroke.dash:
            facts.append(f'stroke-dasharray="{" ".join(f"{part:g}" for part in stroke.dash)}"')
    return f"<path {' '.join(facts)}/>"


def _text(mark: Text, colours: Mapping[str, str], scale: float) -> str:
    size = text_size(mark, scale)
    words = elided(mark.text, size, mark.room, mark.bold, mark.mono)
    family = "DejaVu Sans Mono" if mark.mono else "DejaVu Sans"
    return (
        f'<text x="{mark.x:g}" y="{text_baseline(mark, scale):g}" font-family="{family}" font-size="{size:g}"'
        f"{' font-weight=' + chr(34) + 'bold' + chr(34) if mark.bold else ''}"
        f' text-anchor="{_ANCHORS[mark.anchor]}" fill="{colours[mark.role]}"'
        f' textLength="{width(words, size, mark.bold, mark.mono):.2f}"'
        f' xml:space="preserve">{_clean(words)}</text>'
    )


def _clean(text: str) -> str:
    """The text with whatever XML cannot hold replaced (XML 1.0, production Char)."""
    return escape(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", text))
