"""Help, read from the text files of resources/help: a page for each panel, its keys filled in when shown."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.actions.caps import cap
from app.actions.keymap import keys_of
from app.actions.registry import bindings, key_caps
from core.ground.resources import resource_folder
from core.ground.words import ENGLISH, language

TOPICS = (
    "window",
    "start",
    "model",
    "diagram",
    "inspector",
    "findings",
    "history",
    "requirements",
    "checks",
    "verdict",
    "threat",
    "proposal",
    "comply",
    "matrix",
    "coverage",
    "quality",
    "boilerplates",
    "hand-over",
    "print",
    "compared",
    "merged",
    "palette",
    "keys",
    "help",
)
"""Every page of help, in the order in which the list has them."""

CAP = "cap:"
"""Begins a reference to a key that never changes, such as {cap:Esc}; others name what a key does."""

ACTION = "action:"
"""Begins the address of a link that does something instead of showing a page."""

_REFERENCE = re.compile(r"\{([^}]+)\}")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of help: its title and the lines below it."""

    id: str
    title: str
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """Everything that is said, for searching."""
        return " ".join((self.title, *self.lines)).casefold()


def read_topic(topic_id: str, code: str = "") -> Topic:
    """A page in the language in use or another one; in English where it was not translated."""
    folder = resource_folder("help")
    file = folder / (code or language()) / f"{topic_id}.md"
    if not file.is_file():
        file = folder / ENGLISH / f"{topic_id}.md"
    title, *lines = file.read_text(encoding="utf-8").splitlines()
    return Topic(topic_id, title.removeprefix("# "), tuple(lines))


def find_topics(typed: str) -> list[Topic]:
    """The pages in which every word typed stands, those first that have them in the title."""
    wanted = typed.casefold().split()
    known = [read_topic(topic_id) for topic_id in TOPICS]
    found = [topic for topic in known if all(word in topic.words for word in wanted)]
    return sorted(found, key=lambda topic: not all(word in topic.title.casefold() for word in wanted))


def references(topic: Topic) -> Iterator[str]:
    """The actions and keys that a page names."""
    for line in topic.lines:
        yield from _REFERENCE.findall(line)


def links(topic: Topic) -> Iterator[str]:
    """The addresses that a page leads to."""
    for line in topic.lines:
        yield from (address for _words, address in _LINK.findall(line))


def page_of(topic: Topic, key_style: str) -> str:
    """The page in HTML, with the keys as they are now; `key_style` is how a key looks."""
    parts = [f"<h1>{html.escape(topic.title)}</h1>"]
    inside = False
    for line in topic.lines:
        listed = line.startswith("- ")
        if listed != inside:
            parts.append("<ul>" if listed else "</ul>")
            inside = listed
        if listed:
            parts.append(f"<li>{_inline(line[2:], key_style)}</li>")
        elif line.startswith("## "):
            parts.append(f"<h2>{html.escape(line[3:])}</h2>")
        elif line:
            parts.append(f"<p>{_inline(line, key_style)}</p>")
    return "".join([*parts, "</ul>" if inside else ""])


def key_now(reference: str) -> str:
    """The key that a reference stands for now, as it is written; empty where it has none."""
    return cap(_known(reference)[0])


def _inline(text: str, key_style: str) -> str:
    escaped = _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False))
    linked = _LINK.sub(r'<a href="\2">\1</a>', escaped)
    return _REFERENCE.sub(_as_key(key_style), linked)


def _as_key(style: str) -> Callable[[re.Match[str]], str]:
    def shown(match: re.Match[str]) -> str:
        reference = match[1]
        key, title = _known(reference)
        if not key:
            return f"<b>{html.escape(title)}</b>"
        return f'<span style="{style}">&nbsp;{html.escape(cap(key)).replace(" ", "&nbsp;")}&nbsp;</span>'

    return shown


def _known(reference: str) -> tuple[str, str]:
    """The key that a reference stands for now, and what it does; KeyError where nothing is called so."""
    if reference.startswith(CAP):
        return reference.removeprefix(CAP), ""
    known = {binding.id: binding for binding in bindings()}[reference]
    keys = keys_of(known)
    return (key_caps(keys)[0] if keys else ""), known.title()
