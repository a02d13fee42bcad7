"""Where verifyta is: named by a variable, chosen by the user, or found on the PATH."""

import os
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.ground.files import write_whole
from core.ground.home import home_folder

VARIABLE = "BARTIZAN_VERIFYTA"


class Source(StrEnum):
    """Who said where it is."""

    VARIABLE = "variable"
    CHOICE = "choice"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Program:
    """A place where verifyta is said to be; `runs` where an executable file is there."""

    path: Path
    source: Source

    @property
    def runs(self) -> bool:
        """Whether there is something that can be run."""
        return self.path.is_file() and os.access(self.path, os.X_OK)


def find_program() -> Program | None:
    """The verifyta to be run: what the variable names, else what was chosen, else the first on the PATH.

    What is named or chosen is taken even where nothing is there, so that it can be told; None where nobody
    names one.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Program(Path(named).absolute(), Source.VARIABLE)
    chosen = chosen_path()
    if chosen is not None:
        return Program(chosen, Source.CHOICE)
    found = shutil.which("verifyta")
    return Program(Path(found).absolute(), Source.PATH) if found else None


def chosen_path() -> Path | None:
    """The place that the user chose."""
    try:
        text = _choice().read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return Path(text) if text else None


def choose(path: Path | None) -> None:
    """Keep the user's choice; None forgets it. Raises OSError where the folder cannot be written."""
    if path is None:
        _choice().unlink(missing_ok=True)
        return
    _choice().parent.mkdir(parents=True, exist_ok=True)
    write_whole(_choice(), f"{path.absolute()}\n")


def _choice() -> Path:
    return home_folder() / "verifyta.txt"
