"""A catalogue of translations, read from its source: the .po file that translators write.

Nothing is compiled, so nothing can be out of date: to read two thousand entries takes a few milliseconds.
"""

import gettext
import re

_TEXT = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
_ENTRY = re.compile(
    rf'^(#,[^\n]*fuzzy[^\n]*\n(?:#[^\n]*\n)*)?msgid\s+{_TEXT}(?:msgid_plural\s+{_TEXT})?((?:msgstr.*\n?(?:".*\n?)*)+)',
    re.MULTILINE,
)
_PLAIN_ENTRY = re.compile(r'msgid "([^"\\\n]+)"\nmsgstr "([^"\\\n]+)"\n?')
"""An entry as nearly all are: one line each, without signs that need care."""
_FORM = re.compile(rf"^msgstr(?:\[\d\])?\s+{_TEXT}", re.MULTILINE)
_JOINT = re.compile(r'"\s*\n\s*"')
_ESCAPE = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", "t": "\t"}
_RULE = re.compile(r"plural=(.*?);")


class Catalogue(gettext.NullTranslations):
    """The texts of one language, each with its forms; the English text where there is none.

    `rule` tells which form fits a count.
    """

    def __init__(self, texts: dict[str, tuple[str, ...]], rule: str) -> None:
        super().__init__()
        self._texts = texts
        self._form = gettext.c2py(rule)

    def gettext(self, message: str) -> str:
        """The text in this language."""
        found = self._texts.get(message)
        return found[0] if found else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of the text that fits a count."""
        found = self._texts.get(msgid1)
        if found is None:
            return msgid1 if n == 1 else msgid2
        return found[min(self._form(n), len(found) - 1)]


def read_catalogue(source: str) -> Catalogue:
    """The catalogue that a .po file holds; entries that are empty or doubtful (“fuzzy”) are left out."""
    texts: dict[str, tuple[str, ...]] = {}
    rule = "n != 1"
    for block in source.split("\n\n"):
        plain = _PLAIN_ENTRY.fullmatch(block)
        if plain is not None:
            texts[plain[1]] = (plain[2],)
            continue
        for doubtful, message, _many, rest in _ENTRY.findall(block):
            forms = tuple(map(_plain, _FORM.findall(rest)))
            key = _plain(message)
            if not key:
                stated = _RULE.search("".join(forms))
                rule = stated[1] if stated else rule
            elif all(forms) and not doubtful:
                texts[key] = forms
    return Catalogue(texts, rule)


def _plain(quoted: str) -> str:
    """The text that one or several quoted lines hold."""
    text = quoted.strip()[1:-1]
    if "\n" in text:
        text = _JOINT.sub("", text)
    return _ESCAPE.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), text) if "\\" in text else text
