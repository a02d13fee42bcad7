"""The command line: the same program without a window, for scripts, reviewers and tests.

Thin: each command parses its words, calls a room, and prints what it returns.
"""

try:
    from core.cli.main import main
except KeyboardInterrupt:
    # Whoever stops it this early gets the status of all that was stopped, and no traceback.
    raise SystemExit(3) from None

__all__ = ["main"]
