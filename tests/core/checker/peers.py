"""Models of our own, equal to those that TChecker's example scripts write: both are measured on them."""

from core.uppaal.document import Document, Waiting
from tests.core.checker.models import automaton, edge, fischer, location, network

__all__ = ["STORED", "csmacd", "fddi", "fischer", "peer_model", "train_gate"]

STORED = {
    ("fischer", 4): 220,
    ("fischer", 5): 727,
    ("fischer", 6): 2378,
    ("fischer", 7): 7737,
    ("fischer", 8): 25080,
    ("csmacd", 4): 258,
    ("csmacd", 5): 850,
    ("csmacd", 6): 2594,
    ("fddi", 4): 93,
    ("fddi", 6): 197,
    ("fddi", 8): 341,
    ("fddi", 10): 525,
    ("train_gate", 5): 215_375,
}
"""States that TChecker's covering reachability stores of each, breadth first, with inclusion."""


def peer_model(name: str, count: int) -> Document:
    """The model by the name of TChecker's script and the number of its processes."""
    return {"fischer": fischer, "csmacd": csmacd, "fddi": fddi, "train_gate": train_gate}[name](count)


def csmacd(stations: int, length: int = 808, slot: int = 26) -> Document:
    """Stations on one bus that fall silent when they collide (Tripakis and Yovine 2001)."""
    bus = automaton(
        "Bus",
        location("idle"),
        location("active"),
        location("collision", f"y < {slot}"),
        location("loop", waiting=Waiting.COMMITTED),
        edge("idle", "active", synchronisation="begin?", assignment="y = 0"),
        edge("active", "collision", guard=f"y < {slot}", synchronisation="begin?", assignment="y = 0"),
        edge("active", "active", guard=f"y >= {slot}", synchronisation="busy?"),
        edge("active", "idle", synchronisation="end?", assignment="y = 0"),
        edge("collision", "loop", guard=f"y < {slot}", assignment="j = 1"),
        edge("loop", "loop", guard=f"j <= {stations}", synchronisation="cd[j]!", assignment="j = j + 1"),
        edge("loop", "idle", guard=f"j == {stations + 1} && y < {slot}", assignment="y = 0, j = 1"),
        declaration=f"clock y; int[1,{stations + 1}] j = 1;",
    )
    station = automaton(
        "Station",
        location("wait"),
        location("start", f"x <= {length}"),
        location("retry", f"x < {2 * slot}"),
        edge("wait", "start", synchronisation="begin!", assignment="x = 0"),
        edge("wait", "retry", synchronisation="busy!", assignment="x = 0"),
        edge("wait", "wait", synchronisation="cd[me]?", assignment="x = 0"),
        edge("wait", "retry", synchronisation="cd[me]?", assignment="x = 0"),
        edge("start", "wait", guard=f"x == {length}", synchronisation="end!", assignment="x = 0"),
        edge("start", "retry", guard=f"x < {slot}", synchronisation="cd[me]?", assignment="x = 0"),
        edge("retry", "start", guard=f"x < {2 * slot}", synchronisation="begin!", assignment="x = 0"),
        edge("retry", "retry", guard=f"x < {2 * slot}", synchronisation="busy!", assignment="x = 0"),
        edge("retry", "retry", guard=f"x < {2 * slot}", synchronisation="cd[me]?", assignment="x = 0"),
        declaration="clock x;",
        parameter="const number me",
    )
    declaration = f"typedef int[1,{stations}] number; chan begin, busy, end; chan cd[{stations + 2}];"
    return network(declaration, bus, station)


def fddi(stations: int, allocation: int = 20) -> Document:
    """Stations that pass a token around a ring (Daws and others 1996)."""
    rotation = 50 * stations
    late = rotation + allocation
    station = automaton(
        "Station",
        location("q0"),
        location("q1", f"trt <= {allocation}"),
        location("q2", f"trt <= {allocation}"),
        location("q3", f"xa <= {late}"),
        location("q4"),
        location("q5", f"trt <= {allocation}"),
        location("q6", f"trt <= {allocation}"),
        location("q7", f"xb <= {late}"),
        *(
            edge(
                source,
                target,
                guard=f"trt {compared} {rotation}",
                synchronisation="take[me]?",
                assignment=f"trt = 0, {clock} = 0",
            )
            for source, target, compared, clock in (
                ("q0", "q1", ">=", "xb"),
                ("q0", "q2", "<", "xb"),
                ("q4", "q5", ">=", "xa"),
                ("q4", "q6", "<", "xa"),
            )
        ),
        edge("q1", "q4", guard=f"trt == {allocation}", synchronisation="pass[me]!"),
        edge("q2", "q3", guard=f"trt == {allocation}"),
        edge("q3", "q4", synchronisation="pass[me]!"),
        edge("q5", "q0", guard=f"trt == {allocation}", synchronisation="pass[me]!"),
        edge("q6", "q7", guard=f"trt == {allocation}"),
        edge("q7", "q0", synchronisation="pass[me]!"),
        declaration="clock trt, xa, xb;",
        parameter="const number me",
    )
    around = range(1, stations + 1)
    ring = automaton(
        "Ring",
        *(place for n in around for place in (location(f"to{n}", "t <= 0"), location(f"at{n}"))),
        *(edge(f"to{n}", f"at{n}", guard="t == 0", synchronisation=f"take[{n}]!") for n in around),
        *(
            edge(f"at{n}", f"to{n % stations + 1}", synchronisation=f"pass[{n}]?", assignment="t = 0")
            for n in around
        ),
        declaration="clock t;",
    )
    declaration = f"typedef int[1,{stations}] number; chan take[{stations + 1}], pass[{stations + 1}];"
    return network(declaration, station, ring)


def train_gate(trains: int) -> Document:
    """Trains that share a bridge, in the order in which they approach it."""
    gate = automaton(
        "Gate",
        location("free"),
        location("occupied"),
        location("transient", waiting=Waiting.COMMITTED),
        edge(
            "free",
            "occupied",
            select="n : number",
            guard="length > 0 && buffer[head] == n",
            synchronisation="go[n]!",
        ),
        *(
            edge(
                source,
                target,
                select="n : number",
                guard=guard,
                synchronisation="approach[n]?",
                assignment=f"buffer[(head + length) % {trains}] = n, length = length + 1",
            )
            for source, target, guard in (
                ("free", "occupied", "length == 0"),
                ("occupied", "transient", "true"),
            )
        ),
        edge(
            "occupied",
            "free",
            select="n : number",
            guard="length > 0 && buffer[head] == n",
            synchronisation="leave[n]?",
            assignment=f"head = (head + 1) % {trains}, length = length - 1",
        ),
        edge(
            "transient",
            "occupied",
            select="n : number",
            guard=f"length > 0 && buffer[(head + length - 1) % {trains}] == n",
            synchronisation="stop[n]!",
        ),
        declaration=f"number buffer[{trains}]; int[0,{trains - 1}] head; int[0,{trains}] length;",
    )
    train = automaton(
        "Train",
        location("safe"),
        location("near", "x <= 20"),
        location("stopped"),
        location("starting", "x <= 15"),
        location("crossing", "x <= 5"),
        edge("safe", "near", synchronisation="approach[me]!", assignment="x = 0"),
        edge("near", "crossing", guard="x >= 10", assignment="x = 0"),
        edge("near", "stopped", guard="x <= 10", synchronisation="stop[me]?"),
        edge("stopped", "starting", synchronisation="go[me]?", assignment="x = 0"),
        edge("starting", "crossing", guard="x >= 7", assignment="x = 0"),
        edge("crossing", "safe", guard="x >= 3", synchronisation="leave[me]!"),
        declaration="clock x;",
        parameter="const number me",
    )
    channels = ", ".join(f"{name}[{trains + 1}]" for name in ("approach", "stop", "go", "leave"))
    return network(f"typedef int[1,{trains}] number; chan {channels};", gate, train)
