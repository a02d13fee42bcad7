"""Forms of the verbs that requirements use: "flashes", "flashed" and "flashing" are of "flash"."""

from functools import cache

from core.requirements.ears.verbs import VERBS
from core.requirements.rewriting.lexicon import words

BASES = VERBS | words("verbs")
"""Verbs in their base form."""

_IRREGULAR = {
    "begin": ("began", "begun"), "become": ("became", "become"), "choose": ("chose", "chosen"),
    "drive": ("drove", "driven"), "fall": ("fell", "fallen"), "freeze": ("froze", "frozen"),
    "give": ("gave", "given"), "go": ("went", "gone"), "hold": ("held", "held"), "keep": ("kept", "kept"),
    "leave": ("left", "left"), "make": ("made", "made"), "meet": ("met", "met"), "read": ("read", "read"),
    "ring": ("rang", "rung"), "rise": ("rose", "risen"), "run": ("ran", "run"), "see": ("saw", "seen"),
    "send": ("sent", "sent"), "set": ("set", "set"), "show": ("showed", "shown"), "shut": ("shut", "shut"),
    "shed": ("shed", "shed"), "spin": ("spun", "spun"), "split": ("split", "split"),
    "swing": ("swung", "swung"), "take": ("took", "taken"), "tell": ("told", "told"),
    "wake": ("woke", "woken"), "write": ("wrote", "written"), "cut": ("cut", "cut"),
    "shine": ("shone", "shone"), "withdraw": ("withdrew", "withdrawn"), "bind": ("bound", "bound"),
    "bring": ("brought", "brought"), "build": ("built", "built"),
    "catch": ("caught", "caught"),
    "draw": ("drew", "drawn"), "feed": ("fed", "fed"), "get": ("got", "got"),
    "grow": ("grew", "grown"), "have": ("had", "had"), "hide": ("hid", "hidden"), "hit": ("hit", "hit"),
    "know": ("knew", "known"), "lead": ("led", "led"), "let": ("let", "let"), "light": ("lit", "lit"),
    "lose": ("lost", "lost"), "put": ("put", "put"), "quit": ("quit", "quit"), "spread": ("spread", "spread"),
    "stand": ("stood", "stood"), "swap": ("swapped", "swapped"), "wear": ("wore", "worn"),
    "withhold": ("withheld", "withheld"), "withstand": ("withstood", "withstood"),
    "undo": ("undid", "undone"), "overrun": ("overran", "overrun"), "override": ("overrode", "overridden"),
    "resend": ("resent", "resent"),
    "overwrite": ("overwrote", "overwritten"), "come": ("came", "come"), "sink": ("sank", "sunk"),
    "speak": ("spoke", "spoken"), "seek": ("sought", "sought"), "blow": ("blew", "blown"),
    "broadcast": ("broadcast", "broadcast"), "shake": ("shook", "shaken"), "deal": ("dealt", "dealt"),
}  # fmt: skip
_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset(
    {"control", "cancel", "commit", "defer", "refer", "signal", "transmit", "permit", "admit", "trip"}
)


def base_of_third_person(word: str) -> str:
    """The verb of "opens" or "flashes"; empty where the word is no such form of a known verb."""
    return _thirds().get(word.lower(), "")


def base_of_participle(word: str) -> str:
    """The verb of "opened", "stopped" or "sent"; empty where it is no participle of a known verb."""
    return _participles().get(word.lower(), "")


@cache
def _thirds() -> dict[str, str]:
    return {third_person(base): base for base in sorted(BASES)}


@cache
def _participles() -> dict[str, str]:
    return {_IRREGULAR[base][1] if base in _IRREGULAR else _regular(base): base for base in sorted(BASES)}


def third_person(base: str) -> str:
    """The form of the verb behind one thing: "fails" of "fail"."""
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{base}s"


def _regular(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ied"
    short = len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS
    syllables = sum(
        1
        for first, second in zip(f"-{base}", base, strict=False)
        if second in _VOWELS and first not in _VOWELS
    )
    return f"{base}{base[-1]}ed" if short and (syllables == 1 or base in _DOUBLED) else f"{base}ed"
