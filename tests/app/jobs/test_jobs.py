"""Jobs report, can be stopped, and whatever happens to them is told."""

import pytest

from app.jobs import Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_a_job_tells_how_far_it_is_and_what_came_of_it(qtbot, jobs):
    steps, outcomes = [], []
    jobs.progressed.connect(lambda job: steps.append((job.done, job.total)))
    job = jobs.start("rehearse", {"seconds": 0.3}, "Rehearsing", outcomes.append)
    assert job.running
    qtbot.waitUntil(lambda: bool(outcomes), timeout=20000)
    assert outcomes[0].state == "done"
    assert steps
    assert steps == sorted(steps)
    assert not job.running


def test_a_cancelled_job_ends_and_leaves_the_list(qtbot, jobs):
    outcomes = []
    job = jobs.start("rehearse", {"seconds": 60}, "Rehearsing", outcomes.append)
    jobs.cancel(job)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=20000)
    assert outcomes[0].state == "cancelled"
    assert jobs.jobs == []


def test_a_job_that_dies_stays_until_it_was_read(qtbot, jobs):
    outcomes = []
    job = jobs.start("rehearse", {"die": True}, "Rehearsing", outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=20000)
    assert job.failed
    assert outcomes[0].diagnostics[0].code == "job-died"
    assert jobs.jobs == [job]
    jobs.read(job)
    assert jobs.jobs == []
