"""Random models that are sound: machines, connectors and requirements of every pattern, by number."""

from random import Random

from core.formal.property import CHAINS, UNCALLED, All, Any, Atom, Formalised, Pattern, Property, Scope
from core.model import (
    Action,
    ClockVariable,
    Component,
    Connector,
    Duration,
    Event,
    Id,
    Location,
    Port,
    Requirement,
    Snapshot,
    StateMachine,
    Timer,
    Truth,
    Variable,
    Waiting,
)
from tests.core.uppaal.plant import Builder

WORDS = (
    *("Idle", "Waiting", "Filling", "Draining", "Pump running", "Valve open", "Overflow", "Alarm raised"),
    *("Waiting for the confirmation of the control room", "Alarm acknowledged by the operator"),
    *("Ventil öffnen", "niveau élevé", "水位", "int", "clock", "guard", "init", "system", "Steps", "step"),
    *("a-b", "a_b", "1st", "Closed", "Stopped", "Emergency stop"),
)


class _Model:
    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.built = Builder()
        self.events: list[Event] = []
        self.places: list[Location] = []

    def name(self, most: int = 2) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, most)))

    def some(self, most: int) -> range:
        return range(self.random.randint(0, most))

    def milliseconds(self, least: int, most: int) -> Duration:
        return Duration(self.random.randint(least, most) * 1_000_000)

    def component(self) -> tuple[Port, Port, list[Event], list[Event]]:
        built, random = self.built, self.random
        holder = built.add(Component, self.name())
        into, out = built.add(Port, "in", holder), built.add(Port, "out", holder)
        heard = [built.add(Event, f"{name} {index}", into) for index, name in enumerate(SIGNALS)]
        sent = [built.add(Event, f"{name} {index}", out) for index, name in enumerate(SIGNALS)]
        machine = built.add(StateMachine, self.name(), holder)
        for index in range(2):
            built.add(ClockVariable, f"x{index}", machine)
        built.add(Variable, "count", machine, high=random.randint(1, 5))
        timer = built.add(Timer, "watchdog", machine, duration=self.milliseconds(1, 900))
        places = [
            built.add(
                Location,
                self.name(),
                machine,
                initial=index == 0,
                waiting=random.choice([Waiting.NORMAL] * 6 + [Waiting.URGENT, Waiting.COMMITTED]),
                invariant=random.choice(["", "", f"x0 <= {random.randint(400, 900)} ms"]),
            )
            for index in range(random.randint(1, 7))
        ]
        ends = [(one, places[random.randrange(index)]) for index, one in enumerate(places) if index]
        ends = [pair if random.random() < 0.2 else pair[::-1] for pair in ends]
        ends += [(random.choice(places), random.choice(places)) for _ in range(random.randint(0, 6))]
        for source, target in ends:
            action = random.choice(list(Action))
            events = {Action.SEND: sent, Action.RECEIVE: heard, Action.NONE: [None]}[action]
            event = random.choice(events)
            # A receiver with a guard over clocks is a fault that the generator tells of.
            guard = random.choice(("", "count > 0") if action is Action.RECEIVE else GUARDS)
            built.edge(
                machine,
                source,
                target,
                guard=guard.format(random.randint(1, 300)),
                event=event.id if event is not None else None,
                action=action,
                update=random.choice(UPDATES),
                timer=timer.id if action is Action.NONE and random.random() < 0.3 else None,
            )
        self.places += places
        self.events += sent
        return into, out, heard, sent

    def properties(self) -> dict[Id, Formalised]:
        built, random = self.built, self.random
        states = [built.state(self.name(), one, negated=random.random() < 0.2) for one in self.places[:6]]
        moments = [built.event(self.name(), one) for one in self.events[:4]]

        def condition(lasting: bool = False) -> Atom | All | Any:
            known = [Atom(one.id) for one in (states if lasting else states + moments)]
            kind = random.choice([Atom, Atom, All, Any])
            if kind is Atom:
                return random.choice(known)
            return kind((random.choice(known), Atom(random.choice(states).id, random.random() < 0.3)))

        found: dict[Id, Formalised] = {}
        for index in range(random.randint(1, 5)):
            key = f"R-{index}"
            one = built.add(Requirement, key, key=key, text=f"The {self.name()} shall be within limits.")
            pattern, scope = random.choice(list(Pattern)), random.choice(list(Scope))
            lasting = pattern in (Pattern.UNIVERSALITY, Pattern.MINIMUM_DURATION, Pattern.MAXIMUM_DURATION)
            least = pattern in (Pattern.MINIMUM_DURATION, Pattern.MINIMUM_SEPARATION)
            untimed = pattern in (Pattern.ABSENCE, Pattern.UNIVERSALITY, Pattern.BOUNDED_EXISTENCE, *UNCALLED)
            called = pattern in (Pattern.RESPONSE, Pattern.PRECEDENCE, *CHAINS)
            p = Property(
                one.id,
                pattern,
                condition(lasting),
                condition() if called else None,
                condition(lasting=True) if random.random() < 0.3 else None,
                scope,
                condition() if scope not in (Scope.GLOBALLY, Scope.BEFORE) else None,
                condition() if scope in (Scope.BEFORE, Scope.BETWEEN, Scope.AFTER_UNTIL) else None,
                self.milliseconds(1, 900) if least else None,
                None if least or untimed else self.milliseconds(1, 900),
                second=condition() if pattern in CHAINS else None,
                times=random.randint(1, 3) if pattern is Pattern.BOUNDED_EXISTENCE else None,
            )
            found[one.id] = Formalised(one.id, (p,))
        return found


SIGNALS = ("request", "confirmed by the operator", "stop")
GUARDS = ("", "", "x0 >= {} ms", "x1 < {} ms", "count > 0", "x0 >= {} ms && count < 1 && x1 >= 2 ms")
UPDATES = ("", "", "x0 = 0", "x1 = 0, count = 0", "start(watchdog), x0 = 0, x1 = 0, count = 1")


def random_model(number: int) -> tuple[Snapshot, dict[Id, Formalised]]:
    """The model of that number, the same each time, and what its requirements ask."""
    model = _Model(number)
    components = [model.component() for _ in range(model.random.randint(1, 3))]
    for source in components:
        for target in components:
            if source is not target and model.random.random() < 0.6:
                fastest, slowest = sorted(model.milliseconds(1, 300) for _ in range(2))
                model.built.add(
                    Connector,
                    model.name(),
                    source=source[1].id,
                    target=target[0].id,
                    may_lose=model.random.choice(list(Truth)),
                    latency_min=model.random.choice([None, fastest]),
                    latency_max=model.random.choice([None, slowest]),
                )
    properties = model.properties()
    return model.built.snapshot, properties
