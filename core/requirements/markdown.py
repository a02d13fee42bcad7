"""Requirements in Markdown: list items, rows of tables, and what stands below headings with a key."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _
from core.requirements.columns import Row, has_texts, row_of
from core.requirements.ears.labels import split_key
from core.requirements.headed import Headed, headed, role_of
from core.requirements.headers import Given

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(.*)")
_KEY = re.compile(r"\*\*([^*\s][^*]{0,80}?)\s*:?\*\*\s*[:–—-]?\s+(.*)", re.DOTALL)
_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$")
_WIDEST = 2000
"""Characters of a heading, and of the first two lines of a table."""
_FENCE = re.compile(r"\s*(```|~~~)")
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|`|<br */?>", re.IGNORECASE)


def markdown_rows(text: str, name: str, given: Given = ()) -> Iterator[Row]:
    """The requirements of the text; what is neither requirement nor heading is told as left out.

    A heading names the section of what follows, below those of the levels above it; the one heading of
    the first level that is the title of the document does not count. One that begins with a key, such as
    "REQ-1: Stopping", begins a requirement: the paragraph below it is the sentence, with the list that it
    introduces; facts such as "Rationale: ..." and further paragraphs belong to it, and such a heading below
    it begins a part of it.
    """
    lines = text.split("\n")
    outline = _Outline(sum(found[1] == "#" for found in map(_heading, lines) if found))
    for number, block in _blocks(lines):
        if found := _heading(block[0]):
            yield from outline.enter(number, len(found[1]), found[2])
            continue
        rows = [_in_section(row, outline.section) for row in _read(number, block, name, given)]
        words = _words_of(block)
        if outline.opened and words is not None and not any(row.id for row in rows):
            outline.opened[-1].take(words, _ITEM.match(block[0]) is not None)
            outline.held += rows
        else:
            yield from rows
    yield from outline.ended()


class _Outline:
    """Where in the document the reading is.

    Attributes: `headings` by their levels name the section; `opened` are the requirements, each a part of
    the one before, whose headings are open; `held` is what the blocks of the last one are by themselves, if
    it turns out to be none.
    """

    def __init__(self, titles: int) -> None:
        self._titles = titles
        self.headings: dict[int, str] = {}
        self.opened: list[Headed] = []
        self.held: list[Row] = []

    @property
    def section(self) -> str:
        """The headings that are open, the outer ones first, without those of requirements."""
        own = {one.level for one in self.opened if one.is_requirement}
        return " / ".join(self.headings[level] for level in sorted(self.headings.keys() - own))

    def enter(self, number: int, level: int, heading: str) -> Iterator[Row]:
        """Open a heading, which ends what stands before it."""
        words = plain(heading)
        if self.opened and level > self.opened[-1].level and role_of(words):
            self.opened[-1].below = role_of(words)
            return
        yield from self.ended()
        self.headings = {above: title for above, title in self.headings.items() if above < level}
        around = [one for one in self.opened if one.level < level and one.is_requirement]
        begun = headed(number, level, heading, around[-1].key if around else None)
        self.opened = [*around, begun] if begun is not None else []
        if level > 1 or self._titles > 1:
            self.headings[level] = words

    def ended(self) -> Iterator[Row]:
        """The requirement that was being read, or what stands there where it turns out to be none."""
        if self.opened:
            last = self.opened[-1]
            yield from [last.row(self.section)] if last.is_requirement else self.held
        self.held = []


def _in_section(row: Row, section: str) -> Row:
    named = not section or any(fact == "section" for fact, _words in row.facts)
    return row if named else replace(row, facts=(*row.facts, ("section", section)))


def _words_of(block: list[str]) -> str | None:
    """The words of an item, a paragraph or code; None for a table."""
    if found := _ITEM.match(block[0]):
        return plain(" ".join((found[1], *(line.strip() for line in block[1:]))))
    if _FENCE.match(block[0]):
        return "\n".join(block)
    return None if _is_table(block) else plain(" ".join(line.strip().removeprefix("> ") for line in block))


def plain(words: str) -> str:
    """The words without their markup."""
    return _MARKUP.sub(_meant, words).strip()


def _meant(found: re.Match[str]) -> str:
    return found[1] or ("\n" if found[0].startswith("<") else "")


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Headings, items with what is indented below them, tables, paragraphs and code, each with its line."""
    block: list[str] = []
    fenced = False
    for number, line in enumerate((*lines, ""), 1):
        fence = _FENCE.match(line) is not None
        begins = not fenced and (fence or _heading(line) or _ITEM.match(line) or not line.strip())
        ends = bool(block) and not fenced and (begins or _heading(block[0]))
        if ends:
            yield number - len(block), block
            block = []
        if line.strip() or fenced:
            block.append(line)
        fenced = fenced != fence
    if block:
        yield len(lines) - len(block) + 1, block


def _read(number: int, block: list[str], name: str, given: Given) -> Iterable[Row]:
    if found := _ITEM.match(block[0]):
        words = " ".join((found[1], *(line.strip() for line in block[1:])))
        key, sentence = split_key(words)
        if keyed := _KEY.match(words):
            key, sentence = plain(keyed[1]), keyed[2]
        return [Row(number, key, plain(sentence))] if plain(sentence) else []
    if _is_table(block):
        header = tuple(_cells(block[0]))
        if has_texts(header, given):
            rows = enumerate(block[2:], number + 2)
            return [
                row_of(header, _cells(line), line_number, name, given=given) for line_number, line in rows
            ]
    return [Row(number, "", "", _left_out(block[0], name, number))]


def _is_table(block: list[str]) -> bool:
    ruled = len(block) > 1 and "|" in block[0] and len(block[0]) + len(block[1]) < _WIDEST
    return ruled and _RULE.match(block[1]) is not None


def _heading(line: str) -> re.Match[str] | None:
    """The heading that the line is; none is so long, and longer lines would be looked at for ever."""
    return _HEADING.match(line) if len(line) < _WIDEST else None


def _cells(line: str) -> list[str]:
    """The cells of a line of a table; a bar behind a backslash is part of a cell."""
    inner = line.strip().removeprefix("|")
    parts = _BAR.sub(lambda found: found[1] + "\0", inner).split("\0")
    if parts and not parts[-1].strip():
        parts.pop()
    return [plain(part.strip()) for part in parts]


def _left_out(line: str, name: str, number: int) -> Diagnostic:
    shown = line.strip() if len(line.strip()) <= 40 else line.strip()[:37] + "..."
    words = _("“{text}” is no item of a list and no table of requirements, and was left out")
    hint = _("Write each requirement as an item of a list, such as: - DOS-04: The pump shall stop.")
    return Diagnostic(
        "records-no-requirement",
        words.format(text=shown),
        name or None,
        number,
        hint=hint,
        severity=Severity.INFO,
    )
