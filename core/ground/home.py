"""Where a user's own files are: configuration, knowledge, models, fault reports."""

import os
from pathlib import Path


def home_folder() -> Path:
    """The folder of the user's own files; the variable BARTIZAN_HOME moves it."""
    moved = os.environ.get("BARTIZAN_HOME")
    if moved:
        return Path(moved)
    from platformdirs import user_data_path

    return user_data_path("bartizan", appauthor=False)
