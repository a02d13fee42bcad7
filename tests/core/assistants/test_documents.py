"""Where documents may be written, whoever asks for them."""

import pytest

from core.assistants import documents
from core.assistants.documents import report_task
from core.assistants.plans import plain_model
from core.ground.diagnostic import Refused
from core.model import Component
from core.project import create_project


def test_the_windows_report_takes_the_place_of_no_project(tmp_path, monkeypatch):
    with create_project(tmp_path / "plant.bzn") as project, project.change("Create") as edit:
        edit.new(Component, name="Pump")
    before = project.path.read_bytes()
    payload = {
        "elements": plain_model(project.snapshot()),
        "path": str(project.path),
        "source": "plant.bzn",
        "journal_head": None,
        "changes": 1,
        "date": "2026-01-01",
        "author": "author",
    }
    monkeypatch.setattr(documents, "assess", lambda *_any: pytest.fail("nothing is worth assessing"))
    with pytest.raises(Refused) as refused:
        report_task(payload, lambda *_any: None)
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.file) == ("output-taken", str(project.path))
    assert before == project.path.read_bytes()
