"""A diagram arranged by a worker: places are proposed for its shapes, the window commits them."""

from typing import Any

from core.diagram.arranging import arrange_diagram
from core.diagram.rearranging import arrange_part
from core.jobs.worker import Report
from core.model import Snapshot, from_plain, to_plain


def arrange_task(payload: Any, report: Report) -> Any:
    """The placements, as plain data, that `diagram` of the model of `elements` should have instead.

    With `chosen` these shapes alone are arranged, where they stand; without, the whole diagram is, and
    flows run `downwards`, or as the sort of the diagram has it where that is None.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    if payload["chosen"]:
        placements = arrange_part(snapshot, payload["diagram"], payload["chosen"])
    else:
        placements = arrange_diagram(
            snapshot, payload["diagram"], downwards=payload["downwards"], progress=report
        )
    return [to_plain(placement) for placement in placements.values()]
