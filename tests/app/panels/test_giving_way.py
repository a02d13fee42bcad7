"""Counts and links are cut only where they have not the room that they ask for."""

import pytest

from app.panels.giving_way import Chip, LinkButton


@pytest.mark.parametrize("words", ["? 9", "✕ 3", "1 to decide", "79 ouvertes"])
def test_what_has_the_room_that_it_asks_for_is_shown_whole(qtbot, desk, words):
    link = LinkButton()
    link.show_words(words)
    for widget in (Chip(words), link):
        widget.setParent(desk)
        widget.ensurePolished()
        hint = widget.sizeHint()
        widget.resize(hint)
        assert widget.shown() == words
        widget.resize(hint.width() - 8, hint.height())
        assert widget.shown() != words
