"""Words on screens, in documents and in errors: English is the source, gettext translates."""

import gettext
from collections.abc import Callable

from core.ground.resources import resource_folder

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(code: str) -> None:
    """Translate from now on into `code` (such as "de"); English where no catalogue exists."""
    global _catalogue  # noqa: PLW0603 - a process speaks one language at a time
    _catalogue = gettext.translation(
        "bartizan", resource_folder("translations"), languages=[code], fallback=True
    )


def _(message: str) -> str:
    """`message` in the language in use."""
    return _catalogue.gettext(message)


def plural(one: str, many: str, count: int) -> str:
    """The form that fits `count`, with "{count}" filled in: one of "{count} flow" and "{count} flows"."""
    return _catalogue.ngettext(one, many, count).format(count=count)


def deferred(message: str) -> Callable[[], str]:
    """A word that is looked up when shown, for tables that are built before the language is known."""
    return lambda: _(message)


def grouped(number: int) -> str:
    """A count with its thousands apart, such as “10 025”."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
