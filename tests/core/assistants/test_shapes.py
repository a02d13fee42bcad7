"""Which requirements are written in which boilerplate of their project."""

from core.assistants.shapes import in_use
from core.ground.identity import counted_ids, system_clock
from core.model import Boilerplate, Requirement
from core.project import Surroundings, create_project
from core.requirements.sentence import parse

SHAPE = {
    "shape": "<system> is to <response> once <event>",
    "means": "When <event>, <system> shall <response>",
}
TEXTS = (
    "The pump is to stop once the lid opens.",
    "When the lid opens, the pump shall stop.",
    "The valve is to close once the pump stops.",
)


def test_each_requirement_is_counted_where_it_is_understood(tmp_path):
    path = tmp_path / "shapes.bzn"
    with create_project(path, Surroundings(system_clock, counted_ids(), "Tester")) as project:
        with project.change("Begin") as edit:
            first = edit.new(Boilerplate, name="Once", **SHAPE)
            edit.new(Boilerplate, name="Again", **SHAPE)
            edit.new(Boilerplate, name="None", shape="<system> does", means="nothing")
            several = [edit.new(Requirement, key=f"R-{n}", text=text) for n, text in enumerate(TEXTS)]
        snapshot = project.snapshot()
    found = in_use(snapshot)
    own = snapshot.of(Boilerplate)
    assert found[first.id] == (several[0].id, several[2].id)
    assert {one.name: len(found[one.id]) for one in own} == {"Once": 2, "Again": 0, "None": 0}
    assert [parse(one.text, own).boilerplate for one in several] == ["Once", "", "Once"]
