"""The syntax tree of a ReSA sentence.

Two trees are equal when they say the same: where a piece stands in the text is kept beside, and not
compared. Places count characters from 0.
"""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """The characters from `start` to before `end`."""

    start: int
    end: int


_NOWHERE = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with its class, as in "brake pedal":inDevice; an untyped noun in quotes has none.

    `quoted` tells how it was written, which says nothing.
    """

    name: str
    ontology_class: str = ""
    place: Place = field(default=_NOWHERE, compare=False)
    quoted: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word; articles and keywords inside a phrase are in lower case."""

    text: str
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sign between two values: <, <=, >, >=, == or !=."""

    sign: str
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number as it is written, with its unit; the unit may be empty."""

    number: str
    unit: str = ""
    place: Place = field(default=_NOWHERE, compare=False)


Atom = Noun | Word | Comparison | Measure
Phrase = tuple[Atom, ...]


class Limit(StrEnum):
    """What the number of a time bound is."""

    EXACT = ""
    AT_LEAST = "at least"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    MORE_THAN = "more than"


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long something holds, as in "for at least 50 ms"."""

    time: Measure
    limit: Limit = Limit.EXACT
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Simple:
    """A condition in one piece, and how long it must have held."""

    phrase: Phrase
    lasting: Lasting | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """Conditions joined by "and"."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Conditions joined by "or", which binds less than "and"."""

    parts: tuple["Condition", ...]


Condition = Simple | Both | Either


class Prefix(StrEnum):
    """How a clause in front of the main part begins."""

    WHERE = "where"
    WHILE = "while"
    UNLESS = "unless"
    AFTER = "after"
    WHEN = "when"
    IF = "if"


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition with the keyword that says what kind of condition it is."""

    prefix: Prefix
    condition: Condition
    place: Place = field(default=_NOWHERE, compare=False)


class Suffix(StrEnum):
    """How a suffix behind an action begins."""

    WITHIN = "within"
    FOR = "for"
    EVERY = "every"
    DELAYED = "after"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after event"
    IMMEDIATELY = "immediately"


@dataclass(frozen=True, slots=True)
class Tail:
    """A suffix: a time, a range whose lower end is `earliest`, or a condition; "immediately" has neither."""

    suffix: Suffix
    time: Measure | None = None
    limit: Limit = Limit.EXACT
    earliest: Measure | None = None
    condition: Condition | None = None
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Action:
    """What is demanded, or forbidden where it is `denied`; `able` stands for "be able to".

    `again` says that "shall" is said again in front of it, so that no bound behind it binds what is before.
    """

    phrase: Phrase
    denied: bool = False
    able: bool = False
    again: bool = False
    tails: tuple[Tail, ...] = ()
    clauses: tuple[Clause, ...] = ()
    """Clauses that stand behind the action, where they do not belong."""
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Main:
    """Subjects, and the actions that shall be theirs."""

    subjects: tuple[Phrase, ...]
    actions: tuple[Action, ...]
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence: prefix clauses, main parts, and the main part for all other cases."""

    clauses: tuple[Clause, ...]
    mains: tuple[Main, ...]
    otherwise: Main | None = None
    label: str = ""
