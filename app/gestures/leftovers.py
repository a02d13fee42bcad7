"""Ports that were made for a line alone and are left when it goes: they go with it."""

from __future__ import annotations

from core.model import Connector, Editor, Id, Port, Snapshot


def remove_left(edit: Editor, before: Snapshot) -> None:
    """Remove the ports at which lines ended before, if a line made them and nothing needs them now."""
    after = edit.snapshot
    ends: set[Id] = set()
    for line in before.of(Connector):
        now = after.get(line.id)
        if now is not line:
            ends |= {line.source, line.target}
    ports = (after.find(Port, end) for end in sorted(ends))
    edit.remove(*(port.id for port in ports if port is not None and is_left(after, port)))


def is_left(snapshot: Snapshot, port: Port) -> bool:
    """Whether a port has the name that a line gives it, and nothing but its drawing speaks of it."""
    used = [one for one in snapshot.uses(port.id) if one.kind != "placement"]
    return port.name in ("in", "out") and not used and not snapshot.owned(port.id)
