"""Nothing in the inspector is wider than its panel: every kind, faults, three languages, every scale."""

from dataclasses import MISSING, fields

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.panels.inspector import Inspector
from app.theme import look, px
from core.ground.words import use_language
from core.model import KINDS, Component, Edge, Location, StateMachine

LONG = "zaehlerstand_des_vorratsbehaelters_nach_der_pruefung"

PANEL = 320
"""The width of the inspector beside the drawing, in px at scale 1."""

SEEN = [("en", 1.0), ("de", 0.8), ("de", 1.5), ("fr", 1.5)]

LOOKS = [
    pytest.param(code, scale, marks=() if (code, scale) in SEEN else pytest.mark.slow)
    for code in ("en", "de", "fr")
    for scale in (0.8, 1.0, 1.25, 1.5)
]
"""Those languages and scales in which words are widest are looked at every time."""


@pytest.fixture
def looking():
    """What alters the language and the scale; both are as before afterwards."""

    def look_so(code, scale):
        use_language(code)
        look().use(scale=scale)

    yield look_so
    use_language("en")
    look().use(scale=1.0)


@pytest.fixture
def inspector(desk, qtbot):
    """An inspector as wide as the panel, apart from the window."""
    of = desk.shown.inspector
    made = Inspector(of._session, of._results, of._chooser)
    qtbot.addWidget(made)
    made.show()
    return made


def too_wide(inspector):
    """By how much what is shown is wider than there is room, and the widgets that ask for so much."""
    inspector.resize(px(PANEL), px(900))
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    body, room = inspector.widget(), inspector.viewport().width()
    least = body.minimumSizeHint().width()
    if least <= room:
        return []
    return [least - room, *_asking(body, room)]


def _asking(body, room):
    return [
        (type(one).__name__, one.accessibleName(), one.minimumSizeHint().width())
        for one in body.findChildren(QWidget)
        if one.isVisible() and one.minimumSizeHint().width() > room / 3
    ]


def one_of_each(edit):
    """One element of every kind, with a long name where it has one, in an owner of a long name."""
    ends = [edit.new(Component, name=f"{LONG}_{number}") for number in range(2)]
    made = [*ends]
    for kind in KINDS.values():
        facts = {one.name: ends[0].id for one in fields(kind) if _needed(one)}
        if "name" in {one.name for one in fields(kind)}:
            facts["name"] = LONG
        if "target" in facts:
            facts["target"] = ends[1].id
        made.append(edit.new(kind, **facts))
    return made


def _needed(one):
    return one.name != "id" and one.default is MISSING and one.default_factory is MISSING


@pytest.mark.parametrize(("code", "scale"), LOOKS)
def test_no_kind_of_element_is_wider_than_the_panel(desk, inspector, looking, code, scale):
    with desk.session.change("One of each") as edit:
        made = [one.id for one in one_of_each(edit)]
    looking(code, scale)
    wide = {}
    for one in made:
        inspector.show_element(desk.session.element(one))
        found = too_wide(inspector)
        if found:
            wide[desk.session.element(one).kind] = found
    assert not wide


@pytest.mark.parametrize(("code", "scale"), LOOKS)
def test_what_is_offered_against_a_fault_is_no_wider_than_the_panel(desk, inspector, looking, code, scale):
    machine = desk.session.snapshot().of(StateMachine)[0]
    idle, held = list(desk.session.snapshot().of(Location))[:2]
    with desk.session.change("An edge with faults") as edit:
        edge = edit.new(Edge, owner=machine.id, source=idle.id, target=held.id)
        edit.set(edge.id, guard=f"{LONG} < 30", update="zaehlerstand_des_behaelters := 0")
        edit.set(idle.id, name=LONG, invariant=f"{LONG} <= 2 s")
    looking(code, scale)
    shown = []
    for one, names in ((edge, ("guard", "update")), (idle, ("invariant",))):
        inspector.show_element(desk.session.element(one.id))
        for name in names:
            inspector.field(name).look()
            shown += [offer for offer in inspector.field(name).card.offers if not offer.isHidden()]
        assert too_wide(inspector) == []
        for name in names:
            card = inspector.field(name).card
            for offer in card.offers:
                assert offer.isHidden() or offer.mapTo(card, offer.rect().topRight()).x() < card.width()
                assert offer.isHidden() or offer.text() == offer.words or offer.toolTip() == offer.words
    assert shown
