"""The grammar of ReSA: what it accepts, and that a printed sentence reads as the tree it was printed from."""

import pytest
from hypothesis import given

from core.requirements.resa.grammar import Unfit, syntax_tree
from core.requirements.resa.printing import printed
from core.requirements.resa.tree import Sentence
from tests.core.requirements.resa_sentences import SENTENCES
from tests.core.requirements.resa_trees import SENTENCES as ANY_SENTENCE


@pytest.mark.parametrize("text", SENTENCES)
def test_each_example_is_accepted_and_printed_as_it_was_written(text: str) -> None:
    assert printed(syntax_tree(text)) == text


@given(ANY_SENTENCE)
def test_a_printed_tree_parses_to_the_same_tree(tree: Sentence) -> None:
    assert syntax_tree(printed(tree)) == tree


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('ASL:system shall open "valve":outDevice, close "lid":outDevice and log "e":event.', ","),
        ('ASL:system shall store: "a":event; "b":event.', ":"),
        ("ASL:system shall", ""),
        ('When "a":event, when, ASL:system shall stop.', ","),
    ],
)
def test_what_has_no_place_is_named(text: str, what: str) -> None:
    with pytest.raises(Unfit) as unfit:
        syntax_tree(text)
    assert text[unfit.value.start : unfit.value.end] == what
