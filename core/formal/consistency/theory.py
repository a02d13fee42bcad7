"""What the atoms of requirements have to do with each other: states of one machine, numbers, opposites.

Two locations of one machine exclude each other; comparisons of one quantity follow arithmetic; phrases that
differ by a pair of opposites, such as open and closed, exclude each other. Anything else is independent.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any as AnyType

import z3

from core.formal.consistency.abstraction import Abstraction, is_stand_in
from core.formal.property import All, Atom, Condition
from core.model import Binding, Id, Location, Proposition, Snapshot, StateMachine, Variable
from core.requirements.comparisons import Compared, compared, in_one_unit
from core.requirements.wording import identifier, stems

_OPPOSITES = (
    ("open", "close"), ("open", "shut"), ("start", "stop"), ("run", "stop"), ("enable", "disable"),
    ("lock", "unlock"), ("activate", "deactivate"), ("active", "inactive"), ("on", "off"),
    ("engage", "disengage"), ("arm", "disarm"), ("connect", "disconnect"), ("energise", "deenergise"),
    ("accept", "reject"), ("accept", "refuse"), ("raise", "clear"), ("increase", "decrease"),
    ("apply", "release"), ("press", "release"), ("valid", "invalid"), ("full", "empty"), ("fill", "drain"),
    ("high", "low"), ("inflate", "deflate"), ("permit", "prohibit"), ("allow", "forbid"),
    ("present", "absent"), ("available", "unavailable"), ("allow", "prevent"), ("encrypt", "decrypt"),
)  # fmt: skip
_SENSE: dict[str, tuple[str, int]] = {}
for _number, (_first, _second) in enumerate(_OPPOSITES):
    for _word, _side in ((_first, 1), (_second, -1)):
        for _stem in stems(_word):
            _SENSE.setdefault(_stem, (f"axis {_first}", _side))
_IDLE = frozenset().union(
    *(stems(word) for word in ("keep", "hold", "remain", "stay", "make", "set", "turn", "switch"))
)
_EXPRESSION = re.compile(r"\s*([A-Za-z_]\w*\.[A-Za-z_]\w*)\s*(<=|>=|==|!=|<|>)\s*(-?[0-9]+)\s*")


class Theory:
    """Truth of atoms at moments, as formulas, and the laws that hold between them at each moment."""

    def __init__(self, known: Abstraction) -> None:
        self._known = known
        self._machines: dict[Id, tuple[Id, int]] = {}
        self._sizes: dict[Id, int] = {}
        snapshot = known.snapshot
        for machine in snapshot.of(StateMachine):
            locations = snapshot.owned(machine.id, Location)
            self._sizes[machine.id] = len(locations)
            self._machines |= {one.id: (machine.id, number) for number, one in enumerate(locations)}
        self._variables = _variables(snapshot)
        self._compared = in_one_unit(_comparisons(snapshot))
        self._formulas: dict[tuple[Condition, int], z3.BoolRef] = {}
        self._groups: dict[Id, frozenset[str]] = {}
        self._ways: dict[tuple[Id, ...], list[dict[Id, bool]]] = {}

    def holds(self, condition: Condition, moment: int) -> z3.BoolRef:
        """Whether the condition holds at the moment."""
        known = self._formulas.get((condition, moment))
        if known is None:
            known = evaluated(condition, lambda atom: self._atom(atom, moment), z3.And, z3.Or)
            self._formulas[condition, moment] = known
        return known

    def laws(self, atoms: Iterable[Id], moment: int) -> Iterator[z3.BoolRef]:
        """What holds at the moment whatever is demanded: a machine is in one of its locations, and so on."""
        for group in sorted({group for atom in atoms for group in self.groups(atom)}):
            kind, _colon, name = group.partition(":")
            whole = z3.Int(f"{group}@{moment}")
            if kind == "machine":
                yield z3.And(whole >= 0, whole < self._sizes[Id(name)])
            elif kind == "variable" and name in self._variables:
                variable = self._variables[name]
                yield z3.And(whole >= variable.low, whole <= variable.high)
            elif kind == "opposite":
                yield z3.And(whole >= -1, whole <= 1)

    def groups(self, atom: Id) -> frozenset[str]:
        """What the atom is about: atoms that share none of these are independent."""
        if atom not in self._groups:
            self._groups[atom] = self._about(atom)
        return self._groups[atom]

    def _about(self, atom: Id) -> frozenset[str]:
        proposition = self._known.proposition(atom)
        if proposition.binding is Binding.STATE and not is_stand_in(proposition):
            found = {self._machines[one][0] for one in proposition.locations if one in self._machines}
            return frozenset(f"machine:{machine}" for machine in found)
        if proposition.binding is Binding.EXPRESSION:
            match = _EXPRESSION.fullmatch(proposition.expression)
            return frozenset({f"variable:{match[1]}" if match else f"expression:{proposition.expression}"})
        if proposition.binding is Binding.EVENT:
            return frozenset({f"event:{proposition.event}"})
        number = self._number(proposition.name)
        if number:
            return frozenset({number.group})
        signature, _side = _signature(proposition.name, self._known.actors.get(atom, ""))
        return frozenset({signature})

    def valuations(self, about: Iterable[Id]) -> list[dict[Id, bool]]:
        """Every way in which the atoms can be true and false together, in a fixed order."""
        parts: list[list[Id]] = []
        for atom in sorted(set(about)):
            near = [part for part in parts if any(self.groups(atom) & self.groups(other) for other in part)]
            parts = [part for part in parts if part not in near]
            parts.append(sorted([atom, *(other for part in near for other in part)]))
        known = [self._together(tuple(part)) for part in parts]
        return [{atom: value for row in rows for atom, value in row.items()} for rows in product(*known)]

    def _together(self, about: tuple[Id, ...]) -> list[dict[Id, bool]]:
        """Every way in which atoms that depend on each other can be true and false."""
        if about in self._ways:
            return self._ways[about]
        solver = z3.Solver()
        solver.add(*self.laws(about, 0))
        literals = {atom: z3.Bool(f"value {atom}") for atom in about}
        solver.add(*(literal == self.holds(Atom(atom), 0) for atom, literal in literals.items()))
        found: list[dict[Id, bool]] = []
        while solver.check() == z3.sat:
            model = solver.model()
            values = {atom: z3.is_true(model.eval(literal, True)) for atom, literal in literals.items()}
            found.append(values)
            solver.add(z3.Or(*(literal != values[atom] for atom, literal in literals.items())))
        self._ways[about] = sorted(found, key=lambda values: tuple(values.values()))
        return self._ways[about]

    def _atom(self, atom: Atom, moment: int) -> z3.BoolRef:
        told = self._told(self._known.proposition(atom.proposition), moment)
        return z3.Not(told) if atom.negated else told

    def _told(self, proposition: Proposition, moment: int) -> z3.BoolRef:
        if proposition.binding is Binding.EXPRESSION:
            told = self._expression(proposition.expression, moment)
        elif proposition.binding is Binding.EVENT:
            told = z3.Bool(f"event:{proposition.event}@{moment}")
        elif is_stand_in(proposition):
            told = self._phrase(proposition, moment)
        else:
            places = [self._machines[one] for one in proposition.locations if one in self._machines]
            told = z3.Or(*(z3.Int(f"machine:{machine}@{moment}") == number for machine, number in places))
        return z3.Not(told) if proposition.negated else told

    def _phrase(self, proposition: Proposition, moment: int) -> z3.BoolRef:
        number = self._number(proposition.name)
        if number:
            value = z3.Q(*number.number.as_integer_ratio())
            return _comparison(z3.Real(f"{number.group}@{moment}"), number.sign, value)
        signature, side = _signature(proposition.name, self._known.actors.get(proposition.id, ""))
        if side:
            return z3.Int(f"{signature}@{moment}") == side
        return z3.Bool(f"{signature}@{moment}")

    def _number(self, phrase: str) -> Compared | None:
        number = compared(phrase)
        return self._compared.get(number, number) if number else None

    def _expression(self, expression: str, moment: int) -> z3.BoolRef:
        match = _EXPRESSION.fullmatch(expression)
        if match is None:
            return z3.Bool(f"expression:{expression}@{moment}")
        return _comparison(z3.Int(f"variable:{match[1]}@{moment}"), match[2], int(match[3]))


def evaluated(
    condition: Condition,
    value: Callable[[Atom], AnyType],
    all_of: Callable[..., AnyType],
    any_of: Callable[..., AnyType],
) -> AnyType:
    """The condition with atoms and connectives read as given."""
    if isinstance(condition, Atom):
        return value(condition)
    parts = [evaluated(part, value, all_of, any_of) for part in condition.parts]
    return all_of(*parts) if isinstance(condition, All) else any_of(*parts)


def holds_in(condition: Condition, values: Mapping[Id, bool]) -> bool:
    """Whether the condition holds where atoms have these values."""
    return bool(
        evaluated(
            condition,
            lambda atom: values[atom.proposition] != atom.negated,
            lambda *parts: all(parts),
            lambda *parts: any(parts),
        )
    )


def _signature(name: str, actor: str) -> tuple[str, int]:
    """What a phrase is about, without words that change nothing, and which of two opposites it says.

    How a thing is, open or closed, is the same whoever makes it so; any other response is its actor's.
    """
    words = stems(name) - _IDLE
    senses = [(word, *_SENSE[word]) for word in sorted(words) if word in _SENSE]
    if len(words) < 2 or len(senses) != 1:
        words |= stems(actor)
    if len(senses) != 1:
        return f"phrase:{' '.join(sorted(words)) or name}", 0
    word, axis, side = senses[0]
    return f"opposite:{axis} {' '.join(sorted(words - {word}))}", side


def _comparison(value: AnyType, sign: str, number: AnyType) -> z3.BoolRef:
    match sign:
        case "<":
            return value < number
        case "<=":
            return value <= number
        case ">":
            return value > number
        case ">=":
            return value >= number
        case "!=":
            return value != number
    return value == number


def _comparisons(snapshot: Snapshot) -> Iterator[Compared]:
    """What phrases compare that nobody bound."""
    for proposition in snapshot.of(Proposition):
        number = compared(proposition.name) if is_stand_in(proposition) else None
        if number:
            yield number


def _variables(snapshot: Snapshot) -> dict[str, Variable]:
    """Bounded integers by their names in expressions."""
    found: dict[str, Variable] = {}
    for variable in snapshot.of(Variable):
        machine = snapshot.find(StateMachine, variable.owner)
        if machine:
            found[f"{identifier(machine.name)}.{identifier(variable.name)}"] = variable
    return found
