"""A sentence is folded clause by clause to keyword and first words, and nothing of it is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.requirements import parse
from core.requirements.folding import clauses, shown
from tests.core.requirements.sentences import OWN

LONG = (
    "Where a second pump is fitted in the tank, while the plant runs in automatic, when the level "
    "exceeds 5 m, the controller shall close the inlet valve, open the outlet valve and log the time "
    "within 5 s."
)
TYPED = (
    'While "the brake pedal":inDevice is in "very long state":mode, '
    'BBW:system shall log "x y":parameter to "the other big thing":device within 5 ms.'
)


def folded(text: str) -> str:
    return "…".join(text[begin:end] for begin, end in shown(text, clauses(parse(text))))


def test_each_clause_is_folded_to_its_keyword_and_first_words():
    assert folded(LONG) == (
        "Where a second pump…, while the plant runs…, when the level exceeds 5 m, "
        "the controller shall close the inlet…."
    )


def test_no_fold_cuts_a_noun_in_quotation_marks():
    assert (
        folded(TYPED) == 'While "the brake pedal":inDevice is in…, BBW:system shall log "x y":parameter to….'
    )


def test_a_short_sentence_has_nothing_to_fold():
    assert clauses(parse("If the pump fails, then the panel shall ring.")) == ()
    assert clauses(parse("")) == ()


@given(st.sampled_from([LONG, TYPED, *(text for text, _pattern in OWN)]), st.sets(st.integers(0, 5)))
def test_what_is_seen_and_what_is_folded_are_the_whole_sentence(text, numbers):
    found = clauses(parse(text))
    chosen = [clause for number, clause in enumerate(found) if number in numbers]
    runs = shown(text, chosen)
    hidden = [text[one.head : one.end] for one in chosen]
    seen = [text[begin:end] for begin, end in runs]
    assert len(seen) == len(hidden) + 1
    assert text == "".join(part for pair in zip(seen, [*hidden, ""], strict=True) for part in pair)


@given(st.sampled_from([LONG, TYPED, *(text for text, _pattern in OWN)]))
def test_no_clause_lies_in_another_and_each_keeps_its_keyword(text):
    found = clauses(parse(text))
    for one, other in pairwise(found):
        assert one.end <= other.start
    for one in found:
        assert one.start < one.head < one.end
        assert one.text == text[one.start : one.end]
        assert text[one.head] == " "
        assert one.text.split()[0].casefold() in {
            *("where", "while", "when", "if", "after", "before", "until", "unless", "shall")
        }
