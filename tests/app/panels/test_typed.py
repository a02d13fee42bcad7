"""Numbers and times are typed with the decimal sign of the reader, or with a point."""

import pytest

from app.panels.typed import decoded, encoded
from core.ground.words import use_language
from core.model import Duration
from core.model.facts import Fact

MEASURE, DURATION = Fact("x", "measure", False), Fact("latency", "duration", False)


@pytest.fixture(params=["en", "de", "fr"])
def language(request):
    use_language(request.param)
    yield request.param
    use_language("en")


def test_what_is_shown_is_what_can_be_typed(language):
    shown = encoded(MEASURE, 2.5)
    assert shown == ("2.5" if language == "en" else "2,5")
    assert decoded(MEASURE, shown) == 2.5
    assert decoded(MEASURE, "2.5") == 2.5


def test_times_too(language):
    typed = "1.5 s" if language == "en" else "1,5 s"
    assert decoded(DURATION, typed) == decoded(DURATION, "1.5 s") == Duration(1_500_000_000)


def test_a_comma_is_no_decimal_sign_where_readers_group_thousands_by_it():
    for fact in (MEASURE, DURATION):
        with pytest.raises(ValueError, match="1,000"):
            decoded(fact, "1,000 s" if fact is DURATION else "1,000")
