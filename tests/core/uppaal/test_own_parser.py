"""UPPAAL's own parser library accepts every exported document and its queries, without a word.

It needs libutap, which is built outside this repository (`utap_check.cpp` says how), and is told by
BARTIZAN_UTAP. What it accepts is a little more than the engine does, so this is necessary and not sufficient.
"""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from core.assistants.models import model_of
from core.assistants.proof import generated_model
from core.uppaal.document import Query
from core.uppaal.files.queries import write_queries
from core.uppaal.files.reading import read_document
from core.uppaal.files.writing import write_document
from core.uppaal.generation.whole import generate
from tests.core.uppaal.random_models import random_model
from tests.core.uppaal.test_naming import models

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.fixture
def words(tmp_path):
    """What the parser says of files, by lines."""
    program = os.environ.get("BARTIZAN_UTAP")
    if not program:
        pytest.skip("BARTIZAN_UTAP does not name the program built from utap_check.cpp and libutap")

    def said(*files: Path) -> list[str]:
        done = subprocess.run(
            [program, *map(str, files)], check=False, capture_output=True, text=True, timeout=600
        )
        assert done.returncode in (0, 2), done.stderr
        return done.stdout.splitlines()

    return said


def saved(folder: Path, document) -> Path:
    file = folder / "model.xml"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(write_document(document), encoding="utf-8")
    file.with_suffix(".q").write_text(write_queries(document.queries), encoding="utf-8")
    return file


def test_it_speaks_up_where_something_is_wrong(words, tmp_path):
    model = generate(*random_model(1)).document
    wrong = type(model)(model.declaration, model.templates, model.system, (Query("A[] not nowhere.at_all"),))
    assert any("nowhere" in line for line in words(saved(tmp_path, wrong)))


@pytest.mark.parametrize("sample", ["water-treatment", "brake-by-wire"])
def test_the_documents_of_the_samples_are_accepted(words, tmp_path, sample):
    snapshot = model_of(SAMPLES / sample).snapshot
    assert words(saved(tmp_path, generated_model(snapshot).document)) == []


def test_the_documents_of_200_random_models_are_accepted_and_read_back_equal(words, tmp_path):
    documents = [generate(*random_model(number)).document for number in range(200)]
    files = [saved(tmp_path / str(number), document) for number, document in enumerate(documents)]
    assert words(*files) == []
    assert [read_document(file) for file in files] == documents
    assert sum(bool(query.formula) for document in documents for query in document.queries) > 600


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(models())
def test_whatever_the_editor_can_build_is_accepted(words, tmp_path, model):
    assert words(saved(tmp_path, generate(*model).document)) == []


def test_real_models_that_were_written_again_are_accepted_like_the_originals(words, tmp_path, corpus):
    for original in sorted((corpus / "uppaal").glob("*.x*")):
        again = tmp_path / original.with_suffix(".xml").name
        again.write_text(write_document(read_document(original)), encoding="utf-8")
        # Strict invariants are warned of in both; a formula over two lines is mended by writing it again.
        warned = [line for line in words(again) if "Strict_invariant" not in line]
        assert warned == [], original.name
