"""Why an element has a badge or is hot: each thing that counts, in words, with where it is best seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.actions.registry import named
from app.session.addresses import THREAT, VERDICT
from app.session.results import Results
from core.assistants.bearing import Bearing
from core.assistants.heats import crosses
from core.ground.words import _
from core.model import Conduit, Connector, Id, Requirement, name_of


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that counts: a status mark, words, what is beside them, where it leads (or nowhere)."""

    mark: str
    words: str
    detail: str = ""
    address: str = ""


_GRAVITY = (
    *("error", "violated", "critical", "high", "medium", "warning"),
    *("stale", "unknown", "low", "info", "information", "satisfied"),
)
"""The marks of reasons, the gravest first; that something is stale is said before what is not known then."""


def reasons_for(bearing: Bearing, results: Results, element_id: Id, about: str) -> list[Reason]:
    """The reasons of a badge or of heat, by the name of its overlay, the gravest first."""
    return _gravest_first(_reasons(bearing, results, element_id, about))


def every_reason(bearing: Bearing, results: Results, element_id: Id, heat: str) -> list[Reason]:
    """All reasons of the badges of an element and of its heat where that is another, the gravest first."""
    verdicts = bool(bearing.asked_of(element_id)) or heat == "coverage"
    about = ["problems", *(["verdicts"] if verdicts else []), "threats"]
    if heat in ("allocation", "zones"):
        about.append(heat)
    return _gravest_first(one for name in about for one in _reasons(bearing, results, element_id, name))


def _gravest_first(reasons: Iterable[Reason]) -> list[Reason]:
    return sorted(reasons, key=lambda one: _GRAVITY.index(one.mark))


def _reasons(bearing: Bearing, results: Results, element_id: Id, about: str) -> Iterable[Reason]:
    if about in ("threats", "risk"):
        return _threats(bearing, results, element_id)
    if about in ("verdicts", "coverage"):
        return _verdicts(bearing, results, element_id)
    if about == "problems":
        found = bearing.problems.get(element_id, ())
        return [Reason(one.mark, one.message, one.hint, one.element) for one in found]
    return _allocation(bearing, element_id) if about == "allocation" else _zones(bearing, element_id)


def _threats(bearing: Bearing, results: Results, element_id: Id) -> Iterator[Reason]:
    if not bearing.threats_known:
        yield Reason(
            "unknown",
            _("Threats are not worked out yet. {key} looks for them.").format(key=named("prove.recheck")),
        )
        return
    if bearing.threats_stale:
        yield Reason("stale", results.stale_sentence(results.threats))
    found = bearing.threats_at(element_id)
    for threat in found:
        target = threat["target"]
        where = "" if target["id"] == element_id else str(target["name"])
        yield Reason(threat["severity"], threat["title"], where, THREAT + threat["id"])
    if not found:
        words = (
            _("No open threat was found before that. Whether there is one now is not known.")
            if bearing.threats_stale
            else _("No open threat was found.")
        )
        yield Reason("unknown" if bearing.threats_stale else "information", words)


def _verdicts(bearing: Bearing, results: Results, element_id: Id) -> Iterator[Reason]:
    asked = bearing.asked_of(element_id)
    if bearing.verdicts_stale and asked:
        yield Reason("stale", results.stale_sentence(results.verdicts))
    for one in asked:
        requirement = bearing.snapshot.find(Requirement, one.requirement)
        if requirement is not None:
            checked = one.requirement in bearing.checked
            words = _("{key}: {text}").format(key=requirement.key, text=requirement.text)
            address = VERDICT + requirement.id if checked else requirement.id
            yield Reason(one.verdict, words, "" if checked else _("not checked yet"), address)
    if not asked:
        name = name_of(bearing.snapshot, element_id)
        yield Reason(
            "warning",
            _("No requirement is about {name}.").format(name=name),
            _("{key} traces one").format(key=named("require.trace")),
        )


def _allocation(bearing: Bearing, element_id: Id) -> Iterator[Reason]:
    words = _("{name} runs on no node.").format(name=name_of(bearing.snapshot, element_id))
    yield Reason(
        "warning", words, _("{key} allocates it").format(key=named("draw.allocate_to_node")), element_id
    )


def _zones(bearing: Bearing, element_id: Id) -> Iterator[Reason]:
    snapshot = bearing.snapshot
    name = name_of(snapshot, element_id)
    flow = snapshot.find(Connector, element_id)
    if flow is None:
        yield Reason("warning", _("{name} is in no zone.").format(name=name), address=element_id)
        return
    conduit = snapshot.find(Conduit, flow.conduit)
    if conduit is not None:
        words = _("{name} crosses a border by the conduit {conduit}.")
        named = words.format(name=name, conduit=name_of(snapshot, conduit.id))
        yield Reason("information", named, address=conduit.id)
    elif crosses(snapshot, flow):
        words = _("{name} crosses a border and states no conduit.").format(name=name)
        yield Reason("warning", words, _("State the conduit it belongs to."), element_id)
