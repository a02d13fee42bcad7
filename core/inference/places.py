"""Where models lie on a machine, and in which order they are looked for."""

import json
import os
import sys
from pathlib import Path

from core.ground.resources import resource_folder

ONLY = "BARTIZAN_MODELS"
"""Names the folder to look in instead of a user's, for a reviewer who wants a certain model, or none."""


def model_folders() -> tuple[Path, ...]:
    """Folders that hold one folder a model, the first to be looked in first.

    1. `BARTIZAN_HOME`/models, where it is set: models that a person added there.
    2. The user's data folder: where set-up writes, and `bartizan models add` without BARTIZAN_HOME.
    3. The folder in which set-up left the models of this environment, recorded in the environment,
       so that they are found whatever HOME and BARTIZAN_HOME say.
    4. Models that ship with the product.
    """
    only = os.environ.get(ONLY)
    if only is not None:
        return (Path(only), resource_folder("models"))
    found = [added_models(), user_models()]
    recorded = _recorded()
    if recorded is not None:
        found.append(recorded)
    found.append(resource_folder("models"))
    return tuple(dict.fromkeys(found))


def added_models() -> Path:
    """Where a model that a person adds is kept."""
    home = os.environ.get("BARTIZAN_HOME")
    return Path(home) / "models" if home else user_models()


def user_models() -> Path:
    """The models folder of the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("bartizan", appauthor=False) / "models"


def vector_cache() -> Path:
    """The file that keeps vectors of texts already embedded; it may be deleted at any time."""
    home = os.environ.get("BARTIZAN_HOME")
    if home:
        return Path(home) / "cache" / "vectors.sqlite"
    from platformdirs import user_cache_path

    return user_cache_path("bartizan", appauthor=False) / "vectors.sqlite"


def environment_record() -> Path:
    """The file of this Python environment that says where set-up left its models."""
    return Path(sys.prefix) / "share" / "bartizan" / "models.json"


def record(folder: Path) -> None:
    """Let this environment find the models of `folder` from anywhere."""
    path = environment_record()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"folder": str(folder.resolve())}) + "\n", encoding="utf-8")


def _recorded() -> Path | None:
    try:
        return Path(json.loads(environment_record().read_text(encoding="utf-8"))["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
