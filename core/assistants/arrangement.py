"""A diagram arranged by a worker: places are proposed for its shapes, the window commits them."""

from typing import Any

from core.diagram.arranging import arrange_diagram
from core.jobs.worker import Report
from core.model import Snapshot, from_plain, to_plain


def arrange_task(payload: Any, report: Report) -> Any:
    """The placements, as plain data, that `diagram` of the model of `elements` should have instead.

    Shapes named in `pinned` stay where they are.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    placements = arrange_diagram(snapshot, payload["diagram"], pinned=payload["pinned"], progress=report)
    return [to_plain(placement) for placement in placements.values()]
