"""What a worker tells of coverage is what the model says, and takes the place of working it out."""

import json

import pytest

from core.assistants.covering import MATTERS, coverage_from_plain, coverage_task, covering
from core.assistants.known import Known
from core.ground.resources import sample_folder
from core.project import project_from_text


@pytest.mark.parametrize("sample", ["water-treatment", "brake-by-wire"])
def test_a_worker_finds_the_same_shares_and_gaps(sample, tmp_path):
    path = tmp_path / "x.bzn"
    with project_from_text(path, sample_folder(sample)) as project:
        known = Known(project.snapshot())
    found = coverage_from_plain(json.loads(json.dumps(coverage_task({"path": str(path)}, None))))
    whole = covering(known)
    assert found == whole.coverage
    assert [covering(known, found).share(one) for one in MATTERS] == [whole.share(one) for one in MATTERS]
