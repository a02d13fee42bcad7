"""The error shape, the event bus, identifiers and words."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.diagnostic import Diagnostic, Refused, Severity, picture
from core.ground.events import Bus
from core.ground.identity import counted_ids, uuid7_source
from core.ground.words import _, plural


@dataclass(frozen=True)
class Rang:
    times: int


@dataclass(frozen=True)
class Fell:
    height: int


def test_subscribers_hear_their_events_in_order_until_they_leave():
    bus, heard = Bus(), []
    leave = bus.subscribe(Rang, lambda event: heard.append(("first", event.times)))
    bus.subscribe(Rang, lambda event: heard.append(("second", event.times)))
    bus.publish(Rang(1))
    bus.publish(Fell(3))
    leave()
    leave()
    bus.publish(Rang(2))
    assert heard == [("first", 1), ("second", 1), ("second", 2)]


def test_a_subscriber_that_fails_keeps_nobody_from_hearing_and_is_not_hushed_up():
    bus, heard = Bus(), []

    def fail(event: Rang) -> None:
        raise ValueError(event.times)

    bus.subscribe(Rang, fail)
    bus.subscribe(Rang, heard.append)
    with pytest.raises(ValueError, match="7"):
        bus.publish(Rang(7))
    assert heard == [Rang(7)]


def test_identifiers_are_of_version_7_and_grow():
    for source in (uuid7_source(), counted_ids()):
        ids = [source() for _ in range(1000)]
        assert ids == sorted(set(ids))
        assert {(text[14], text[19] in "89ab", len(text)) for text in ids} == {("7", True, 36)}


@given(
    st.builds(
        Diagnostic,
        code=st.just("some-code"),
        message=st.text(),
        file=st.none() | st.text(),
        line=st.none() | st.integers(1),
        severity=st.sampled_from(Severity),
    )
)
def test_a_diagnostic_survives_its_plain_form(diagnostic):
    plain = diagnostic.to_plain()
    assert Diagnostic.from_plain(plain) == diagnostic
    assert list(plain) == [
        "code",
        "message",
        "file",
        "line",
        "column",
        "length",
        "hint",
        "example",
        "severity",
    ]


def test_the_picture_of_a_diagnostic_has_a_caret_under_the_fault():
    diagnostic = Diagnostic(
        "unit", "“parsec” is no unit of time", "a.txt", 2, 10, 6, "Use a unit of time:", "2 s"
    )
    assert picture(diagnostic, "first\nwithin 2 parsec") == (
        "a.txt:2:10: “parsec” is no unit of time\n"
        "  within 2 parsec\n"
        "           ^^^^^^\n"
        "  Use a unit of time:\n"
        "  2 s"
    )


@given(st.integers(1, 5000), st.integers(0, 5000), st.integers(1, 5000))
def test_of_a_long_line_only_what_stands_around_the_place_is_shown(size, before, length):
    line = "".join(chr(0x4E00 + number) for number in range(size))
    column = min(before, size) + 1
    told = picture(Diagnostic("far", "Far out", "a.txt", 1, column, length), line)
    _message, shown, carets = told.split("\n")
    assert max(len(shown), len(carets)) <= 124
    if column <= size:
        assert shown[carets.index("^")] == line[column - 1]
    assert ("…" in shown) == (size > 120)


def test_a_refusal_says_all_its_reasons():
    refused = Refused(Diagnostic("one", "First"), Diagnostic("two", "Second"))
    assert str(refused) == "First; Second"


def test_words_without_a_catalogue_are_english():
    assert _("Verifying") == "Verifying"
    assert [plural("{count} flow", "{count} flows", count) for count in (0, 1, 2)] == [
        "0 flows",
        "1 flow",
        "2 flows",
    ]
