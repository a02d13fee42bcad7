"""The report: whatever the model holds, it is laid out, whole, and the same each time."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer

from core.assistants.assessment import requirements_of
from core.diagram.metrics import width
from core.ground.identity import uuid7_text
from core.model import (
    Check,
    Claim,
    Component,
    Connector,
    Decision,
    Diagram,
    Ground,
    Outcome,
    Placement,
    Proposal,
    ProposalState,
    ProposedEdit,
    Requirement,
    Snapshot,
    SystemOfInterest,
    Zone,
)
from core.reports import Subject, write_assessment_report
from core.reports.pages import Running, build
from core.reports.styles import cell, headed, paragraph, table

EMPTY: dict[str, Any] = {
    "requirements": [],
    "findings": [],
    "threats": [],
    "suggestions": [],
    "verification": [],
    "model_findings": [],
    "provenance": {"tools": {"Bartizan": "0.1.0"}, "catalogues": [], "models": []},
}


def subject(snapshot: Snapshot) -> Subject:
    return Subject(
        name="Plant <b>&amp; co</b>",
        purpose="Keeps & holds <water>",
        organisation="",
        revision="C",
        classification="Internal",
        source="plant.bzn",
        digest=snapshot.digest(),
        journal_head="ab" * 32,
        changes=3,
        date="2026-01-01",
        author="author",
    )


def written(tmp_path: Path, assessment: dict[str, Any], snapshot: Snapshot | None = None) -> PdfReader:
    snapshot = snapshot or Snapshot()
    path = tmp_path / "report.pdf"
    write_assessment_report(path, snapshot, assessment, subject(snapshot))
    return PdfReader(path)


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def threat(number: int, why: str = "Because it is so.") -> dict[str, Any]:
    return {
        "id": f"t{number}",
        "rule": f"ICS-{number:03}",
        "title": f"Threat number {number}",
        "stride": ["T"],
        "target": {"id": "1", "name": "Pump", "kind": "component"},
        "severity": ("critical", "high", "medium", "low", "info")[number % 5],
        "certainty": "certain",
        "why": why,
        "asks": [{"element": "1", "field": "x", "question": "Is it locked?"}],
        "references": ["CWE-306"],
        "mitigations": ["MIT-001"],
        "status": "open",
    }


def requirement(key: str, text: str) -> dict[str, Any]:
    return {"id": key, "text": text, "ok": True, "pattern": "event", "slots": {}, "diagnostics": []}


def test_an_empty_project_has_a_report_that_says_so(tmp_path):
    reader = written(tmp_path, EMPTY)
    text = text_of(reader)
    for words in ("Contents", "Summary", "Requirements and verdicts", "Provenance", "ab" * 32):
        assert words in text
    assert "0 requirements were read." in text


def summary_of(reader: PdfReader) -> str:
    text = text_of(reader).split("What needs a decision next", 2)[2]
    return text.split("Requirements and verdicts")[0]


def test_the_summary_denies_no_open_threat_and_says_how_many_it_leaves_out(tmp_path):
    grave = [threat(number) for number in range(50) if number % 5 < 2]
    possible = [
        one | {"certainty": "possible", "id": one["id"] + "p", "rule": "POS-" + one["rule"][4:]}
        for one in grave
    ]
    one = summary_of(written(tmp_path, EMPTY | {"threats": possible[:1]}))
    assert "POS-000" in one
    assert "possible: Is it locked?" in one
    assert "No requirement is violated" not in one
    assert "more open threat" not in one
    many = summary_of(written(tmp_path, EMPTY | {"threats": possible + grave}))
    assert "and 20 more open threats that are high or critical, in Threats" in many
    shown = re.findall(r"(?:critical|high) ([A-Z]+)-(\d+)", many)
    assert len(shown) == 20
    assert [kind for kind, _number in shown] == ["ICS"] * 10 + ["POS"] * 10
    calm = [threat(2), threat(0) | {"status": "mitigated"}]
    assert "no open threat is high or critical" in summary_of(written(tmp_path, EMPTY | {"threats": calm}))


def test_what_people_decided_about_a_threat_stands_beside_it(tmp_path):
    decision = {
        "reason": "The room is <always> staffed.",
        "decided_by": "Officer",
        "decided_on": "2026-10-12",
        "assignee": "Guard",
        "due": "2027-10-12",
    }
    accepted = threat(1) | {"status": "risk_accepted", "decision": decision}
    stated = threat(2) | {"stated_mitigation": "Sticks are checked at the gate.", "decision": None}
    text = text_of(written(tmp_path, EMPTY | {"threats": [accepted, stated]}))
    assert "Decision: risk accepted (Officer, 2026-10-12). The room is <always> staffed." in text
    assert "seen to by Guard, due 2027-10-12" in text
    assert "Stated against it: Sticks are checked at the gate." in text
    assert text.count("Decision:") == 1


def test_what_people_silenced_is_listed_with_where_and_why(tmp_path):
    silenced = [
        {"rule": "HW-011", "element": None, "reason": "Actuators come to rest <safely>."},
        {"rule": "*", "element": {"id": "1", "name": "Limit contact", "kind": "component"}, "reason": ""},
    ]
    text = text_of(written(tmp_path, EMPTY | {"suppressions": silenced}))
    assert "HW-011 the whole project Actuators come to rest <safely>." in text
    assert "every rule Limit contact, component no reason is given" in text
    assert "Silenced by people" not in text_of(written(tmp_path, EMPTY))


def test_what_waits_for_a_decision_says_what_it_would_change_and_why(tmp_path):
    pump = Component(id=uuid7_text(1, bytes(10)), name="Dosing pump", technology="Old")
    new = Requirement(id="~r", key="SEC-01", text="The pump shall <sign> what it sends.")
    claim = Claim(
        "The maker is another.",
        (Ground("fact", pump.id, text="technology: Old"), Ground("catalogue", "CWE-306", "4.1", "It is so.")),
    )
    waiting = Proposal(
        id="2",
        name="Another maker",
        assistant="proof",
        edits=(
            ProposedEdit(pump, replace(pump, technology="New", name="Pump")),
            ProposedEdit(None, new),
            ProposedEdit(Component(id="9", name="Valve"), None),
        ),
        claims=(claim,),
        checks=(Check("it holds", Outcome.FAILED, "in 3 of 4"),),
        questions=("Who delivers it?",),
    )
    quiet = Proposal(id="3", name="Think", assistant="proof")
    text = text_of(written(tmp_path, EMPTY, Snapshot([pump, waiting, quiet])))
    for words in (
        "Changes component Dosing pump Name: Dosing pump → Pump Technology: Old → New",
        "Adds requirement SEC-01 The pump shall <sign> what it sends.",
        "Removes component Valve",
        "1. The maker is another. fact Dosing pump: Technology Old catalogue CWE-306 4.1 It is so.",
        "it holds: failed (in 3 of 4)",
        "? Who delivers it?",
        "It changes nothing in the model",
    ):
        assert words in text


def test_nothing_in_the_model_is_read_as_markup(tmp_path):
    evil = "<font size=99>&</b> <img src='x'/> ]]> {slot} %s"
    snapshot = Snapshot([SystemOfInterest(id="1", name=evil), Requirement(id="2", key="A-1", text=evil)])
    assessment = EMPTY | {"requirements": [requirement("A-1", evil)], "threats": [threat(1, evil)]}
    text = text_of(written(tmp_path, assessment, snapshot))
    assert "<font size=99>&</b>" in text
    assert "Plant <b>&amp; co</b>" in text


def test_every_page_carries_its_number_and_the_contents_lead_to_the_right_pages(tmp_path):
    reader = written(tmp_path, EMPTY | {"threats": [threat(number) for number in range(120)]})
    pages = [page.extract_text() for page in reader.pages]
    for number, page in enumerate(pages[1:], start=2):
        assert f"{number} of {len(pages)}" in page
    outline = [entry for entry in reader.outline if not isinstance(entry, list)]
    for entry in outline:
        assert entry.title in pages[reader.get_destination_page_number(entry)]
        assert entry.title in pages[1]


def test_a_cell_higher_than_a_page_is_split_and_not_lost(tmp_path):
    words = " ".join(f"word{number}" for number in range(4000))
    assessment = EMPTY | {"threats": [threat(1, words)], "requirements": [requirement("A-1", words)]}
    text = text_of(written(tmp_path, assessment))
    for number in (0, 1999, 3999):
        assert text.count(f"word{number}") >= 2
    unbroken = EMPTY | {"requirements": [requirement("A-1", "x" * 5000)]}
    assert text_of(written(tmp_path, unbroken)).replace(" ", "").count("x") >= 5000


def test_no_text_leaves_the_page(tmp_path):
    long_name = "Averylongnamewithoutanyblank" * 8
    rows = [requirement(f"{'KEY' * 6}-{number}", long_name) for number in range(3)]
    found = [threat(1) | {"title": long_name, "references": [long_name], "rule": long_name}]
    reader = written(tmp_path, EMPTY | {"requirements": rows, "threats": found})
    ends: list[float] = []
    for page in reader.pages:

        def note(text, _cm, tm, font, size, page=page):
            if text.strip() and font is not None:
                name = font["/BaseFont"]
                right = tm[4] + width(text.strip("\n"), size, "Bold" in name, "Mono" in name)
                assert tm[4] >= 0
                ends.append(float(page.mediabox.width) - right)

        page.extract_text(visitor_text=note)
    assert len(ends) > 50
    assert min(ends) >= 0


@pytest.mark.parametrize("wide", [True, False])
def test_a_diagram_is_a_vector_picture_with_its_words_as_text(tmp_path, wide):
    zone = Zone(id="1", name="Field")
    one, other = Component(id="2", name="Pump controller", zone="1"), Component(id="3", name="Inlet pump")
    flow = Connector(id="4", source="2", target="3", protocol="Modbus", data="orders")
    diagram = Diagram(id="5", name="Overview")
    x, y = (600.0, 0.0) if wide else (0.0, 600.0)
    places = [
        Placement(id="6", owner="5", element="1", x=-40, y=-60, width=300, height=160),
        Placement(id="7", owner="5", element="2", width=176, height=52),
        Placement(id="8", owner="5", element="3", x=x, y=y, width=176, height=52),
    ]
    reader = written(tmp_path, EMPTY, Snapshot([zone, one, other, flow, diagram, *places]))
    (page,) = (page for page in reader.pages if "Pump controller" in page.extract_text())
    for words in ("Inlet pump", "Modbus", "orders", "Field", "Overview"):
        assert words in page.extract_text()
    assert (page.mediabox.width > page.mediabox.height) is wide
    assert list(page.images) == []


def test_decisions_about_proposals_are_told(tmp_path):
    done = Proposal(id="1", name="Lock the port", assistant="threats", state=ProposalState.REJECTED)
    decision = Decision(
        id="2", owner="1", outcome=ProposalState.REJECTED, reason="needed in service", decided_by="author"
    )
    waiting = Proposal(id="3", name="Sign the firmware", assistant="threats", questions=("Who signs?",))
    text = text_of(written(tmp_path, EMPTY, Snapshot([done, decision, waiting])))
    for words in ("Lock the port", "needed in service", "Sign the firmware", "Who signs?"):
        assert words in text


def test_the_same_assessment_gives_the_same_bytes(tmp_path):
    assessment = EMPTY | {"threats": [threat(number) for number in range(20)]}
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, assessment)
    assert (tmp_path / "one" / "report.pdf").read_bytes() == (tmp_path / "two" / "report.pdf").read_bytes()


def row(purpose: str, verdict: str, **facts: Any) -> dict[str, Any]:
    found = {"requirement": "R-1", "purpose": purpose, "verdict": verdict, "reason": None, "formula": "A[] x"}
    found["machines"] = []
    return found | {"comment": "What is asked", "explanation": None} | facts


def test_a_trigger_that_never_comes_makes_no_requirement_violated(tmp_path):
    demanded = Requirement(id="1", key="R-1", text="When it rains, the Pump shall stop.")
    rows = [
        row("requirement", "satisfied", reason="Its trigger can never happen"),
        row("trigger", "violated"),
    ]
    assessment = EMPTY | {"requirements": requirements_of(Snapshot((demanded,))), "verification": rows}
    text = text_of(written(tmp_path, assessment, Snapshot((demanded,))))
    assert "✔ satisfied Its trigger can never happen" in text
    assert "No requirement is violated" in text
    assert "It never happens in this model" in text


def test_what_the_verdicts_rest_on_is_told(tmp_path):
    rows = [row("deadlock", "violated", requirement=None, reason="These can come to a stop: Check")]
    assumed = {"severity": "info", "message": "Pump command has no latency stated", "hint": "State it."}
    text = text_of(written(tmp_path, EMPTY | {"verification": rows, "model_findings": [assumed]}))
    assert "These can come to a stop: Check" in text
    assert "Pump command has no latency stated State it." in text


def test_the_file_is_dated_as_its_cover(tmp_path):
    assert written(tmp_path, EMPTY).metadata.creation_date.date().isoformat() == "2026-01-01"


@pytest.mark.parametrize("ahead", range(60, 260, 10))
def test_a_heading_and_the_one_under_it_stand_where_what_follows_them_begins(tmp_path, ahead):
    look = cell()
    rows = [[paragraph(f"row {number}", look), ""] for number in range(12)]
    story = [
        Spacer(0, ahead * mm),
        *headed("Above", 2, under="Below"),
        table(("First", "Second"), rows, (60 * mm, 60 * mm)),
    ]
    path = tmp_path / "page.pdf"
    build(path, [*headed("Chapter", 1), PageBreak(), *story], Running("t", "c", "f"), "a", date(2026, 11, 30))
    pages = [page.extract_text() for page in PdfReader(path).pages]
    (above,) = (number for number, text in enumerate(pages) if "Above" in text)
    assert "Below" in pages[above]
    assert "row 0" in pages[above]
