"""What the desktop remembers between starts: look, recent projects, folded panels; a small JSON file."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from core.ground.home import home_folder

MOST_RECENT = 8
"""How many projects are remembered."""

_MOST_PARTS = 64
"""How many entries of a list are read; no list has more."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The user's own settings.

    `tour_seen` is of the tour of the plant, `writing_tour_seen` of that of brake by wire.
    `pictures` is in whose colours pictures are: of the theme "light", or of the "screen".
    `recent` holds paths, the last opened first, `overlays` those that are switched on. `keys` are the keys
    that are not the shipped ones, by what they do, as they were read: what of them is good the key map
    says. `evidence` is where the evidence of projects lies, by the path of each, as far as a person said so.
    """

    theme: str = "light"
    scale: float = 1.0
    motion: bool = True
    language: str = ""
    minimap: bool = False
    pictures: str = "light"
    tour_seen: bool = False
    writing_tour_seen: bool = False
    recent: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ("problems", "threats", "verdicts")
    keys: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def having_opened(self, path: Path) -> "Preferences":
        """The same with `path` as the most recent project."""
        name = str(path.absolute())
        others = tuple(known for known in self.recent if known != name)
        return replace(self, recent=(name, *others)[:MOST_RECENT])


def read_preferences() -> Preferences:
    """The stored settings; the defaults for whatever is missing or cannot be read."""
    try:
        plain = json.loads((home_folder() / "desktop.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    return _from_plain(plain)


def write_preferences(preferences: Preferences) -> None:
    """Store the settings in one step; quietly nothing where the folder cannot be written."""
    from core.ground.files import write_whole  # reading, which every start does, needs none of it

    folder = home_folder()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / "desktop.json", json.dumps(asdict(preferences), indent=1))


def _from_plain(plain: Any) -> Preferences:
    """The settings in plain data; whatever has not the type of its default is left out."""
    default = Preferences()
    if not isinstance(plain, dict):
        return default
    found: dict[str, Any] = {}
    for known in fields(Preferences):
        value = plain.get(known.name)
        if isinstance(getattr(default, known.name), tuple):
            if isinstance(value, list):
                found[known.name] = tuple(part for part in value if isinstance(part, str))[:_MOST_PARTS]
        elif type(value) is type(getattr(default, known.name)):
            found[known.name] = value
    return replace(default, **found)
