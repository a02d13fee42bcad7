"""The sources of all modules, which PySide leaves in memory.

It reads the source of each module that is imported, to see whether it uses PySide, and Python keeps every
line of that for tracebacks: 12 MB that nobody asks for. A traceback reads again what it shows.
"""

import linecache


def forget_sources() -> None:
    """Keep the lines of no source that was read until now."""
    linecache.clearcache()
