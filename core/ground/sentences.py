"""Sentences that are kept and shown later, perhaps to a reader of another language.

What an analysis found is shown for weeks, and who opens the project then may read German where it
was worked out in English. So a sentence that is kept holds what it says, the message and what fills
it, and is put into words when it is shown. Only what Bartizan says itself is kept so: names and
sentences of people stand in it as they were written.
"""

import gettext
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from core.ground.words import LANGUAGES, _, catalogue_of, plural, speaking

_BEGIN, _MANY, _FIELD, _IS, _END, _LEFT, _RIGHT = map(chr, range(0xFDD0, 0xFDD7))
"""Code points that Unicode sets aside for the inside of programs: no text of a person has them."""

_MARKS = dict.fromkeys(map(ord, (_BEGIN, _MANY, _FIELD, _IS, _END, _LEFT, _RIGHT)))
_COVER = str.maketrans({"{": _LEFT, "}": _RIGHT})
_BARE = str.maketrans({_LEFT: "{", _RIGHT: "}"})
_INNERMOST = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_PLACE = re.compile(r"\{([^{}!:]*)([^{}]*)\}")
"""A field of a message: its name, and how it is to be written."""


class _Unworded(gettext.NullTranslations):
    """Says no words yet: each text is its message, with its fields beside it, where filling it fills them."""

    def gettext(self, message: str) -> str:
        """The message, and its fields."""
        return f"{_BEGIN}{message.translate(_COVER)}{_fields(message)}{_END}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Both forms of the message, and the count that chooses between them."""
        return _BEGIN + _MANY.join((msgid1.translate(_COVER), msgid2.translate(_COVER), str(n))) + _END


@contextmanager
def unworded() -> Iterator[None]:
    """Let what is said meanwhile be kept by what it says; `worded` puts it into words."""
    with speaking(_Unworded()):
        yield


def worded(kept: str) -> str:
    """A kept text in the language in use; any other text as it is."""
    depth = kept.count(_BEGIN)
    if not depth:
        return kept
    for _level in range(depth):
        kept, found = _INNERMOST.subn(_say, kept)
        if not found:
            break
    return kept.translate(_MARKS)


def all_worded(kept: Any) -> Any:
    """Plain data with each kept text in it in the language in use."""
    if isinstance(kept, str):
        return worded(kept)
    if isinstance(kept, list | tuple):
        return [all_worded(one) for one in kept]
    if isinstance(kept, Mapping):
        return {name: all_worded(one) for name, one in kept.items()}
    return kept


def _fields(message: str) -> str:
    """Each field of a message by its name, once, and as it is to be written."""
    found = dict(reversed(_PLACE.findall(message)))
    return "".join(f"{_FIELD}{name}{_IS}{{{name}{writing}}}" for name, writing in found.items())


def _say(found: re.Match[str]) -> str:
    message, *fields = found[1].split(_FIELD)
    one, *rest = message.translate(_BARE).split(_MANY)
    if rest:
        return plural(one, rest[0], int(rest[1]))
    said = _(one)
    values = {name: value for name, _is, value in (field.partition(_IS) for field in fields)}
    return _filled(said, values) if values else said


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), text)


def retold(text: str, messages: tuple[str, ...], **inner: Callable[[str], str]) -> str:
    """A text that was said in some language, said in the one in use.

    It is read back as the first of the messages that it can be, with as much as possible in the first
    field, since words of ours such as “for” stand in names too. A text that is none of them stays. What
    fills a field named in `inner` is told by that.
    """
    for message in messages:
        found = [
            dict(zip(names, read.groups(), strict=True))
            for names, pattern in _readings(message)
            if (read := pattern.fullmatch(text))
        ]
        if found:
            values = max(found, key=lambda one: len(next(iter(one.values()), "")))
            values |= {name: tell(values[name]) for name, tell in inner.items() if name in values}
            return _filled(_(message), values)
    return text


@cache
def _readings(message: str) -> tuple[tuple[list[str], re.Pattern[str]], ...]:
    """The fields of a message in order, and how a text that it became can be told, in every language."""
    found = []
    for code in LANGUAGES:
        text = catalogue_of(code).gettext(message)
        names = [name for name, _writing in _PLACE.findall(text)]
        parts = _PLACE.sub(_FIELD, text).split(_FIELD)
        found.append((names, re.compile("(.+)".join(map(re.escape, parts)), re.DOTALL)))
    return tuple(found)
