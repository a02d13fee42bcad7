"""The typed event bus: subscribers hear whole batches, in the order they subscribed."""

from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")


class Bus:
    """Hands each published event to the subscribers of its class.

    Events are frozen dataclasses. A subscriber that raises does not keep the others from hearing;
    the first error is raised again when all have heard.
    """

    def __init__(self) -> None:
        self._subscribers: dict[type, list[Callable[[Any], None]]] = {}

    def subscribe(self, event: type[E], hear: Callable[[E], None]) -> Callable[[], None]:
        """Call `hear` with every later event of exactly that class; the return value unsubscribes."""
        hearers = self._subscribers.setdefault(event, [])
        hearers.append(hear)
        return lambda: hearers.remove(hear) if hear in hearers else None

    def publish(self, event: object) -> None:
        """Tell all subscribers of the event's class."""
        errors: list[Exception] = []
        for hear in tuple(self._subscribers.get(type(event), ())):
            try:
                hear(event)
            except Exception as error:  # noqa: BLE001 - raised again below
                errors.append(error)
        if errors:
            raise errors[0]
