"""Child processes that can always be ended, and whose pipes never block the parent."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import IO

from core.ground.diagnostic import Cancelled

_LOOK = 0.05
"""Seconds between two looks at whether the person cancelled."""

_BEHIND = 10
"""How far the niceness of a child lies above ours: whoever works at the window goes first."""

ENVIRONMENT = {"ORT_DISABLE_TELEMETRY": "1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
"""What every child finds in its environment besides ours."""


class OutOfTime(Exception):
    """Raised when a child ran longer than it may."""


def start(arguments: Sequence[str], folder: str | None = None) -> subprocess.Popen[str]:
    """Start a child in a process group of its own, behind us in priority, with pipes for its streams."""
    child = subprocess.Popen(
        list(arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        cwd=folder,
        env={**os.environ, **ENVIRONMENT},
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),  # Windows alone has it
    )
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, child.pid, os.getpriority(os.PRIO_PROCESS, 0) + _BEHIND)
    return child


def end(child: subprocess.Popen[str]) -> None:
    """Kill the child and all it started, and wait until it is gone."""
    try:
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass  # it has ended by itself
    child.wait()
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):  # it may never have read what it was sent
                stream.close()


def lines(
    child: subprocess.Popen[str], request: str, seconds: float, cancelled: Callable[[], bool] | None
) -> Iterator[tuple[str, str]]:
    """Send the request, then yield ("out" or "err", line) as the child writes, until both streams end.

    Raises Cancelled when `cancelled()` says so, OutOfTime after `seconds`. Ends the child then.
    """
    arrived: queue.SimpleQueue[tuple[str, str | None]] = queue.SimpleQueue()
    threads = [
        threading.Thread(target=_send, args=(child.stdin, request), daemon=True),
        threading.Thread(target=_gather, args=("out", child.stdout, arrived), daemon=True),
        threading.Thread(target=_gather, args=("err", child.stderr, arrived), daemon=True),
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + seconds
    open_streams = 2
    try:
        while open_streams:
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise OutOfTime
            try:
                stream, line = arrived.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if line is None:
                open_streams -= 1
            else:
                yield stream, line
        child.wait()
    finally:
        end(child)
        for thread in threads:
            thread.join()


def _send(stream: IO[str], request: str) -> None:
    try:
        stream.write(request)
        stream.close()
    except (OSError, ValueError):
        pass  # the child died before it read all; its end says so


def _gather(name: str, stream: IO[str], arrived: "queue.SimpleQueue[tuple[str, str | None]]") -> None:
    try:
        for line in stream:
            arrived.put((name, line))
    except (OSError, ValueError):
        pass  # the stream was closed under us because the child was ended
    finally:
        arrived.put((name, None))
