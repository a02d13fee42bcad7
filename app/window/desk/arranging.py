"""What actions do to the places of shapes on the diagram in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.gestures.aligning import Edge, Way
    from app.gestures.ordering import Step
    from app.window.arranging import Arranging, Layout
    from app.window.window import Window


class ArrangingDesk:
    """What actions do to the places of shapes on the diagram in front."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._last: Layout | None = None
        self._layouts: Arranging | None = None

    def arrange(self, *, selected: bool = False, downwards: bool | None = None) -> None:
        """Give shapes new places by their lines: all of them, or those that are selected."""
        from app.window.arranging import Layout

        self._last = Layout(selected, downwards)
        self._arranging().arrange(self._last)

    def arrange_again(self) -> None:
        """Run the layout that was run last; the first time, that of the whole diagram."""
        from app.window.arranging import Layout

        self._arranging().arrange(self._last or Layout())

    def leave(self) -> bool:
        """Cancel the layout that is being worked out; False where none is."""
        return self._layouts is not None and self._layouts.cancel()

    def show_before(self, number: int) -> None:
        """Show a drawing from where it was seen before the change of that number arranged it, if one did."""
        if self._layouts is not None:
            self._layouts.show_before(number)

    def show_after(self, number: int) -> None:
        """Show all of a drawing that the change of that number arranged again, if one did."""
        if self._layouts is not None:
            self._layouts.show_after(number)

    def _arranging(self) -> Arranging:
        from app.window.arranging import Arranging

        if self._layouts is None:
            self._layouts = Arranging(self._window)
        return self._layouts

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
