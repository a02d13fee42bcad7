"""Zones as difference bound matrices in plain Python (Dill 1989; Bengtsson and Yi 2004).

A zone over n - 1 clocks is a row of n * n bounds: entry i * n + j bounds clock i - clock j, and clock 0
is the constant zero. A bound is one integer, 2m + 1 for "at most m" and 2m for "less than m". Zones
are kept closed: no bound can be tightened by the others.
"""

from collections.abc import Sequence
from operator import le

INFINITY = 1 << 60
AT_MOST_ZERO = 1

Zone = tuple[int, ...]
Constraint = tuple[int, int, int]
"""Clock i - clock j is bounded by b."""


def sum_of(left: int, right: int) -> int:
    """The bound of a sum."""
    if left >= INFINITY or right >= INFINITY:
        return INFINITY
    return left + right - ((left | right) & 1)


def opposite(bound: int) -> int:
    """The bound of the reversed difference where the bound does not hold."""
    return 1 - bound


def tighten(zone: list[int], n: int, i: int, j: int, bound: int) -> bool:
    """Cut the zone by a constraint; whether anything is left. Takes O(n^2)."""
    if zone[i * n + j] <= bound:
        return True
    back = zone[j * n + i]
    if back < INFINITY and back + bound - ((back | bound) & 1) < AT_MOST_ZERO:
        return False
    from_j = [(q, d) for q, d in enumerate(zone[j * n : j * n + n]) if d < INFINITY]
    for p in range(n):
        first = zone[p * n + i]
        if first < INFINITY:
            first += bound - ((first | bound) & 1)
            base = p * n
            for q, last in from_j:
                total = first + last - ((first | last) & 1)
                if total < zone[base + q]:  # noqa: PLR1730 - a call of min doubles the time
                    zone[base + q] = total
    return True


def tighten_all(zone: list[int], n: int, constraints: Sequence[Constraint]) -> bool:
    """Cut the zone by all constraints; whether anything is left."""
    return all(tighten(zone, n, i, j, bound) for i, j, bound in constraints)


def delay(zone: list[int], n: int) -> None:
    """Let time pass without end."""
    for row in range(n, n * n, n):
        zone[row] = INFINITY


def precede(zone: list[int], n: int) -> None:
    """All states from which time alone leads into the zone."""
    for column in range(1, n):
        zone[column] = min(AT_MOST_ZERO, *zone[column + n :: n])


def cap(zone: list[int], n: int, limits: Sequence[tuple[int, int]]) -> bool:
    """Cut a zone in which time has no end by upper bounds on clocks; whether anything is left."""
    column = []
    for p in range(n):
        base, least = p * n, INFINITY
        for clock, bound in limits:
            first = zone[base + clock]
            if first < INFINITY:
                total = first + bound - ((first | bound) & 1)
                least = min(least, total)
        column.append(least)
    if column[0] < AT_MOST_ZERO:
        return False
    from_zero = [(q, d) for q, d in enumerate(zone[1:n], 1) if d < INFINITY]
    for p in range(n):
        first = column[p]
        if first < INFINITY and p:
            base = p * n
            zone[base] = first
            for q, last in from_zero:
                total = first + last - ((first | last) & 1)
                if total < zone[base + q]:  # noqa: PLR1730 - a call of min doubles the time
                    zone[base + q] = total
    return True


def extrapolate(zone: list[int], n: int, lower: Sequence[int], upper: Sequence[int]) -> None:
    """Widen the zone to what the bounds can tell apart: Extra+LU of Behrmann and others (2006).

    `lower[i]` and `upper[i]` are the largest constants that bound clock i from below and from above, -1
    where there is none. Closed zones stay closed.
    """
    rows, free = [], []
    for i in range(1, n):
        least = zone[i]
        if least < -2 * lower[i]:
            zone[i * n : i * n + n] = [INFINITY] * n
            zone[i * n + i] = AT_MOST_ZERO
        else:
            rows.append(i)
        if least < -2 * upper[i]:
            free.append(i)
    kept = [j for j in range(n) if j not in free]
    changed = []
    for i in rows:
        most, base = 2 * lower[i] + 1, i * n
        for j in kept:
            if i != j and most < zone[base + j] < INFINITY:
                zone[base + j] = INFINITY
                changed.append((base, j, base + j))
    if changed:
        _close(zone, n, changed, [0, *(k for k in rows if k not in free)])
    for j in free:
        _free(zone, n, j, upper[j])


def _free(zone: list[int], n: int, j: int, most: int) -> None:
    """Forget how far clock j lies beyond its bound."""
    lowest = zone[j] = -2 * most if most >= 0 else AT_MOST_ZERO
    for base in range(n, n * n, n):
        if base != j * n:
            zone[base + j] = sum_of(zone[base], lowest)


def _close(zone: list[int], n: int, entries: list[tuple[int, int, int]], through: list[int]) -> None:
    """Tighten the entries by paths through the clocks named; all other entries are tight already."""
    for k in through:
        row = k * n
        for base, j, entry in entries:
            first, last = zone[base + k], zone[row + j]
            if first < INFINITY and last < INFINITY:
                total = first + last - ((first | last) & 1)
                if total < zone[entry]:  # noqa: PLR1730 - a call of min doubles the time
                    zone[entry] = total


def within(inner: Zone, outer: Zone) -> bool:
    """Whether the first zone is part of the second."""
    return all(map(le, inner, outer))


def meets(zone: Zone, n: int, constraints: Sequence[Constraint]) -> bool:
    """Whether a state of the zone obeys all constraints."""
    return not constraints or tighten_all(list(zone), n, constraints)
