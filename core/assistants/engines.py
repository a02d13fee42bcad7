"""Which engine decides: the embedded checker, UPPAAL's verifyta, or both, and then they are compared."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from core.checker import End, Extent, Limits, Outcome, Verdict, extent_text, extent_to_plain, verify
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.uppaal.document import Document
from core.uppaal.verifyta.answers import Answer, Kind
from core.uppaal.verifyta.asking import Bounds, ask, ask_for_trace
from core.uppaal.verifyta.program import VARIABLE, Program, Source, find_program
from core.uppaal.verifyta.symbolic import SymbolicTrace, trace_to_plain

EMBEDDED, VERIFYTA, AUTO = "embedded", "verifyta", "auto"

_MEGABYTES = 4096
_OUTCOMES = {Kind.SATISFIED: Outcome.SATISFIED, Kind.VIOLATED: Outcome.VIOLATED}


@dataclass(slots=True)
class Engine:
    """Decides formulas about documents.

    With `program` verifyta is asked too. `verdicts` has what each engine said since it was last emptied,
    one entry a formula that both decided, or the one that stands alone; `trouble` is why verifyta could not
    be asked, which is tried once only.
    """

    limits: Limits
    program: Program | None = None
    leads: bool = False
    """Whether verifyta decides, and the embedded checker only compares and shows the run."""
    cancelled: Callable[[], bool] | None = None
    verdicts: list[dict[str, str]] = field(default_factory=list)
    trouble: str = ""
    run: SymbolicTrace | None = None
    """The run that verifyta gave for what it last decided alone."""

    def ask(self, document: Document, formula: str) -> Verdict:
        """The verdict; unknown where the engines differ. Refused where the engine that decides refuses."""
        if self.program is None:
            return self._embedded(document, formula)
        theirs = ask(self.program, document, formula, self._bounds, self.cancelled)
        if theirs.kind in (Kind.LICENCE, Kind.FAILED) and not self.leads:
            self.program, self.trouble = None, theirs.reason
            return self._embedded(document, formula)
        if self.leads and not theirs.decides:
            return _verdict(theirs, formula)
        try:
            mine = self._embedded(document, formula)
        except Refused:
            if not theirs.decides:
                raise
            mine = Verdict(Outcome.UNKNOWN)
        if theirs.decides and mine.outcome is Outcome.UNKNOWN:
            _again, self.run = ask_for_trace(self.program, document, formula, self._bounds, self.cancelled)
        return self._compared(mine, theirs, formula)

    def concluded(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row of a verdict with who decided it, and unknown where the engines differed on the way."""
        said, self.verdicts = self.verdicts, []
        run, self.run = self.run, None
        row = row | {"verdicts": {}, "symbolic": None}
        if self.program is None and not said:
            return row
        difference = first_difference(said)
        if difference is not None:
            row = row | {"verdict": Outcome.UNKNOWN.value, "reason": differing(difference)}
            row |= {"trace": None, "explanation": None} if "explanation" in row else {"trace": None}
        engine = row["engine"]
        if row["formula"] is not None and (self.leads or (said and EMBEDDED not in said[-1])):
            engine = VERIFYTA
        row = row | {"engine": engine, "verdicts": difference or (said[-1] if said else {})}
        return row if run is None or difference is not None else row | {"symbolic": trace_to_plain(run)}

    def _embedded(self, document: Document, formula: str) -> Verdict:
        return verify(document, formula, self.limits, cancelled=self.cancelled)

    def _compared(self, mine: Verdict, theirs: Answer, formula: str) -> Verdict:
        if not theirs.decides:
            return mine
        other = _verdict(theirs, formula)
        if mine.outcome is Outcome.UNKNOWN:
            self.verdicts.append({VERIFYTA: other.outcome.value})
            return other
        comparable = mine.outcome is not other.outcome or not other.extents
        pair = [one.outcome.value if comparable else _told(one) for one in (mine, other)]
        self.verdicts.append({EMBEDDED: pair[0], VERIFYTA: pair[1]})
        if pair[0] != pair[1]:
            reason = differing(self.verdicts[-1])
            return replace(mine, outcome=Outcome.UNKNOWN, reason=reason, trace=None)
        return mine

    def remarked(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row again, where engines differed on what was asked after its verdict."""
        if first_difference(self.verdicts) is None:
            self.verdicts = []
            return row
        return self.concluded(row)

    @property
    def _bounds(self) -> Bounds:
        return Bounds(self.limits.seconds or 3600.0, self.limits.megabytes or _MEGABYTES)


def engine_of(name: str, limits: Limits, cancelled: Callable[[], bool] | None = None) -> Engine:
    """The engine of that name; Refused where verifyta is asked for by name and is not there."""
    program = None if name == EMBEDDED else find_program()
    if name == AUTO and program is not None and not program.runs:
        return Engine(limits, cancelled=cancelled, trouble=_absent(program).message)
    if name == VERIFYTA and (program is None or not program.runs):
        raise Refused(_absent(program))
    return Engine(limits, program, name == VERIFYTA, cancelled)


def differing(verdicts: dict[str, str]) -> str:
    """The two verdicts that cannot both be right."""
    mine, theirs = verdicts[EMBEDDED], verdicts[VERIFYTA]
    if mine == Outcome.SATISFIED:
        return _("The engines differ: by the embedded checker it holds, by verifyta it does not")
    if mine != Outcome.VIOLATED:
        return _("The engines differ: the embedded checker finds {mine}, verifyta {theirs}").format(
            mine=mine, theirs=theirs
        )
    return _("The engines differ: by verifyta it holds, by the embedded checker it does not")


def first_difference(verdicts: list[dict[str, str]]) -> dict[str, str] | None:
    """The first pair of verdicts that cannot both be right."""
    return next((one for one in verdicts if len(set(one.values())) > 1), None)


def difference_diagnostic(verdicts: dict[str, str]) -> Diagnostic:
    """What to tell of a difference: it is a defect, of one engine or of how the model is written for it."""
    return Diagnostic(
        "engines-differ",
        differing(verdicts),
        hint=_(
            "One of them is wrong. Send the exported files to the makers of Bartizan, who want to know of it."
        ),
        example="bartizan export uppaal plant.bzn --out uppaal",
    )


def trouble_diagnostic(trouble: str) -> Diagnostic:
    """What to tell where verifyta is here and yet could not be compared with."""
    return Diagnostic(
        "verifyta-unasked",
        _("The embedded checker decided alone: {reason}").format(reason=trouble),
        hint=_("Run verifyta by hand to see what it wants, or say that it is not to be asked."),
        example="bartizan verify plant.bzn --engine embedded",
        severity=Severity.WARNING,
    )


def _absent(program: Program | None) -> Diagnostic:
    if program is None:
        return Diagnostic(
            "verifyta-missing",
            _("verifyta, which is to decide, is not on this machine"),
            hint=_("Let the embedded checker decide, or name the program in {variable}.").format(
                variable=VARIABLE
            ),
            example=f"{VARIABLE}=/opt/uppaal/bin/verifyta bartizan verify plant.bzn",
        )
    message = _("There is no program that can be run where verifyta is said to be")
    hint = {
        Source.VARIABLE: _("Name it in {variable}.").format(variable=VARIABLE),
        Source.CHOICE: _("Choose it again in the window, or name it in {variable}.").format(
            variable=VARIABLE
        ),
        Source.PATH: _("Make it executable."),
    }[program.source]
    return Diagnostic(
        "verifyta-missing",
        f"{message}: {program.path}",
        hint=hint,
        example=f"{VARIABLE}=/opt/uppaal/bin/verifyta bartizan verify plant.bzn",
    )


def _verdict(answer: Answer, formula: str) -> Verdict:
    outcome = _OUTCOMES.get(answer.kind, Outcome.UNKNOWN)
    extents = _extents(answer.value, formula)
    return Verdict(outcome, extents, answer.reason, answer.states, seconds=answer.seconds)


def _told(verdict: Verdict) -> str:
    """The ends that a verdict found."""
    return "; ".join(extent_text(extent_to_plain(extent)) for extent in verdict.extents)


def _extents(value: str | None, formula: str) -> tuple[Extent, ...]:
    """What sup or inf of one expression came to; a sign in front says that the end is not taken.

    A range, which bounds gives, is not read.
    """
    found = re.fullmatch(r"([<>]?)=?(-?\d+)", value or "")
    if found is None:
        return ()
    end = End(int(found[2]), attained=not found[1])
    return (Extent(least=end),) if formula.lstrip().startswith("inf") else (Extent(most=end),)
