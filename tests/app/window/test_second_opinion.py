"""verifyta is chosen in the window, and verdicts say that it confirms them; a small program stands for it."""

import sys

import pytest

from app.panels.verdict_list import engine_words
from core.uppaal.verifyta.program import Source, find_program
from tests.core.uppaal.foreign_verifyta import saying

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of a Unix")


@pytest.fixture(autouse=True)
def unnamed(monkeypatch):
    monkeypatch.delenv("BARTIZAN_VERIFYTA", raising=False)


def answering(monkeypatch, path):
    monkeypatch.setattr("app.window.second_opinion.ask_open", lambda *_asked: path)


@pytest.fixture
def said(window, monkeypatch):
    """What the status line is told."""
    words = []
    monkeypatch.setattr(window.status, "say", words.append)
    return words


def test_the_program_that_was_chosen_is_asked_from_now_on(desk, monkeypatch, tmp_path):
    path = saying(tmp_path, "")
    answering(monkeypatch, path)
    asked = []
    monkeypatch.setattr(desk.results, "recheck", lambda: asked.append(find_program()))
    desk.run("prove.verifyta")
    assert [(one.path, one.source) for one in asked] == [(path, Source.CHOICE)]


def test_a_file_that_is_no_program_is_not_taken(window, said, monkeypatch, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("notes")
    before = find_program()
    answering(monkeypatch, file)
    window.run("prove.verifyta")
    assert find_program() == before
    assert "notes.txt" in said[-1]


def test_nothing_happens_where_the_person_thinks_better_of_it(window, monkeypatch):
    before = find_program()
    answering(monkeypatch, None)
    window.run("prove.verifyta")
    assert find_program() == before


def test_a_variable_that_names_another_is_told(window, said, monkeypatch, tmp_path):
    answering(monkeypatch, saying(tmp_path, ""))
    monkeypatch.setenv("BARTIZAN_VERIFYTA", "/elsewhere/verifyta")
    window.run("prove.verifyta")
    assert "BARTIZAN_VERIFYTA" in said[-1]


def test_a_verdict_says_that_it_is_confirmed_only_where_both_engines_gave_it():
    row = {"verdict": "satisfied", "engine": "embedded", "states": 12, "seconds": 0.0}
    assert engine_words(row) == "12 states, 0.00 s, embedded"
    both = {"embedded": "satisfied", "verifyta": "satisfied"}
    assert engine_words(row | {"verdicts": both}) == "12 states, 0.00 s, confirmed by verifyta"
    assert "confirmed" not in engine_words(row | {"verdicts": {"verifyta": "satisfied"}})
    assert "confirmed" not in engine_words(row | {"verdicts": both | {"verifyta": "violated"}})
    assert "confirmed" not in engine_words(row | {"verdict": "unknown", "verdicts": both})
