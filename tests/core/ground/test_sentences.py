"""A sentence that is kept says the same to every reader, each in the reader's language."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.sentences import all_worded, unworded, worded
from core.ground.words import LANGUAGES, _, deferred, plural, quoted, use_language

TEXTS = (
    "{key} is violated: {how}",
    "{trigger} at {since}, and {passed} later {subject} has not come; {most} are allowed.",
    "more than {seconds:g} s were needed",
    "The model never comes to a stop",
)


@pytest.fixture(autouse=True)
def _english_after():
    yield
    use_language("en")


def in_each_language(say):
    """What is said in each language there is."""
    said = {}
    for code in LANGUAGES:
        use_language(code)
        said[code] = say()
    return said


def kept_in(code, say):
    """What is kept where it is worked out in a language, after a journey through a file."""
    use_language(code)
    with unworded():
        kept = say()
    return json.loads(json.dumps(kept, ensure_ascii=False).encode())


def summary():
    how = _(TEXTS[1]).format(trigger="t", since="1 s", passed="2 s", subject=quoted("s"), most="1 s")
    return "; ".join((_(TEXTS[0]).format(key="LM-001", how=how), deferred(TEXTS[3])()))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_kept_sentence_is_said_in_the_language_of_the_reader_whoever_kept_it(code):
    kept = kept_in(code, summary)
    directly = in_each_language(summary)
    assert in_each_language(lambda: worded(kept)) == directly
    assert len(set(directly.values())) == len(LANGUAGES)


def test_a_number_is_written_as_its_message_says():
    kept = kept_in("de", lambda: _(TEXTS[2]).format(seconds=0.5))
    use_language("en")
    assert worded(kept) == "more than 0.5 s were needed"


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_count_takes_the_form_of_the_language(count):
    def say():
        return plural("{count} threat", "{count} threats", count)

    kept = kept_in("en", say)
    assert in_each_language(lambda: worded(kept)) == in_each_language(say)


def test_plain_data_is_worded_in_all_its_parts_and_nothing_else_is_touched():
    kept = kept_in("en", lambda: [{"reason": _(TEXTS[3]), "states": 3, "trace": None, "names": ["Pump"]}])
    use_language("de")
    assert all_worded(kept) == [{"reason": _(TEXTS[3]), "states": 3, "trace": None, "names": ["Pump"]}]


def test_what_was_kept_in_words_stays_as_it_is():
    use_language("de")
    old = [{"reason": "The model never comes to a stop", "code": None}]
    assert all_worded(old) == old


def test_english_is_spoken_again_after_work_that_failed():
    use_language("de")
    with pytest.raises(LookupError), unworded():
        raise LookupError
    assert _("Undo") == "Rückgängig"


@given(st.text(st.characters(exclude_categories=["Cs", "Cn"])), st.sampled_from(sorted(LANGUAGES)))
def test_words_of_people_stand_in_a_sentence_as_they_were_written(name, code):
    kept = kept_in("en", lambda: _(TEXTS[0]).format(key=name, how=quoted(name)))
    use_language(code)
    assert worded(kept) == _(TEXTS[0]).format(key=name, how=quoted(name))
