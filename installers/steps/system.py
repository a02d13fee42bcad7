"""The distribution's part: which packages Bartizan needs of it, and getting them where we may."""

import ctypes
import os
import platform
import shutil
import sys
from collections.abc import Sequence

from installers.steps.telling import Mishap, call, command_line, say

DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfontconfig1",
    "libX11.so.6": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
"""What Qt loads even without a display, and the Debian package that brings it."""

WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads besides to open a window."""

_RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}
"""Packages that got another name when time became 64 bits wide: Debian 13, Ubuntu 24.04."""


def has_display() -> bool:
    """Whether a window could be shown."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def check_libraries(window: bool) -> None:
    """See that the libraries Qt needs can be loaded, and get those that cannot."""
    if sys.platform != "linux":
        return  # Qt brings its own elsewhere
    needed = {**DRAWING, **WINDOW} if window else DRAWING
    missing = [library for library in needed if not _loads(library)]
    if not missing:
        return
    install(sorted({_package(needed[library]) for library in missing}), "Qt needs system libraries")
    still = [library for library in missing if not _loads(library)]
    if still:
        raise Mishap(
            f"these libraries cannot be loaded: {', '.join(still)}",
            "apt-file search " + still[0],
        )


def install(packages: Sequence[str], why: str) -> None:
    """Install packages by apt-get as root; Mishap with the line to type where we are not root."""
    line = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise Mishap(
            f"{why}, and this system has no apt-get",
            f"install what Debian calls {' '.join(packages)} with this system's package manager",
        )
    typed = command_line(["sudo", *line])
    if os.geteuid() != 0:
        raise Mishap(why, typed)
    say(f"{why}: installing {' '.join(packages)}.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "update"], "the package lists could not be fetched", "apt-get update", environment)
    call(line, f"{why}, and they could not be installed", command_line(line), environment)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _package(name: str) -> str:
    return _RENAMED.get(name, name) if _has_wide_time() else name


def _has_wide_time() -> bool:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    version = release.get("VERSION_ID", "")
    major = int(version.split(".")[0]) if version.split(".")[0].isdigit() else None
    if release.get("ID") == "ubuntu":
        return major is None or major >= 24
    return major is None or major >= 13
