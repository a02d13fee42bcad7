"""A hand that does at random what people do on a drawing, and what must hold whatever it does.

Each step has a seed of its own, so that any part of a sequence can be played again and a failure be told
by the few steps that lead to it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import monotonic

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.canvas import Canvas
from app.canvas.tools import TOOLS
from app.gestures.aligning import align, distribute, same_size
from app.gestures.allocate import Allocate
from app.gestures.band import Band
from app.gestures.bend import Bend, straighten
from app.gestures.connect import Connect
from app.gestures.copying import clip_on, duplicate, paste
from app.gestures.create import Create, add_element, zone_around
from app.gestures.delete import delete, take_off
from app.gestures.extend import Extend
from app.gestures.gesture import Gesture
from app.gestures.lasso import Lasso
from app.gestures.linking import paste_link
from app.gestures.locking import lock_or_unlock
from app.gestures.move import Move
from app.gestures.naming import rename
from app.gestures.nudging import nudge
from app.gestures.ordering import reorder
from app.gestures.placing import fits_in, placement_of
from app.gestures.resize import HANDLES, Resize
from app.gestures.slide import Slide
from app.session.session import Session
from core.diagram import draw
from core.diagram.places import BORDER, LINES, SHAPES
from core.diagram.rearranging import arrange_part
from core.model import (
    Component,
    DataStore,
    Diagram,
    Element,
    Id,
    Location,
    Node,
    Placement,
    Snapshot,
    Zone,
    from_plain,
    to_plain,
)
from core.model.integrity import all_breaches
from core.model.joining import can_start
from core.model.zoning import zone_of
from core.project.text import text_files
from tests.core.diagram.plant import plant

_LOOK = 8
"""One of so many looks at a drawing compares it with one that is drawn anew."""

_PATIENCE = 30.0
"""Seconds that are spent on telling a failure by fewer steps."""

DIAGRAMS = ("Plant overview", "Control hardware", "Dosing behaviour")

_NO = Qt.KeyboardModifier.NoModifier
_MODIFIERS = (_NO, _NO, _NO, Qt.KeyboardModifier.AltModifier)


class Hand:
    """Plays steps on one diagram of the plant."""

    def __init__(self, session: Session, canvas: Canvas) -> None:
        self.session = session
        self.canvas = canvas
        self.random = Random(0)
        self.looks, self.look = 0, _LOOK
        self.known = session.snapshot()
        """The model before the step that is played."""
        self.first = session.project.undoable.number
        """The record that drew the plant; nothing goes back beyond it."""

    # What there is to take hold of

    @property
    def snapshot(self) -> Snapshot:
        return self.session.snapshot()

    def drawn(self, *kinds: type) -> list[Element]:
        """What is drawn of these kinds, in the order of creation."""
        found = (self.snapshot.get(one) for one in sorted(self.canvas.scene_shown.items_by_id))
        return [one for one in found if isinstance(one, kinds)]

    def some(self, *kinds: type, most: int = 4) -> list[Id]:
        """A few of these, perhaps none."""
        known = [one.id for one in self.drawn(*kinds)]
        return self.random.sample(known, min(len(known), self.random.randint(1, most)))

    def one(self, *kinds: type) -> Element | None:
        """One of these, None where there is none."""
        known = self.drawn(*kinds)
        return self.random.choice(known) if known else None

    def place(self) -> QPointF:
        """Somewhere on the drawing or a little outside of it, or the middle of something."""
        if self.random.random() < 0.4 and (shape := self.one(*SHAPES)) is not None:
            return self.middle(shape)
        area = self.canvas.scene_shown.extent().adjusted(-60, -60, 60, 60)
        return QPointF(
            self.random.uniform(area.left(), area.right()), self.random.uniform(area.top(), area.bottom())
        )

    def middle(self, element: Element) -> QPointF:
        item = self.canvas.scene_shown.find(element.id)
        return item.outline().center() if item is not None else QPointF(0, 0)

    # Steps

    def play(self, gesture: Gesture, *, cancel: float = 0.15) -> None:
        """Move somewhere by some stops, and release, or leave it."""
        self.canvas.begin(gesture)
        place = self.place()
        for _stop in range(self.random.randint(1, 3)):
            place = self.place()
            self.canvas.gesture.move(place, self.random.choice(_MODIFIERS))
        if self.random.random() < cancel:
            self.canvas.cancel()
        else:
            self.canvas.finish(place, self.random.choice(_MODIFIERS))
        self.write()

    def write(self) -> None:
        """Answer whatever asks for words."""
        writing = self.canvas._writing
        if writing.editor is not None:
            if self.random.random() < 0.7:
                writing.editor.lines[0].setText(f"Part {self.random.randint(1, 99)}")
                writing.editor.keep()
            else:
                writing.editor.drop()
        typing = self.canvas.creating.typing
        if typing is not None:
            typing.line.setText(f"Part {self.random.randint(1, 99)}")
            key = Qt.Key.Key_Return if self.random.random() < 0.7 else Qt.Key.Key_Escape
            QTest.keyClick(typing.line, key)


def move(hand: Hand) -> None:
    gesture = Move(hand.canvas, hand.some(*SHAPES), hand.place())
    if not gesture.empty:
        hand.play(gesture)


def resize(hand: Hand) -> None:
    shape = hand.one(*SHAPES)
    if shape is not None:
        gesture = Resize(hand.canvas, shape, hand.random.choice(HANDLES), hand.middle(shape))
        if not gesture.empty:
            hand.play(gesture)


def slide(hand: Hand) -> None:
    port = hand.one(*BORDER)
    if port is not None:
        hand.play(Slide(hand.canvas, port))


def bend(hand: Hand) -> None:
    line = hand.one(*LINES)
    if line is not None:
        points = hand.canvas.scene_shown.find(line.id).item.outline
        start = QPointF((points[0].x + points[1].x) / 2, (points[0].y + points[1].y) / 2)
        gesture = Bend(hand.canvas, line, start)
        if not gesture.empty:
            hand.play(gesture)


def unbend(hand: Hand) -> None:
    line = hand.one(*LINES)
    if line is not None:
        straighten(hand.canvas, line.id)


def connect(hand: Hand) -> None:
    source = hand.one(*SHAPES, *BORDER)
    if can_start(source):
        hand.play(Connect(hand.canvas, source))


def extend(hand: Hand) -> None:
    source = hand.one(*SHAPES)
    if can_start(source):
        area = hand.canvas.scene_shown.find(source.id).outline()
        hand.play(Extend(hand.canvas, source, area, QPointF(area.right() + 14, area.center().y())))


def create(hand: Hand) -> None:
    tools = [tool.name for tool in TOOLS[hand.canvas.diagram.diagram]]
    kind = hand.random.choice([name for name in tools if name not in ("select", "connect", "allocation")])
    if hand.random.random() < 0.5:
        hand.play(Create(hand.canvas, kind, hand.place()))
    else:
        add_element(hand.canvas, kind, hand.place(), name=f"Part {hand.random.randint(1, 99)}")


def add_beside(hand: Hand) -> None:
    source = hand.one(*SHAPES)
    if can_start(source):
        hand.canvas.creating.connected(source.id)
        hand.write()


def surround(hand: Hand) -> None:
    zone_around(hand.canvas, hand.some(*SHAPES))
    hand.write()


def remove(hand: Hand) -> None:
    delete(hand.canvas, hand.some(*SHAPES, *BORDER, *LINES, most=2))


def hide(hand: Hand) -> None:
    take_off(hand.canvas, hand.some(*SHAPES, most=2))


def double(hand: Hand) -> None:
    duplicate(hand.canvas, hand.some(*SHAPES, most=2))


def paste_copy(hand: Hand) -> None:
    paste(hand.canvas, clip_on(hand.canvas, hand.some(*SHAPES, most=3)), hand.place())


def paste_known(hand: Hand) -> None:
    """Take something off and paste it as a link again."""
    clip = clip_on(hand.canvas, hand.some(*SHAPES, most=2))
    if take_off(hand.canvas, clip.heads):
        paste_link(hand.canvas, clip, hand.place())


def line_up(hand: Hand) -> None:
    edges = ("left", "centre", "right", "top", "middle", "bottom")
    align(hand.canvas, hand.some(*SHAPES), hand.random.choice(edges))


def space(hand: Hand) -> None:
    distribute(hand.canvas, hand.some(*SHAPES, most=6), hand.random.choice(("across", "down")))


def equal(hand: Hand) -> None:
    same_size(hand.canvas, hand.some(*SHAPES))


def restack(hand: Hand) -> None:
    step = hand.random.choice(("front", "forward", "backward", "back"))
    reorder(hand.canvas, hand.some(*SHAPES, most=2), step)


def lock(hand: Hand) -> None:
    lock_or_unlock(hand.canvas, hand.some(*SHAPES, most=2))


def lengthen(hand: Hand) -> None:
    """Give something a longer name, on the drawing or elsewhere: what it would cover makes room."""
    shape = hand.one(Component, Node, DataStore, Location, Zone)
    if shape is None:
        return
    name = f"Part {hand.random.randint(1, 99)} {'of the dosing line ' * hand.random.randint(0, 2)}controller"
    if hand.random.random() < 0.5:
        label, apply = rename(shape, (name, getattr(shape, "invariant", "")))
        hand.canvas.commit(label, apply)
    else:
        with hand.session.change("Rename") as edit:
            edit.set(shape, name=name)


def step_aside(hand: Hand) -> None:
    nudge(hand.canvas, hand.some(*SHAPES), hand.random.choice((-8, 8)), hand.random.choice((-8, 0, 8)))


def choose(hand: Hand) -> None:
    kind = hand.random.choice((Band, Lasso))
    hand.play(kind(hand.canvas, hand.place(), hand.canvas.selection))


def allocate(hand: Hand) -> None:
    part = [one for one in hand.snapshot if isinstance(one, Component | DataStore)]
    if part and hand.drawn(Node):
        hand.play(Allocate(hand.canvas, [hand.random.choice(part)], None, hand.place()))


def lay_out(hand: Hand) -> None:
    """Arrange a part, as the window commits what a worker found."""
    found = arrange_part(hand.snapshot, hand.canvas.diagram_id, hand.some(*SHAPES, most=5))

    def apply(edit):
        for place in found.values():
            edit.set(
                place.id, x=place.x, y=place.y, width=place.width, height=place.height, bends=place.bends
            )

    if found:
        hand.canvas.commit("Arrange", apply)


def travel(hand: Hand) -> None:
    """Go back a little in time and forward again, or stay there."""
    for _time in range(hand.random.randint(1, 3)):
        if hand.session.project.undoable.number != hand.first:
            hand.session.undo()
    if hand.random.random() < 0.5:
        hand.session.redo()


STEPS: tuple[Callable[[Hand], None], ...] = (
    *(move, move, move, resize, slide, bend, unbend, connect, extend, create, create, add_beside, surround),
    *(remove, hide, double, paste_copy, paste_known, line_up, space, equal, restack, lock, step_aside),
    *(choose, allocate, lay_out, travel, lengthen),
)


PUTTING_NOTHING = (hide, paste_known, travel)
"""Steps that show or hide what is known, or what was so at another time: nothing joins a zone by them."""


def mouse(hand: Hand) -> None:
    """Press somewhere, go somewhere, release, with or without keys and tools; all by real events."""
    canvas, random = hand.canvas, hand.random
    view = canvas.viewport()
    if random.random() < 0.3:
        canvas.set_tool(random.choice([tool.name for tool in TOOLS[canvas.diagram.diagram]]))
    modifier = random.choice((_NO, _NO, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier))
    start, end = hand.place(), hand.place()
    if random.random() < 0.1:
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, _NO, canvas.mapFromScene(start))
    else:
        QTest.mousePress(view, Qt.MouseButton.LeftButton, modifier, canvas.mapFromScene(start))
        for stop in (start + QPointF(6, 6), end - QPointF(1, 1), end):
            QTest.mouseMove(view, canvas.mapFromScene(stop))
            QApplication.processEvents()
        if random.random() < 0.1:
            QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, modifier, canvas.mapFromScene(end))
    hand.write()


@contextmanager
def hand_on(folder: Path, name: str) -> Iterator[Hand]:
    """A hand on a diagram of a new plant."""
    session = Session()
    assert session.create(folder / "plant.bzn")
    with session.change("Draw the plant") as edit:
        for element in plant().elements:
            # As it is read back: numbers that are written without a point are others.
            edit.add(from_plain(to_plain(element)))
    diagram = next(one for one in session.snapshot().of(Diagram) if one.name == name)
    canvas = Canvas(session, diagram.id)
    canvas.resize(1400, 1000)
    canvas.show()
    try:
        yield Hand(session, canvas)
    finally:
        canvas.close()
        canvas.deleteLater()
        session.close()


def played(
    folder: Path,
    name: str,
    seed: int,
    steps: Sequence[int],
    choices: Sequence[Callable[[Hand], None]],
    look: int = _LOOK,
) -> tuple[str, list[str]]:
    """What broke, empty where nothing did, and what was done until then."""
    done: list[str] = []
    with hand_on(folder, name) as hand:
        hand.look = look
        start = text_files(hand.snapshot)
        for step in steps:
            hand.random = Random(f"{seed} {step}")
            chosen = hand.random.choice(choices)
            before = locked_places(hand)
            hand.known = hand.snapshot
            known, drawn = strangers(hand, anywhere=True), set(hand.canvas.scene_shown.items_by_id)
            done.append(f"{step} {chosen.__name__}")
            try:
                chosen(hand)
                for broken in (*unsound(hand), *astray(hand, before if chosen is not travel else {})):
                    return broken, done
                for pair, words in strangers(hand).items() if chosen not in PUTTING_NOTHING else ():
                    shown = any(one in hand.known and one not in drawn for one in pair)
                    left = _zone_of(hand.known, pair[0]) != _zone_of(hand.snapshot, pair[0])
                    if not shown and (pair not in known or left):
                        return words, done
            except Exception as error:  # noqa: BLE001 - told with what led to it
                return f"{type(error).__name__}: {error}", done
        return _there_and_back(hand, start), done


def fewest(
    make_folder: Callable[[], Path],
    name: str,
    seed: int,
    steps: Sequence[int],
    choices: Sequence[Callable[[Hand], None]],
) -> tuple[str, list[str]]:
    """The failure of some of the steps, as few as are found by leaving out ever smaller parts of them."""
    broken, done = played(make_folder(), name, seed, steps, choices, look=1)
    left = [int(one.split()[0]) for one in done]
    part = max(len(left) // 2, 1)
    deadline = monotonic() + _PATIENCE
    while monotonic() < deadline:
        for at in range(0, len(left), part):
            fewer = left[:at] + left[at + part :]
            found, shorter = played(make_folder(), name, seed, fewer, choices, look=1)
            if found:
                left, broken, done = fewer[: len(shorter)], found, shorter
                break
        else:
            if part == 1:
                break
            part = max(part // 2, 1)
    return broken, done


# What must hold


def unsound(hand: Hand) -> Iterator[str]:
    """What is wrong with the model, or with how it is drawn."""
    snapshot, scene = hand.snapshot, hand.canvas.scene_shown
    yield from (diagnostic.message for _id, diagnostic in all_breaches(snapshot))
    for element_id in scene.items_by_id:
        element = snapshot.get(element_id)
        if element is None:
            yield f"{element_id} is drawn and does not exist"
        elif isinstance(element, LINES):
            loose = [end for end in (element.source, element.target) if end not in snapshot]
            yield from (f"the {element.kind} {element.name} has a loose end" for _end in loose)
        else:
            yield from _misplaced(hand, element)
    # Drawing anew takes longer than all the rest.
    if hand.looks % hand.look == 0 and scene.drawing != draw(snapshot, hand.canvas.diagram_id):
        yield "what is shown differs from what is drawn anew"
    hand.looks += 1


def _misplaced(hand: Hand, element: Element) -> Iterator[str]:
    """What is wrong with where a shape, a port or an interface is drawn."""
    item = hand.canvas.scene_shown.find(element.id)
    holder = hand.canvas.scene_shown.find(item.item.parent) if item.item.parent else None
    if isinstance(element, BORDER):
        if holder is None or holder.element != element.owner or not _on_border(item, holder):
            yield f"the {element.kind} {element.name} is not on the border of its owner"
    elif item.item.parent != (expected := _holder(hand, element)):
        yield f"the {element.kind} {element.name} is drawn in {item.item.parent}, not {expected}"
    elif holder is not None and not holder.outline().contains(item.outline()):
        yield f"the {element.kind} {element.name} does not lie in what it belongs to"


def strangers(hand: Hand, *, anywhere: bool = False) -> dict[tuple[Id, Id], str]:
    """What has its middle in a zone beside which it belongs; where zones overlap, each keeps what is its own.

    Of two zones only the smaller can be a stranger. With `anywhere` also what belongs elsewhere, or to the
    zone itself.
    """
    found = {}
    scene = hand.canvas.scene_shown
    shapes = [(item, item.outline(), one) for one in hand.drawn(*SHAPES) if (item := scene.find(one.id))]
    for holder, around, zone in shapes:
        if not isinstance(zone, Zone):
            continue
        for item, area, element in shapes:
            beside = anywhere or item.item.parent == holder.item.parent
            if item is holder or not beside or not fits_in(element, zone):
                continue
            smaller = not isinstance(element, Zone) or _size(area) < _size(around)
            if smaller and around.contains(area.center()):
                words = f"the {element.kind} {element.name} lies in {zone.name} and is no part of it"
                found[element.id, zone.id] = words
    return found


def _size(area: QRectF) -> float:
    return area.width() * area.height()


def _zone_of(snapshot: Snapshot, element_id: Id) -> Id | None:
    element = snapshot.get(element_id)
    zone = zone_of(snapshot, element) if element is not None else None
    return zone.id if zone is not None else None


def locked_places(hand: Hand) -> dict[Id, tuple[QRectF, Id | None, QPointF]]:
    """Where what is locked stands, what holds it, and how far from the corner of that."""
    found = {}
    for placement in hand.snapshot.owned(hand.canvas.diagram_id, Placement):
        if placement.locked:
            holder = _holder(hand, hand.snapshot[placement.element])
            found[placement.element] = _area(placement), holder, _inside(hand, placement, holder)
    return found


def astray(hand: Hand, before: dict[Id, tuple[QRectF, Id | None, QPointF]]) -> Iterator[str]:
    """What was locked and is gone, or stands elsewhere and has not gone with what held it."""
    for element_id, (area, holder, inside) in before.items():
        placement = placement_of(hand.snapshot, hand.canvas.diagram_id, element_id)
        element = hand.snapshot.get(element_id)
        if placement is None or element is None:
            yield f"{element_id} was locked and is gone"
            continue
        moved = placement.locked and area != _area(placement)
        if moved and (area.size() != _area(placement).size() or inside != _inside(hand, placement, holder)):
            yield f"the {element.kind} {element.name} was locked and moved"


def _area(placement: Placement) -> QRectF:
    return QRectF(placement.x, placement.y, placement.width, placement.height)


def _inside(hand: Hand, placement: Placement, holder: Id | None) -> QPointF:
    """How far a placement is from the corner of another one, that of a holder."""
    known = placement_of(hand.snapshot, hand.canvas.diagram_id, holder or "")
    return QPointF(placement.x - known.x, placement.y - known.y) if known is not None else QPointF()


def _holder(hand: Hand, element: Element) -> Id | None:
    """The shape in which an element belongs by the facts of the model, as far as it is drawn."""
    snapshot, scene = hand.snapshot, hand.canvas.scene_shown
    owners = list(snapshot.owners(element))
    for owner in owners:
        if isinstance(owner, Component | Node | Zone) and scene.find(owner.id) is not None:
            return owner.id
    zone = next((found for one in (element, *owners) if (found := getattr(one, "zone", None))), None)
    while zone is not None:
        if scene.find(zone) is not None:
            return zone
        zone = snapshot[zone].owner
    return None


def _on_border(item, holder) -> bool:
    area, around = item.outline(), holder.outline()
    inner = around.adjusted(1, 1, -1, -1)
    return area.intersects(around.adjusted(-1, -1, 1, 1)) and not inner.contains(area)


def _there_and_back(hand: Hand, start: dict[str, str]) -> str:
    """Undo everything, and do everything again."""
    end, project = text_files(hand.snapshot), hand.session.project
    while project.redoable is not None:
        # What was undone last belongs to the end as well.
        hand.session.redo()
        end = text_files(hand.snapshot)
    while project.undoable is not None and project.undoable.number != hand.first:
        hand.session.undo()
    if text_files(hand.snapshot) != start:
        return "undoing everything does not lead back to the start"
    if problems := list(unsound(hand)):
        return f"after undoing everything: {problems[0]}"
    while project.redoable is not None:
        hand.session.redo()
    if text_files(hand.snapshot) != end:
        return "doing everything again does not lead to the end"
    problems = list(unsound(hand))
    return f"after doing everything again: {problems[0]}" if problems else ""
