"""What the header of a column says it holds: the key, the text, the kind, or a fact of a requirement."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from core.model import Category

_ID = frozenset(
    {
        "id",
        "key",
        "identifier",
        "reqid",
        "requirementid",
        "requirementkey",
        "requirementnumber",
        "number",
        "nr",
    }
    | {"uid", "kennung", "anforderungsid", "anforderungskennung", "anforderungsnummer", "nummer", "reqnr"}
    | {"schlussel", "schluessel", "identifiant", "identificateur", "identifiantdelexigence", "idexigence"}
    | {"identifiantexigence", "numero", "reference", "cle"}
)
_TEXT = (
    *("text", "texte", "requirementtext", "anforderungstext", "textderanforderung"),
    *("textedelexigence", "texteexigence", "requirement", "anforderung", "exigence"),
    *("description", "beschreibung", "sentence", "satz", "phrase", "enonce", "libelle", "wortlaut"),
    *("statement", "requirementdescription", "anforderungsbeschreibung", "descriptiondelexigence"),
    *("content", "inhalt", "contenu"),
)
"""Headers of the column of texts, the surer ones first."""
_FACTS = {
    role: frozenset(words.split())
    for role, words in {
        "type": "type kind requirementtype typ art anforderungstyp anforderungsart typedexigence",
        "category": "category requirementcategory class classification kategorie anforderungskategorie klasse"
        " categorie classe",
        "rationale": "rationale reason reasoning justification why begrundung begruendung motif raison",
        "priority": "priority prio requirementpriority importance moscow prioritat prioritaet wichtigkeit"
        " priorite",
        "section": "section sectionname sectiontitle chapter heading abschnitt kapitel uberschrift"
        " ueberschrift chapitre",
        "source": "source origin doc document documentname sourcedocument sourcefile quelle herkunft dokument"
        " origine",
        "language": "language requirementlanguage sprache langue",
        "parent": "parent parentid parentkey parentrequirement teilvon ubergeordnet ubergeordneteanforderung"
        " elternanforderung exigenceparente exigencemere parente partof",
        "name": "requirementname title name titel bezeichnung anforderungsname titre intitule",
        "checks": "checks requirementcheck requirementchecks",
        "note": "note notes comment comments remark remarks notiz notizen kommentar kommentare anmerkung"
        " anmerkungen bemerkung bemerkungen hinweis remarque remarques commentaire commentaires",
    }.items()
}
"""Headers of the columns of kinds, and of each fact that a requirement has beside its key and text.

They are in English, German and French, without accents and signs.
"""
_ROLES = {"id": _ID, **_FACTS}
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
            found[index] = role if role == IGNORE or role not in found[:index] else ""
    return tuple(found)


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
