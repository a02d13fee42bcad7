"""Results that were worked out in one language are shown in the language of the window, without new work."""

import pytest
from PySide6.QtWidgets import QLabel

from app.desktop import make_window
from app.session.kinds_read import kinds_read
from app.session.preferences import Preferences
from core.assistants.consistency import consistency_task
from core.assistants.known import KEPT, reason_of
from core.assistants.plans import plain_model
from core.assistants.problems import problems
from core.assistants.threats import threats_task
from core.assistants.verification import verify_task
from core.ground.sentences import all_worded
from core.ground.words import use_language
from core.project import Result, open_project


@pytest.fixture(autouse=True)
def _english_after():
    yield
    use_language("en")


def quiet(_done, _total, _words):
    """Hear no progress."""


@pytest.fixture
def keep(plant):
    """Works out threats and verdicts in a language and keeps them in the project, as kept or in words."""

    def keep(code, in_words=False):
        use_language(code)
        with open_project(plant) as project:
            snapshot, now = project.snapshot(), project.surroundings.clock()
            model = plain_model(snapshot)
            found = {
                "threats": threats_task(model, quiet),
                "verify": verify_task({"elements": model}, quiet),
                "consistency": consistency_task(model, quiet),
            }
            for task, rows in found.items():
                digest = snapshot.digest(kinds_read(task, snapshot))
                tools, outcome = ({}, all_worded(rows)) if in_words else (KEPT, rows)
                project.keep([Result(task, "", digest, tools, now, outcome)])

    return keep


@pytest.fixture
def show(plant, qtbot):
    """Opens the project in a window of a language."""
    made = []

    def show(code):
        use_language(code)
        window = make_window(Preferences(language=code))
        made.append(window)
        qtbot.addWidget(window)
        assert window.session.open(plant)
        window.results._breath.stop()
        return window

    yield show
    for window in made:
        window.close()


def said(window):
    """Titles and reasons of threats, reasons of verdicts, and what deserves a look."""
    results = window.results
    return (
        [(threat["title"], threat["why"]) for threat in results.threats.records],
        [reason_of(verdict) for verdict in results.verdicts.records if "verdict" in verdict],
        [(one.message, one.hint) for one in problems(results.known)],
    )


@pytest.mark.parametrize("kept_in", ["en", "de"])
def test_a_window_shows_kept_results_in_its_own_language_and_works_out_nothing(keep, show, kept_in):
    keep(kept_in)
    shown = {}
    for code in ("de", "fr", "en"):
        window = show(code)
        assert not window.results._pause.isActive()
        assert window.jobs.jobs == []
        shown[code] = said(window)
        window.close()
    for part in range(3):
        assert shown["en"][part]
        assert len({str(one[part]) for one in shown.values()}) == 3
    assert any("gefälscht" in title.casefold() or "aktualis" in why for title, why in shown["de"][0])
    assert any("An nichts im Verhalten gebunden" in reason for reason in shown["de"][1])


def test_a_window_of_another_language_paints_no_sentence_of_the_one_before(keep, show):
    keep("en")
    sentences = {title for title, _why in said(show("en"))[0]}
    window = show("de")
    window.show_room("threats")
    labels = " ".join(one.text() for one in window.findChildren(QLabel))
    assert sentences
    assert [one for one in sentences if one in labels] == []


def test_results_of_an_unknown_language_are_shown_as_they_are_and_worked_out_anew(keep, show):
    keep("en", in_words=True)
    window = show("de")
    assert any("not" in why for _title, why in said(window)[0])
    assert window.results.threats.known
    assert not window.results.is_stale(window.results.threats)
    assert window.results._pause.isActive()
