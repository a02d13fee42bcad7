"""Requirements of Markdown under headings of their own, and of text under numbers of several levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.requirements import read_records

DOCUMENT = """# Plant

## Filling

### REQ-1

The tank shall be full
within 2 s.

It has been so for long.

Rationale: It floods.

### REQ-2: Stop the pump

If the level is high, the pump shall:

- stop
- warn

#### Rationale

Wear.

#### `REQ-2.1`

The lamp shall be on.

- Priority: high

```
lamp = on
```

### REQ-3 The valve shall close.

| a | b |
|---|---|
| x | y |

## Emptying

- E-1: The tank shall be empty.
"""


def read(text: str, name: str = "plant.md"):
    return read_records(text.encode(), name)


def test_the_paragraph_below_a_key_is_the_sentence_and_the_rest_belongs_to_it():
    reading = read(DOCUMENT)
    told = [(one.id, one.text, one.parent, dict(one.facts)) for one in reading]
    assert told == [
        (
            "REQ-1",
            "The tank shall be full within 2 s.",
            None,
            {"section": "Filling", "note": "It has been so for long.", "rationale": "It floods."},
        ),
        (
            "REQ-2",
            "If the level is high, the pump shall:\nstop\nwarn",
            None,
            {"name": "Stop the pump", "section": "Filling", "rationale": "Wear."},
        ),
        (
            "REQ-2.1",
            "The lamp shall be on.",
            "REQ-2",
            {"section": "Filling", "priority": "high", "note": "```\nlamp = on\n```"},
        ),
        ("REQ-3", "The valve shall close.", None, {"section": "Filling"}),
        ("E-1", "The tank shall be empty.", None, {"section": "Emptying"}),
    ]
    assert [one.line for one in reading.diagnostics] == [37], "the table, which has no requirements"


@pytest.mark.parametrize("heading", ["Phase 2", "ISO-26262 part 6", "Level 3 alarms", "Chapter 1.2"])
def test_a_heading_with_a_number_is_a_section_while_nothing_is_demanded_below(heading: str):
    reading = read(f"# Plant\n\n## {heading}\n\nSome words about it.\n\n- A-1: The pump shall stop.\n")
    assert [(one.id, one.facts) for one in reading] == [("A-1", (("section", heading),))]
    assert [one.line for one in reading.diagnostics] == [5]


_LINES = some.lists(
    some.sampled_from(
        (
            *(
                "# A-1",
                "## A-2: Title",
                "### Rationale",
                "## Words",
                "The pump shall stop.",
                "Words.",
                "",
                "- x",
            ),
            *("- B-1: The pump shall run.", "```", "Note: y", "| text |", "|---|", "| z |", "## A-3 shall"),
        )
    ),
    max_size=14,
)


@given(_LINES)
def test_no_line_is_lost_without_a_word(lines):
    """Each line of words stands in a record, is a heading, or is told as left out."""
    reading = read("\n".join(lines))
    said = "\n".join("\n".join([one.id, one.text, *(words for _fact, words in one.facts)]) for one in reading)
    told = " ".join(one.message for one in reading.diagnostics)
    for words in ("The pump shall stop.", "Words.", "The pump shall run."):
        if any(words in line for line in lines):
            assert words in said or "left out" in told


def test_numbers_of_several_levels_are_keys_where_several_lines_have_them():
    text = "1.1 The pump shall stop.\n1.2.3. When it rains, the lamp shall be on.\n  and stay so\nThe end."
    told = [(one.id, one.text) for one in read(text, "plant.txt")]
    assert told == [
        ("1.1", "The pump shall stop."),
        ("1.2.3", "When it rains, the lamp shall be on. and stay so"),
        ("", "The end."),
    ]


@pytest.mark.parametrize("text", ["2.5 V shall be there.\n2.7 V are too many.", "1.2 The pump shall stop."])
def test_a_quantity_or_a_single_number_is_no_key(text: str):
    assert {one.id for one in read(text, "plant.txt")} == {""}
