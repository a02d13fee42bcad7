"""FRET exports: what is taken over, and FRET's own formulas as the judge of how English is formalised."""

import json
import re
from pathlib import Path

import pytest

from core.exchange.importing import read_foreign
from core.formal import All, Any, Atom, Pattern, Scope, formalise
from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.model import Language, Requirement, Snapshot, Term
from core.requirements import parse, phrases
from tests.core.requirements.plant import Plant

ENGLISH = "When the tank is full, the controller shall close the valve."
FRETISH = "when full the controller shall immediately satisfy ! valve"


def entry(key: str, **facts: str) -> dict[str, str]:
    return {"reqid": key, "fulltext": FRETISH, "rationale": ENGLISH, "parent_reqid": ""} | facts


def taken(plain, snapshot: Snapshot | None = None):
    content = json.dumps(plain).encode()
    return read_foreign(Path("f.json"), content, snapshot or Snapshot(()), counted_ids())


def test_the_english_sentence_counts_where_it_is_understood_and_the_fretish_one_is_kept():
    found = taken([entry("A"), entry("B", rationale="So it was agreed"), entry("C", rationale="")])
    first, second, third = (one for one in found.elements if isinstance(one, Requirement))
    assert (first.text, first.language, first.note) == (ENGLISH, Language.EARS, f"FRETish: {FRETISH}")
    assert (second.text, second.language) == (FRETISH, Language.PLAIN)
    assert (second.rationale, third.rationale) == ("So it was agreed", "")


def test_parents_own_their_parts_in_whatever_order_and_circles_do_no_harm():
    plain = [entry("A", parent_reqid="Z"), entry("Z"), entry("P", parent_reqid="Q")]
    plain += [entry("Q", parent_reqid="P"), entry("S", parent_reqid="S")]
    found = {one.key: one for one in taken(plain).elements}
    assert found["A"].owner == found["Z"].id
    assert set(found) == {"A", "P", "Q", "S", "Z"}


def test_variables_become_terms_and_what_is_left_is_told():
    variable = {"variable_name": "tank_full", "dataType": "boolean", "idType": "Input", "width": 3}
    found = taken({"requirements": [entry("A", colour="red")], "variables": [variable, 7, variable]})
    (term,) = (one for one in found.elements if isinstance(one, Term))
    assert (term.name, term.synonyms, term.definition) == ("tank_full", ("tank full",), "Input, boolean")
    told = [words.split("”")[0] for words in found.dropped]
    assert told == ["“colour", "“width"]


@pytest.mark.parametrize("wrong", [[entry("A", fulltext="", rationale="")], [{"reqid": "", "fulltext": ""}]])
def test_a_file_of_nothing_is_refused(wrong):
    with pytest.raises(Refused):
        taken(wrong)


def test_values_of_other_types_do_no_harm():
    strange = [1, None, {"reqid": 7, "fulltext": 8, "rationale": [], "parent_reqid": {}}, entry("A")]
    assert [one.key for one in taken({"requirements": strange, "variables": 4}).elements] == ["A"]


# How the variables of the case study stand for its English phrases.
_TIMER = re.compile(r"(\d+) sec(?:ond)? timer")


def variable(phrase: str, system: str) -> str:
    """The FRET expression that the phrase means."""
    words = re.sub(r" (occurs|happens)$", "", phrase)
    if words.startswith("not "):
        return "!" + variable(words[4:], system)
    if words == "start":
        words = f"{system} start"
    if timer := _TIMER.search(words):
        return f"timer_{timer[1]}sec_{'expire' if 'expires' in words else 'start'}"
    words = re.sub(r" is (reached|pressed)$", "", words)
    if words.startswith("close "):
        return "!" + words[6:].replace(" ", "_")
    return re.sub(r"^(open|start) (?!button)", "", words).replace(" ", "_")


def pieces(said):
    """The phrases that are joined by no "and" or "or"."""
    for phrase in said:
        yield from pieces(phrase.parts) if phrase.parts else (phrase,)


class Case:
    """One requirement of the case study, its English bound phrase by phrase and made precise by us."""

    def __init__(self, requirement: Requirement) -> None:
        plant, parsed = Plant(), parse(requirement.text)
        self.meant: dict[str, str] = {}
        for phrase in dict.fromkeys(one.text for one in pieces(phrases(parsed) if parsed.ok else ())):
            bound = plant.expression(phrase, "Dosing_control.alarm == 1")
            self.meant[bound.id] = variable(phrase, parsed.slots.system.text)
        known = plant.requirement(requirement.text, language=requirement.language)
        self.found = formalise(plant.snapshot, known)

    def written(self, condition) -> str:
        """The condition in FRET's signs, without brackets."""
        if isinstance(condition, Atom):
            return ("!" if condition.negated else "") + self.meant[condition.proposition]
        sign = {All: "&", Any: "|"}[type(condition)]
        return sign.join(map(self.written, condition.parts))

    def future(self) -> tuple[str, str]:
        """What is demanded in FRET's form over the future, without brackets; and what English leaves open.

        FRET looks at a condition where it becomes true, as we do. `V` is release, `LAST` the last point.
        """
        (one,) = self.found.properties
        wanted = (f"{self.written(one.state)}->" if one.state else "") + self.written(one.subject)
        if one.pattern is Pattern.RESPONSE:
            assert (one.scope, one.at_most) == (Scope.GLOBALLY, None)
            trigger, answer = self.written(one.trigger), wanted
        else:
            assert (one.pattern, one.scope) == (Pattern.UNIVERSALITY, Scope.AFTER_UNTIL)
            trigger, stop = self.written(one.opens), self.written(one.closes)
            answer = f"{stop}V{wanted}|{stop}|LASTV{wanted}"
        form = f"LASTV!{trigger}&!LAST&X{trigger}->X{answer}&{trigger}->{answer}"
        return form, "immediately" if one.pattern is Pattern.RESPONSE else ""


LEFT_OPEN = "the English does not say that the answer comes at once"
VERDICTS = {
    **{f"LM-{number:03}": LEFT_OPEN for number in (1, 2, 4, 5, 7, 9, 10, 11)},
    **{f"LM-{number:03}": "agrees" for number in (3, 6, 8)},
    "LM-012": "there is no English sentence",
}
"""For each requirement whether what we make of its English is what FRET makes of its FRETish, or why not."""


def bare(formula: str) -> str:
    return re.sub(r"[\s()]", "", formula)


def test_fret_agrees_with_what_we_make_of_the_english(corpus: Path):
    file = corpus / "requirements" / "fret_LiquidMixer.json"
    stated = {one["reqid"]: one["semantics"] for one in json.loads(file.read_bytes())["requirements"]}
    found = read_foreign(file, file.read_bytes(), Snapshot(()), counted_ids())
    requirements = [one for one in found.elements if isinstance(one, Requirement)]
    assert (len(requirements), len(found.elements)) == (12, 36)
    verdicts = {}
    for requirement in requirements:
        semantics, case = stated[requirement.key], Case(requirement)
        if not case.found.properties:
            assert requirement.language is Language.PLAIN
            verdicts[requirement.key] = "there is no English sentence"
            continue
        form, left_open = case.future()
        # Trigger, response, state and stop condition in FRET's own formula, sign for sign.
        assert form == bare(semantics["ft"]), requirement.key
        assert left_open in (semantics["timing"], "")
        verdicts[requirement.key] = LEFT_OPEN if left_open else "agrees"
    assert verdicts == VERDICTS


def test_a_wrong_binding_of_the_case_study_is_seen(corpus: Path):
    file = corpus / "requirements" / "fret_LiquidMixer.json"
    stated = {one["reqid"]: one["semantics"] for one in json.loads(file.read_bytes())["requirements"]}
    found = read_foreign(file, file.read_bytes(), Snapshot(()), counted_ids())
    forms = {}
    for requirement in found.elements:
        if isinstance(requirement, Requirement) and requirement.language is not Language.PLAIN:
            forms[requirement.key] = Case(requirement).future()[0]
    assert not any(
        forms[key] == bare(stated[other]["ft"]) for key in forms for other in stated if key != other
    )
