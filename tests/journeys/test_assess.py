"""The whole journey from the command line: a model in, five files out."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.checker import verify
from core.cli import main
from core.cli.keys import CHECK, DIAGNOSTIC, KEYS, REQUIREMENT, THREAT, VERDICT
from core.model import Requirement
from core.project import open_project, read_model
from core.uppaal.files.reading import read_document

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "water-treatment"
FILES = ["assessment.json", "report.pdf", "uppaal/model.q", "uppaal/model.xml", "uppaal/trace-map.json"]


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def assessed(tmp_path_factory) -> Path:
    """The folder that `bartizan assess` wrote for the sample."""
    out = tmp_path_factory.mktemp("assessed")
    done = subprocess.run(
        [sys.executable, "-m", "core.cli", "assess", SAMPLE, "--out", out],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    return out


def assessment(folder: Path) -> dict:
    return json.loads((folder / "assessment.json").read_text(encoding="utf-8"))


def test_an_assessment_has_the_documented_keys(assessed):
    found = assessment(assessed)
    assert list(found) == list(KEYS["bartizan assess"])
    assert {key for row in found["verification"] for key in row} == set(VERDICT)
    assert {key for row in found["model_findings"] for key in row} == {"element", *DIAGNOSTIC}
    assert {key for row in found["requirements"] for key in row} == {"element", "section", *REQUIREMENT}
    assert {key for row in found["threats"] for key in row} == set(THREAT)
    assert {key for row in found["suppressions"] for key in row} == {"rule", "element", "reason"}
    assert {key for row in found["checks"] for key in row} == set(CHECK)


def test_assess_writes_five_files(assessed):
    found = sorted(file.relative_to(assessed).as_posix() for file in assessed.rglob("*") if file.is_file())
    assert found == FILES


def test_every_verdict_is_the_one_that_the_samples_readme_argues(assessed):
    argued = (SAMPLE / "README.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (\w+-\d+) \| (satisfied|violated|unknown) \|", argued, re.M)
    keys = {requirement.key for requirement in read_model(SAMPLE).snapshot.of(Requirement)}
    assert {key for key, _verdict in table} == keys
    order = ("violated", "unknown", "satisfied")
    found: dict[str, str] = {}
    for row in assessment(assessed)["verification"]:
        if row["purpose"] == "requirement":
            known = found.get(row["requirement"], "satisfied")
            found[row["requirement"]] = min(known, row["verdict"], key=order.index)
    assert found == dict(table)


def test_a_verdict_that_is_not_satisfied_tells_why(assessed):
    for row in assessment(assessed)["verification"]:
        if row["verdict"] == "unknown":
            assert row["reason"]
            assert row["formula"] is None
        elif row["verdict"] == "violated":
            assert row["trace"]["steps"]
            assert row["explanation"]["summary"].startswith(row["requirement"])
            assert row["explanation"]["steps"]


@pytest.mark.parametrize(
    ("key", "worst", "delays"),
    [("DOS-04", "620 ms", ["300 ms", "200 ms", "120 ms"]), ("HMI-04", "1.4 s", ["1 s", "400 ms"])],
)
def test_a_missed_deadline_tells_how_late_it_can_get_and_which_delays_add_up(assessed, key, worst, delays):
    rows = [row for row in assessment(assessed)["verification"] if row["requirement"] == key]
    (row,) = (row for row in rows if row["verdict"] == "violated")
    assert row["worst_case"] == worst
    assert [delay["length"] for delay in row["explanation"]["delays"]] == delays


def test_the_exported_model_reads_back_and_every_query_in_it_is_listed(assessed):
    document = read_document(assessed / "uppaal" / "model.xml")
    rows = [row["formula"] for row in assessment(assessed)["verification"] if row["formula"]]
    assert [query.formula for query in document.queries if query.formula] == rows
    text = (assessed / "uppaal" / "model.q").read_text(encoding="utf-8")
    lines = re.sub(r"/\*.*?\*/", "", text, flags=re.S).splitlines()
    assert [line for line in lines if line.strip()] == rows
    trace_map = json.loads((assessed / "uppaal" / "trace-map.json").read_text(encoding="utf-8"))
    templates = {entry["name"] for entry in trace_map["entries"] if entry["part"] == "template"}
    assert {template.name for template in document.templates} == templates


def test_the_report_holds_every_requirement_with_fonts_embedded(assessed):
    reader = PdfReader(assessed / "report.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    for requirement in read_model(SAMPLE).snapshot.of(Requirement):
        assert requirement.key in text
    assert f"{len(reader.pages)} of {len(reader.pages)}" in text
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    ]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"].get_object()


@pytest.mark.slow
def test_the_same_model_gives_the_same_results(assessed, tmp_path):
    assert main(["assess", str(SAMPLE), "--out", str(tmp_path)]) == 1
    first, second = assessment(assessed), assessment(tmp_path)
    for part in ("requirements", "findings", "threats", "suggestions", "provenance"):
        assert first[part] == second[part]
    for one, other in zip(first["verification"], second["verification"], strict=True):
        assert one | {"seconds": 0} == other | {"seconds": 0}
    for name in FILES[2:]:
        assert (assessed / name).read_bytes() == (tmp_path / name).read_bytes()


def test_a_foreign_model_and_a_list_of_requirements_are_assessed(corpus, tmp_path, capsys):
    project = tmp_path / "demo.bzn"
    assert main(["new", str(project)]) == 0
    model = corpus / "threat-models" / "01_td_v2_demo_webapp.json"
    sentences = corpus / "requirements" / "pure_ctetex_sentences.csv"
    assert main(["import", str(model), str(sentences), "--into", str(project)]) == 0
    with open_project(project) as opened:
        assert [head.origin.source for head in opened.heads] == ["import", "import"]
    capsys.readouterr()
    assert main(["assess", str(project), "--out", str(tmp_path / "out"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert len(found["requirements"]) >= 270
    assert {row["verdict"] for row in found["verification"]} == {"unknown"}
    assert all(row["reason"] for row in found["verification"])
    stated = [threat for threat in found["threats"] if threat["rule"] == "stated"]
    assert len(stated) == 14
    assert len(found["threats"]) > 14
    assert found["provenance"]["journal_head"]
    assert (tmp_path / "out" / "report.pdf").stat().st_size > 10_000


@pytest.mark.parametrize(("name", "queries"), [("2doors.xml", 7), ("fischer.xml", 3)])
def test_a_uppaal_file_that_nobody_here_wrote_is_decided_as_far_as_it_goes(corpus, capsys, name, queries):
    status = main(["verify", str(corpus / "uppaal" / name), "--json", "--timeout", "20"])
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == queries
    assert status == 0
    for row in rows:
        assert row["verdict"] == "satisfied" or (row["verdict"] == "unknown" and row["reason"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["assess", "none.bzn", "--out", "out"], "project-unreadable"),
        (["verify", "none.xml"], None),
        (["verify", "SAMPLE", "--engine", "verifyta"], "verifyta-missing"),
        (["suggest", "threats", "--text", "A pump"], "suggest-topic"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_way_on(arguments, code, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*(word.replace("SAMPLE", str(SAMPLE)) for word in arguments), "--json"]) == 2
    (plain, *_more) = json.loads(capsys.readouterr().err)
    assert code is None or plain["code"] == code
    assert plain["hint"] or plain["example"]
    assert list(tmp_path.iterdir()) == []


def test_each_requirement_has_a_small_model_of_its_own_with_the_same_verdict(assessed, tmp_path):
    assert main(["export", "uppaal", str(SAMPLE), "--out", str(tmp_path), "--parts"]) == 0
    verdicts = {
        row["requirement"].replace("-", "_"): row["verdict"]
        for row in assessment(assessed)["verification"]
        if row["purpose"] == "requirement" and row["formula"]
    }
    found = {}
    for path in (tmp_path / "parts").iterdir():
        document = read_document(path)
        (query,) = document.queries
        found[path.stem] = verify(document, query.formula).outcome.value
    assert found == verdicts
