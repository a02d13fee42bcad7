"""The results ledger: what analyses found, with what they read and which tools they used.

A result is never a fact of the model. Each is kept with the digest of its inputs, so that one can
tell at a glance whether it is stale; deleting them all loses nothing that cannot be computed again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select

from core.ground.packed import Packed
from core.project.schema import results

_LONG = 1_000_000
"""Characters from which the rows of a result are packed as they are read."""


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one analysis.

    `room` did it, about `subject` (an element's id or empty for the whole model); `inputs` is the
    digest of the facts read; `tools` names each tool and catalogue with its version; `outcome` is
    plain data, or `Packed` rows of it.
    """

    room: str
    subject: str
    inputs: str
    tools: dict[str, str]
    time: datetime
    outcome: Any
    record: int | None = None
    """How many records the journal had when the facts were read; as many as it has where it is not said."""


def keep_results(connection: Connection, found: list[Result], record: int) -> None:
    """Add results to the ledger while the journal has `record` records."""
    if found:
        connection.execute(
            insert(results),
            [
                {
                    "room": result.room,
                    "subject": result.subject,
                    "record": record if result.record is None else result.record,
                    "inputs": result.inputs,
                    "tools": json.dumps(result.tools, sort_keys=True),
                    "time": result.time.isoformat(),
                    "outcome": _text(result.outcome),
                }
                for result in found
            ],
        )


def _text(outcome: Any) -> str:
    """An outcome as it is kept."""
    if isinstance(outcome, Packed):
        return outcome.text()
    return json.dumps(outcome, ensure_ascii=False, sort_keys=True)


def read_results(connection: Connection, room: str, inputs: str | None = None) -> list[Result]:
    """The results of a room, the oldest first; only those of certain inputs if named."""
    found = connection.execute(_asked(room, inputs).order_by(results.c.number))
    return [_result(row, json.loads(row.outcome)) for row in found]


def read_last_result(
    connection: Connection, room: str, inputs: str | None = None, ready: Sequence[str] = ()
) -> Result | None:
    """The last result of a room, of certain inputs if they are named; the others are not read.

    Where fields are to stand `ready`, a long list of rows is `Packed`.
    """
    row = connection.execute(_asked(room, inputs).order_by(results.c.number.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    long = bool(ready) and len(row.outcome) > _LONG and row.outcome.startswith("[")
    return _result(row, Packed.read(row.outcome, ready) if long else json.loads(row.outcome))


def _asked(room: str, inputs: str | None) -> Select[Any]:
    query = select(results).where(results.c.room == room)
    return query if inputs is None else query.where(results.c.inputs == inputs)


def _result(row: Row[Any], outcome: Any) -> Result:
    return Result(
        row.room,
        row.subject,
        row.inputs,
        json.loads(row.tools),
        datetime.fromisoformat(row.time),
        outcome,
        row.record,
    )


def forget_results(connection: Connection) -> None:
    """Empty the ledger."""
    connection.execute(delete(results))
