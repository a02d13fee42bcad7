"""What works on this machine and in a project, as `bartizan doctor` and the first page tell it."""

import ctypes.util
import importlib.metadata
import importlib.util
import platform
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from core.ground.diagnostic import Refused
from core.ground.home import home_folder
from core.ground.resources import resource_folder
from core.ground.words import _, decimal

State = Literal["ok", "missing", "limited"]

REQUIRED = ("click", "lark", "networkx", "reportlab", "sqlalchemy", "yaml", "defusedxml")
DESKTOP = ("PySide6", "qtawesome")
QT_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "xcb-cursor": "libxcb-cursor0",
}
"""Shared libraries that Qt loads on Linux, and the Debian packages that hold them."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: ok, missing, or limited (works with less)."""

    name: str
    state: State
    required: bool
    detail: str
    mend: str = ""

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return asdict(self)


def check_machine() -> list[Check]:
    """Everything that can be looked at without a project."""
    return [
        _python(),
        _packages(_("library"), REQUIRED, required=True),
        _packages(_("desktop"), DESKTOP, required=False),
        _qt_libraries(),
        _resources(),
        _home(),
        _workers(),
        _embedding_model(),
        _kernel(),
        _verifyta(),
    ]


def check_project(path: Path) -> list[Check]:
    """Whether a project opens and its whole journal fits."""
    from core.project import open_project

    try:
        with open_project(path, writing=False) as project:
            project.verify()
            detail = _("{count} records, {elements} elements, every hash fits").format(
                count=len(project.heads), elements=len(project.snapshot())
            )
    except Refused as refused:
        first = refused.diagnostics[0]
        return [Check(str(path), "missing", True, first.message, first.hint or "")]
    return [Check(str(path), "ok", True, detail)]


def _python() -> Check:
    found = platform.python_version()
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Check(
        "Python",
        "ok" if fits else "limited",
        True,
        found,
        "" if fits else _("Bartizan is tested with Python 3.11 to 3.13."),
    )


def _packages(name: str, modules: tuple[str, ...], required: bool) -> Check:
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    mend = "python3 installers/bootstrap.py setup" if missing else ""
    detail = _("missing: {names}").format(names=", ".join(missing)) if missing else _("all packages found")
    return Check(name, "missing" if missing else "ok", required, detail, mend)


def _qt_libraries() -> Check:
    name = _("system libraries for the window")
    if sys.platform != "linux":
        return Check(name, "ok", False, _("not needed on this system"))
    missing = [package for library, package in QT_LIBRARIES.items() if not ctypes.util.find_library(library)]
    if not missing:
        return Check(name, "ok", False, _("all found"))
    return Check(
        name,
        "missing",
        False,
        _("missing: {names}").format(names=", ".join(missing)),
        "apt-get install --no-install-recommends " + " ".join(missing),
    )


def _resources() -> Check:
    missing = [part for part in ("catalogues", "fonts", "theme") if not resource_folder(part).is_dir()]
    if missing:
        return Check(
            _("resources"),
            "missing",
            True,
            _("missing: {names}").format(names=", ".join(missing)),
            _("Install Bartizan again; its own files are not whole."),
        )
    return Check(_("resources"), "ok", True, str(resource_folder("catalogues").parent))


def _home() -> Check:
    folder = home_folder()
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    try:
        free = shutil.disk_usage(existing).free // (1 << 20)
    except OSError as error:
        return Check(_("your files"), "limited", False, f"{folder}: {error.strerror}")
    return Check(_("your files"), "ok", False, _("{folder}, {free} MB free").format(folder=folder, free=free))


def _workers() -> Check:
    from core.jobs import Limits, run

    outcome = run("rehearse", {}, limits=Limits(seconds=30))
    if outcome.is_done:
        return Check(
            _("workers"),
            "ok",
            True,
            _("started and answered in {time}").format(time=decimal(f"{outcome.seconds:.1f} s")),
        )
    first = outcome.diagnostics[0]
    return Check(_("workers"), "missing", True, first.message, "python3 installers/bootstrap.py setup")


def _embedding_model() -> Check:
    from core.inference.registry import State, models

    found = models()
    verified = [model for model in found if model.state is State.VERIFIED]
    if verified:
        return Check(_("suggestion model"), "ok", False, f"{verified[0].name}, {verified[0].folder}")
    reason = "; ".join(model.reason for model in found) or _("none is known")
    return Check(
        _("suggestion model"),
        "limited",
        False,
        _("{reason}; suggestions are ranked by words alone (BM25)").format(reason=reason),
        "python3 installers/bootstrap.py setup",
    )


def _kernel() -> Check:
    from core.checker.kernel.library import BITS, library, library_path

    name = _("kernel of the checker")
    if all(library(bits) is not None for bits in BITS):
        return Check(name, "ok", False, str(library_path(BITS[0]).parent))
    detail = _("not built from these sources: Python decides the same, more slowly")
    return Check(name, "limited", False, detail, "python3 installers/bootstrap.py setup")


def _verifyta() -> Check:
    from core.uppaal.verifyta.program import VARIABLE, find_program

    program = find_program()
    if program is None:
        return Check("verifyta", "limited", False, _("not found, not needed: the embedded checker decides"))
    if not program.runs:
        detail = _("{path}: there is no program that can be run").format(path=program.path)
        return Check("verifyta", "limited", False, detail, f"{VARIABLE}=/opt/uppaal/bin/verifyta")
    detail = _("{path}; its verdicts are compared with those of the embedded checker")
    return Check("verifyta", "ok", False, detail.format(path=program.path))


def tool_versions() -> dict[str, str]:
    """Versions of Bartizan's parts, for provenance."""
    from core.ground.version import VERSION

    names = ("lark", "networkx", "reportlab", "onnxruntime", "SQLAlchemy", "PySide6-Essentials")
    versions = {"Bartizan": VERSION, "Python": platform.python_version()}
    for name in names:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return versions
