"""How connectors, links and edges look and what they say, from the facts of the model."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.diagram.kind_words import (
    connector_timing,
    connector_words,
    edge_words,
    kind_word,
)
from core.diagram.line_words import TEXT, Manner, Words
from core.diagram.metrics import elided, width
from core.ground.words import _
from core.model import Bus, Connector, Edge, Element, Id, Link, Medium, Snapshot, Truth
from core.model.naming import APART

_WIDEST = 260.0
"""Longer words beside a line are elided, the inspector has them whole; expressions go on in further lines."""

_JOINTS = (
    re.compile(r"( (?=[∧∨] )|(?<=,) )"),
    re.compile(r"( (?=[<>≤≥≠=!:])|(?<![<>≤≥≠=!: ])(?=[<>≤≥≠=!:]))"),
    re.compile(r"( (?=[-+*/%?])|(?<![-+*/%? ([])(?=[-+*/%?]))"),
)
"""Where an expression may go on in another line: before a word that joins two conditions, after a comma.

Where that is not enough, before a comparison or an assignment; then before a sign of arithmetic.
"""


def manner_of(snapshot: Snapshot, element: Element) -> Manner:
    """The look of a line; lines that look the same share it."""
    if isinstance(element, Connector):
        return _shared(_connector(element))
    if isinstance(element, Edge):
        return _shared(_edge(snapshot, element))
    assert isinstance(element, Link)
    return _shared(_link(snapshot, element))


def spoken_line(snapshot: Snapshot, element: Element, source: Id, target: Id) -> str:
    """The line in words: what it is, from where to where, and what is known of its protection."""
    ends = _("from {source} to {target}").format(
        source=snapshot[source].name or _("unnamed"), target=snapshot[target].name or _("unnamed")
    )
    parts = [element.name, kind_word(element), ends]
    if isinstance(element, Connector):
        parts[0] = " ".join(part for part in (element.protocol, element.data) if part) or element.name
        parts += [
            _("encrypted: {truth}").format(truth=_(element.encrypted.value)),
            _("authenticated: {truth}").format(truth=_(element.authenticated.value)),
        ]
    elif isinstance(element, Edge):
        parts += [words for words in edge_words(snapshot, element) if words]
    return ", ".join(part for part in parts if part)


@lru_cache(maxsize=4000)
def _shared(manner: Manner) -> Manner:
    """The first manner that was the same."""
    return manner


def _connector(connector: Connector) -> Manner:
    protocol, data = connector_words(connector)
    parts = []
    if protocol:
        shown = elided(protocol, TEXT, _WIDEST, bold=True)
        parts.append((shown, True))
    if data:
        parts.append(
            (APART + elided(data, TEXT, _WIDEST) if protocol else elided(data, TEXT, _WIDEST), False)
        )
    return Manner(
        role="edge.unknown" if connector.encrypted is Truth.UNKNOWN else "edge.line",
        encrypted=connector.encrypted,
        head=connector.authenticated,
        words=(Words(tuple(parts)),) if parts else (),
        far_words=elided(protocol, TEXT, _WIDEST, bold=True),
        more=connector_timing(connector),
        conduit=connector.conduit is not None,
    )


def _link(snapshot: Snapshot, link: Link) -> Manner:
    name = elided(link.name, TEXT, _WIDEST, bold=True)
    words = (Words(((name, False),)),) if name else ()
    buses = any(isinstance(snapshot.get(end), Bus) for end in (link.source, link.target))
    if buses:
        return Manner(role="bus.line", width=2.0, dash=_radio(link))
    return Manner(width=1.5, dash=_radio(link), words=words, far_words=name)


def _radio(link: Link) -> tuple[float, ...]:
    return (2.0, 4.0) if link.medium is Medium.RADIO else ()


def _edge(snapshot: Snapshot, edge: Edge) -> Manner:
    guard, channel, update = edge_words(snapshot, edge)
    rows = ((guard, "syntax.trigger"), (channel, "syntax.keyword"), (update, "syntax.response"))
    return Manner(
        head=Truth.YES,
        words=tuple(
            Words(((line, False),), role, mono=True) for text, role in rows for line in _in_lines(text)
        ),
        far_words=channel,
        content=True,
    )


def _in_lines(expression: str, joints: Sequence[re.Pattern[str]] = _JOINTS) -> Iterator[str]:
    """The whole of an expression, in as few lines as the room beside a line allows."""
    if not joints or width(expression, TEXT, mono=True) <= _WIDEST:
        yield from filter(None, [expression])
        return
    line, *rest = joints[0].split(expression)
    for gap, part in zip(rest[::2], rest[1::2], strict=True):
        if width(longer := f"{line}{gap}{part}", TEXT, mono=True) > _WIDEST:
            yield from _in_lines(line, joints[1:])
            line = part
        else:
            line = longer
    yield from _in_lines(line, joints[1:])
