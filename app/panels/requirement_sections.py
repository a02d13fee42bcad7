"""The left panel of Require: sections, what needs a look, and the glossary."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.panels.labels import tool
from app.panels.rows import Row, RowList
from app.panels.side import Side
from app.session.results import Results
from app.session.session import Session
from core.assistants.sentences import parsed
from core.ground.words import _
from core.model import Requirement, Snapshot, Term, TraceLink
from core.model.substance import changed_ends

ALL = "section:"
"""The filter that lets everything through; behind the colon stands a section's name."""


class RequirementSections(Side):
    """Ways to narrow the table.

    Signals: `chosen` with a filter that `fits` understands; `typed` with the text of the filter
    field; `adding` when the plus was clicked; `covering`, `measuring` and `shaping` when coverage,
    quality or the boilerplates are wanted; `term_asked` with the id of a glossary term.
    """

    chosen = Signal(str)
    typed = Signal(str)
    adding = Signal()
    covering = Signal()
    measuring = Signal()
    shaping = Signal()
    term_asked = Signal(str)

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(_("Requirements"), _("Filter requirements"), parent)
        self._session = session
        self._results = results
        cover = tool("trace", _("Coverage and traces"), of="require.coverage")
        cover.clicked.connect(self.covering)
        self.add_tool(cover)
        weak = tool("metric limit", _("Quality and its trend"), of="require.quality")
        weak.clicked.connect(self.measuring)
        self.add_tool(weak)
        shapes = tool("boilerplate", _("Boilerplates of the project"), of="require.boilerplates")
        shapes.clicked.connect(self.shaping)
        self.add_tool(shapes)
        add = tool("add", _("Write a requirement"), of="require.new")
        add.clicked.connect(self.adding)
        self.add_tool(add)
        self.list = RowList()
        self.list.setAccessibleName(_("Sections"))
        self.add(self.list, 1)
        self.list.chosen.connect(self._choose)
        assert self.filter is not None
        self.filter.textChanged.connect(self.typed)
        session.opened.connect(self.refresh)
        session.altered.connect(self.refresh)
        results.changed.connect(self.refresh)
        self.refresh()

    def widen(self) -> None:
        """Show that everything is let through: the table was narrowed no longer for what is shown in it."""
        assert self.filter is not None
        blocked = self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(blocked)
        self.list.choose(ALL, quietly=True)

    def refresh(self) -> None:
        """Show sections and counts as they are now."""
        snapshot = self._session.snapshot()
        requirements = snapshot.of(Requirement)
        sections = Counter(requirement.section for requirement in requirements)
        rows = [
            Row("#sections", _("Sections"), heading=True),
            Row(ALL, _("All"), mark="folder", right=str(len(requirements))),
        ]
        rows += [
            Row(f"section:{section}", section, mark="requirement", right=str(count))
            for section, count in sections.items()
            if section
        ]
        looks = [
            (look, words, icon, sum(fits(look, one, snapshot, self._results) for one in requirements))
            for look, words, icon in _looks()
        ]
        if any(count for *_rest, count in looks):
            rows.append(Row("#looks", _("Needs a look"), heading=True))
            rows += [
                Row(look, words, mark=icon, right=str(count)) for look, words, icon, count in looks if count
            ]
        terms = snapshot.of(Term)
        if terms:
            rows.append(Row("#glossary", _("Glossary"), heading=True))
            rows += [
                Row(
                    f"term:{term.id}",
                    term.name,
                    mark="term",
                    right=_means(term, snapshot),
                    tip=term.definition,
                )
                for term in terms
            ]
        self.list.show_rows(rows)

    def _choose(self, row_id: str) -> None:
        if row_id.startswith("term:"):
            self.term_asked.emit(row_id.removeprefix("term:"))
        else:
            self.chosen.emit(row_id)


def fits(look: str, requirement: Requirement, snapshot: Snapshot, results: Results) -> bool:
    """Whether a requirement passes a filter of this panel."""
    if look.startswith("section:"):
        section = look.removeprefix("section:")
        return not section or requirement.section == section
    if look == "look:parse":
        return not parsed(requirement.text).ok
    if look == "look:smell":
        return parsed(requirement.text).ok and bool(parsed(requirement.text).diagnostics)
    if look == "look:trace":
        return not snapshot.uses(requirement.id, TraceLink)
    if look == "look:suspect":
        return any(changed_ends(snapshot, link) for link in snapshot.uses(requirement.id, TraceLink))
    if look == "look:clash":
        return any(requirement.id in one["requirements"] for one in results.consistency.records)
    if look.startswith("look:check "):
        return results.known.answers().get(requirement.id) == look.removeprefix("look:check ")
    verdict = results.verdict_of(requirement)
    if look == "look:stale":
        return results.is_verdict_stale(verdict)
    return verdict is not None and verdict["verdict"] == look.removeprefix("look:")


def _looks() -> tuple[tuple[str, str, str], ...]:
    return (
        ("look:parse", _("Does not parse"), "error"),
        ("look:smell", _("Parses with a warning"), "warning"),
        ("look:clash", _("Cannot hold"), "error"),
        ("look:violated", _("Violated"), "violated"),
        ("look:unknown", _("Not decided"), "unknown"),
        ("look:check fail", _("Check fails"), "violated"),
        ("look:check incomplete", _("Check incomplete"), "unknown"),
        ("look:trace", _("Not traced"), "untraced"),
        ("look:suspect", _("Suspect traces"), "warning"),
        ("look:stale", _("Stale verdict"), "stale"),
    )


def _means(term: Term, snapshot: Snapshot) -> str:
    target = snapshot.get(term.refers_to)
    return "" if target is None else _(target.kind)
