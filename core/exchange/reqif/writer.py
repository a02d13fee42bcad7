"""Writes requirements as ReqIF, with the attribute names of the implementation guide where it has one."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from core.exchange.attributes import Columns, attribute_columns, in_columns
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _
from core.model import Id, Requirement, RequirementCheck, Snapshot
from core.requirements.checks.listed import listed
from core.requirements.reqif.xhtml import formatted, rewritten

ATTRIBUTES = {
    "key": ("STRING", "ReqIF.ForeignID"),
    "name": ("XHTML", "ReqIF.Name"),
    "text": ("XHTML", "ReqIF.Text"),
    "language": ("STRING", "Requirement Language"),
    "category": ("STRING", "Category"),
    "section": ("XHTML", "Section"),
    "priority": ("XHTML", "Priority"),
    "source": ("XHTML", "Source"),
    "rationale": ("XHTML", "Rationale"),
    "note": ("XHTML", "Note"),
    "checks": ("XHTML", "Checks"),
}
"""How each field of a requirement is written: as plain or formatted text, and under which name."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
_TYPE = "type-requirement"
_DOCUMENT = "type-document"


def write_reqif(snapshot: Snapshot, title: str, written: datetime) -> tuple[str, list[Diagnostic]]:
    """The requirements as the text of a ReqIF file, parts of requirements below them, and what it lacks.

    Identifiers are made of the ids of the elements, so a tool knows them again in the next file.
    """
    from reqif.models.reqif_core_content import ReqIFCoreContent
    from reqif.models.reqif_namespace_info import ReqIFNamespaceInfo
    from reqif.models.reqif_req_if_content import ReqIFReqIFContent
    from reqif.models.reqif_reqif_header import ReqIFReqIFHeader
    from reqif.models.reqif_specification import ReqIFSpecification
    from reqif.object_lookup import ReqIFObjectLookup
    from reqif.reqif_bundle import ReqIFBundle
    from reqif.unparser import ReqIFUnparser

    when = written.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    requirements = snapshot.of(Requirement)
    foreign = attribute_columns(requirements)
    # The library does not escape these in a title.
    title = re.sub("[<>]", " ", _clean(title))
    specification = ReqIFSpecification(
        "document",
        long_name=title,
        last_change=when,
        specification_type=_DOCUMENT,
        children=_hierarchy(requirements, when),
    )
    content = ReqIFReqIFContent(
        data_types=_data_types(when),
        spec_types=_types(foreign, when),
        spec_objects=[
            _object(requirement, _words(snapshot, requirement), foreign, when) for requirement in requirements
        ],
        spec_relations=None,
        specifications=[specification],
        spec_relation_groups=None,
    )
    header = ReqIFReqIFHeader(
        "header",
        creation_time=when,
        req_if_tool_id="Bartizan",
        req_if_version="1.0",
        source_tool_id="Bartizan",
        title=title,
    )
    bundle = ReqIFBundle(
        ReqIFNamespaceInfo.create_default(),
        header,
        ReqIFCoreContent(content),
        tool_extensions_tag_exists=False,
        lookup=ReqIFObjectLookup.empty(),
        exceptions=[],
    )
    return ReqIFUnparser.unparse(bundle), list(_lost(snapshot))


def _data_types(when: str) -> list[Any]:
    from reqif.models.reqif_data_type import ReqIFDataTypeDefinitionString, ReqIFDataTypeDefinitionXHTML

    return [
        ReqIFDataTypeDefinitionString("data-string", last_change=when, long_name="Text", max_length="32000"),
        ReqIFDataTypeDefinitionXHTML(
            "data-xhtml", last_change=when, long_name="Formatted text", is_self_closed=True
        ),
    ]


def _types(foreign: Columns, when: str) -> list[Any]:
    from reqif.models.reqif_spec_object_type import ReqIFSpecObjectType, SpecAttributeDefinition
    from reqif.models.reqif_specification_type import ReqIFSpecificationType
    from reqif.models.reqif_types import SpecObjectAttributeType

    definitions = [
        SpecAttributeDefinition(
            SpecObjectAttributeType[form],
            f"attribute-{field}",
            f"data-{form.lower()}",
            last_change=when,
            long_name=name,
        )
        for field, (form, name) in ATTRIBUTES.items()
    ]
    definitions += [
        SpecAttributeDefinition(
            SpecObjectAttributeType.XHTML,
            f"attribute-of-file-{number}",
            "data-xhtml",
            last_change=when,
            long_name=_clean(name),
        )
        for number, (name, _which) in enumerate(foreign)
    ]
    return [
        ReqIFSpecObjectType(
            _TYPE, last_change=when, long_name="Requirement", attribute_definitions=definitions
        ),
        ReqIFSpecificationType(_DOCUMENT, last_change=when, long_name="Document", is_self_closed=True),
    ]


def _words(snapshot: Snapshot, requirement: Requirement) -> dict[str, str]:
    """What each field says."""
    checks = listed(one.statement for one in snapshot.owned(requirement.id, RequirementCheck))
    return {field: checks if field == "checks" else str(getattr(requirement, field)) for field in ATTRIBUTES}


def _object(requirement: Requirement, told: Mapping[str, str], foreign: Columns, when: str) -> Any:
    from reqif.models.reqif_spec_object import ReqIFSpecObject, SpecObjectAttribute
    from reqif.models.reqif_types import SpecObjectAttributeType

    values = []
    kept = {one.field: one.markup for one in requirement.formatted}
    for field, (form, _name) in ATTRIBUTES.items():
        words = _clean(told[field])
        if form != "XHTML":
            words = " ".join(words.split())
        else:
            words = rewritten(kept[field], words) if field in kept else formatted(words)
        values.append(SpecObjectAttribute(SpecObjectAttributeType[form], f"attribute-{field}", words))
    for number, one in enumerate(in_columns(requirement, foreign)):
        if one is not None:
            words = _clean(one.value)
            words = rewritten(one.markup, words) if one.markup else formatted(words)
            values.append(
                SpecObjectAttribute(SpecObjectAttributeType.XHTML, f"attribute-of-file-{number}", words)
            )
    return ReqIFSpecObject(f"_{requirement.id}", values, _TYPE, last_change=when)


def _hierarchy(requirements: Iterable[Requirement], when: str) -> list[Any]:
    from reqif.models.reqif_spec_hierarchy import ReqIFSpecHierarchy

    below: dict[Id | None, list[Requirement]] = {}
    known = {requirement.id for requirement in requirements}
    for requirement in requirements:
        owner = requirement.owner if requirement.owner in known else None
        below.setdefault(owner, []).append(requirement)

    def nodes(owner: Id | None, level: int) -> list[Any]:
        return [
            ReqIFSpecHierarchy(
                identifier=f"place-{one.id}",
                spec_object=f"_{one.id}",
                level=level,
                last_change=when,
                children=nodes(one.id, level + 1) or None,
                editable=None,
                is_table_internal=None,
                is_self_closed=False,
            )
            for one in below.get(owner, ())
        ]

    return nodes(None, 1)


def _clean(words: str) -> str:
    return _NO_XML.sub("", words)


def _lost(snapshot: Snapshot) -> Iterable[Diagnostic]:
    requirements = snapshot.of(Requirement)
    strange = [one.key for one in requirements if any(map(_NO_XML.search, _words(snapshot, one).values()))]
    if strange:
        words = _("Control characters, which XML cannot hold, are left out of these: {keys}")
        keys = _clean(", ".join(strange[:20]))
        yield Diagnostic("reqif-control", words.format(keys=keys), severity=Severity.WARNING)
    pictured = [
        requirement.key
        for requirement in requirements
        for one in requirement.formatted
        if "<xhtml:object" in one.markup
        and "<xhtml:object" in rewritten(one.markup, str(getattr(requirement, one.field, "")))
    ]
    if pictured:
        words = _("Pictures that the formatted text of these names are not in the file: {keys}")
        keys = _clean(", ".join(dict.fromkeys(pictured[:20])))
        yield Diagnostic("reqif-picture", words.format(keys=keys), severity=Severity.WARNING)
