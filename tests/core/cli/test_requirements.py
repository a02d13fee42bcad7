"""`bartizan requirements` beside a project."""

import json

from core.cli import main
from core.ground.resources import resource_folder


def test_parse_understands_the_boilerplates_of_a_project_that_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    project, file = str(tmp_path / "p.bzn"), tmp_path / "list.txt"
    file.write_text("The pump is required to stop after the lid opens.\n", encoding="utf-8")
    main(["new", project])
    main(["import", str(resource_folder("catalogues") / "boilerplates.yaml"), "--into", project])
    capsys.readouterr()
    assert main(["requirements", "parse", str(file), "--json"]) == 1
    (alone,) = json.loads(capsys.readouterr().out)
    assert main(["requirements", "parse", str(file), "--project", project, "--json"]) == 0
    (own,) = json.loads(capsys.readouterr().out)
    assert (alone["ok"], own["ok"]) == (False, True)
    assert own["boilerplate"] == "Response to an event, the event last"
    assert own["slots"]["trigger"]["text"] == "the lid opens"
