"""What the header of a column says it holds: the key, the text, the kind, or a fact of a requirement."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from core.model import Category

_ENGLISH = {
    "id": "id key identifier reqid requirementid requirementkey requirementnumber number nr uid",
    "type": "type kind requirementtype",
    "category": "category requirementcategory class classification",
    "rationale": "rationale reason reasoning justification why",
    "priority": "priority prio requirementpriority importance moscow",
    "section": "section sectionname sectiontitle chapter heading",
    "source": "source origin doc document documentname sourcedocument sourcefile",
    "language": "language requirementlanguage",
    "parent": "parent parentid parentkey parentrequirement partof",
    "name": "requirementname title name",
    "checks": "checks requirementcheck requirementchecks",
    "note": "note notes comment comments remark remarks",
}
_GERMAN = {
    "id": "kennung anforderungsid anforderungskennung anforderungsnummer nummer reqnr schlussel schluessel",
    "type": "typ art anforderungstyp anforderungsart",
    "category": "kategorie anforderungskategorie klasse",
    "rationale": "begrundung begruendung",
    "priority": "prioritat prioritaet wichtigkeit",
    "section": "abschnitt kapitel uberschrift ueberschrift",
    "source": "quelle herkunft dokument",
    "language": "sprache",
    "parent": "teilvon ubergeordnet uebergeordnet ubergeordneteanforderung elternanforderung",
    "name": "titel bezeichnung anforderungsname",
    "checks": "prufungen",
    "note": "notiz notizen kommentar kommentare anmerkung anmerkungen bemerkung bemerkungen hinweis",
}
_FRENCH = {
    "id": "identifiant identificateur identifiantdelexigence identifiantexigence idexigence numero"
    " reference cle",
    "type": "typedexigence",
    "category": "categorie classe",
    "rationale": "motif raison",
    "priority": "priorite",
    "section": "chapitre",
    "source": "origine",
    "language": "langue",
    "parent": "exigenceparente exigencemere parente",
    "name": "titre intitule",
    "checks": "controles",
    "note": "remarque remarques commentaire commentaires",
}
"""Headers of the columns of keys, of kinds, and of each fact that a requirement has beside key and text.

Here and below they are written without accents and signs.
"""
_TEXT = (
    *("text", "texte", "requirementtext", "anforderungstext", "textderanforderung"),
    *("textedelexigence", "texteexigence", "requirement", "anforderung", "exigence"),
    *("description", "beschreibung", "sentence", "satz", "phrase", "enonce", "libelle", "wortlaut"),
    *("statement", "requirementdescription", "anforderungsbeschreibung", "descriptiondelexigence"),
    *("content", "inhalt", "contenu"),
)
"""Headers of the column of texts, the surer ones first."""
_ENGLISH_TEXT = ("text", "requirementtext", "requirement", "description", "sentence", "statement", "content")
_ROLES = {
    role: frozenset(word for words in (_ENGLISH, _GERMAN, _FRENCH) for word in words[role].split())
    for role in _ENGLISH
}
HEADERS = {role: tuple(sorted(known)) for role, known in _ROLES.items()} | {"text": _TEXT}
"""Headers by what they say a column holds, without those of headings."""
_SECTION = {"heading": "section"}
_CATEGORIES = {
    word: category
    for category, words in {
        Category.FUNCTION: "function functional functionality funktion funktional funktionale fonction"
        " fonctionnel fonctionnelle",
        Category.TIMING: "timing time temporal realtime zeit zeitlich zeitverhalten echtzeit temporel"
        " temporelle tempsreel",
        Category.SAFETY: "safety functionalsafety funktionalesicherheit betriebssicherheit surete"
        " suretedefonctionnement",
        Category.SECURITY: "security cybersecurity itsecurity itsicherheit cybersicherheit"
        " informationssicherheit cybersecurite",
        Category.RESILIENCE: "resilience resilienz",
    }.items()
    for word in words.split()
}
"""Words for categories. German and French have one word for safety and security, which decides neither."""
IGNORE = "ignore"
"""What a mapping says of a column or attribute that is passed over and not told."""
KEEP = "attribute"
"""What a mapping says of one that fills no field, whatever its name, and is kept as it is."""

Given = tuple[tuple[str, str], ...]
"""Columns or attributes by name, each with the field that it is said to fill."""

_SIGNS = re.compile(r"[\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")


@lru_cache(256)
def roles(headers: tuple[str, ...], given: Given = ()) -> tuple[str, ...]:
    """What each column holds: “id”, “text”, “type”, a fact of the requirement, or nothing that is read.

    No two columns hold the same: of several texts the surer one counts, of anything else the first. What is
    `given` goes before what the headers say; a “heading” is a section there.
    """
    told = given_fields(headers, given)
    names = ["" if field is not None else named(header) for header, field in zip(headers, told, strict=True)]
    taken = {_SECTION.get(field, field) for field in told if field}
    found = [next((role for role, known in _ROLES.items() if name in known), "") for name in names]
    found = [role if role not in (*taken, *found[:index]) else "" for index, role in enumerate(found)]
    text = next((names.index(word) for word in _TEXT if word in names), None)
    if text is not None and "text" not in taken:
        found[text] = "text"
    for index, field in enumerate(told):
        if field is not None:
            role = _SECTION.get(field, field)
            found[index] = role if role == IGNORE or role not in (KEEP, *found[:index]) else ""
    return tuple(found)


def guessed(header: str) -> bool:
    """Whether what a column holds is known from a header in another language than English."""
    word = named(header)
    english = any(word in known.split() for known in _ENGLISH.values()) or word in _ENGLISH_TEXT
    return not english and (word in _TEXT or any(word in known for known in _ROLES.values()))


def given_fields(headers: Sequence[str], given: Given) -> list[str | None]:
    """The field that each column is said to fill, by its very header or else by one that is written alike.

    What is said of one of the headers is not said of others that are written alike.
    """
    there = {header.strip() for header in headers}
    loose: dict[str, str] = {}
    for name, field in given:
        if name.strip() not in there and named(name):
            loose.setdefault(named(name), field)
    bare = {name.strip(): field for name, field in reversed(given)}
    return [bare.get(header.strip(), loose.get(named(header))) for header in headers]


def category(cell: str) -> Category | None:
    """The category that a cell names, as “Safety” or “functional requirement”; None for any other word."""
    word = named(cell).removesuffix("requirement").removesuffix("anforderung")
    return _CATEGORIES.get(word.removeprefix("exigence"))


def named(cell: str) -> str:
    """A header or kind as it is compared: lower case, without blanks, signs and accents."""
    words = cell if cell.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", cell))
    return _SIGNS.sub("", words).lower()
