"""The command line: the same program without a window, for scripts, reviewers and tests.

Thin: each command parses its words, calls a room, and prints what it returns.
"""

from core.cli.main import main

__all__ = ["main"]
