"""Words on screens, in documents and in errors: English is the source, catalogues translate."""

import gettext
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from core.ground.resources import resource_folder

LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}
"""The languages there are, each by its own name."""

ENGLISH = "en"

STATED = "BARTIZAN_LANGUAGE"
"""The variable that states the language of a process, and of those it starts."""

_CUSTOMARY = ("LC_ALL", "LC_MESSAGES", "LANG")

_catalogue: gettext.NullTranslations | None = None

_untranslated: ContextVar[bool] = ContextVar("untranslated", default=False)


def use_language(code: str) -> None:
    """Translate from now on into `code` (such as "de"), here and in the processes started from here.

    English where no catalogue exists, and for each text that a catalogue has not.
    """
    global _catalogue  # noqa: PLW0603 - a process speaks one language at a time
    os.environ[STATED] = code
    _catalogue = catalogue_of(code)


def language(preferred: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """The language to speak: the one stated for the process, else the one preferred, else the machine's."""
    customary = next((environment[name] for name in _CUSTOMARY if environment.get(name)), "")
    for wanted in (environment.get(STATED, ""), preferred, customary):
        code = wanted.replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
    return ENGLISH


def _(message: str) -> str:
    """`message` in the language in use."""
    if _untranslated.get():
        return message
    return (_catalogue or _begin()).gettext(message)


def plural(one: str, many: str, count: int) -> str:
    """The form that fits `count`, with "{count}" filled in: one of "{count} flow" and "{count} flows"."""
    if _untranslated.get():
        return (one if count == 1 else many).format(count=count)
    return (_catalogue or _begin()).ngettext(one, many, count).format(count=count)


@contextmanager
def untranslated() -> Iterator[None]:
    """Inside it words are as the source has them, in whatever language the process speaks.

    For what people share and words only measure: it must be the same for all of them.
    """
    before = _untranslated.set(True)
    try:
        yield
    finally:
        _untranslated.reset(before)


def deferred(message: str) -> Callable[[], str]:
    """A word that is looked up when shown, for tables that are built before the language is known."""
    return lambda: _(message)


@contextmanager
def speaking(catalogue: gettext.NullTranslations) -> Iterator[None]:
    """Say everything by another catalogue for a while."""
    global _catalogue  # noqa: PLW0603 - a process speaks one language at a time
    before, _catalogue = _catalogue, catalogue
    try:
        yield
    finally:
        _catalogue = before


def quoted(text: str) -> str:
    """Words of people inside a sentence of ours."""
    return _("“{text}”").format(text=text)


def decimal(number: str) -> str:
    """A number with the decimal sign of the reader, its unit behind it or not: “10.01 s” or “10,01 s”.

    For what is read; files, JSON and expressions have a point in every language.
    """
    whole, point, decimals = number.partition(".")
    return _("{whole}.{decimals}").format(whole=whole, decimals=decimals) if point else number


def grouped(number: int) -> str:
    """A count with its thousands apart, such as “10 025”."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _begin() -> gettext.NullTranslations:
    """Speak the language of the surroundings, where none was chosen before the first word."""
    global _catalogue  # noqa: PLW0603 - a process speaks one language at a time
    _catalogue = catalogue_of(language())
    return _catalogue


@cache
def catalogue_of(code: str) -> gettext.NullTranslations:
    """What is said in a language."""
    file = resource_folder("translations") / f"{code}.po"
    if code not in LANGUAGES or not file.is_file():
        return gettext.NullTranslations()
    from core.ground.catalogue import read_catalogue  # English needs none of it

    return read_catalogue(file.read_text(encoding="utf-8"))
