"""The findings about requirements that cannot all hold, each with the requirements at fault and a witness."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any as AnyType

from core.formal.consistency.abstraction import Abstraction, abstraction
from core.formal.consistency.repeating import repeating
from core.formal.property import All, Atom, Condition
from core.formal.simplifying import simplified
from core.ground.diagnostic import Severity
from core.ground.words import _, quoted
from core.model import Duration, Id, Requirement, Snapshot
from core.requirements import Finding, FindingKind

Step = Callable[[int, int], None]
"""Called with how many requirements are looked at, and how many there are."""


def inconsistencies(
    snapshot: Snapshot,
    step: Step = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """The findings: contradictions, calls that can never come, and sets that cannot all be kept in time.

    Conditions that say more than they need are told before them, as information.
    Last come the sets that only the surroundings can bring into conflict; they are warnings, since nobody
    has said that the surroundings ever do so.

    `requirements` of a finding is a minimal set: without any of them the rest can hold. The witness of a
    contradiction in time is a row of segments, each with its beginning and what is true and false from
    then on; at the end of the last one nothing can follow that keeps all of the set.
    """
    from core.formal.consistency.boolean import contradictions
    from core.formal.consistency.clashes import clashes
    from core.formal.consistency.theory import Theory

    known = abstraction(snapshot)
    theory = Theory(known)
    total = 3 * len(known.demanded)
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        step(done, total)

    found: list[Finding] = [_repeating(known, *one) for one in repeating(known)]
    contradicting: list[AnyType] = []
    for contradiction in contradictions(theory, known.demanded, one_more):
        if cancelled():
            return tuple(found)
        contradicting.append(contradiction)
    told = [_contradiction(known, one) for one in contradicting]
    at_odds = [set(one.requirements) for one in told if one.kind is FindingKind.BOOLEAN]
    for one, finding in zip(contradicting, told, strict=True):
        # What contradicts by itself is to blame for nothing else, and each at fault tells of the same.
        blamed = set(one.requirements) - {one.about}
        follows = finding.kind is FindingKind.VACUITY and any(less <= blamed for less in at_odds)
        if not follows and (finding.code, finding.requirements) not in {
            (other.code, other.requirements) for other in found
        }:
            found.append(finding)
    ruled_out = [set(one.requirements) for one in told]
    found += [
        _clash(known, clash)
        for clash in clashes(theory, known.demanded, one_more, cancelled)
        if not any(less <= set(clash.requirements) for less in (ruled_out if clash.corner.world else at_odds))
    ]
    return tuple(found)


def _contradiction(known: Abstraction, found: AnyType) -> Finding:
    about, sort = found.about, found.sort.value
    names = tuple(dict.fromkeys((*found.requirements, *([about] if sort == "response" else []))))
    at_fault = tuple(one for one in names if one != about)
    told = {
        "key": _key(known, about),
        "keys": _keys(known, names),
        "others": _keys(known, at_fault),
        "condition": _said(known, simplified(found.condition)),
    }
    kind, code = FindingKind.BOOLEAN, "requirements-contradict"
    hint = _("Say in one of them when the other does not apply, or withdraw one.")
    if sort == "answered":
        message = _("{keys} answer {condition} with what excludes each other")
        hint = _("Say which answer comes first and when the other follows, or withdraw one.")
    elif at_fault and sort == "always":
        message = _("{keys} cannot all hold, whatever happens")
    elif at_fault and about in names:
        message = _("{keys} cannot all hold when {condition}")
    elif at_fault:
        kind, code = FindingKind.VACUITY, "requirement-never-called"
        message = _("{key} is never called for: {condition} is ruled out by {others}")
        hint = _("Withdraw the requirement, or what rules its trigger out.")
        names = (about, *at_fault)
    elif about in names:
        code = "requirement-impossible"
        message = _("{key} can never be met: {condition} cannot come true")
        hint = _("Look at its numbers, and at what its phrases are bound to.")
        if sort == "call":
            message = _("{key} can never be met when {condition}")
    else:
        kind, code = FindingKind.VACUITY, "requirement-never-called"
        message = _("{key} is never called for: {condition} cannot come true")
        hint = _("Look at its numbers, and at what its phrases are bound to.")
        names = (about,)
    return _finding(known, kind, code, names, message.format(**told), hint, None)


def _repeating(known: Abstraction, about: Id, condition: Condition, shorter: Condition) -> Finding:
    message = _("{key}: {condition} says no more than {shorter}").format(
        key=_key(known, about), condition=_said(known, condition), shorter=_said(known, shorter)
    )
    hint = _("Write the shorter condition, or mend the one that was meant.")
    found = _finding(known, FindingKind.DUPLICATE, "requirement-says-more", (about,), message, hint, None)
    return replace(found, severity=Severity.INFO)


def _clash(known: Abstraction, found: AnyType) -> Finding:
    witness: list[dict[str, AnyType]] = [
        *(
            {
                "time": _time(segment.begin),
                "true": _names(known, segment.values, True),
                "false": _names(known, segment.values, False),
            }
            for segment in found.corner.segments
        ),
        {
            "time": _time(found.corner.end),
            "true": _names(known, found.corner.world, True),
            "false": _names(known, found.corner.world, False),
            "stuck": True,
        },
    ]
    told = {"keys": _keys(known, found.requirements), "time": _time(found.corner.end)}
    if not found.corner.world:
        message = _("{keys} cannot all be kept: after {time} nothing can follow").format(**told)
        hint = _("Follow the witness: give one of them another time, or say when it does not apply.")
        code = "requirements-clash-in-time"
        return _finding(known, FindingKind.REAL_TIME, code, found.requirements, message, hint, witness)
    world = _(" and ").join(
        _said(known, Atom(atom, negated=not value)) for atom, value in found.corner.world.items()
    )
    if len(found.requirements) == 1:
        message = _("{keys} cannot be kept, but only if the surroundings bring about {condition}")
    else:
        message = _("{keys} cannot all be kept, but only if the surroundings bring about {condition}")
    hint = _("Say which of them goes first then; if it never comes, state that as a requirement.")
    code = "requirements-clash-by-surroundings"
    message = message.format(condition=world, **told)
    finding = _finding(known, FindingKind.REAL_TIME, code, found.requirements, message, hint, witness)
    return replace(finding, severity=Severity.WARNING)


def _finding(
    known: Abstraction,
    kind: FindingKind,
    code: str,
    names: tuple[Id, ...],
    message: str,
    hint: str,
    witness: list[dict[str, AnyType]] | None,
) -> Finding:
    ordered = sorted(names, key=[one.requirement.id for one in known.demanded].index)
    return Finding(
        kind,
        code,
        tuple(ordered),
        tuple(_key(known, one) for one in ordered),
        message,
        ordered[0],
        Severity.ERROR,
        hint,
        witness=witness,
    )


def _keys(known: Abstraction, names: tuple[Id, ...]) -> str:
    return ", ".join(sorted(_key(known, one) for one in names))


def _key(known: Abstraction, requirement: Id) -> str:
    found = known.snapshot.find(Requirement, requirement)
    return found.key if found else ""


def _said(known: Abstraction, condition: Condition) -> str:
    """The condition in words."""
    if isinstance(condition, Atom):
        name = quoted(known.words(condition.proposition))
        return _("not {phrase}").format(phrase=name) if condition.negated else name
    joint = _(" and ") if isinstance(condition, All) else _(" or ")
    return joint.join(
        _said(known, part) if isinstance(part, Atom) else f"({_said(known, part)})"
        for part in condition.parts
    )


def _names(known: Abstraction, values: Mapping[Id, bool], wanted: bool) -> list[str]:
    """The phrases of the atoms that have the value, each once."""
    return list(dict.fromkeys(known.words(atom) for atom, value in values.items() if value is wanted))


def _time(nanoseconds: Fraction) -> str:
    """A time to the nanosecond, as it is read best."""
    return Duration(round(nanoseconds)).spoken()
