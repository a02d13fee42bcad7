"""Names of model elements as UPPAAL identifiers: ASCII, no keyword, each unique where it is declared."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_RESERVED = """
A E M Pr R U W abs acontrol acos acosh after_update and asin asinh assert assign atan atan2 atanh
before_update bool bounds branchpoint break broadcast case cbrt ceil chan clock commit const continue
control cos cosh deadlock default do double dynamic else enum erf erfc exists exit exp exp2 expected
expm1 fabs false fdim fint floor fma fmax fmin fmod for forall foreach gantt guard hybrid hypot if ilogb
imply import inf init instance int int16_t int32_t int8_t isfinite isinf isnan isnormal ldexp lgamma ln
loadStrategy location location_t log log10 log1p log2 logb max maxE maxPr mean message meta min minE
minPr name nan nextafter not numOf on or param pow prechart priority process progress query random
random_arcsine random_beta random_gamma random_normal random_poisson random_tri random_weibull rate ref
return round runs sat saveStrategy scalar scenario select signbit sim simulate simulation sin sinh
sizeof spawn sqrt state strategy string struct sum sup switch sync system tan tanh tau tgamma time to
trans true trunc typedef uint16_t uint8_t under unless update urgent void while xor
"""

RESERVED = frozenset(_RESERVED.split())
"""Words that UPPAAL keeps for itself, in models or in queries, and names of its built-in functions."""

_LENGTH = 48
"""Longest identifier before a number is added; longer ones cover their neighbours on the canvas."""

_FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"})


def identifier(text: str, otherwise: str) -> str:
    """`text` as an identifier, and `otherwise` where no letter or digit of it is left.

    Accents fall away, every other foreign letter becomes an underscore, and a keyword gets one.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    name = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:_LENGTH].rstrip("_")
    if not name:
        return otherwise
    if name[0].isdigit():
        name = f"_{name}"
    return f"{name}_" if name in RESERVED else name


@dataclass(frozen=True, slots=True)
class _Scope:
    """Names given out here, and names that scopes inside this one gave out."""

    given: set[str]
    within: set[str]


class Names:
    """Gives out identifiers, none of them twice.

    A scope made by `inside` also avoids every name of the scopes around it, given out before or
    after, because UPPAAL lets a local name hide a global one without a word.
    """

    def __init__(self, kept: Iterable[str] = (), around: tuple[_Scope, ...] = ()) -> None:
        """`kept` are names that this scope never gives out; a scope inside it may."""
        self._scope = _Scope(set(), set(kept))
        self._around = around

    def inside(self) -> "Names":
        """A scope of its own within this one."""
        return Names(around=(self._scope, *self._around))

    def give(self, text: str, otherwise: str, further: Iterable[str] = ()) -> str:
        """An identifier for `text`; where it is taken one for the first of `further` that is free.

        Where all are taken a number is added.
        """
        name = identifier(text, otherwise)
        for choice in (name, *(identifier(other, otherwise) for other in further)):
            if self._free(choice):
                return self._take(choice)
        stem, number = name.rstrip("_") or otherwise, 2
        while not self._free(f"{stem}_{number}"):
            number += 1
        return self._take(f"{stem}_{number}")

    def _free(self, name: str) -> bool:
        here = self._scope
        if name in here.given or name in here.within:
            return False
        return all(name not in scope.given for scope in self._around)

    def _take(self, name: str) -> str:
        self._scope.given.add(name)
        for scope in self._around:
            scope.within.add(name)
        return name
