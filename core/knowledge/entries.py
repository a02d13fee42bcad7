"""The entries that suggestions and writing draw on: weaknesses, mitigations, tests and boilerplates."""

import re
from collections.abc import Mapping as Names
from dataclasses import dataclass

from core.ground.words import _
from core.knowledge.document import Tree
from core.knowledge.identifier import body_of, names_control
from core.knowledge.record import Faults, Record
from core.knowledge.rule import MITIGATION_ID
from core.knowledge.vocabulary import fact_forms
from core.model import KINDS, Device, Role

WEAKNESS_ID = re.compile(r"CWE-[1-9]\d{0,4}")
BOILERPLATE_ID = re.compile(r"[A-Z][A-Z0-9]*-\d{2,3}")
TEST_ID = re.compile(r"TST-\d{3}")

SLOTS = frozenset(("system", "source", "target", "flow", "store", "node", "zone", "data", "deadline"))
"""What a boilerplate requirement may leave open, each in braces."""

_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Weakness:
    """A kind of mistake in design or making, known by its CWE identifier and told in our own words."""

    id: str
    title: str
    description: str
    keywords: tuple[str, ...]
    examples: tuple[str, ...]
    """Situations in which an engineer meets it."""
    mitigations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mitigation:
    """A control, the requirement that would ask for it, and the controls of standards it serves."""

    id: str
    title: str
    text: str
    requirement: str
    """An EARS sentence with open slots such as {system} or {deadline}."""
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestedTest:
    """An idea for a security or resilience test: what to do and what to look at."""

    id: str
    title: str
    action: str
    observe: str
    kinds: tuple[str, ...]
    """Kinds of element that it tries."""
    facts: tuple[str, ...]
    """Facts of those kinds that it tells something about."""
    references: tuple[str, ...]
    devices: tuple[str, ...] = ()
    """The devices among the nodes that it is meant for; empty where it is meant for all."""
    roles: tuple[str, ...] = ()
    """The roles of the components that it is meant for; empty where it is meant for all."""
    needs: tuple[str, ...] = ()
    """Facts without which there is nothing to try: it is not for what is stated to lack one."""


@dataclass(frozen=True, slots=True)
class SentenceShape:
    """A boilerplate: a shape of sentences with slots such as <system>, and the sentence that it means."""

    id: str
    title: str
    shape: str
    means: str
    example: str
    """A sentence in the shape."""
    note: str
    """When to write so."""


def read_weakness(tree: Tree, lists: Names[str, tuple[str, ...]], faults: Faults) -> Weakness:
    """The weakness that an entry spells."""
    del lists
    record = Record(tree, faults, _("A weakness"))
    weakness = Weakness(
        id=record.text("id", WEAKNESS_ID, "id: CWE-306"),
        title=record.text("title"),
        description=record.text("description"),
        keywords=record.texts("keywords", 2),
        examples=record.texts("examples", 1),
        mitigations=_mitigations(record),
    )
    record.close()
    return weakness


def read_mitigation(tree: Tree, lists: Names[str, tuple[str, ...]], faults: Faults) -> Mitigation:
    """The mitigation that an entry spells."""
    del lists
    record = Record(tree, faults, _("A mitigation"))
    mitigation = Mitigation(
        id=record.text("id", MITIGATION_ID, "id: MIT-001"),
        title=record.text("title"),
        text=record.text("text"),
        requirement=record.text("requirement", example="The {system} shall refuse an unsigned image."),
        references=record.texts("references", 1, names_control, "references: [SR 1.2, AC-17]"),
    )
    record.close()
    unknown = [slot for slot in _SLOT.findall(mitigation.requirement) if slot not in SLOTS]
    if unknown or not re.search(r"\bshall\b", mitigation.requirement or "shall"):
        faults.add(
            record.place_of("requirement"),
            _("A requirement says “shall” and leaves open only {slots}").format(
                slots=", ".join(sorted(SLOTS))
            ),
            example="The {system} shall refuse an unsigned image.",
        )
    return mitigation


def read_boilerplate(tree: Tree, lists: Names[str, tuple[str, ...]], faults: Faults) -> SentenceShape:
    """The boilerplate that an entry spells; whether its shape is one is for `core.requirements`."""
    del lists
    record = Record(tree, faults, _("A boilerplate"))
    boilerplate = SentenceShape(
        id=record.text("id", BOILERPLATE_ID, "id: BP-001"),
        title=record.text("title"),
        shape=record.text("shape", example="shape: <system> is to <response> once <event>"),
        means=record.text("means", example="means: When <event>, <system> shall <response>"),
        example=record.text("example", example="example: The pump is to stop once the lid opens."),
        note=record.text("note") if record.has("note") else "",
    )
    record.close()
    return boilerplate


def read_test(tree: Tree, lists: Names[str, tuple[str, ...]], faults: Faults) -> SuggestedTest:
    """The test that an entry spells."""
    del lists
    record = Record(tree, faults, _("A test"))
    test = SuggestedTest(
        id=record.text("id", TEST_ID, "id: TST-001"),
        title=record.text("title"),
        action=record.text("do"),
        observe=record.text("observe"),
        kinds=record.texts("kinds", 1, KINDS.__contains__, "kinds: [connector]"),
        facts=record.texts("facts"),
        references=record.texts(
            "references", 1, lambda text: body_of(text) is not None, "references: [CWE-306]"
        ),
        devices=record.texts("devices", 0, list(Device).__contains__, "devices: [firewall, gateway]"),
        roles=record.texts("roles", 0, list(Role).__contains__, "roles: [controller, safety]"),
        needs=record.texts("needs"),
    )
    record.close()
    known = {name for kind in test.kinds if kind in KINDS for name in fact_forms(kind)}
    for key, named in (("facts", test.facts), ("needs", test.needs)):
        for fact in named:
            if fact not in known:
                faults.add(record.place_of(key), _("No kind of this test has “{fact}”").format(fact=fact))
    return test


def _mitigations(record: Record) -> tuple[str, ...]:
    return record.texts(
        "mitigations", 0, lambda text: bool(MITIGATION_ID.fullmatch(text)), "mitigations: [MIT-001]"
    )
