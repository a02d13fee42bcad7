"""Keys as people read them on their keyboard, in the language in use."""

from core.ground.words import deferred

_NAMES = {
    "Ctrl": deferred("Ctrl"),
    "Shift": deferred("Shift"),
    "Alt": deferred("Alt"),
    "Esc": deferred("Esc"),
    "Tab": deferred("Tab"),
    "Enter": deferred("Enter"),
    "Return": deferred("Enter"),
    "Space": deferred("Space"),
    "Del": deferred("Del"),
    "Delete": deferred("Del"),
    "Backspace": deferred("Backspace"),
    "Home": deferred("Home"),
    "End": deferred("End"),
    "PgUp": deferred("PgUp"),
    "PgDown": deferred("PgDown"),
    "Left": deferred("Left"),
    "Right": deferred("Right"),
    "Up": deferred("Up"),
    "Down": deferred("Down"),
    "Arrows": deferred("Arrows"),
}


def cap(key: str) -> str:
    """A key, written with blanks or as Qt writes it: “Ctrl Shift Z” is “Strg Umschalt Z” in German."""
    signs = key[:-1].replace("+", " ") + key[-1:]
    return " ".join(_NAMES[part]() if part in _NAMES else part for part in signs.split(" "))
