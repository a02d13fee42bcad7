"""Child processes that can always be ended, and whose pipes never block the parent."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import IO

from core.ground.diagnostic import Cancelled

if sys.platform != "win32":
    import resource

_LOOK = 0.05
"""Seconds between two looks at whether the person cancelled."""

_BEHIND = 10
"""How far the niceness of a child lies above ours: whoever works at the window goes first."""

ENVIRONMENT = {"ORT_DISABLE_TELEMETRY": "1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
"""What every child finds in its environment besides ours."""


class OutOfTime(Exception):
    """Raised when a child ran longer than it may."""


def start(
    arguments: Sequence[str],
    folder: str | None = None,
    environment: Mapping[str, str] = {},
    megabytes: int | None = None,
    seconds: float | None = None,
) -> subprocess.Popen[str]:
    """Start a child in a process group of its own, behind us in priority, with pipes for its streams.

    `environment` is what it finds there besides ours, `megabytes` how much address space and
    `seconds` how much time of a processor it and each of its children may have, where the system can
    bound that: a bound of its own, for the case that we are no longer there to end it.
    """
    child = subprocess.Popen(
        list(arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, **environment},
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),  # Windows alone has it
    )
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, child.pid, os.getpriority(os.PRIO_PROCESS, 0) + _BEHIND)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # it has ended already, or its own limit is lower
            if megabytes is not None:
                resource.prlimit(child.pid, resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
            if seconds is not None:
                resource.prlimit(child.pid, resource.RLIMIT_CPU, (int(seconds) + 10, int(seconds) + 10))
    return child


def end(child: subprocess.Popen[str]) -> None:
    """Kill the child and all it started, and wait until it is gone."""
    if sys.platform == "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it has ended by itself
            child.kill()
    else:
        below: list[int] = []
        if child.poll() is None:
            _signal_group(child.pid, signal.SIGSTOP)  # so that it starts nothing while we look
            below = _descendants(child.pid)
        for one in (child.pid, *below):
            _signal_group(one, signal.SIGKILL)
    child.wait()
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):  # it may never have read what it was sent
                stream.close()


def _signal_group(process: int, number: int) -> None:
    """Signal the process group that a process leads, or the process alone where it leads none."""
    for send in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it has ended by itself
            send(process, number)
            return


def _descendants(process: int) -> list[int]:
    """What the process started, and those in turn, also in groups of their own; empty where none can say."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            # The name in brackets may hold anything; the parent is the second word behind it.
            parent = int(stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found[1:]


def lines(
    child: subprocess.Popen[str],
    request: str,
    seconds: float,
    cancelled: Callable[[], bool] | None,
    longest: int = -1,
) -> Generator[tuple[str, str], None, None]:
    """Send the request, then yield ("out" or "err", line) as the child writes, until both streams end.

    A line of more than `longest` characters comes in pieces.

    Raises Cancelled when `cancelled()` says so, OutOfTime after `seconds`. Ends the child then.
    """
    arrived: queue.SimpleQueue[tuple[str, str | None]] = queue.SimpleQueue()
    threads = [
        threading.Thread(target=_send, args=(child.stdin, request), daemon=True),
        threading.Thread(target=_gather, args=("out", child.stdout, arrived, longest), daemon=True),
        threading.Thread(target=_gather, args=("err", child.stderr, arrived, longest), daemon=True),
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


def _gather(
    name: str, stream: IO[str], arrived: "queue.SimpleQueue[tuple[str, str | None]]", longest: int
) -> None:
    try:
        while line := stream.readline(longest):
            arrived.put((name, line))
    except (OSError, ValueError):
        pass  # the stream was closed under us because the child was ended
    finally:
        arrived.put((name, None))
