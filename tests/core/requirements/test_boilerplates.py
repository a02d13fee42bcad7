"""A project's own boilerplates: shapes found in sentences, and what such sentences are understood as."""

import contextlib
import re
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.exchange.boilerplates.reader import read_boilerplates
from core.formal import formalise
from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.ground.resources import resource_folder
from core.knowledge.catalogue import sentence_shapes
from core.model import Binding, Boilerplate, Component, Language, Proposition, Requirement, Snapshot
from core.requirements import findings, parse
from core.requirements.boilerplates import Unshaped, distinct, shaped
from core.requirements.boilerplates.shape import Slot, Words, fitted
from core.requirements.coverage import coverage
from core.requirements.remarks import remarks
from core.requirements.renaming import named, renaming
from core.requirements.slots import Span
from core.requirements.smells.limits import failings, limits, smelt_in
from tests.core.requirements.resa_sentences import SENTENCES as RESA
from tests.core.requirements.sentences import OWN

OURS = tuple(
    Boilerplate(id=one.id, name=one.title, shape=one.shape, means=one.means, example=one.example)
    for one in sentence_shapes()
)
ONCE = Boilerplate(
    id="b1",
    name="Once",
    shape="<system> is to <response> [within <time>] once <event>",
    means="When <event>, <system> shall <response> [within <time>]",
)
FILE = """catalogue: own
kind: boilerplates
version: "1.0"
rights: ours
entries:
  - id: BP-001
    title: Once
    shape: <system> is to <response> once <event>
    means: {means}
    example: {example}
"""
EXAMPLE = "The pump is to stop once the lid opens."
MEANS = "When <event>, <system> shall <response>"


def letters(text, span):
    """What stands at the place of a span."""
    return text[span.column - 1 : span.end - 1]


def test_a_sentence_in_the_shape_is_understood_as_what_it_means_at_its_own_places():
    text = "DOS-09: The pump is to stop the dose within 5 s once the lid opens."
    found = parse(text, (ONCE,))
    meant = parse("When the lid opens, the pump shall stop the dose within 5 s.")
    assert (found.ok, found.pattern, found.language, found.boilerplate) == (
        True,
        meant.pattern,
        "ears",
        "Once",
    )
    for name in ("system", "trigger"):
        one = getattr(found.slots, name)
        assert one.text == getattr(meant.slots, name).text == letters(text, one)
    (response,) = found.slots.responses
    assert letters(text, response) == "stop the dose"
    deadline = response.deadline
    assert (deadline.kind, deadline.value, deadline.unit) == ("within", 5, "s")
    assert letters(text, Span("", deadline.column, deadline.length)) == "5 s"


def test_a_part_in_brackets_may_be_left_out():
    found = parse("The pump is to stop once the lid opens.", (ONCE,))
    assert found.ok
    assert found.slots.deadline is None


@pytest.mark.parametrize("own", OURS, ids=[one.id for one in OURS])
def test_every_shipped_boilerplate_means_its_example(own):
    found = parse(own.example, OURS)
    assert found.boilerplate == own.name
    assert found.ok
    assert found.diagnostics == ()


def test_no_shipped_boilerplate_changes_what_other_sentences_mean():
    for text in (*RESA, *(text for text, _pattern in OWN)):
        assert parse(text, OURS) == parse(text)


@pytest.mark.parametrize("own", OURS, ids=[one.id for one in OURS])
def test_every_letter_belongs_to_a_slot_or_to_a_keyword(own):
    found = parse(own.example, OURS)
    covered = set()
    for span in (*found.slots.spans(), *found.keywords):
        covered |= set(range(span.column - 1, span.end - 1))
    left = [own.example[place] for place in range(len(own.example)) if place not in covered]
    assert "".join(left).strip() == ""


WORDS = st.lists(st.sampled_from(["a", "b", "c", "to", "x", "shall"]), min_size=1, max_size=3).map(" ".join)
PIECES = st.lists(st.one_of(WORDS, st.sampled_from(["<p>", "<q>", "<r>"])), min_size=1, max_size=6)


@example(["<p>", "a a"], ["a a a"])
@given(PIECES, st.lists(WORDS, min_size=1, max_size=5))
def test_a_sentence_is_in_a_shape_exactly_where_a_search_over_all_cuts_says_so(pieces, said):
    assume(len([one for one in pieces if one[0] == "<"]) == len({one for one in pieces if one[0] == "<"}))
    assume(any(one[0] == "<" for one in pieces))
    shape, text = shaped(" ".join(pieces)), " ".join(said)
    assume(not any(isinstance(one, Slot) and isinstance(two, Slot) for one, two in neighbours(shape)))
    found = fitted(shape, text)
    cut = cuts(shape.variants[0], text.split())
    assert (found is None) == (cut is None)
    if found is not None:
        assert {name: text[begin:end] for name, (begin, end) in found.slots.items()} == cut


def neighbours(shape):
    """Each piece with the next."""
    return list(zip(shape.variants[0], shape.variants[0][1:], strict=False))


def cuts(pieces, words):
    """The slots by brute force over words: of all ways the one whose earlier slots are shortest."""
    if not pieces:
        return None if words else {}
    piece, rest = pieces[0], pieces[1:]
    if isinstance(piece, Words):
        fixed = piece.text.split()
        return cuts(rest, words[len(fixed) :]) if words[: len(fixed)] == fixed else None
    for length in range(1, len(words) + 1):
        found = cuts(rest, words[length:])
        if found is not None:
            return {piece.name: " ".join(words[:length]), **found}
    return None


@given(st.text(max_size=80))
def test_any_text_is_a_shape_or_is_refused(text):
    with contextlib.suppress(Unshaped):
        assert shaped(text).slots


@given(st.text(alphabet="ab once is to,.<>[]“”\u00a0\n", max_size=60))
def test_any_text_is_understood_with_boilerplates_as_without_or_in_a_shape(text):
    found = parse(text, (ONCE,))
    assert found.boilerplate or found == parse(text)


def test_a_hostile_shape_and_sentence_take_no_time():
    shape = shaped(" a a ".join(f"<s{number}>" for number in range(8)) + " end of it")
    text = "a " * 1900
    begun = time.perf_counter()
    assert fitted(shape, text) is None
    assert fitted(shape, f"{text} end of it and more") is None
    assert fitted(shape, f"{text} end of it") is not None
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("the pump stops", "no slot"),
        ("<System> is to stop", "small letters"),
        ("<system is to stop", "opens or closes nothing"),
        ("<a> [] stops", "nothing between the brackets"),
        (" and ".join(f"<s{number}>" for number in range(9)), "more than 8 slots"),
        ("<a> " * 200, "longer than"),
    ],
)
def test_what_is_no_shape_is_refused_with_the_reason(shape, why):
    with pytest.raises(Unshaped, match=re.escape(why)):
        shaped(shape)


@pytest.mark.parametrize("shape", ["<a> <b> is to stop", "<a> shall", "<a> is to <a>"])
def test_a_shape_that_fits_anything_is_refused(shape):
    with pytest.raises(Unshaped):
        distinct(shape)


def imported(content, *elements):
    """What a file of boilerplates brings into a model."""
    return read_boilerplates(content.encode(), "own.yaml", Snapshot(elements), counted_ids())


def test_a_reviewed_file_brings_its_boilerplates_and_once_more_nothing():
    found = imported(FILE.format(means=MEANS, example=EXAMPLE))
    (one,) = found.elements
    assert (one.name, one.shape, one.example) == ("Once", "<system> is to <response> once <event>", EXAMPLE)
    again = imported(FILE.format(means=MEANS, example=EXAMPLE), one)
    assert (again.elements, again.changed, again.same) == ((), (), 1)
    other = imported(FILE.format(means=MEANS.replace("When", "While"), example=EXAMPLE), one)
    assert [changed.id for changed in other.changed] == [one.id]


@pytest.mark.parametrize(
    ("means", "example", "why"),
    [
        ("When <event>, <system> shall stop", EXAMPLE, "Words would be lost: <response>"),
        (MEANS, "The pump stops.", "not in the shape"),
        ("<event> so <system> does <response>", EXAMPLE, "does not come out as a requirement"),
        ("When <Event>, <system> shall <response>", EXAMPLE, "small letters"),
    ],
)
def test_a_file_with_a_fault_brings_nothing_and_says_where_and_why(means, example, why):
    with pytest.raises(Refused) as refused:
        imported(FILE.format(means=means, example=example))
    (fault,) = refused.value.diagnostics
    assert why in fault.message
    assert (fault.file, fault.line) == ("own.yaml", 6)
    assert fault.example


def test_a_catalogue_of_another_kind_is_refused():
    content = (resource_folder("catalogues") / "mitigations.yaml").read_text(encoding="utf-8")
    with pytest.raises(Refused) as refused:
        imported(content)
    assert refused.value.diagnostics[0].code == "import-catalogue"


def test_the_shipped_file_can_be_imported():
    content = (resource_folder("catalogues") / "boilerplates.yaml").read_text(encoding="utf-8")
    assert len(imported(content).elements) == len(OURS)


def test_a_requirement_in_a_shape_of_the_project_is_checked_bound_and_formalised_like_any_other():
    one = Requirement(
        id="r1", key="R1", text="The pump is to stop once the lid opens.", language=Language.EARS
    )
    codes = {found.code for found in findings(Snapshot([one, ONCE]))}
    assert "requirement-phrase-unbound" in codes
    assert not any(code.startswith("ears-") for code in codes)
    assert any(found.code.startswith("ears-") for found in findings(Snapshot([one])))
    bound = [
        Proposition(
            id=f"p{number}", name=name, binding=Binding.EXPRESSION, expression="x == 1", confirmed_by="me"
        )
        for number, name in enumerate(("lid opens", "stop"))
    ]
    known = formalise(Snapshot([one, ONCE, *bound]), one)
    meant = Requirement(
        id="r1", key="R1", text="When the lid opens, the pump shall stop.", language=Language.EARS
    )
    assert known.properties == formalise(Snapshot([meant, *bound]), meant).properties != ()


def test_a_slot_that_may_be_left_out_must_be_so_in_the_meaning_too():
    shape = "<system> is to <response> [within <time>] once <event>"
    content = FILE.replace("<system> is to <response> once <event>", f"'{shape}'").format(
        means="When <event>, <system> shall <response> within <time>",
        example="The pump is to stop within 5 s once the lid opens.",
    )
    with pytest.raises(Refused) as refused:
        imported(content)
    assert "<time> may be left out of the shape" in refused.value.diagnostics[0].message


SHAPED = Requirement(
    id="r1", key="R1", text="The pump is to stop once the lid opens.", language=Language.EARS
)


def test_a_sentence_in_a_shape_of_the_project_is_not_told_to_demand_nothing():
    assert "no-demand" in failings(smelt_in(SHAPED.text, ()), limits())
    assert "smell-no-demand" not in {one.diagnostic.code for one in remarks(SHAPED.text, own=(ONCE,))}
    assert "no-demand" not in failings(smelt_in(SHAPED.text, (ONCE,)), limits())


def test_coverage_counts_a_bound_sentence_in_a_shape_of_the_project_as_formalised():
    bound = [
        Proposition(
            id=f"p{number}", name=name, binding=Binding.EXPRESSION, expression="x == 1", confirmed_by="me"
        )
        for number, name in enumerate(("lid opens", "stop"))
    ]
    assert coverage(Snapshot([SHAPED, *bound, ONCE])).formalised.met == ("r1",)
    assert coverage(Snapshot([SHAPED, *bound])).formalised.met == ()


def test_a_name_is_changed_in_a_sentence_in_a_shape_of_the_project():
    pump = Component(id="c1", name="pump")
    model = Snapshot([SHAPED, ONCE, pump])
    (changed,) = renaming(model, named(model, "pump"), "rinse pump").rewritten
    assert changed.text == "The rinse pump is to stop once the lid opens."
    assert [changed.text[start : start + length] for start, length in changed.places] == ["rinse pump"]
    assert parse(changed.text, (ONCE,)).boilerplate == "Once"


def test_no_fault_is_told_of_the_fixed_words_of_a_shape_and_every_fault_of_what_fills_it():
    for one in OURS:
        kinds = failings(smelt_in(one.example, OURS), limits())
        assert not {"no-demand", "pronoun"} & set(kinds)
    text = "As long as the tank is full, it is the duty of the level controller to quickly close it."
    told = {(smell.kind, smell.column) for smell in smelt_in(text, OURS).smells}
    assert ("immeasurable", text.index("quickly") + 1) in told
    assert ("pronoun", text.rindex("it") + 1) in told
    assert ("pronoun", text.index("it is") + 1) not in told
