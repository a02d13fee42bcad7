"""Requirements as tables, Markdown and text: what is written is read again as it was."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exchange.exporting import export_requirements
from core.exchange.importing import read_foreign
from core.ground.identity import counted_ids
from core.model import Category, Language, Requirement, Snapshot
from core.requirements import read_records

WHEN = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
ENDINGS = {"csv": ".csv", "xlsx": ".xlsx", "markdown": ".md", "text": ".txt"}
FIELDS = ("name", "text", "language", "category", "section", "priority", "source", "rationale", "note")

SIGNS = st.one_of(st.sampled_from(" |*_`\\<>\"'=#-+@,;&[]"), st.characters(categories=["L", "N"]))
SAID = st.text(SIGNS, min_size=1, max_size=20).map(lambda words: " ".join(words.split())).filter(bool)
KEYS = st.lists(st.from_regex(r"[A-Z]{1,3}-[0-9]{1,3}", fullmatch=True), min_size=1, max_size=4, unique=True)


@st.composite
def models(draw) -> Snapshot:
    ids = counted_ids()
    made: list[Requirement] = []
    for key in draw(KEYS):
        facts = {field: draw(SAID) for field in ("name", "section", "source", "text")}
        facts |= {field: draw(st.one_of(st.just(""), SAID)) for field in ("priority", "rationale", "note")}
        owner = draw(st.sampled_from([None, *(one.id for one in made)]))
        language, category = draw(st.sampled_from(Language)), draw(st.sampled_from(Category))
        made.append(
            Requirement(id=ids(), key=key, owner=owner, language=language, category=category, **facts)
        )
    return Snapshot(made)


def told(elements) -> dict[str, tuple]:
    keys = {one.id: one.key for one in elements}
    return {one.key: (keys.get(one.owner), *(getattr(one, field) for field in FIELDS)) for one in elements}


def back(form: str, content: bytes):
    return read_foreign(Path("x" + ENDINGS[form]), content, Snapshot(()), counted_ids())


@pytest.mark.parametrize("form", ["csv", "xlsx", "markdown"])
@given(snapshot=models())
@settings(max_examples=25)
def test_out_and_in_again_gives_the_same_requirements(form: str, snapshot: Snapshot):
    content, lost = export_requirements(form, snapshot, "Plant *1*", WHEN)
    assert lost == []
    assert told(back(form, content).elements) == told(snapshot.of(Requirement))


def test_text_keeps_keys_and_sentences_and_tells_which_keys_it_cannot():
    ids = counted_ids()
    first = Requirement(id=ids(), key="A-1", text="The pump shall\nstop.")
    snapshot = Snapshot([first, Requirement(id=ids(), key="pump rule", text="The pump shall start.")])
    content, lost = export_requirements("text", snapshot, "", WHEN)
    assert content.decode() == "A-1: The pump shall stop.\npump rule: The pump shall start.\n"
    assert [one.code for one in lost] == ["text-key"]
    assert back("text", content).elements[0].key == "A-1"


def test_a_sentence_that_looks_like_a_formula_stays_text_in_a_workbook():
    from openpyxl import load_workbook

    snapshot = Snapshot([Requirement(id=counted_ids()(), key="A", text='=HYPERLINK("x")\x01')])
    content, lost = export_requirements("xlsx", snapshot, "", WHEN)
    assert [one.code for one in lost] == ["table-cell"]
    cell = load_workbook(io.BytesIO(content)).active["B2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")


MARKDOWN = """# Plant

Some words about it.

## Filling

- FIL-01: The tank shall be full
  at noon.
- **FIL-02** The valve shall `close`.
* [ ] The pump shall stop.

### Night

| ID | Requirement | Owner |
|----|:-----------:|-------|
| N-1 | The lamp \\| light shall be on. | Ann |

```
- no requirement
```
## Emptying
1. The tank shall be empty.
"""


def test_headings_of_markdown_are_sections_and_items_and_rows_are_requirements():
    found = back("markdown", MARKDOWN.encode())
    assert [(one.key, one.text, one.section) for one in found.elements] == [
        ("FIL-01", "The tank shall be full at noon.", "Filling"),
        ("FIL-02", "The valve shall close.", "Filling"),
        ("REQ-003", "The pump shall stop.", "Filling"),
        ("N-1", "The lamp | light shall be on.", "Filling / Night"),
        ("REQ-005", "The tank shall be empty.", "Emptying"),
    ]
    assert [(one.code, one.line) for one in found.diagnostics] == [
        ("records-no-requirement", 3),
        ("records-no-requirement", 18),
        ("columns-kept", None),
    ]
    assert found.dropped == ()


@given(st.text(st.sampled_from("#-*|\\`: \nab1<br>~"), max_size=80))
def test_no_markdown_fails_otherwise_than_with_a_diagnostic(text: str):
    reading = read_records(text.encode(), "x.md")
    assert all(record.line >= 1 and record.text for record in reading)


def test_formulas_and_joined_cells_are_told():
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    for row in (("id", "text", "section"), ("A", "The pump shall stop.", "S"), ("B", '="x"', None)):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    out = io.BytesIO()
    workbook.save(out)
    found = back("xlsx", out.getvalue())
    assert [one.key for one in found.elements] == ["A"]
    codes = [one.code for one in found.diagnostics]
    assert sorted(codes) == ["records-formula", "records-joined", "records-no-requirement"]


@pytest.mark.parametrize(
    "line", ["# " + " " * 10**6 + "x", "| " * 500_000 + "\n|---|\n", "|" * 10**6, "- " + "a " * 500_000]
)
def test_lines_of_a_megabyte_are_read_in_time(line: str):
    assert len(read_records(line.encode(), "x.md")) <= 1
