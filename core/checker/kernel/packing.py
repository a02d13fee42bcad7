"""A network, its bounds and a goal as one array of integers, as the kernel reads them.

Words refer to each other by their places in the array. The first sixteen are the header: the places of the
initial state, then how many slots, processes, clocks and channels, the places of channels, processes and
routines, the goal, whether lower and upper bounds are the same, the flags by count and place, what must last
from where on, and the measures by count and place.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.checker.activity import Activity
from core.checker.code import NO, Code
from core.checker.measure import Measure
from core.checker.network import Edge, Network, Process

HEADER = 16

CLOCKS, SLOTS, LOCALS = 300, 100_000, 10_000
"""What is on the stack of the kernel: larger networks and functions are left to the twin."""

_DIRECTIONS = {"": 0, "!": 1, "?": 2}
_NAMES = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod", "&": "band", "|": "bor", "^": "bxor",
    "<<": "shl", ">>": "shr", "<?": "least", ">?": "most", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
    "==": "eq", "!=": "ne", "&&": "land", "||": "lor", "!": "lnot", "?": "choose",
    "do": "run", "if": "if_", "while": "while_", "return": "return_",
    "int": "value", "and": "all", "or": "any",
}  # fmt: skip
"""What the kernel calls an operation, where it is not as in `core.checker.code`."""


class Unpackable(Exception):
    """A number or a network larger than the kernel takes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: a state with the goal; or a run along which `keeps` lasts from the start on.

    Or from a state on in which `begins` holds. With measures all states with the goal are measured.
    """

    goal: Code = NO
    measures: tuple[Measure, ...] = ()
    keeps: Code | None = None
    begins: Code | None = None


def packed(network: Network, activity: Activity, asked: Asked, operations: Mapping[str, int]) -> "array[int]":
    """The words; `operations` are the numbers of operations by name.

    Unpackable where a number, or the network itself, is too large.
    """
    try:
        return _Packing(operations).network(network, activity, asked)
    except OverflowError as error:
        raise Unpackable from error


class _Packing:
    """The words so far."""

    def __init__(self, operations: Mapping[str, int]) -> None:
        self.words = array("q", [0] * HEADER)
        self._operations = operations

    def network(self, network: Network, activity: Activity, asked: Asked) -> "array[int]":
        width = len(network.variables) + len(network.processes)
        largest = max((routine.frame for routine in network.routines), default=0)
        if len(network.clocks) > CLOCKS or width > SLOTS or largest > LOCALS:
            raise Unpackable
        if any(low < -(1 << 31) or high >= 1 << 31 for low, high in network.ranges):
            raise Unpackable
        start = self.put(network.start())
        channels = self.put([int(fact) for one in network.channels for fact in (one.urgent, one.broadcast)])
        processes = self.put(
            [
                word
                for process, table in zip(network.processes, activity.tables, strict=True)
                for word in self._process(process, table)
            ]
        )
        routines = self.put(
            [
                self.put(
                    [
                        routine.frame,
                        len(routine.parameters),
                        self.code(routine.body),
                        *(bound for parameter in routine.parameters for bound in parameter),
                    ]
                )
                for routine in network.routines
            ]
        )
        flags = self.put([word for flag in activity.flags.items() for word in flag])
        measures = self.put(
            [word for one in asked.measures for word in (one.clock, 0 if one.clock else self.code(one.code))]
        )
        header = (
            *(start, len(network.variables), len(network.processes), len(network.clocks)),
            *(len(network.channels), channels, processes, routines, self.code(asked.goal)),
            *(int(activity.equal), len(activity.flags), flags),
            *(self.code(one) if one is not None else 0 for one in (asked.keeps, asked.begins)),
            *(len(asked.measures), measures),
        )
        self.words[:HEADER] = array("q", header)
        return self.words

    def code(self, code: Code) -> int:
        """Where the code begins once it is written."""
        kind: str = code[0]
        operands = _OPERANDS.get(kind, _parts)
        return self.put([self._operations[_NAMES.get(kind, kind)], *operands(self, code)])

    def _process(self, process: Process, table: Sequence[Sequence[int]]) -> list[int]:
        places = [
            word
            for place in process.places
            for word in (int(place.urgent), int(place.committed), self._predicate(place.invariant))
        ]
        edges = [word for edge in process.edges for word in self._edge(edge)]
        bounds = [word for row in table for word in row]
        return [
            len(process.places),
            self.put(places),
            len(process.edges),
            self.put(edges),
            self.put(bounds),
        ]

    def _edge(self, edge: Edge) -> list[int]:
        return [
            edge.source,
            edge.target,
            self._predicate(edge.guard),
            _DIRECTIONS[edge.direction],
            self.code(edge.channel) if edge.direction else 0,
            edge.channel[1] if edge.direction and edge.channel[0] == "n" else -1,
            self.put([self.code(update) for update in edge.updates]),
            len(edge.updates),
        ]

    def _predicate(self, predicate: Code) -> int:
        return 0 if predicate == ("and", ()) else self.code(predicate)

    def place(self, place: Code) -> list[int]:
        """Kind, whether in the state, base, offset."""
        in_state = int(place[0] in ("v", "at"))
        if place[0] in ("v", "l"):
            return [0, in_state, place[1], 0]
        return [1, in_state, place[1], self.code(place[2])]

    def put(self, words: Sequence[int]) -> int:
        """Where the words stand."""
        place = len(self.words)
        self.words.extend(array("q", words))
        return place


def _parts(packing: _Packing, code: Code) -> list[int]:
    return [packing.code(part) for part in code[1:]]


def _list(packing: _Packing, code: Code) -> list[int]:
    return [len(code[1]), *(packing.code(part) for part in code[1])]


_OPERANDS: dict[str, Callable[[_Packing, Code], list[int]]] = {
    "n": lambda _packing, code: [code[1]],
    "v": lambda _packing, code: [code[1]],
    "l": lambda _packing, code: [code[1]],
    "at": lambda packing, code: [code[1], packing.code(code[2])],
    "lat": lambda packing, code: [code[1], packing.code(code[2])],
    "t": lambda packing, code: [packing.put(code[1]), packing.code(code[2])],
    "off": lambda packing, code: [packing.code(code[1]), *code[2:5]],
    "set": lambda packing, code: [packing.code(code[2]), *code[3:5], *packing.place(code[1])],
    "step": lambda packing, code: [*code[2:5], int(bool(code[5])), *packing.place(code[1])],
    "reset": lambda packing, code: [code[1], packing.code(code[2])],
    "call": lambda packing, code: [code[1], *code[3:5], *(packing.code(part) for part in code[2])],
    "block": _list,
    "and": _list,
    "or": _list,
    "if": lambda packing, code: [*_parts(packing, code[:3]), packing.code(code[3]) if code[3] else 0],
    "return": lambda packing, code: [packing.code(code[1]) if code[1] is not None else 0],
    "clock": lambda packing, code: [code[1], code[2], int(code[3]), packing.code(code[4])],
    "deadlock": lambda _packing, code: [int(code[1])],
}
"""The operands of each operation as the kernel reads them; of all others the parts."""
