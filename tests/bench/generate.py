"""How long it takes to make the UPPAAL document of a large model and to write it, in processor seconds.

`python -m tests.bench.generate --json [--quick]`. 200 components in a ring, each with a machine of five
locations, a clock, a timer and a variable; each sends to the next over a connector that takes time, and has
a requirement with a deadline. `--quick` takes a tenth of them.
"""

import argparse
import json
import time

from core.assistants.proof import generated_model
from core.ground.identity import Ids, counted_ids
from core.model import (
    Action,
    Binding,
    ClockVariable,
    Component,
    Connector,
    Duration,
    Edge,
    Element,
    Event,
    Location,
    Port,
    Proposition,
    Requirement,
    Snapshot,
    StateMachine,
    Timer,
    Truth,
    Variable,
)
from core.uppaal.files.queries import write_queries
from core.uppaal.files.writing import write_document

PLACES = ("Waiting", "Filling", "Tank full", "Pump stopped", "Alarm")


def model(components: int) -> Snapshot:
    """A model of so many components, the same at every call."""
    ids = counted_ids()
    elements: list[Element] = []
    ends: list[tuple[Port, Port]] = []
    for number in range(components):
        part = Component(id=ids(), name=f"Controller {number}")
        into = Port(id=ids(), name="in", owner=part.id)
        out = Port(id=ids(), name="out", owner=part.id)
        heard = Event(id=ids(), name="full", owner=into.id)
        sent = Event(id=ids(), name="full", owner=out.id)
        elements += [part, into, out, heard, sent, *_behaviour(ids, number, part, heard, sent)]
        ends.append((out, into))
    for number, (out, _into) in enumerate(ends):
        elements.append(
            Connector(
                id=ids(),
                name=f"Line {number}",
                source=out.id,
                target=ends[(number + 1) % components][1].id,
                latency_min=Duration.parse("1 ms"),
                latency_max=Duration.parse("5 ms"),
                may_lose=Truth.NO,
            )
        )
    return Snapshot(elements)


def _behaviour(ids: Ids, number: int, part: Component, heard: Event, sent: Event) -> list[Element]:
    machine = StateMachine(id=ids(), name=f"Control {number}", owner=part.id)
    clock = ClockVariable(id=ids(), name="x", owner=machine.id)
    timer = Timer(id=ids(), name="watchdog", owner=machine.id, duration=Duration.parse("2 s"))
    count = Variable(id=ids(), name="count", owner=machine.id, high=3)
    places = [
        Location(
            id=ids(),
            name=name,
            owner=machine.id,
            initial=index == 0,
            invariant="x <= 1 s" if index in (1, 2) else "",
        )
        for index, name in enumerate(PLACES)
    ]
    facts = (
        {"event": heard.id, "action": Action.RECEIVE, "update": "x = 0, start(watchdog)"},
        {"guard": "x >= 1 s", "update": "x = 0"},
        {"guard": "x >= 500 ms && count < 3", "update": "count = count + 1", "event": sent.id},
        {"timer": timer.id},
        {"update": "count = 0"},
    )
    edges = [
        Edge(
            id=ids(),
            owner=machine.id,
            source=places[index].id,
            target=places[(index + 1) % len(places)].id,
            **({"action": Action.SEND} if fact.get("event") == sent.id else {}),
            **fact,
        )
        for index, fact in enumerate(facts)
    ]
    phrases = [
        Proposition(id=ids(), name=name, binding=Binding.STATE, locations=(place.id,), confirmed_by="Tester")
        for name, place in ((f"tank {number} is full", places[2]), (f"stop pump {number}", places[3]))
    ]
    text = f"When tank {number} is full, the Controller {number} shall stop pump {number} within 2 s."
    wanted = Requirement(id=ids(), key=f"R-{number}", text=text)
    return [machine, clock, timer, count, *places, *edges, *phrases, wanted]


def measured(components: int) -> dict[str, float]:
    """The times of one model, and what it came to."""
    snapshot = model(components)
    start = time.process_time()
    generated = generated_model(snapshot)
    made = time.process_time()
    text = write_document(generated.document) + write_queries(generated.document.queries)
    written = time.process_time()
    return {
        "components": components,
        "generate_s": round(made - start, 3),
        "export_s": round(written - start, 3),
        "templates": len(generated.document.templates),
        "queries": sum(query.formula is not None for query in generated.queries),
        "file_kb": len(text) // 1000,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--quick", action="store_true", help="a tenth of the components")
    chosen = parser.parse_args()
    figures = measured(20 if chosen.quick else 200)
    print(
        json.dumps(figures) if chosen.json else "\n".join(f"{key}: {value}" for key, value in figures.items())
    )


if __name__ == "__main__":
    main()
