"""The checker's kernel in C: a plain shared library, where there is a compiler. Without it Python serves."""

import shutil
from pathlib import Path

from installers.steps import stamp
from installers.steps.environment import environment_of
from installers.steps.telling import Line, Mishap, call, command_line, say

COMPILERS = ("cc", "gcc", "clang")


def build_kernel(root: Path) -> None:
    """Compile core/checker/kernel.c into the environment, if it is there."""
    source = root / "core" / "checker" / "kernel.c"
    if not source.is_file():
        return
    target = environment_of(root) / "lib" / "bartizan" / "kernel.so"
    inputs = stamp.digest(source)
    if target.is_file() and stamp.is_done(environment_of(root), "kernel", inputs):
        return
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        say("There is no C compiler: the checker runs in Python, more slowly (apt-get install gcc).")
        return
    say("Compiling the checker's kernel.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".new")
    line: Line = [compiler, "-O2", "-std=c11", "-shared", "-fPIC", "-o", unfinished, source]
    try:
        call(line, "the kernel did not compile", command_line(line))
    except Mishap as mishap:
        say(f"{mishap.what.capitalize()}: the checker runs in Python, more slowly.")
        return
    unfinished.replace(target)
    stamp.mark_done(environment_of(root), "kernel", inputs)
