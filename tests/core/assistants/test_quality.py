"""The trend of weak requirements is what each state of the project would be measured as."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.assistants import quality
from core.assistants.quality import trend
from core.ground.identity import counted_ids, system_clock
from core.model import MetricLimit, Requirement
from core.project import Surroundings, create_project
from core.requirements.smells import measure
from core.requirements.smells.limits import failings, limits

GOOD = "The pump shall stop within 5 s."
VAGUE = "The pump shall stop at an appropriate time."
SENTENCES = (GOOD, VAGUE, "The pump may stop, if possible, and/or cool.", "It shall quickly stop.", "")


def project_at(path):
    """A new project whose ids are counted."""
    return create_project(path, Surroundings(system_clock, counted_ids(), "Tester"))


STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, len(SENTENCES))), min_size=1, max_size=8)


@given(STEPS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_point_is_what_the_project_was_then(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("trend") / "p.bzn"
    with project_at(path) as project:
        keys = {}
        for which, sentence in steps:
            with project.change("Write") as edit:
                if which not in keys:
                    keys[which] = edit.new(Requirement, key=f"R{which}", text=SENTENCES[0]).id
                elif sentence == len(SENTENCES):
                    edit.remove(keys.pop(which))
                else:
                    edit.set(keys[which], text=SENTENCES[sentence])
        if len(project.heads) > 1:
            project.undo()
        for point in trend(project):
            then = project.at(point.record)
            told = [
                failings(measure(one.text), limits(project.snapshot().of(MetricLimit)))
                for one in then.of(Requirement)
            ]
            assert point.requirements == len(told)
            assert point.weak == sum(map(bool, told))
            assert sum(point.kinds.values()) == sum(map(len, told))


def test_changes_of_anything_else_make_no_point(tmp_path):
    with project_at(tmp_path / "p.bzn") as project:
        with project.change("Write") as edit:
            edit.new(Requirement, key="R1", text=VAGUE)
        with project.change("Limit") as edit:
            edit.new(MetricLimit, metric="vagueness", limit=3.0)
        assert [(point.record, point.weak) for point in trend(project)] == [(1, 0)]
        project.undo()
        assert [(point.record, point.weak) for point in trend(project)] == [(1, 1)]


def test_a_long_past_is_told_in_few_points_and_the_last_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(quality, "MOST_POINTS", 4)
    with project_at(tmp_path / "p.bzn") as project:
        for number in range(10):
            with project.change("Write") as edit:
                edit.new(Requirement, key=f"R{number}", text=GOOD)
        found = [point.record for point in trend(project)]
    assert found == sorted(set(found))
    assert len(found) <= 5
    assert (found[0], found[-1]) == (1, 10)


def test_a_project_may_be_stricter_or_milder_than_what_ships():
    vague, long = (
        MetricLimit(id="a", metric="vagueness", limit=1.0),
        MetricLimit(id="b", metric="ari", limit=1.0),
    )
    assert "vagueness" in failings(measure(VAGUE), limits())
    assert "vagueness" not in failings(measure(VAGUE), limits([vague]))
    assert "ari" not in failings(measure(GOOD), limits())
    assert "ari" in failings(measure(GOOD), limits([long]))
    assert limits([MetricLimit(id="c", metric="nonsense", limit=0.0)]) == limits()


@given(st.text(max_size=60))
def test_without_limits_of_its_own_a_project_fails_what_nalabs_would(text):
    failed = set(measure(text).failed())
    assert failed <= set(failings(measure(text), limits()))
