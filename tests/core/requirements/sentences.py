"""Our own sentences, of a water works, with what each says; and sentences made from slots."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from core.requirements import BoundKind, Deadline, Quantity, Response, Slots, Span

OWN = [
    ("The dosing controller shall stop the dosing pump.", "ubiquitous"),
    ("The panel shall not accept a set point above 1.0 mg/l.", "ubiquitous"),
    ("The level sensor shall report the tank level every 500 ms.", "ubiquitous"),
    ("The historian shall store each sample for at least 90 days.", "ubiquitous"),
    ("The filter controller shall keep the outlet shut until the rinse is complete.", "ubiquitous"),
    ("The inlet controller shall open the vent before the inlet pump starts.", "ubiquitous"),
    ("The gateway shall not forward a command after the session has ended.", "ubiquitous"),
    ("The siren shall not sound for more than 3 min.", "ubiquitous"),
    ("The brake shall respond between 5 ms and 15 ms.", "ubiquitous"),
    (
        "When the high level switch trips, the inlet controller shall close the inlet valve within 2 s.",
        "event",
    ),
    ("When the operator presses “Stop now”, the pump controller shall stop pump 1 and pump 2.", "event"),
    ("When a batch arrives, the UV controller shall switch the lamp on and open the inlet valve.", "event"),
    ("When the pump has started, the valve controller shall open the valve at least 5 s later.", "event"),
    ("When a valve is moved, the panel shall show the valve for at most 10 s.", "event"),
    ("While the tank is full, the inlet controller shall keep the inlet valve closed.", "state"),
    ("While not the door is locked, the robot shall not move.", "state"),
    ("Where a second pump is fitted, the pump controller shall swap the pumps every 24 h.", "optional"),
    ("If the chlorine sensor fails, then the dosing controller shall stop dosing within 250 ms.", "unwanted"),
    ("If three log-ins fail, then the panel shall lock the account for 15 minutes.", "unwanted"),
    ("While the plant runs, while no operator is present, the panel shall stay locked.", "complex"),
    ("While the filter is washed, when the tank is full, the filter controller shall pause.", "complex"),
    ("Where a vent is fitted, while the pump runs, the pump controller shall keep the vent shut.", "complex"),
    ("Where a vent is fitted, when the pump stops, the pump controller shall open the vent.", "complex"),
    ("Where a vent is fitted, if the vent sticks, then the panel shall raise an alarm.", "complex"),
    ("While the pump runs, if the flow stops, then the pump controller shall stop the pump.", "complex"),
    (
        "Where pump 2 is fitted, while A runs, while B is off, when C falls, the PLC shall start pump 2.",
        "complex",
    ),
    (
        "Where pump 2 is fitted, while A runs, if pump 1 fails, then the PLC shall start pump 2 in 5 s.",
        "complex",
    ),
]
"""Sentence and pattern; each is accepted as it stands."""

_SYSTEMS = ["dosing controller", "inlet valve 2", "operator panel", "UV-lamp", "each pump"]
_SUBJECTS = ["pressure", "tank level", "pump 2", "operator's key", "“Start” button", "valve (left)"]
_SAID = ["is high", "exceeds 8.5 bar", "falls below 1,000 mm", "is not valid", "has changed and settled"]
_VERBS = ["close", "raise", "log", "start", "keep"]
_OBJECTS = ["the valve", "an alarm", "“Stop” in the list", "each value", "pump 3"]

conditions = st.builds(
    "{} {} {}".format, st.sampled_from(["the", "a"]), st.sampled_from(_SUBJECTS), st.sampled_from(_SAID)
)
_texts = st.builds("{} {}".format, st.sampled_from(_VERBS), st.sampled_from(_OBJECTS))
_numbers = st.decimals("0", "99999", places=3).map(
    lambda number: Decimal(str(number).rstrip("0").rstrip("."))
)
_units = st.sampled_from(["ns", "us", "ms", "s", "min", "h", "d"])


def _span(text: str) -> Span:
    return Span(text, 0, 0)


def _deadline(
    kind: BoundKind, value: Decimal | str, unit: str = "", limit: str = "", strict: bool = False
) -> Deadline:
    return Deadline(kind, value, unit, 0, 0, limit, strict=strict or limit == "more than")


deadlines = st.one_of(
    st.builds(
        _deadline, st.sampled_from([BoundKind.WITHIN, BoundKind.EVERY, BoundKind.AFTER]), _numbers, _units
    ),
    st.builds(_deadline, st.just(BoundKind.AT_LEAST), _numbers, _units),
    st.builds(
        _deadline,
        st.sampled_from([BoundKind.WITHIN, BoundKind.AFTER]),
        _numbers,
        _units,
        strict=st.just(True),
    ),
    st.builds(
        _deadline,
        st.just(BoundKind.FOR),
        _numbers,
        _units,
        st.sampled_from(["", "at least", "at most", "more than"]),
    ),
    st.builds(_deadline, st.just(BoundKind.FOR), _numbers, _units, st.just("at most"), strict=st.just(True)),
    st.builds(_deadline, st.sampled_from([BoundKind.UNTIL, BoundKind.BEFORE, BoundKind.AFTER]), conditions),
    st.builds(
        lambda ends, unit: replace(
            _deadline(BoundKind.WITHIN, max(ends), unit), earliest=Quantity(min(ends), unit)
        ),
        st.tuples(_numbers, _numbers),
        _units,
    ),
)


@st.composite
def slots(draw: st.DrawFn) -> Slots:
    """The slots of a sentence in legal order; places are left open."""
    trigger, unwanted = None, None
    kind = draw(st.sampled_from(["", "trigger", "unwanted"]))
    if kind == "trigger":
        trigger = _span(draw(conditions))
    elif kind == "unwanted":
        unwanted = _span(draw(conditions))
    texts = draw(st.lists(_texts, min_size=1, max_size=3))
    own_bounds = draw(st.booleans())
    bounds = (
        draw(st.lists(deadlines, min_size=len(texts), max_size=len(texts)))
        if own_bounds
        else [draw(st.none() | deadlines)] * len(texts)
    )
    return Slots(
        _span(draw(st.sampled_from(_SYSTEMS))),
        tuple(map(_span, draw(st.lists(conditions, max_size=1)))),
        tuple(map(_span, draw(st.lists(conditions, max_size=3)))),
        trigger,
        unwanted,
        tuple(
            Response(text, 0, 0, draw(st.booleans()), bound)
            for text, bound in zip(texts, bounds, strict=True)
        ),
    )


def without_places(given: Slots) -> Slots:
    """The slots with all places at zero, to compare what is said."""

    def bare(span: Span | None) -> Span | None:
        return span and replace(span, column=0, length=0)

    return Slots(
        bare(given.system),
        tuple(replace(span, column=0, length=0) for span in given.features),
        tuple(replace(span, column=0, length=0) for span in given.states),
        bare(given.trigger),
        bare(given.unwanted),
        tuple(
            replace(
                response,
                column=0,
                length=0,
                deadline=response.deadline and replace(response.deadline, column=0, length=0),
            )
            for response in given.responses
        ),
    )


def unread(text: str, parsed) -> str:
    """The characters of the text, blanks apart, that belong to nothing."""
    covered = set()
    for piece in (*parsed.slots.spans(), *parsed.keywords, *parsed.diagnostics):
        covered.update(range(piece.column - 1, piece.column - 1 + piece.length))
    return "".join(sign for place, sign in enumerate(text) if place not in covered and not sign.isspace())
