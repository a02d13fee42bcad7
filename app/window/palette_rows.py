"""What the palette found as rows: the letters that fit in bold, and where they stand."""

from collections.abc import Callable

from app.actions.action import State
from app.actions.deeds import deed
from app.panels.rows import Row
from app.session.search import ACTION, DO, THREAT, THREAT_AT, VERDICT, VERDICT_AT
from app.theme.kinds import kind_icon
from core.ground.words import _, deferred
from core.model import Diagram, Id, Requirement, Snapshot, StatedThreat
from core.model.search import Entry, Found, Span, place_of, where_words

FITS = "accent.text"

_BEFORE, _ROOM = 18, 64
"""Of a long text so many letters are shown before the first that fits, and so many in all."""

SIGNS: tuple[tuple[str, tuple[str, ...], Callable[[], str], str], ...] = (
    (">", (ACTION,), deferred("actions"), "keys"),
    ("@", (), deferred("elements"), "component"),
    ("#", (Requirement.kind, VERDICT), deferred("requirements"), "requirement"),
    ("!", (THREAT, StatedThreat.kind), deferred("threats"), "threat"),
    (":", (Diagram.kind,), deferred("diagrams"), "diagram"),
)
"""What each first letter narrows a search to: the groups, their name, and an icon. No group: all elements."""


def row_of(found: Found, snapshot: Snapshot, verdicts: Callable[[Id], str], state: State) -> Row:
    """The row of something found; `verdicts` tells the mark of a verdict by its key.

    What cannot be done in this state is faint, and says why.
    """
    entry = found.entry
    spans = tuple((start, length, FITS) for start, length in found.fits.title)
    spans = spans or ((0, 0, "text.primary"),)
    if entry.group == ACTION:
        known = deed(entry.key.removeprefix(DO))
        why = known.lacks(state)
        return Row(
            entry.key, entry.title, mark=known.icon, key=known.key, spans=spans, aside=why, faint=bool(why)
        )
    aside, fits = _aside(found, snapshot)
    mark = _mark(entry, snapshot, verdicts)
    return Row(
        entry.key,
        entry.title,
        mark=mark,
        spans=spans,
        aside=aside,
        aside_spans=fits,
    )


def sign_rows() -> list[Row]:
    """What a search can begin with, each with its key."""
    return [
        Row(f"sign:{sign}", _("Find {what}").format(what=words()), mark=mark, key=sign)
        for sign, _groups, words, mark in SIGNS
    ]


def excerpt(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """A long text around the first letters that fit, and where these are in it."""
    plain = text.replace("\n", " ")
    first = spans[0][0] if spans else 0
    begin = max(0, first - _BEFORE) if len(plain) > _ROOM else 0
    while 0 < begin < first and not plain[begin - 1].isspace():
        begin += 1
    shown = plain[begin : begin + _ROOM]
    lead = "…" if begin else ""
    rest = "…" if begin + len(shown) < len(plain) else ""
    kept = [(start - begin, length) for start, length in spans if start - begin >= 0]
    moved = [
        (start + len(lead), min(length, len(shown) - start)) for start, length in kept if start < len(shown)
    ]
    return lead + shown + rest, tuple(moved)


def _aside(found: Found, snapshot: Snapshot) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """What stands behind the title: kind and place, or the text that fits and where it stands."""
    entry, fits = found.entry, found.fits
    texts = dict(entry.texts)
    element = snapshot.get(entry.key)
    place = snapshot.get(place_of(element)) if element is not None else None
    kind = texts.get("kind", "")
    inside = place.name if place is not None and place.name else texts.get("target", "")
    joined = _("{kind} to {place}") if entry.group == THREAT else _("{kind} in {place}")
    words = joined.format(kind=kind, place=inside) if inside else kind
    if not fits.where:
        return words, ()
    if fits.where == "kind" or (inside and fits.text == inside):
        shift = words.find(fits.text)
        spans = fits.spans
    else:
        shown, spans = excerpt(fits.text, fits.spans)
        head = _("{kind}, {where}: ").format(kind=kind, where=where_words(fits.where).lower())
        words, shift = head + shown, len(head)
    return words, tuple((shift + start, length, FITS) for start, length in spans) if shift >= 0 else ()


def _mark(entry: Entry, snapshot: Snapshot, verdicts: Callable[[Id], str]) -> str:
    if entry.key.startswith(VERDICT_AT):
        return verdicts(entry.key)
    if entry.key.startswith(THREAT_AT):
        return "threat"
    element = snapshot.get(entry.key)
    return "" if element is None else kind_icon(element)
