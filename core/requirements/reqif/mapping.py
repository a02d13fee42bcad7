"""Which attribute of a ReqIF file fills which field of a requirement: found by its name, or given."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.requirements.headers import HEADERS, IGNORE, KEEP, named

FIELDS = (
    "id",
    "text",
    "heading",
    "name",
    "type",
    "category",
    "language",
    "section",
    "priority",
    "source",
    "rationale",
    "note",
    "checks",
    "parent",
)
"""What a column or an attribute may fill. “heading” names the section of all that stands below; “type” tells
headings and notes from requirements."""
_KNOWN = {
    # The names of the ReqIF implementation guide come first; then those of DOORS, Polarion, ReqIF Studio,
    # Eclipse RMF and of others, and those that tables have in German and French. Of several in one file the
    # first counts.
    "id": "reqifforeignid objectidentifier reqifforeignidentifier foreignid requirementid reqid workitemid"
    " absolutenumber objectnumber uid id identifier key",
    "text": "reqiftext objecttext text requirementtext reqifdescription description statement content"
    " requirement sentence",
    "heading": "reqifchaptername objectheading heading chaptername chapter uberschrift kapitel",
    "name": "reqifname objectshorttext title name shortname summary",
    "type": "objecttype requirementtype type kind artifacttype",
    "category": "category requirementcategory classification class",
    "language": "requirementlanguage sentencelanguage",
    "section": "section sectionname sectiontitle",
    "priority": "priority prio importance severity",
    "source": "source origin reqifforeignmodule sourcedocument",
    "rationale": "rationale reason justification",
    "note": "note notes comment comments remark remarks",
    "checks": "checks requirementcheck requirementchecks",
}


_ENDS = re.compile(r"[\W_](?:txt|text|statement)$", re.IGNORECASE)
"""How the name of an attribute ends that holds the sentence, such as FUNC-REQ-TXT of one type of many."""


def detect(attributes: Iterable[str]) -> dict[str, str]:
    """The field of each attribute whose name is one that tools use for it; no field is filled twice."""
    attributes = [*attributes]
    names = {named(attribute): attribute for attribute in reversed(attributes)}
    found: dict[str, str] = {}
    for field, known in _KNOWN.items():
        words = [*known.split(), *HEADERS.get(field, ())]
        first = next((names[word] for word in words if word in names and names[word] not in found), None)
        if first is not None:
            found[first] = field
    if "text" not in found.values():
        said = next((one for one in attributes if _ENDS.search(one) and one not in found), None)
        found |= {said: "text"} if said is not None else {}
    return found


def read_mapping(content: bytes, name: str) -> dict[str, str]:
    """The mapping of a TOML or JSON file: a table `attributes` from their names to fields.

    “attribute” keeps one as it is, and “ignore” passes it over. Refused where the file is neither, or
    names a field that there is not.
    """
    try:
        text = content.decode("utf-8-sig")
        plain: Any = json.loads(text) if text.lstrip()[:1] == "{" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(_no_mapping(_("it is neither TOML nor JSON"), name)) from error
    table = plain.get("attributes") if isinstance(plain, Mapping) else None
    if not isinstance(table, Mapping) or not table:
        raise Refused(_no_mapping(_("it has no table “attributes”"), name))
    for attribute, field in table.items():
        if field not in (*FIELDS, KEEP, IGNORE):
            why = _("“{attribute}” is mapped to “{field}”, and the fields are: {fields}")
            fields = ", ".join((*FIELDS, KEEP, IGNORE))
            why = why.format(attribute=attribute[:40], field=str(field)[:40], fields=fields)
            raise Refused(_no_mapping(why, name))
    return dict(table)


def _no_mapping(why: str, name: str) -> Diagnostic:
    return Diagnostic(
        "mapping",
        _("This is no mapping of attributes: {why}").format(why=why),
        name or None,
        hint=_("Write one line an attribute, below a line [attributes]."),
        example='[attributes]\n"Object Text" = "text"\n"Object Identifier" = "id"',
    )
