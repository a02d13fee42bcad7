"""The checker's kernel in C: a plain shared library, where there is a compiler. Without it Python serves."""

import hashlib
import shutil
from pathlib import Path

from installers.steps import stamp
from installers.steps.environment import environment_of
from installers.steps.telling import Line, Mishap, call, command_line, say

COMPILERS = ("cc", "gcc", "clang")


BITS = (32, 64)
"""There is a library for bounds of so many bits each."""


def build_kernel(root: Path) -> None:
    """Compile the sources in core/checker/kernel into the environment, if they are there."""
    folder = root / "core" / "checker" / "kernel"
    sources = sorted(one for one in folder.glob("*") if one.suffix in (".c", ".h"))
    if not sources:
        return
    digest = hashlib.sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()
    targets = [environment_of(root) / "lib" / "bartizan" / f"kernel{bits}.so" for bits in BITS]
    if all(target.is_file() for target in targets) and stamp.is_done(environment_of(root), "kernel", digest):
        return
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        say("There is no C compiler: the checker runs in Python, more slowly (apt-get install gcc).")
        return
    say("Compiling the checker's kernel.")
    for bits, target in zip(BITS, targets, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(".new")
        line: Line = [
            *(compiler, "-O3", "-march=native", "-std=c11", "-shared", "-fPIC"),
            *(f"-DBITS={bits}", f'-DDIGEST="{digest}"', "-o", unfinished, folder / "kernel.c"),
        ]
        try:
            call(line, "the kernel did not compile", command_line(line))
        except Mishap as mishap:
            say(f"{mishap.what.capitalize()}: the checker runs in Python, more slowly.")
            return
        unfinished.replace(target)
    stamp.mark_done(environment_of(root), "kernel", digest)
