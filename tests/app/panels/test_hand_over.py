"""What can be handed over: documents, diagrams on paper and as pictures, and files, each with its key."""

from PySide6.QtWidgets import QPushButton

from app.actions.registry import action
from app.window.pages import Page


def offers(desk):
    desk.show_room("hand over")
    page = desk.pages.widget(Page("hand over"))
    return [one for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]


def test_paper_and_pictures_stand_beside_the_documents(desk):
    assert [one.accessibleName() for one in offers(desk)] == [
        "Export: Report (PDF)",
        "Print: Print diagrams",
        "Export: Diagrams as pictures",
        "Export: UPPAAL files",
        "Export: Text form",
    ]


def test_they_lead_to_the_pages_of_their_actions(desk):
    for name, page in (("Print: Print diagrams", "print"), ("Export: Diagrams as pictures", "pictures")):
        button = next(one for one in offers(desk) if one.accessibleName() == name)
        button.click()
        assert desk.pages.current == Page(page)


def test_their_buttons_and_keys_stand_in_columns(desk):
    found = offers(desk)
    places = {(one.mapTo(desk, one.rect().topLeft()).x(), one.width()) for one in found}
    assert len(places) == 1
    assert all(action(one).key for one in ("print", "export.pictures"))
