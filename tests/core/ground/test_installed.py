"""Bartizan finds its own files when it is installed as well as when it is run from the tree."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

ASK = """
import json
from core.ground.resources import resource_folder, sample_folder
from core.project import is_text_folder
print(json.dumps({
    "resources": sorted(folder.name for folder in resource_folder("").iterdir() if any(folder.glob("*"))),
    "sample": is_text_folder(sample_folder("water-treatment")),
    "place": str(resource_folder("fonts")),
}))
"""


def ask(home: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        capture_output=True,
        text=True,
        check=True,
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder with what the wheel would put into site-packages."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_resources_and_samples_are_found_in_the_tree_and_when_installed(installed):
    in_tree, when_installed = ask(ROOT), ask(installed)
    assert when_installed["resources"] == in_tree["resources"]
    assert (in_tree["sample"], when_installed["sample"]) == (True, True)
    assert str(installed) in str(when_installed["place"])


def test_the_installed_program_starts_by_its_own_name(installed):
    entry = next(installed.glob("*.dist-info")) / "entry_points.txt"
    assert "bartizan = app.main:main" in entry.read_text().splitlines()
