"""Small random networks that use much of the language."""

from hypothesis import strategies as st

from core.uppaal.document import Document, Label, Location, Template, Transition, Waiting

LARGEST = 3
"""The largest constant that clocks are compared with."""

_COMPARE = st.sampled_from(["<", "<=", ">", ">=", "=="])
_CLOCKS = ("x", "y")
_constant = st.integers(0, LARGEST)


@st.composite
def _clock_test(draw: st.DrawFn) -> str:
    return f"{draw(st.sampled_from(_CLOCKS))} {draw(_COMPARE)} {draw(_constant)}"


_integer_test = st.sampled_from(["f", "!f", "v == 0", "v > 0", "v < 2", "v != 1"])


@st.composite
def _guard(draw: st.DrawFn, clocks: bool) -> str:
    shape = draw(st.integers(0, 5))
    if shape == 0 or (not clocks and shape < 3):
        return draw(_integer_test)
    if not clocks or shape == 1:
        return ""
    if shape == 2:
        return f"{draw(_clock_test())} && {draw(_integer_test)}"
    if shape == 3:
        return f"{draw(_integer_test)} || {draw(_clock_test())}"
    return draw(_clock_test())


@st.composite
def _invariant(draw: st.DrawFn) -> str:
    shape = draw(st.integers(0, 5))
    operator = draw(st.sampled_from(["<", "<", "<=", "<=", ">="]))
    bound = f"{draw(st.sampled_from(_CLOCKS))} {operator} {draw(_constant)}"
    if shape < 3:
        return ""
    if shape == 3:
        return f"{draw(_integer_test)} || {bound}"
    return bound


_UPDATES = [
    "x = 0",
    "y = 0",
    "x = 1",
    "f = true",
    "f = false, y = 0",
    "v = (v + 1) % 3",
    "f = true, y = 0",
    "v = 0",
]


@st.composite
def _transition(draw: st.DrawFn, places: int) -> Transition:
    channel = draw(st.sampled_from(["", "", "", "a", "b", "u"]))
    synchronisation = channel + draw(st.sampled_from("!?")) if channel else ""
    labels = [
        Label("guard", draw(_guard(channel != "u"))),
        Label("synchronisation", synchronisation),
        Label("assignment", ", ".join(draw(st.lists(st.sampled_from(_UPDATES), max_size=2)))),
    ]
    ends = st.integers(0, places - 1)
    return Transition(f"id{draw(ends)}", f"id{draw(ends)}", tuple(label for label in labels if label.text))


@st.composite
def _template(draw: st.DrawFn, name: str) -> Template:
    places = draw(st.integers(2, 3))
    waiting = st.sampled_from([Waiting.NORMAL] * 6 + [Waiting.URGENT, Waiting.COMMITTED])
    locations = []
    for number in range(places):
        invariant = draw(_invariant())
        labels = (Label("invariant", invariant),) if invariant else ()
        locations.append(Location(f"id{number}", f"l{number}", labels, draw(waiting)))
    transitions = draw(st.lists(_transition(places), min_size=1, max_size=5))
    return Template(name, "", "", tuple(locations), (), "id0", tuple(transitions))


@st.composite
def _observer(draw: st.DrawFn) -> Template:
    """A process that only listens to the broadcast channel, with a clock and a counter of its own."""
    transitions = []
    for _number in range(draw(st.integers(1, 3))):
        labels = [
            Label("guard", draw(st.sampled_from(["", "", "f", "x < 2", "c >= 1", "n < 2"]))),
            Label("synchronisation", "b?"),
            Label("assignment", draw(st.sampled_from(["", "c = 0", "n = (n + 1) % 3"]))),
        ]
        ends = st.integers(0, 1)
        kept = tuple(label for label in labels if label.text)
        transitions.append(Transition(f"id{draw(ends)}", f"id{draw(ends)}", kept))
    locations = (Location("id0", "o0"), Location("id1", "o1"))
    return Template("O", "", "clock c; int[0,2] n;", locations, (), "id0", tuple(transitions))


@st.composite
def networks(draw: st.DrawFn) -> Document:
    """Two or three automata over two clocks, a flag, a counter, one channel of each sort; an observer."""
    names = [f"P{number}" for number in range(draw(st.integers(2, 3)))]
    templates = [draw(_template(name)) for name in names]
    # Always there, so that queries may ask about it, and first or last in the order of receivers.
    templates.insert(draw(st.sampled_from([0, len(templates)])), draw(_observer()))
    declaration = "clock x, y; bool f; int[0,2] v; chan a; broadcast chan b; urgent chan u;"
    line = f"system {', '.join(template.name for template in templates)};"
    return Document(declaration, tuple(templates), line)


@st.composite
def conditions(draw: st.DrawFn, clocks: bool = True) -> str:
    """State predicates over the networks."""
    atoms = ["P0.l0", "P0.l1", "P1.l0", "P1.l1", "f", "v == 2", "v < 1", "O.o1", "O.n == 2 && O.c < 2"]
    parts = [draw(st.sampled_from(atoms))]
    if draw(st.booleans()):
        parts.append(draw(_clock_test()) if clocks and draw(st.booleans()) else draw(st.sampled_from(atoms)))
    joined = draw(st.sampled_from([" && ", " || ", " imply "])).join(parts)
    return f"!({joined})" if draw(st.booleans()) else joined
