"""The results ledger: what analyses found, with what they read and which tools they used.

A result is never a fact of the model. Each is kept with the digest of its inputs, so that one can
tell at a glance whether it is stale; deleting them all loses nothing that cannot be computed again.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from core.project.schema import results


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one analysis.

    `room` did it, about `subject` (an element's id or empty for the whole model); `inputs` is the
    digest of the facts read; `tools` names each tool and catalogue with its version; `outcome` is
    plain data.
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
                    "outcome": json.dumps(result.outcome, ensure_ascii=False, sort_keys=True),
                }
                for result in found
            ],
        )


def read_results(connection: Connection, room: str, inputs: str | None = None) -> list[Result]:
    """The results of a room, the oldest first; only those of certain inputs if named."""
    query = select(results).where(results.c.room == room).order_by(results.c.number)
    if inputs is not None:
        query = query.where(results.c.inputs == inputs)
    return [
        Result(
            row.room,
            row.subject,
            row.inputs,
            json.loads(row.tools),
            datetime.fromisoformat(row.time),
            json.loads(row.outcome),
            row.record,
        )
        for row in connection.execute(query)
    ]


def forget_results(connection: Connection) -> None:
    """Empty the ledger."""
    connection.execute(delete(results))
