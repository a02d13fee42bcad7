"""Where the shipped files are: beside the tree when run from it, inside the package when installed."""

from pathlib import Path

_CORE = Path(__file__).resolve().parents[1]
_HOMES = (_CORE.parent, _CORE / "shipped")


def _shipped(top: str) -> Path:
    for home in _HOMES:
        if (home / top).is_dir():
            return home / top
    return _HOMES[0] / top


def resource_folder(name: str) -> Path:
    """The folder `name` of the shipped resources, such as "fonts" or "catalogues"."""
    return _shipped("resources") / name


def sample_folder(name: str = "") -> Path:
    """The folder of one shipped sample project, or of all of them."""
    return _shipped("samples") / name
