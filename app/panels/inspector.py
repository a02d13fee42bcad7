"""The inspector: what was stated about the element selected, and what was computed from it."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.actions.registry import action, named
from app.panels.boilerplate_facts import BoilerplateFacts
from app.panels.checks import Checks
from app.panels.computed import Computed, computed_facts, requirements_of, status_words
from app.panels.expressions import Wanted
from app.panels.fields import Chooser, ReferenceField, field_for
from app.panels.from_files import FromFiles
from app.panels.inherited import inherited_zone
from app.panels.keyed import keys_heard
from app.panels.labels import across, clear, down, heading, key_label, label, name_width, rule
from app.panels.line_field import Field
from app.panels.name_line import NameLine
from app.panels.rows import Row, RowList
from app.panels.scrolled import Scrolled
from app.panels.traces import Traces
from app.panels.undisturbed import undisturbed
from app.session.named import unnamed_words
from app.session.results import Results
from app.session.session import Session
from app.theme import glyph, px, restyled
from app.theme.kinds import kind_icon
from core.ground.words import _
from core.model import Boilerplate, ClockVariable, Element, Id, Requirement, name_of
from core.model.facts import Fact, facts_of, title_of
from core.model.namesakes import rename

_LABEL = 92
"""The least width of the names of facts in px at scale 1."""


class Inspector(Scrolled):
    """Shows one element and lets every fact of it be edited, one change an edit.

    Signals: `message` with why something typed was not taken; `asked` with the id of an element or
    requirement, or of a threat behind “threat:”, that a person wants to see; `tracing` when the
    requirement shown should be traced to another element; `running` when all checks are to be run;
    `handing` when the folder of evidence is to be chosen.
    """

    message = Signal(str)
    asked = Signal(str)
    tracing = Signal()
    running = Signal()
    handing = Signal()

    def __init__(
        self, session: Session, results: Results, chooser: Chooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(_("Facts of what is selected"))
        self._session = session
        self._results = results
        self._chooser = chooser
        self._element: Element | None = None
        self._fields: dict[str, Field] = {}
        self._name: NameLine | None = None
        self._width = 0
        self._body = QWidget()
        self._body.setObjectName("body")
        self._column = down(self._body, (12, 10, 12, 12), 0)
        self.setWidget(self._body)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        session.leaving.connect(self._finish)
        session.opened.connect(self._forget)
        session.altered.connect(self._refresh)
        session.selection_changed.connect(self._select)
        results.changed.connect(self._show_computed)
        restyled(self, self._rebuild)
        keys_heard().changed.connect(self._rebuild)
        self.show_element(None)

    def _finish(self) -> None:
        self._keep_name()
        for field in tuple(self._fields.values()):
            field.finish()
        for card in tuple(self.checks.cards.values()) if self.checks is not None else ():
            card.field.finish()

    @property
    def element(self) -> Element | None:
        """The element shown."""
        return self._element

    def field(self, name: str) -> Field:
        """The field of one fact."""
        return self._fields[name]

    def edit_name(self) -> None:
        """Put the caret into the name."""
        if self._name is not None:
            self._name.setFocus()
            self._name.selectAll()

    def _forget(self) -> None:
        self.show_element(None)

    def show_element(self, element: Element | None) -> None:
        """Show another element, or the words for none; a name in writing goes to the one before."""
        self._keep_name()
        self._element = element
        self._rebuild()

    def _select(self, selection: tuple[Id, ...]) -> None:
        self.show_element(self._session.element(selection[0]) if len(selection) == 1 else None)

    def _refresh(self) -> None:
        """Show the values that the model has now, in the same fields."""
        if self._element is None:
            return
        before, self._element = self._element, self._session.element(self._element.id)
        if (
            self._element is None
            or (type(self._element), self._element.owner)
            != (
                type(before),
                before.owner,
            )
            or isinstance(before, Boilerplate)
        ):
            self._rebuild()  # another kind has other facts, and expressions read the names of another owner
            return
        self._show_values()
        self._show_computed()

    def _rebuild(self) -> None:
        if self._name is not None:
            self._name.blockSignals(True)  # a line that goes away with the caret in it would finish once more
            self._name = None
        clear(self._column)
        self._fields = {}
        self._told: object = None
        self._computed: QVBoxLayout | None = None
        self._traces: Traces | None = None
        self._from_files: FromFiles | None = None
        self.checks: Checks | None = None
        if self._element is None:
            self._column.addWidget(label(_nothing(self._session), "hint", wraps=True))
            self._column.addStretch(1)
            return
        self._column.addWidget(self._head())
        facts = [fact for fact in facts_of(type(self._element)) if fact.name != "key"]
        self._width = name_width((fact.title for fact in facts), _LABEL)
        if isinstance(self._element, Requirement):
            facts.insert(0, Fact("name", "text"))
        if isinstance(self._element, Boilerplate):
            self._column.addWidget(rule())
            self._column.addWidget(BoilerplateFacts(self._element))
            facts = []
        self._section(self._element, _("Stated"), [fact for fact in facts if fact.sort != "truth"])
        self._section(self._element, _("Security"), [fact for fact in facts if fact.sort == "truth"])
        if isinstance(self._element, Requirement):
            self._from_files = FromFiles(self._element, self._width)
            self._column.addWidget(self._from_files)
            self._traces = Traces(self._session, self._element)
            self._traces.asked.connect(self.asked)
            self._traces.adding.connect(self.tracing)
            self._column.addWidget(self._traces)
            self.checks = Checks(self._session, self._results, self._element)
            self.checks.asked.connect(self.asked)
            self.checks.running.connect(self.running)
            self.checks.handing.connect(self.handing)
            self._column.addWidget(self.checks)
        holder = QWidget()
        self._computed = down(holder, (0, 0, 0, 0), 0)
        self._column.addWidget(holder)
        self._column.addStretch(1)
        self._show_values()
        self._show_computed()

    def _head(self) -> QWidget:
        frame = QWidget()
        row = across(frame, (0, 0, 0, 8), 10)
        self._picture = label("")
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = NameLine()
        self._name.editingFinished.connect(self._rename)
        self._kind = label("", "small", wraps=True)
        words.addWidget(self._name)
        words.addWidget(self._kind)
        row.addLayout(words, 1)
        row.addWidget(key_label(action("edit.rename").key), 0, Qt.AlignmentFlag.AlignVCenter)
        return frame

    def _section(self, element: Element, title: str, facts: list[Fact]) -> None:
        if not facts:
            return
        self._column.addWidget(rule())
        self._column.addWidget(heading(title))
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, px(8))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        for line, fact in enumerate(facts):
            name = label(fact.title, "fact", wraps=True)
            name.setFixedWidth(self._width)
            name.setContentsMargins(0, px(3), 0, 0)
            field = field_for(fact, self._chooser, element.owner)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            field.edited.connect(lambda value, fact=fact: self._edit(fact, value))
            field.refused.connect(self.message)
            field.made.connect(self._make)
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, line, 1)
            self._fields[fact.name] = field
        self._column.addWidget(frame)

    def _show_values(self) -> None:
        element = self._element
        if element is None:
            return
        snapshot = self._session.snapshot()
        picture = glyph(kind_icon(element), px(22), "accent.text", self.devicePixelRatioF())
        self._picture.setPixmap(picture)
        line = self._name
        assert line is not None
        if not (line.hasFocus() and line.isModified()):
            line.setText(getattr(element, _title_field(element)))
            line.setCursorPosition(0)
            line.setToolTip(line.text())
        line.setPlaceholderText(_("unnamed") if element.name else name_of(snapshot, element.id))
        line.setReadOnly(not self._session.writable)
        zone = self._session.element(getattr(element, "zone", None) or element.owner)
        kind = title_of(element.kind)
        self._kind.setText(
            _("{kind} in {place}").format(kind=kind, place=zone.name) if zone and zone.name else kind
        )
        for name, field in self._fields.items():
            field.allow(self._session.writable)
            field.show_value(getattr(element, name), snapshot)
            if name == "zone" and isinstance(field, ReferenceField):
                field.show_inherited(inherited_zone(snapshot, element), snapshot)
        if self._from_files is not None and isinstance(element, Requirement):
            self._from_files.show_requirement(element)
        if self._traces is not None:
            self._traces.refresh()

    def _show_computed(self) -> None:
        """Show what is computed now; it is made anew only where it differs."""
        element, snapshot = self._element, self._session.snapshot()
        if self._computed is None or element is None:
            return
        if self.checks is not None:
            self.checks.refresh()
        facts = computed_facts(snapshot, element, self._results)
        requirements = requirements_of(snapshot, element, self._results)
        threats = [
            Row(
                f"threat:{threat['id']}",
                threat["title"],
                mark=threat["severity"],
                right=status_words(self._results.status(threat["id"])),
                tip=threat["title"],
            )
            for threat in self._results.threats_of(element.id)
        ]
        stale = [
            one for one in (self._results.verdicts, self._results.threats) if self._results.is_stale(one)
        ]
        again = bool(stale) and all(map(self._results.under_way, stale))
        if (facts, requirements, threats, again) == self._told:
            return
        self._told = (facts, requirements, threats, again)
        with undisturbed(self._body):
            clear(self._computed)
            self._write(facts, again)
            self._listed(_("Requirements"), requirements)
            self._listed(_("Threats"), threats)

    def _write(self, facts: list[Computed], again: bool) -> None:
        if self._computed is None or not facts:
            return
        why_stale = next((fact.why_stale for fact in facts if fact.why_stale), "")
        stale = (
            _("stale, being checked again")
            if again
            else _("stale, {key} rechecks").format(key=named("prove.recheck"))
        )
        words = stale if why_stale else _("up to date")
        self._computed.addWidget(rule())
        self._computed.addWidget(heading(_("Computed"), words))
        width = name_width((fact.title for fact in facts), _LABEL)
        for fact in facts:
            self._computed.addLayout(_computed_line(fact, width))
        if why_stale:
            self._computed.addWidget(label(why_stale, "small", wraps=True))

    def _listed(self, title: str, rows: list[Row]) -> None:
        if not rows or self._computed is None:
            return
        self._computed.addWidget(rule())
        self._computed.addWidget(heading(title, str(len(rows))))
        found = RowList()
        found.setObjectName("inset")
        found.setAccessibleName(title)
        found.show_rows(rows)
        found.setFixedHeight(px(28) * len(rows) + 2)
        found.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.clicked.connect(lambda index, found=found: self.asked.emit(found.known.rows[index.row()].id))
        found.activated_row.connect(self.asked)
        self._computed.addWidget(found)

    def _keep_name(self) -> None:
        """Make the change of a name that is being written."""
        if self._name is not None and self._name.isModified():
            self._rename()

    def _rename(self) -> None:
        element = self._element
        if element is None or self._name is None or self._name.isReadOnly():
            return
        if self._session.element(element.id) is None:
            return
        title = _title_field(element)
        old, new = getattr(element, title), self._name.text().strip()
        self._name.setModified(False)
        refusal = unnamed_words(element, new)
        if refusal:
            self.message.emit(refusal)
            self._show_values()
        if new == old or refusal:
            return
        with self._session.change(
            _("Rename {old} to {new}").format(old=old or _(element.kind), new=new)
        ) as edit:
            if title == "name":
                rename(edit, element, new)
            else:
                edit.set(element.id, **{title: new})
        self._show_values()

    def _edit(self, fact: Fact, value: Any) -> None:
        element = self._element
        if element is None or getattr(element, fact.name) == value:
            return
        name = name_of(self._session.snapshot(), element.id)
        with self._session.change(
            _("Set {fact} of {name}").format(fact=fact.title.lower(), name=name)
        ) as edit:
            edit.set(element.id, **{fact.name: value})
        self._show_values()

    def _make(self, wanted: Wanted) -> None:
        """Give the machine of the element shown a clock or a variable."""
        element = self._element
        if element is None:
            return
        words = _("Add clock {name}") if wanted.kind is ClockVariable else _("Add variable {name}")
        with self._session.change(words.format(name=wanted.name)) as edit:
            edit.new(wanted.kind, owner=element.owner, **wanted.facts)

    def sizeHint(self) -> QSize:
        """The width of the look."""
        return QSize(px(320), px(400))


def _title_field(element: Element) -> str:
    """The fact at the head: a requirement's key, anything else's name."""
    return "key" if isinstance(element, Requirement) else "name"


def _computed_line(fact: Computed, width: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, px(3), 0, px(3))
    line.setSpacing(px(8))
    mark = label("ƒ", "small")
    mark.setFixedWidth(px(12))
    name = label(fact.title, "fact", wraps=True)
    name.setFixedWidth(width)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(fact.value, "fact" if fact.why_stale else "body", wraps=True), 1)
    return line


def _nothing(session: Session) -> str:
    if session.project is None:
        return _("Facts of what you select appear here.")
    count = len(session.selection)
    if count > 1:
        return _("{count} elements are selected. Select one to see its facts.").format(count=count)
    return _("Select an element on the drawing, in the tree or with {key}. Its facts appear here.").format(
        key=named("desktop.palette")
    )
