"""Sums the tests of several JUnit files and prints them as the closing line of the whole check."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path


def main(paths: list[str]) -> int:
    """Print `N passed, N failed`; status 1 where any failed or none passed.

    A run that left no file counts as one failure.
    """
    passed = failed = 0
    for path in paths:
        if not Path(path).is_file():
            failed += 1
            continue
        for suite in ET.parse(path).getroot().iter("testsuite"):  # noqa: S314 - our own run wrote it
            tests, failures, errors, skipped = (
                int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
            )
            failed += failures + errors
            passed += tests - failures - errors - skipped
    print(f"{passed} passed, {failed} failed")  # noqa: T201 - the line is what this is for
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
