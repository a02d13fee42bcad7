"""The embedded verifier: from a document and a query to a verdict."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from core.checker.activity import Activity
from core.checker.aim import Aim
from core.checker.beginning import begins, forbidding
from core.checker.bystanders import bystanders, completed, without
from core.checker.code import YES, Code, Invalid, conjunction, has_deadlock
from core.checker.context import Context
from core.checker.deadlock import Deadlocks
from core.checker.elaboration import Elaborated, elaborate
from core.checker.exploration import Exploration, Found, Goal
from core.checker.extremes import (
    GROWTH,
    LARGEST,
    Endlessness,
    activity_of,
    beyond,
    exceeds,
    extent,
    first_bound,
)
from core.checker.faults import mistaken
from core.checker.kernel.packing import Asked
from core.checker.kernel.search import explored, lasted
from core.checker.lasting import LastingSearch
from core.checker.limits import Exhausted, Limits, Progress, Watch
from core.checker.liveness import Lasting, Liveness, Unsure
from core.checker.measure import Measure, Measured, Measuring, lower_measure
from core.checker.moves import Move, Moves
from core.checker.network import Network
from core.checker.predicates import lower_predicate
from core.checker.running import Conjunct, Decide, Evaluate, Program, Values
from core.checker.verdict import Extent, Outcome, Trace, Verdict
from core.checker.witness import Leg, run
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.uppaal.document import Document
from core.uppaal.language.declaration import Formula, Path
from core.uppaal.language.expression import Expression
from core.uppaal.language.parsing import parse_query

_T = TypeVar("_T")


def verify(
    document: Document,
    query: str,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    by_kernel: bool = True,
) -> Verdict:
    """The verdict on one query; without `by_kernel` the twin in Python finds it, even where the kernel could.

    Refused where the document or the query is wrong or uses what is not supported, or the query has no
    value in a state, ModelFault where a run of the model goes wrong, Cancelled when asked to stop. A limit
    that is reached makes the verdict unknown and is its reason.
    """
    watch = Watch(limits, progress, cancelled)
    return _shallow(lambda: _Question(elaborate(document), query, watch, by_kernel).answer())


def require_verifiable(document: Document) -> None:
    """Refuse a document that is wrong or uses what is not supported, whatever is asked about it."""
    _shallow(lambda: elaborate(document))


def verify_all(
    document: Document,
    queries: Iterable[str],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Verdict]:
    """The verdicts on several queries, each within the limits.

    Where `verify` would refuse a query or meet a fault of the model, the verdict is unknown with that
    reason. A document that is refused, is refused.
    """
    elaborated = _shallow(lambda: elaborate(document))
    return [_attempt(elaborated, query, Watch(limits, progress, cancelled)) for query in queries]


def _attempt(elaborated: Elaborated, query: str, watch: Watch) -> Verdict:
    try:
        return _shallow(lambda: _Question(elaborated, query, watch).answer())
    except Refused as refusal:
        return Verdict(Outcome.UNKNOWN, reason=str(refusal), seconds=watch.seconds)


def _shallow(work: Callable[[], _T]) -> _T:
    try:
        return work()
    except RecursionError as error:
        raise Refused(
            Diagnostic(
                "text-too-deep",
                _("Brackets, operators or calls nest too deep"),
                hint=_("Split the expression, or give its parts names in functions."),
            )
        ) from error


def _asked(decide: Decide) -> Decide:
    """The same, with a refusal of the query where it has no value in a state, such as by an index."""

    def judged(state: Values) -> list[Conjunct]:
        try:
            return decide(state)
        except Invalid as error:
            raise _without_value(error) from error

    return judged


def _valued(value: Evaluate) -> Evaluate:
    """The same of what is measured."""

    def judged(state: Values, frame: Values) -> int:
        try:
            return value(state, frame)
        except Invalid as error:
            raise _without_value(error) from error

    return judged


def _without_value(error: Invalid) -> Refused:
    return mistaken(
        "query-fault",
        _("The query has no value in a state that the model reaches: {reason}").format(reason=error),
        where=_("query"),
        hint=_("Ask only where it has one, with a condition before it and “and” or “imply”."),
    )


@dataclass(slots=True)
class _Count:
    states: int = 0
    transitions: int = 0


class _Question:
    """One query about one network."""

    def __init__(self, elaborated: Elaborated, query: str, watch: Watch, by_kernel: bool = True) -> None:
        self._elaborated = elaborated
        self._by_kernel = by_kernel
        self._watch = watch
        self._formula: Formula = parse_query(query, _("query"))
        self._count = _Count()
        self._left_out: frozenset[int] = frozenset()

    def answer(self) -> Verdict:
        """The verdict."""
        try:
            if self._formula.measures:
                extents = self._measured()
                return replace(self._verdict(Outcome.SATISFIED, None), extents=extents)
            outcome, trace = self._outcome()
        except (Exhausted, Unsure) as end:
            return self._verdict(Outcome.UNKNOWN, None, str(end))
        return self._verdict(outcome, trace)

    def _verdict(self, outcome: Outcome, trace: Trace | None, reason: str = "") -> Verdict:
        return Verdict(
            outcome,
            reason=reason,
            states=self._count.states,
            transitions=self._count.transitions,
            seconds=self._watch.seconds,
            trace=trace,
        )

    def _outcome(self) -> tuple[Outcome, Trace | None]:
        formula = self._formula
        path, condition = formula.path, formula.condition
        assert condition is not None
        if path is Path.LEADS_TO:
            assert formula.goal is not None
            lasting, trace = self._lasting(condition, formula.goal, False)
            return (Outcome.VIOLATED if lasting else Outcome.SATISFIED), trace
        if path in (Path.POTENTIALLY_ALWAYS, Path.EVENTUALLY):
            sought = path is Path.POTENTIALLY_ALWAYS
            lasting, trace = self._lasting(None, condition, sought)
            return (Outcome.SATISFIED if bool(lasting) is sought else Outcome.VIOLATED), trace
        sought = path is Path.POSSIBLY
        reached, trace = self._reachable(condition, sought)
        return (Outcome.SATISFIED if reached is sought else Outcome.VIOLATED), trace

    def _measured(self) -> tuple[Extent, ...]:
        """What sup, inf or bounds ask for, of each expression."""
        formula, context = self._formula, self._context()
        condition = lower_predicate(formula.condition, context) if formula.condition is not None else YES
        if has_deadlock(condition):
            raise Unsure(_("deadlock in such a query is not supported yet"))
        measures = tuple(lower_measure(tree, context) for tree in formula.measures)
        lower, upper = formula.path is not Path.SUPREMUM, formula.path is not Path.INFIMUM
        network = self._asked_about([condition, *(measure.looks() for measure in measures)])
        bounds = [first_bound(Activity(network, [condition]), [measure]) for measure in measures]
        endless: set[int] = set()
        while True:
            found = self._met(network, condition, measures, bounds)
            wide = {one for one, measure in enumerate(measures) if measure.clock}
            high = {one for one in wide - endless if upper and exceeds(found[one], bounds[one], True)}
            low = {one for one in wide if lower and exceeds(found[one], bounds[one], False)}
            if found[0].most is None:
                raise Unsure(_("no state with the condition is reached, so that there is nothing to measure"))
            if not high and not low:
                break
            for one in high:
                if self._is_endless(network, condition, measures[one].clock, bounds[one]):
                    endless.add(one)
            for one in (high - endless) | low:
                bounds[one] *= GROWTH
                if bounds[one] > LARGEST:
                    raise Unsure(
                        _("a clock goes beyond {value}, and no end of it was found").format(value=LARGEST)
                    )
        return tuple(extent(one, lower, upper, at in endless) for at, one in enumerate(found))

    def _met(
        self, network: Network, condition: Code, measures: tuple[Measure, ...], bounds: Sequence[int]
    ) -> list[Measured]:
        """What is met of the measures in all states with the condition."""
        program = self._program()
        activity = activity_of(network, condition, measures, bounds)
        moves = Moves(network, program, activity)
        self._require_beginning(moves, network, program)
        valued = [(measure.clock, _valued(program.expression(measure.code))) for measure in measures]
        measuring = Measuring(_asked(program.predicate(condition)), valued)
        asked = Asked(condition, measures)
        _path, found = self._path(network, activity, asked, moves, measuring.met)
        return found.measured or measuring.found

    def _is_endless(self, network: Network, condition: Code, clock: int, most: int) -> bool:
        """Whether a run to a value of the clock beyond that bound shows that it has no largest value."""
        larger = conjunction([condition, beyond(clock, most)])
        program = self._program()
        activity = activity_of(network, condition, [Measure(clock)], [most])
        moves = Moves(network, program, activity)
        aim = Aim(_asked(program.predicate(larger)), Deadlocks(moves))
        path, _found = self._path(network, activity, Asked(larger), moves, aim.met)
        start = moves.start()
        if path is None or start is None:
            return False
        return Endlessness(network, program, condition, clock).shown(start, moves, path)

    def _asked_about(self, predicates: list[Code]) -> Network:
        """The network without the processes that make no difference to these predicates."""
        network = replace(self._elaborated.network, routines=self._elaborated.building.finished_routines())
        self._left_out = bystanders(network, predicates)
        return without(network, self._left_out)

    def _complete(self, moves: Sequence[Move | None], times: Sequence[Fraction]) -> list[Move | None]:
        """The moves with what the processes that were left out do meanwhile."""
        if not self._left_out:
            return list(moves)
        network = self._elaborated.network
        return completed(Moves(network, self._program(), Activity(network)), self._left_out, moves, times)

    def _context(self) -> Context:
        return Context(self._elaborated.scope, self._elaborated.building, _("query"))

    def _program(self) -> Program:
        # Functions that only a query calls come after those of the network.
        network = self._elaborated.network
        routines = self._elaborated.building.finished_routines()
        return Program(routines, len(network.variables) + len(network.processes))

    def _require_beginning(self, moves: Moves, network: Network, program: Program) -> None:
        if not begins(moves):
            words = _("The invariant of {location} does not hold at the start, so that nothing ever happens")
            raise Unsure(words.format(location=forbidding(network, program)))

    def _reachable(self, condition: Expression, positive: bool) -> tuple[bool, Trace | None]:
        """Whether a state with, or with `positive` false without, the condition can be reached."""
        predicate = lower_predicate(condition, self._context(), positive)
        program = self._program()
        network = self._asked_about([predicate])
        activity = Activity(network, [predicate], equal=has_deadlock(predicate))
        moves, aim, path = self._way(network, program, activity, predicate)
        if path is None:
            return False, None
        start = moves.start()
        assert start is not None
        legs = [Leg(move) for move in path]
        for until in aim.ends(start, legs):
            trace = run(self._elaborated.network, start, [*legs, Leg(until=until)], self._complete)
            if trace is not None:
                return True, trace
        raise AssertionError("a state that was reached has a run that reaches it")

    def _way(
        self, network: Network, program: Program, activity: Activity, predicate: Code
    ) -> tuple[Moves, Aim, list[Move] | None]:
        """The moves of a way to a state with the predicate; a shortest one, if the limits allow."""
        moves, aim = self._aimed(network, program, activity, predicate)
        self._require_beginning(moves, network, program)
        asked = Asked(predicate)
        path, found = self._path(network, activity, asked, moves, aim.met)
        if path is not None and found.overtaken:
            count = replace(self._count)
            fresh, again = self._aimed(network, program, activity, predicate)
            with suppress(Exhausted):
                shortest, _found = self._path(network, activity, asked, fresh, again.met, shortest=True)
                moves, aim, path = fresh, again, shortest
            self._count = count
        return moves, aim, path

    def _aimed(
        self, network: Network, program: Program, activity: Activity, predicate: Code
    ) -> tuple[Moves, Aim]:
        moves = Moves(network, program, activity)
        return moves, Aim(_asked(program.predicate(predicate)), Deadlocks(moves))

    def _path(
        self,
        network: Network,
        activity: Activity,
        asked: Asked,
        moves: Moves,
        goal: Goal,
        shortest: bool = False,
    ) -> tuple[list[Move] | None, Found]:
        """The moves to a state that meets the goal, None where none does: by the kernel, or its twin."""
        found = Found()
        try:
            watch = self._watch
            if self._by_kernel and explored(network, activity, asked, moves, goal, found, watch, shortest):
                return found.path, found
        finally:
            self._count.states, self._count.transitions = found.stored, found.transitions
        exploration = Exploration(moves, self._watch, shortest)
        try:
            node = exploration.run(goal)
        finally:
            self._count.states, self._count.transitions = exploration.stored, exploration.transitions
        found.overtaken = exploration.overtaken
        return (exploration.path(node) if node is not None else None), found

    def _lasting(
        self, trigger: Expression | None, goal: Expression, positive: bool
    ) -> tuple[Lasting | None, Trace | None]:
        """A maximal run with (`positive`) or without the goal all along, from the trigger or the start."""
        context = self._context()
        keeps = lower_predicate(goal, context, positive)
        begins = lower_predicate(trigger, context) if trigger is not None else ("and", ())
        if has_deadlock(keeps) or has_deadlock(begins):
            raise Unsure(_("deadlock in such a query is not supported yet"))
        program, network = self._program(), self._asked_about([keeps, begins])
        activity = Activity(network, [keeps, begins], equal=True)
        moves = Moves(network, program, activity)
        self._require_beginning(moves, network, program)
        liveness = Liveness(moves, Deadlocks(moves), _asked(program.predicate(keeps)), self._watch)
        search = LastingSearch(liveness, _asked(program.predicate(begins)) if trigger is not None else None)
        asked = Asked(keeps=keeps, begins=begins if trigger is not None else None)
        path = self._lasting_path(network, activity, asked, moves, search, liveness)
        if path is None or search.found is None:
            return None, None
        start = moves.start()
        assert start is not None
        legs = [Leg(move) for move in path]
        return search.found, search.told(self._elaborated.network, start, legs, self._complete)

    def _lasting_path(
        self,
        network: Network,
        activity: Activity,
        asked: Asked,
        moves: Moves,
        search: LastingSearch,
        liveness: Liveness,
    ) -> list[Move] | None:
        """The moves to where a lasting run begins, and that run in the search; None where there is none."""
        found = Found()
        try:
            if self._by_kernel and lasted(network, activity, asked, moves, found, self._watch):
                situation = found.path[-1].target if found.path else moves.start()
                if found.lasting is not None and situation is not None:
                    search.take(situation, found.lasting, found.beginning)
                return found.path
        finally:
            self._count.states, self._count.transitions = found.stored, found.transitions
        exploration = Exploration(moves, self._watch)
        start = moves.start()
        try:
            if asked.begins is None:
                return [] if start is not None and search.from_start(start) else None
            node = exploration.run(search.met)
        finally:
            self._count.states = exploration.stored + liveness.stored
            self._count.transitions = exploration.transitions + liveness.transitions
        return exploration.path(node) if node is not None else None
