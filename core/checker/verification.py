"""The embedded verifier: from a document and a query to a verdict."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from core.checker.activity import Activity
from core.checker.code import has_deadlock
from core.checker.context import Context
from core.checker.deadlock import Deadlocks
from core.checker.elaboration import Elaborated, elaborate
from core.checker.exploration import Exploration
from core.checker.limits import Exhausted, Limits, Progress, Watch
from core.checker.liveness import Lasting, Liveness, Unsure
from core.checker.moves import Moves, Situation
from core.checker.network import Network
from core.checker.predicates import lower_predicate
from core.checker.running import Conjunct, Decide, Program
from core.checker.stepping import FREELY
from core.checker.verdict import Ending, Outcome, Trace, Verdict
from core.checker.witness import Leg, arrive, bounds_of, run
from core.checker.zone import Constraint, Zone, meets, tighten_all
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.uppaal.declaration import Formula, Path
from core.uppaal.document import Document
from core.uppaal.expression import Expression
from core.uppaal.parsing import parse_query

_T = TypeVar("_T")


def verify(
    document: Document,
    query: str,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Verdict:
    """The verdict on one query.

    Refused where the document or the query is wrong or uses what is not supported, ModelFault where a
    run of the model goes wrong, Cancelled when asked to stop. A limit that is reached makes the
    verdict unknown and is its reason.
    """
    watch = Watch(limits, progress, cancelled)
    return _shallow(lambda: _Question(elaborate(document), query, watch).answer())


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


@dataclass(slots=True)
class _Count:
    states: int = 0
    transitions: int = 0


class _Question:
    """One query about one network."""

    def __init__(self, elaborated: Elaborated, query: str, watch: Watch) -> None:
        self._elaborated = elaborated
        self._watch = watch
        self._formula: Formula = parse_query(query, _("query"))
        self._count = _Count()

    def answer(self) -> Verdict:
        """The verdict."""
        try:
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
        if path in (Path.SUPREMUM, Path.INFIMUM, Path.BOUNDS) or condition is None:
            raise Unsure(_("{path} queries are not supported yet").format(path=path.value))
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

    def _context(self) -> Context:
        return Context(self._elaborated.scope, self._elaborated.building, _("query"))

    def _program(self) -> Program:
        # Functions that only a query calls come after those of the network.
        network = self._elaborated.network
        routines = self._elaborated.building.finished_routines()
        return Program(routines, len(network.variables) + len(network.processes))

    def _reachable(self, condition: Expression, positive: bool) -> tuple[bool, Trace | None]:
        """Whether a state with, or with `positive` false without, the condition can be reached."""
        predicate = lower_predicate(condition, self._context(), positive)
        program = self._program()
        network = self._elaborated.network
        activity = Activity(network, [predicate], equal=has_deadlock(predicate))
        moves = Moves(network, program, activity)
        aim = _Aim(program.predicate(predicate), Deadlocks(moves))
        exploration = Exploration(moves, self._watch)
        try:
            node = exploration.run(aim.met)
        finally:
            self._count.states = exploration.stored
            self._count.transitions = exploration.transitions
        if node is None:
            return False, None
        start = moves.start()
        assert start is not None
        legs = [Leg(move) for move in exploration.path(node)]
        for until in aim.ends(start, legs):
            trace = run(network, start, [*legs, Leg(until=until)])
            if trace is not None:
                return True, trace
        raise AssertionError("a state that was reached has a run that reaches it")

    def _lasting(
        self, trigger: Expression | None, goal: Expression, positive: bool
    ) -> tuple[Lasting | None, Trace | None]:
        """A maximal run with (`positive`) or without the goal all along, from the trigger or the start."""
        context = self._context()
        keeps = lower_predicate(goal, context, positive)
        begins = lower_predicate(trigger, context) if trigger is not None else ("and", ())
        if has_deadlock(keeps) or has_deadlock(begins):
            raise Unsure(_("deadlock in such a query is not supported yet"))
        program, network = self._program(), self._elaborated.network
        moves = Moves(network, program, Activity(network, [keeps, begins], equal=True))
        liveness = Liveness(moves, Deadlocks(moves), program.predicate(keeps), self._watch)
        exploration = Exploration(moves, self._watch)
        search = _Search(liveness, program.predicate(begins) if trigger is not None else None)
        start = moves.start()
        try:
            if trigger is None:
                node = 0 if start is not None and search.from_start(start) else None
            else:
                node = exploration.run(search.met)
        finally:
            self._count.states = exploration.stored + liveness.stored
            self._count.transitions = exploration.transitions + liveness.transitions
        if node is None or search.found is None:
            return None, None
        assert start is not None
        legs = [Leg(move) for move in exploration.path(node)] if trigger is not None else []
        return search.found, search.told(network, start, legs)


class _Aim:
    """The states that a reachability query looks for."""

    def __init__(self, decide: Decide, deadlocks: Deadlocks) -> None:
        self._decide = decide
        self._deadlocks = deadlocks
        self._cases: dict[Situation, list[tuple[tuple[Constraint, ...], int | None]]] = {}

    def met(self, situation: Situation, zone: Zone) -> bool:
        """Whether a state of the zone is one of them."""
        return any(
            meets(zone, situation.size, constraints)
            if dead is None
            else bool(self._among(zone, situation, constraints, dead))
            for constraints, dead in self._of(situation)
        )

    def ends(self, start: Situation, legs: list[Leg]) -> list[tuple[Constraint, ...]]:
        """Constraints, one of which a run along the legs can meet in the end."""
        arrived = arrive(start, legs)
        assert arrived is not None
        situation, zone = arrived
        found: list[tuple[Constraint, ...]] = []
        for constraints, dead in self._of(situation):
            if dead is None:
                found.append(constraints)
            else:
                pieces = self._among(zone, situation, constraints, dead)
                found.extend(bounds_of(piece, situation.size) for piece in pieces)
        return found

    def _of(self, situation: Situation) -> list[tuple[tuple[Constraint, ...], int | None]]:
        """The cases: clock constraints, and whether deadlock is asked for (1), denied (0) or neither."""
        found = self._cases.get(situation)
        if found is None:
            found = []
            for case in self._decide(situation.state):
                asked = {constraint[1] for constraint in case if constraint[0] < 0}
                if len(asked) < 2:
                    plain: Conjunct = tuple(constraint for constraint in case if constraint[0] >= 0)
                    found.append((situation.local(plain), asked.pop() if asked else None))
            self._cases[situation] = found
        return found

    def _among(
        self, zone: Zone, situation: Situation, constraints: tuple[Constraint, ...], dead: int
    ) -> list[Zone]:
        """The part of the zone that obeys the constraints and is, or is not, a deadlock."""
        cut = list(zone)
        if not tighten_all(cut, situation.size, constraints):
            return []
        if dead:
            return self._deadlocks.inside(tuple(cut), situation)
        pieces = []
        for alive in self._deadlocks.alive(situation):
            piece = cut.copy()
            if tighten_all(piece, situation.size, bounds_of(alive, situation.size)):
                pieces.append(tuple(piece))
        return pieces


class _Search:
    """Looks for a lasting run from the states in which it must begin."""

    def __init__(self, liveness: Liveness, begins: Decide | None) -> None:
        self._liveness = liveness
        self._begins = begins
        self.found: Lasting | None = None
        self._beginning: tuple[Constraint, ...] = ()

    def from_start(self, start: Situation) -> bool:
        """Whether a run from the initial state lasts."""
        # Before any delay all clocks are zero, and the condition must hold from there on.
        self.found = self._liveness.search(start, (1,) * (start.size * start.size))
        return self.found is not None

    def met(self, situation: Situation, zone: Zone) -> bool:
        """Whether a run lasts from a state of the zone in which it must begin."""
        assert self._begins is not None
        stay = self._liveness.stay(situation)
        if stay is None:
            return False
        for case in self._begins(situation.state):
            cut = list(zone)
            beginning = (*situation.local(case), *stay.constraints())
            if tighten_all(cut, situation.size, beginning):
                self.found = self._liveness.search(situation, tuple(cut))
                if self.found is not None:
                    self._beginning = beginning
                    return True
        return False

    def told(self, network: Network, start: Situation, legs: list[Leg]) -> Trace | None:
        """The run that was found, after the legs that lead to its beginning."""
        assert self.found is not None
        legs = list(legs)
        situation = legs[-1].move.target if legs and legs[-1].move is not None else start
        if self._begins is not None:
            legs.append(Leg(until=self._beginning))
        before = len(legs)
        for move in self.found.moves:
            assert situation is not None
            legs.append(Leg(move, self._liveness.stay(situation) or FREELY))
            situation = move.target
        assert situation is not None
        stay = self._liveness.stay(situation) or FREELY
        if self.found.ending is Ending.DEADLOCK:
            arrived = arrive(start, legs, stay)
            assert arrived is not None
            for piece in self._liveness.lasting(arrived[1], situation):
                trace = run(
                    network,
                    start,
                    [*legs, Leg(stay=stay, until=bounds_of(piece, situation.size))],
                    Ending.DEADLOCK,
                )
                if trace is not None:
                    return trace
            raise AssertionError("a deadlock that was found has a run that reaches it")
        loop = self.found.loop
        return run(
            network,
            start,
            [*legs, Leg(stay=stay)],
            self.found.ending,
            None if loop is None else before + loop,
        )
