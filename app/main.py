"""The console script `bartizan`: every sub-command goes to the command line before Qt is thought of."""

import os
import sys
from pathlib import Path

DESKTOP_REFUSED = 2
"""The exit status where no window can be opened."""


def main() -> int:
    """Start the desktop with no words or with `open [PROJECT]`; hand anything else to the command line."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    words = sys.argv[1:]
    if words and words[0] != "open":
        from core.cli import main as command_line

        if words[:2] == ["export", "png"]:
            from app.canvas.offscreen import write_png
            from core.assistants.pictures import paint_images_with

            paint_images_with(write_png)
        return command_line(words)
    if len(words) > 2 or any(word.startswith("-") for word in words[1:]):
        return _complain(_usage())
    return open_desktop(Path(words[1]) if len(words) > 1 else None)


def open_desktop(project: Path | None) -> int:
    """Open the window, or say calmly why there can be none."""
    reason = missing_display()
    if reason:
        return _complain(reason)
    try:
        from app.desktop import run_desktop
    except ImportError as error:
        return _complain(_missing_library(error))
    return run_desktop(project)


def missing_display() -> str:
    """Why no window can be opened here, and what can be done; empty where nothing speaks against it."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") in _HEADLESS:
        return ""
    display, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    if wayland or (display and _answers(display)):
        return ""
    from core.ground.words import _

    what = (
        _("the display {name} does not answer").format(name=display)
        if display
        else _("there is no display here")
    )
    return _(
        "bartizan: {what}; start it from a desktop session, or go on without a window: bartizan --help"
    ).format(what=what)


def _answers(display: str) -> bool:
    """Whether a local display has a socket; one on another machine is left to Qt to find."""
    import socket

    host, _colon, number = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    path = f"/tmp/.X11-unix/X{number.split('.')[0]}"  # noqa: S108 - where X servers listen
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        for address in (path, "\0" + path):
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False


_HEADLESS = ("offscreen", "minimal", "vnc")


def _missing_library(error: ImportError) -> str:
    from core.ground.words import _

    return _(
        "bartizan: a library is missing for the window ({reason}); what to install: bartizan doctor"
    ).format(reason=error)


def _usage() -> str:
    from core.ground.words import _

    return _("bartizan: open takes one project, such as: bartizan open plant.bzn")


def _complain(words: str) -> int:
    sys.stderr.write(words + "\n")
    return DESKTOP_REFUSED


if __name__ == "__main__":
    sys.exit(main())
