"""What the desktop hands to the worker that decides checks is all that it needs."""

import pytest

from app.session.checking import payload
from core.assistants.checking import checks_task
from core.assistants.plans import plain_model
from core.ground.resources import sample_folder
from core.project import read_text
from tests.core.samples.test_checks import ROW, argued


@pytest.mark.parametrize("name", ["water-treatment", "brake-by-wire"])
def test_the_checks_of_a_sample_are_decided_from_what_the_desktop_hands_over(name):
    folder = sample_folder(name)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    snapshot = read_text(folder)
    verdicts = argued(readme, snapshot)
    found = checks_task(
        payload(plain_model(snapshot), verdicts, folder / "evidence"), lambda *_progress: None
    )
    assert {row["requirement"]: row["answer"] for row in found} == dict(ROW.findall(readme))
