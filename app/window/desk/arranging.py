"""What actions do to the places of shapes on the diagram in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.gestures.aligning import Edge, Way
    from app.gestures.ordering import Step
    from app.window.arranging import Layout
    from app.window.window import Window


class ArrangingDesk:
    """What actions do to the places of shapes on the diagram in front."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._last: Layout | None = None

    def arrange(self, *, selected: bool = False, downwards: bool | None = None) -> None:
        """Give shapes new places by their lines: all of them, or those that are selected."""
        from app.window.arranging import Layout, arrange

        self._last = Layout(selected, downwards)
        arrange(self._window, self._last)

    def arrange_again(self) -> None:
        """Run the layout that was run last; the first time, that of the whole diagram."""
        from app.window.arranging import Layout, arrange

        arrange(self._window, self._last or Layout())

    def align(self, edge: Edge) -> None:
        """Give the shapes selected an edge or middle in common."""
        from app.gestures.aligning import align

        canvas = self._canvas()
        if canvas is not None:
            align(canvas, canvas.selection, edge)

    def distribute(self, way: Way) -> None:
        """Make the gaps between the shapes selected equal."""
        from app.gestures.aligning import distribute

        canvas = self._canvas()
        if canvas is not None:
            distribute(canvas, canvas.selection, way)

    def same_size(self) -> None:
        """Make the shapes selected as large as the one selected last."""
        from app.gestures.aligning import same_size

        canvas = self._canvas()
        if canvas is not None:
            same_size(canvas, canvas.selection)

    def reorder(self, step: Step) -> None:
        """Bring the shapes selected before others, or behind them."""
        from app.gestures.ordering import reorder

        canvas = self._canvas()
        if canvas is not None:
            reorder(canvas, canvas.selection, step)

    def lock(self) -> None:
        """Lock the shapes selected, or unlock them where all are locked."""
        from app.gestures.locking import lock_or_unlock

        canvas = self._canvas()
        if canvas is not None:
            lock_or_unlock(canvas, canvas.selection)

    def _canvas(self) -> Canvas | None:
        canvas = self._window.shown.canvas()
        return canvas if canvas is not None and canvas.writable else None
