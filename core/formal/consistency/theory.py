"""What the atoms of requirements have to do with each other: states of one machine, numbers, opposites.

Two locations of one machine exclude each other; comparisons of one quantity follow arithmetic; phrases that
differ by a pair of opposites, such as open and closed, exclude each other. Anything else is independent.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any as AnyType

import z3

from core.formal.consistency.abstraction import Abstraction, is_stand_in
from core.formal.property import All, Atom, Condition
from core.model import Binding, Id, Location, Proposition, Snapshot, StateMachine, Variable
from core.requirements.comparisons import Compared, comparisons, in_one_unit
from core.requirements.wording import identifier, stems

_OPPOSITES = (
    ("open", "close shut"), ("start", "stop"), ("run", "stop"), ("enable", "disable"), ("lock", "unlock"),
    ("activate", "deactivate"), ("active", "inactive"), ("on", "off"), ("engage", "disengage"),
    ("arm", "disarm"), ("connect", "disconnect"), ("energise energize", "deenergise deenergize"),
    ("accept", "reject refuse"), ("raise", "clear"), ("increase", "decrease"), ("apply", "release"),
    ("press", "release"), ("valid", "invalid"), ("full", "empty"), ("fill", "drain"), ("high", "low"),
    ("inflate", "deflate"), ("permit", "prohibit"), ("allow", "forbid"), ("present", "absent"),
    ("available", "unavailable"), ("allow", "prevent"), ("encrypt", "decrypt"),
)  # fmt: skip
"""Opposites, each as one word or several that mean the same. What two words share one of may be both."""


def _linked() -> dict[str, str]:
    """Each first word with the one by which all that its opposites lead to are known."""
    found: dict[str, str] = {}
    for pair in _OPPOSITES:
        first, second = (words.split()[0] for words in pair)
        old, new = found.setdefault(second, second), found.setdefault(first, first)
        found = {word: new if axis == old else axis for word, axis in found.items()}
    return found


def _senses() -> dict[str, tuple[str, str]]:
    """Each stem of each word with its axis and with the word that stands for all that mean the same."""
    axes = _linked()
    found: dict[str, tuple[str, str]] = {}
    for words in (words for pair in _OPPOSITES for words in pair):
        for word in words.split():
            # Too short a word and an ending make another word, such as "ones".
            endings = ("", "es", "ed", "ing") if len(word) > 3 else ("",)
            forms = [word + ending for ending in endings] + [f"{word[:-1]}ied"] * word.endswith("y")
            first = words.split()[0]
            found |= dict.fromkeys(
                {stem for form in forms for stem in stems(form) or {form}}, (axes[first], first)
            )
    return found


_SENSE = _senses()
_EXCLUSIVE: dict[str, list[tuple[str, str]]] = defaultdict(list)
for _firsts, _seconds in _OPPOSITES:
    _EXCLUSIVE[_SENSE[next(iter(stems(_firsts) or {_firsts}))][0]].append(
        (_firsts.split()[0], _seconds.split()[0])
    )
_IDLE = frozenset().union(
    *(stems(word) for word in ("keep", "hold", "remain", "stay", "make", "set", "turn", "switch"))
)
_HYPHENED = re.compile(r"\bde-(?=[a-z])")
_ON = re.compile(r"\bon$|\b(?:switch|turn|power|keep|stay|remain)(?:e?s|ed|ing)? on\b")
"""The opposite of off; as a word that only says where something is, "on" tells nothing."""
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
        self._numbers = _numbers(known)
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
                for first, second in _EXCLUSIVE[name.partition(" ")[0]]:
                    yield z3.Not(z3.And(_said(group, first, moment), _said(group, second, moment)))

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
        if atom in self._numbers:
            return frozenset(number.group for number in self._numbers[atom])
        signature, _word = _signature(proposition.name, self._known.actors.get(atom, ""))
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
        numbers = self._numbers.get(proposition.id)
        if numbers:
            return z3.And(
                *(
                    _comparison(
                        z3.Real(f"{one.group}@{moment}"), one.sign, z3.Q(*one.number.as_integer_ratio())
                    )
                    for one in numbers
                )
            )
        signature, word = _signature(proposition.name, self._known.actors.get(proposition.id, ""))
        return _said(signature, word, moment) if word else z3.Bool(f"{signature}@{moment}")

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


def _said(group: str, word: str, moment: int) -> z3.BoolRef:
    """Whether of what the group is about the word is said, one of several that may exclude each other."""
    return z3.Bool(f"{group} is {word}@{moment}")


def _signature(name: str, actor: str) -> tuple[str, str]:
    """What a phrase is about, without words that change nothing, and which opposite it says, if any.

    How a thing is, open or closed, is the same whoever makes it so; any other response is its actor's.
    """
    words = stems(_HYPHENED.sub("de", name)) - _IDLE
    if _ON.search(name) and not any(word in _SENSE for word in words):
        words |= {"on"}
    senses = [(word, *_SENSE[word]) for word in sorted(words) if word in _SENSE]
    if len(words) < 2 or len(senses) != 1:
        words |= stems(actor)
    if len(senses) != 1:
        return f"phrase:{' '.join(sorted(words)) or name}", ""
    stem, axis, word = senses[0]
    return f"opposite:{axis} {' '.join(sorted(words - {stem}))}", word


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


def _numbers(known: Abstraction) -> dict[Id, tuple[Compared, ...]]:
    """What phrases compare that nobody bound, by the atoms that stand for them, each quantity in one unit."""
    found = {
        proposition.id: comparisons(proposition.name, known.actors.get(proposition.id, ""))
        for proposition in known.snapshot.of(Proposition)
        if is_stand_in(proposition)
    }
    converted = in_one_unit(one for several in found.values() for one in several)
    return {atom: tuple(converted[one] for one in several) for atom, several in found.items() if several}


def _variables(snapshot: Snapshot) -> dict[str, Variable]:
    """Bounded integers by their names in expressions."""
    found: dict[str, Variable] = {}
    for variable in snapshot.of(Variable):
        machine = snapshot.find(StateMachine, variable.owner)
        if machine:
            found[f"{identifier(machine.name)}.{identifier(variable.name)}"] = variable
    return found
