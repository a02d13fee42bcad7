"""Forms of the verbs that requirements use: "flashes", "flashed" and "flashing" are of "flash"."""

from functools import cache

from core.requirements.ears.verbs import VERBS

_MORE = """
    answer appear ask become beep blink boot brighten buffer call carry charge cool cycle darken deflate dim
    disappear drive echo emit expect fade fail fall fasten fetch fire flash flow follow freeze glow go grant
    handle heat highlight illuminate inflate keep launch lift light listen look lower mark match meet mute
    need offer pass play plot point pop press print produce pull push query reach react recognise recognize
    recover refresh render reply retrieve rise roll route search see shine shine sleep slide slow sort spin
    split stay steer stream submit support swing take tell tighten toggle track transfer translate transport
    try use vibrate visit wake warm watch
"""
BASES = VERBS | frozenset(_MORE.split())
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
    "shine": ("shone", "shone"), "withdraw": ("withdrew", "withdrawn"),
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
    return {_third(base): base for base in sorted(BASES)}


@cache
def _participles() -> dict[str, str]:
    return {_IRREGULAR[base][1] if base in _IRREGULAR else _regular(base): base for base in sorted(BASES)}


def _third(base: str) -> str:
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
