"""What the README of brake by wire says is found beside its seeded defects is what is found."""

from core.ground.resources import sample_folder
from core.project import read_text
from core.requirements import findings
from core.requirements.coverage import uncovered


def test_the_readme_counts_the_unbound_phrases_and_the_machines_that_requirements_pass_over():
    folder = sample_folder("brake-by-wire")
    snapshot = read_text(folder)
    unbound = [one for one in findings(snapshot) if one.phrase is not None]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert (len(unbound), len({one.requirements for one in unbound})) == (12, 7)
    assert len(uncovered(snapshot)) == 20
    assert "twelve phrases" in readme
    assert "seven requirements" in readme
    assert "for twenty machines" in readme
