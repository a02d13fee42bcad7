"""The rules of the house, each as a sentence."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from (ROOT / room).rglob("*.py")


def imports(path: Path) -> Iterator[str]:
    """Modules that a file imports at its top or later."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def top_imports(path: Path) -> set[str]:
    """First parts of the modules that a file imports as soon as it is imported itself."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    found: set[str] = set()
    for node in body:
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def test_the_floors_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout


def test_all_of_core_imports_where_qt_does_not_exist():
    script = """
import importlib, pkgutil, sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "qtpy", "qtawesome"):
            raise ImportError(name + " is blocked")
sys.meta_path.insert(0, Wall())
import core
names = [module.name for module in pkgutil.walk_packages(core.__path__, "core.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(len(names))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.stderr == ""
    assert int(done.stdout) > 50


@pytest.mark.slow
def test_every_module_of_the_desktop_can_be_imported_first():
    script = """
import importlib, pkgutil, sys
import app
names = [module.name for module in pkgutil.walk_packages(app.__path__, "app.")]
for name in names:
    for known in [known for known in sys.modules if known.partition(".")[0] == "app"]:
        del sys.modules[known]
    importlib.import_module(name)
print(len(names))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.stderr == ""
    assert int(done.stdout) > 200


def test_the_ground_and_the_model_need_the_standard_library_alone():
    allowed = set(sys.stdlib_module_names) | {"core"}
    for path in sources("core/ground", "core/model"):
        assert top_imports(path) <= allowed, path


def test_core_prints_nothing_outside_the_command_line():
    for path in sources("core"):
        if "cli" not in path.relative_to(ROOT).parts:
            assert [line for line, call in calls(path) if call == "print"] == [], path


def test_nothing_evaluates_text_unpickles_or_starts_a_shell():
    forbidden = {
        "eval",
        "exec",
        "compile",
        "pickle.loads",
        "pickle.load",
        "marshal.loads",
        "os.system",
        "os.popen",
    }
    for path in sources("core", "app", "installers"):
        assert [(line, call) for line, call in calls(path) if call in forbidden] == [], path
        assert not {"pickle", "shelve", "marshal"} & {name.partition(".")[0] for name in imports(path)}, path
        assert "shell=True" not in path.read_text(encoding="utf-8").replace(" ", ""), path


def test_nothing_opens_a_connection():
    for path in sources("core", "app"):
        reached = {name for name in imports(path) if name.startswith(("urllib.request", "PySide6.QtNetwork"))}
        assert reached == set(), path


def test_xml_is_parsed_by_closed_parsers_only():
    """core.uppaal.files.markup drives expat itself, and refuses entities and external definitions."""
    for path in set(sources("core", "app")) - {ROOT / "core" / "uppaal" / "files" / "markup.py"}:
        parsers = {
            name
            for name in imports(path)
            if name.startswith(("xml.dom", "xml.sax", "xml.parsers", "xml.etree", "lxml"))
            and not name.startswith("xml.sax.saxutils")
        }
        assert parsers == set(), path


def test_no_module_has_a_name_that_says_nothing():
    empty = {"util", "utils", "helper", "helpers", "misc", "common", "manager", "base", "stuff"}
    assert [path for path in sources("core", "app") if path.stem in empty] == []


def test_every_module_says_what_it_is_for():
    for path in sources("core", "app", "installers"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_modules_stay_small_enough_to_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources("core", "app")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_projects_are_altered_in_one_place():
    """Only core.project writes to the tables of a project file."""
    for path in sources("core", "app"):
        room = path.relative_to(ROOT).parts[:2]
        if room != ("core", "project"):
            assert "sqlalchemy" not in {name.partition(".")[0] for name in imports(path)}, path
            assert "core.project.schema" not in set(imports(path)), path


def test_heavy_libraries_wait_until_they_are_needed():
    """What the first window and short commands import loads none of them."""
    script = (
        "import sys\n{imports}\n"
        "heavy = ['sympy', 'networkx', 'reportlab', 'alembic', 'onnxruntime', 'numpy', 'yaml', 'lark']\n"
        "heavy += ['openpyxl', 'pint', 'z3', 'cffi']\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    for statements in (
        "import core.model, core.project, core.jobs, core.cli, core.ground.diagnostic",
        "from core.cli import main; main(['help', 'json'])",
    ):
        done = subprocess.run(
            [sys.executable, "-c", script.format(imports=statements)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.splitlines()[-1] == "[]", statements
