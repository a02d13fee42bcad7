"""How long the checks of requirements take on a large model, in seconds of processor time.

`python -m tests.bench.checks --json [--quick]`. 200 checks, each of its own, of a model with 10,000 flows
among 2,000 components in 20 zones: every kind of question that a check asks of a model. `--quick` takes a
tenth of the flows and of the checks.
"""

import argparse
import json
import time
from datetime import date

from core.assistants.checking import run_checks
from core.ground.identity import counted_ids
from core.model import Component, Connector, Element, Requirement, RequirementCheck, Snapshot, Truth, Zone

SHAPES = (
    'every flow where crosses_zone is yes: encrypted is yes or target in zone "Zone {n}"',
    'every flow where crosses zone "Zone {n}": authenticated is yes',
    'every flow where source in zone "Zone {n}": target in zone "Zone {n}"',
    'no flow where encrypted is no: target in zone "Zone {n}"',
    "every flow where latency_max > {n} ms: encrypted is yes",
    'every component where in zone "Zone {n}": hardened is yes',
    'some component where in zone "Zone {n}": hardened is yes',
    'the component "Component {n}": some flow in outputs where encrypted is no: crosses_zone is yes',
    'the component "Component {n}": hardened is yes and no flow in inputs: encrypted is no',
    'every component where in zone "Zone {n}": every flow in inputs: authenticated is yes',
)


def model(flows: int, checks: int) -> Snapshot:
    """A model of so many flows and checks, the same at every call."""
    ids = counted_ids()
    zones = [Zone(id=ids(), name=f"Zone {number}") for number in range(20)]
    answers = (Truth.YES, Truth.NO, Truth.UNKNOWN)
    parts = [
        Component(
            id=ids(), name=f"Component {number}", zone=zones[number % 20].id, hardened=answers[number % 3]
        )
        for number in range(flows // 5)
    ]
    elements: list[Element] = [*zones, *parts]
    for number in range(flows):
        source, target = parts[number % len(parts)], parts[(number * 7 + 3) % len(parts)]
        elements.append(
            Connector(
                id=ids(),
                name=f"Flow {number}",
                source=source.id,
                target=target.id,
                encrypted=answers[number % 3],
                authenticated=answers[number // 3 % 3],
            )
        )
    for number in range(checks):
        one = Requirement(id=ids(), key=f"R-{number}", text="The plant shall be safe.")
        shape = SHAPES[number % len(SHAPES)]
        statement = shape.format(n=number // len(SHAPES))
        elements += [one, RequirementCheck(id=ids(), owner=one.id, statement=statement)]
    return Snapshot(elements)


def main() -> None:
    """Measure and print one JSON object."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="print JSON (the only form)")
    arguments.add_argument("--quick", action="store_true", help="a tenth of the flows and of the checks")
    quick = arguments.parse_args().quick
    flows, checks = (1_000, 20) if quick else (10_000, 200)
    snapshot = model(flows, checks)
    begin = time.process_time()
    rows = run_checks(snapshot, (), None, date(2026, 1, 1))
    took = time.process_time() - begin
    print(
        json.dumps(
            {
                "flows": flows,
                "checks": len(rows),
                "seconds": round(took, 2),
                "pass": sum(row["answer"] == "pass" for row in rows),
                "fail": sum(row["answer"] == "fail" for row in rows),
                "incomplete": sum(row["answer"] == "incomplete" for row in rows),
            }
        )
    )


if __name__ == "__main__":
    main()
