"""What the chips of the overlays say of a drawing: how many elements have each, and whether that holds."""

from collections.abc import Collection, Mapping

from app.actions.registry import named
from app.panels.overlay_chips import ChipState
from app.session.bearing import Bearing
from app.session.overlays import OVERLAYS
from app.session.results import Results
from core.diagram.heat import Heat
from core.ground.words import _
from core.model import Id

_VERDICTS = ("verdicts", "coverage")
_THREATS = ("threats", "risk")


def chip_states(
    bearing: Bearing,
    results: Results,
    drawn: Collection[Id],
    wanted: frozenset[str],
    heats: Mapping[Id, Heat],
) -> dict[str, ChipState]:
    """The state of each chip; heat is counted while it is on, for it is worked out then."""
    return {name: _state(name, bearing, results, drawn, name in wanted, heats) for name, _title in OVERLAYS}


def _state(
    name: str,
    bearing: Bearing,
    results: Results,
    drawn: Collection[Id],
    on: bool,
    heats: Mapping[Id, Heat],
) -> ChipState:
    if name in _THREATS and not bearing.threats_known:
        return ChipState(
            on,
            "?",
            why=_("Threats are not worked out yet. {key} looks for them.").format(key=named("prove.recheck")),
        )
    if name == "verdicts" and not bearing.verdicts_known:
        return ChipState(
            on, "?", why=_("Nothing is verified yet. {key} does.").format(key=named("prove.recheck"))
        )
    stale = bearing.threats_stale if name in _THREATS else bearing.verdicts_stale and name in _VERDICTS
    findings = results.threats if name in _THREATS else results.verdicts
    why = results.stale_sentence(findings) if stale else ""
    return ChipState(on, _count(name, bearing, drawn, on, heats), stale, why)


def _count(name: str, bearing: Bearing, drawn: Collection[Id], on: bool, heats: Mapping[Id, Heat]) -> str:
    if name == "verdicts":
        return str(sum(map(drawn.__contains__, bearing.verdicts())))
    badged = {"problems": bearing.problems, "threats": bearing.threats}.get(name)
    if badged is not None:
        return str(sum(map(drawn.__contains__, badged)))
    return str(len(heats)) if on else ""
