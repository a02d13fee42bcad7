"""Which engine decides: the embedded checker always, UPPAAL's verifyta where a later version calls it."""

import shutil

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _


def require_engine(name: str) -> None:
    """Refused where the engine of that name cannot decide anything here."""
    if name != "verifyta":
        return
    found = shutil.which("verifyta")
    where = (
        _("It was found at {path}.").format(path=found) if found else _("It is not on this machine either.")
    )
    raise Refused(
        Diagnostic(
            "engine-unsupported",
            _("Deciding with verifyta is not supported yet. {where}").format(where=where),
            hint=_("Let the embedded checker decide, or write the files and run verifyta on them:"),
            example="bartizan export uppaal plant.bzn --out uppaal",
        )
    )
