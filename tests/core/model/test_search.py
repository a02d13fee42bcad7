"""What is typed finds everything by its own words, the best first, and the index follows every change."""

import dataclasses
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import (
    Component,
    Connector,
    Diagram,
    Editor,
    Node,
    Port,
    Requirement,
    Snapshot,
    StateMachine,
    Term,
    TextNote,
    Zone,
)
from core.model.search import Entry, ModelIndex, SearchIndex, folded, in_order, initials, words_of
from core.model.search.index import EXACT
from core.model.search.letters import compact, typed_words
from tests.core.strategies import snapshots

letters = st.text(st.sampled_from("aAbB cdE_-.→ö1"), max_size=12)
entries = st.builds(
    Entry,
    key=st.sampled_from("klmnop"),
    group=st.sampled_from(["one", "other"]),
    title=letters,
    texts=st.lists(st.tuples(st.just("note"), letters), max_size=2).map(tuple),
)


def index_of(*titles):
    index = SearchIndex()
    for title in titles:
        index.put(Entry(title, "thing", title))
    return index


def titles(index, typed, **how):
    return [found.entry.title for found in index.find(typed, 99, **how)]


def fits(typed, entry, loosely=False):
    """Whether an entry fits, said without an index; loosely by its letters in their order."""
    words, letters = typed_words(typed), compact(typed)
    texts = [entry.title, *(text for _where, text in entry.texts)]
    known = {word for text in texts for word in words_of(text)}

    def stands(word):
        return any(one.startswith(word) or (len(word) > 1 and word in one) for one in known)

    if not letters:
        return True
    if words and all(map(stands, words)):
        return True
    if len(letters) > 1 and initials(entry.title).startswith(letters):
        return True
    plain = folded(" ".join(entry.title.split()))
    return loosely and (len(letters) > 1 or not words) and in_order(letters, plain) is not None


@given(st.lists(entries, max_size=8), letters)
def test_what_is_found_is_what_fits_and_nothing_else(known, typed):
    index = SearchIndex()
    for entry in known:
        index.put(entry)
    found = [one.entry.key for one in index.find(typed, 99)]
    assert len(found) == len(set(found))
    best = {key for key, entry in index.entries.items() if fits(typed, entry)}
    loosely = {key for key, entry in index.entries.items() if fits(typed, entry, True)}
    assert set(found) == (best or loosely)


@given(st.lists(st.tuples(entries, st.booleans()), max_size=12))
def test_an_index_that_was_changed_is_one_that_was_built_anew(steps):
    index = SearchIndex()
    for entry, goes in steps:
        index.put(entry)
        index.find("a", 3)
        if goes:
            index.drop(entry.key)
    anew = SearchIndex()
    for entry in index.entries.values():
        anew.put(entry)
    for part in ("_entries", "_order", "_titles", "_initials", "_title_words", "_other_words"):
        assert getattr(index, part) == getattr(anew, part)
    for typed in ("", "a", "ab", "b c", "ae", "→"):
        assert index.find(typed, 4) == anew.find(typed, 4)


@given(st.lists(entries, max_size=8), letters)
def test_the_letters_shown_lie_in_their_text_and_are_those_typed(known, typed):
    index = SearchIndex()
    for entry in known:
        index.put(entry)
    for found in index.find(typed, 99):
        shown = ""
        for text, spans in ((found.entry.title, found.fits.title), (found.fits.text, found.fits.spans)):
            assert all(start >= 0 and length > 0 and start + length <= len(text) for start, length in spans)
            shown += "".join(folded(text[start : start + length]) for start, length in spans)
        assert bool(shown) == bool(compact(typed))
        assert set(shown) <= set(compact(typed))


@given(snapshots(), snapshots(), st.data())
def test_the_index_of_a_model_follows_its_changes(before, after, data):
    """Whatever changes, in whatever order it is read: the same entries as of the model read at once."""
    index = ModelIndex()
    index.begin(before)
    index.go_on(data.draw(st.integers(0, 9)))
    ids = before.elements.keys() | after.elements.keys()
    mixed = Snapshot(
        {**before.elements, **{one.id: one for one in after if data.draw(st.booleans())}}.values()
    )
    for model in (mixed, after):
        index.show(model, ids)
        while index.go_on(2):
            pass
        anew = ModelIndex()
        anew.begin(model)
        anew.go_on()
        assert index.index.entries == anew.index.entries
        assert index._read_by == {**{key: set() for key in index._read_by}, **anew._read_by}


@given(snapshots())
def test_everything_is_found_by_its_own_words(model):
    index = ModelIndex()
    index.begin(model)
    index.go_on()
    for entry in index.index.entries.values():
        for text in (entry.title, *(text for _where, text in entry.texts)):
            if compact(text) and (typed_words(text) or text is entry.title):
                assert entry in [found.entry for found in index.index.find(text, len(model))], text


def test_what_fits_better_comes_first():
    index = index_of(
        "Dose", "Dose pump", "The dose", "Drain of settled effluent", "Overdose", "Divided or sent e", "Drops"
    )
    assert titles(index, "dose") == [
        "Dose",
        "Dose pump",
        "The dose",
        "Divided or sent e",
        "Drain of settled effluent",
        "Overdose",
    ]
    assert titles(index, "drps") == ["Drops"]


def test_what_was_used_last_comes_first_among_what_fits_alike():
    index = index_of("Pump 1", "Pump 2", "Pump 3", "Air pump 4", "Pump")
    assert titles(index, "pump", recent=["Air pump 4", "Pump 3", "Pump 2"]) == [
        "Pump",
        "Pump 3",
        "Pump 2",
        "Pump 1",
        "Air pump 4",
    ]


def test_letters_in_their_order_are_not_far_apart():
    index = index_of("Dosing controller", "stop the inlet pump")
    assert titles(index, "dsctl") == ["Dosing controller"]
    assert titles(index, "siem") == []


def test_a_minor_thing_comes_behind_what_fits_alike():
    index = index_of("Pump controller")
    index.put(Entry("edge", "edge", "Pump → on", minor=True))
    assert titles(index, "pump") == ["Pump controller", "Pump → on"]


@given(st.permutations([Term, Diagram, StateMachine, Component]), st.booleans())
def test_of_what_is_called_exactly_so_the_diagram_comes_first_and_the_term_last(kinds, longer):
    ids = counted_ids()
    elements = [kind(id=ids(), name="Dosing behaviour") for kind in kinds]
    elements += [Term(id=ids(), name="Dosing behaviour of the plant")] if longer else []
    model = Snapshot(elements)
    known = ModelIndex()
    known.begin(model)
    known.go_on()
    for used in ((), [one.id for one in elements if not isinstance(one, Diagram)]):
        found = known.index.find("dosing behaviour", 9, recent=used)
        groups = [one.entry.group for one in found][:4]
        assert (groups[0], groups[-1]) == (Diagram.kind, Term.kind)
        assert {one.rank for one in found[:4]} == {EXACT}


def test_case_accents_and_humps_are_no_hindrance():
    index = index_of("Störfall-Ablauf", "flowPermit", "OPC UA")
    assert titles(index, "storfall") == ["Störfall-Ablauf"]
    assert titles(index, "PERM") == ["flowPermit"]
    assert titles(index, "fp") == ["flowPermit"]
    assert titles(index, "ou") == ["OPC UA"]
    (found,) = index.find("sa", 1)
    assert found.fits.title == ((0, 1), (9, 1))


@pytest.fixture
def plant():
    """A small model, and the means to change it."""
    edit = Editor(Snapshot(), counted_ids())
    zone = edit.new(Zone, name="Basic control")
    pump = edit.new(Component, name="Dosing pump", zone=zone.id, technology="membrane")
    plc = edit.new(Node, name="PLC 01", vendor="Siemens")
    port = edit.new(Port, name="in", owner=pump.id, data="flow permit")
    tank = edit.new(Component, name="Tank")
    edit.new(Connector, source=tank.id, target=port.id, protocol="Modbus")
    edit.new(Requirement, key="DOS-04", text="The pump shall stop.", rationale="Chlorine burns.")
    edit.new(Term, name="flow permit", synonyms=("release",), definition="Water moves.")
    edit.new(StateMachine, name="Dosing", owner=pump.id)
    edit.new(TextNote, text="Ask the\nvendor about spares", owner=None)
    index = ModelIndex()
    index.begin(edit.snapshot)
    index.go_on()
    return edit, index, {"pump": pump, "plc": plc, "zone": zone}


def found_first(index, typed):
    found = index.index.find(typed, 1)
    return (found[0].entry.title, found[0].fits.where) if found else None


@pytest.mark.parametrize(
    ("typed", "title", "where"),
    [
        ("siemens", "PLC 01", "vendor"),
        ("membrane", "Dosing pump", "technology"),
        ("modbus", "Tank → Dosing pump", "protocol"),
        ("dos-04", "DOS-04 The pump shall stop.", ""),
        ("burns", "DOS-04 The pump shall stop.", "rationale"),
        ("release", "flow permit", "synonyms"),
        ("moves", "flow permit", "definition"),
        ("spares", "Ask the vendor about spares", ""),
        ("state machine", "Dosing", "kind"),
        ("basic pump", "Dosing pump", "in"),
        ("glossary", None, ""),
    ],
)
def test_names_texts_and_values_are_all_found(plant, typed, title, where):
    assert found_first(plant[1], typed) == (None if title is None else (title, where))


def test_what_is_called_after_another_is_read_again_with_it(plant):
    edit, index, known = plant
    edit.set(known["pump"], name="Chlorine feeder")
    edit.set(known["zone"], name="Cell 7")
    index.show(edit.snapshot, (known["pump"].id, known["zone"].id))
    index.go_on()
    assert found_first(index, "tank chlorine") == ("Tank → Chlorine feeder", "")
    assert found_first(index, "cell feeder") == ("Chlorine feeder", "in")
    assert index.index.find("dosing pump", 9) == []


def test_a_search_is_narrowed_by_group_and_by_what_is_possible(plant):
    index = plant[1].index
    assert [one.entry.group for one in index.find("dos", 9, groups=("requirement",))] == ["requirement"]
    assert index.find("dos", 9, fits=lambda entry: entry.group == "term") == []
    assert index.count(("component", "node")) == 3


@given(st.lists(entries, max_size=8), letters)
def test_what_is_found_is_the_same_with_or_without_preparing(known, typed):
    early, late = SearchIndex(), SearchIndex()
    for entry in known:
        early.put(entry)
        late.put(entry)
        early.prepare()
    assert early.find(typed, 9) == late.find(typed, 9)


@given(st.lists(entries, max_size=8, unique_by=lambda one: one.key), letters, st.integers(1, 4))
def test_the_first_of_many_are_the_first_of_all(known, typed, most):
    """However many are known: what comes first does so without all the others being put in order."""
    found = []
    for few in (0, 400):
        index = SearchIndex()
        for entry in known:
            index.put(entry)
        with mock.patch("core.model.search.index._FEW", few):
            found += [index.find(typed, most, recent="nm"), index.find(typed, 99, recent="nm")[:most]]
    assert found == [found[-1]] * 4


def test_what_begins_so_comes_before_what_was_used(plant):
    """A title that begins with what was typed is found first, though all of its words are common."""
    index = index_of(*(f"Unit {number}" for number in range(600)), "A unit", "Old unit")
    recent = ["Old unit", "Unit 7"]
    assert titles(index, "unit", recent=recent)[:2] == ["Unit 7", "Unit 0"]
    assert titles(index, "unit 59", recent=recent)[:2] == ["Unit 59", "Unit 590"]
    assert [one.entry.title for one in index.find("un", 601, recent=recent)][-1] == "Old unit"


def test_equal_elements_are_not_indexed_again(plant):
    edit, index, known = plant
    index.index.find("pump", 1)
    order = index.index._sorted
    edit.add(dataclasses.replace(known["plc"]))
    index.show(edit.snapshot, (known["plc"].id,))
    index.go_on()
    assert index.index._sorted is order
