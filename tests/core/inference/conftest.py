"""The verified embedding model of this machine; tests that need it skip where set-up has not built it."""

from pathlib import Path

import pytest

from core.inference.embedding import Encoder
from core.inference.places import ONLY
from core.inference.registry import Content, embedding_model


@pytest.fixture(scope="session")
def content() -> Content:
    found = embedding_model()
    if found is None:
        pytest.skip("the embedding model is not built here: python3 installers/bootstrap.py setup")
    return found


@pytest.fixture(scope="session")
def encoder(content: Content) -> Encoder:
    return Encoder(content)


@pytest.fixture
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as the only place where models are looked for."""
    folder = tmp_path / "models"
    folder.mkdir()
    monkeypatch.setenv(ONLY, str(folder))
    return folder
