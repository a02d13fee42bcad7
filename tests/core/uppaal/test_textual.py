"""Models in UPPAAL's textual format become the same documents as their XML."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checker import Outcome, verify
from core.ground.diagnostic import Refused
from core.uppaal.document import Label, Waiting
from core.uppaal.files.queries import read_queries
from core.uppaal.files.reading import parse_document, read_document
from core.uppaal.files.writing import write_document

MODEL = """// a lamp
clock t; // of all
broadcast chan go;
process Lamp(const int[0,1] id, int &n) {
  int k; // how often
  void press() { k++; }
  state off { t <= 5 && k < 3 }, on { ; 1:10 }, low { t <= 9 ; 3 }, done;
  branchpoint b;
  commit on; urgent low, done;
  init off;
  trans
    off -> on { select i : int[0,1], j : int[2,3]; guard t > 1; sync go!; assign k = 0, press(); },
    -> b { },
    b -> low { probability 3; },
    low -u-> done { guard k > i; };
}
int total;
A = Lamp(0, total);
/* both */
system A;
"""


def test_every_part_of_a_process_has_its_place_in_the_template() -> None:
    document = parse_document(MODEL, "lamp.xta")
    (template,) = document.templates
    assert document.declaration == "// a lamp\nclock t; // of all\nbroadcast chan go;"
    assert document.system == "int total;\nA = Lamp(0, total);\n/* both */\nsystem A;"
    assert (template.name, template.parameter) == ("Lamp", "const int[0,1] id, int &n")
    assert template.declaration == "int k; // how often\n  void press() { k++; }"
    off, on, low, done = template.locations
    assert [one.name for one in template.locations] == ["off", "on", "low", "done"]
    assert off.labels == (Label("invariant", "t <= 5 && k < 3"),)
    assert on.labels == (Label("exponentialrate", "1:10"),)
    assert low.labels == (Label("invariant", "t <= 9"), Label("exponentialrate", "3"))
    assert [one.waiting for one in template.locations] == [
        Waiting.NORMAL,
        Waiting.COMMITTED,
        Waiting.URGENT,
        Waiting.URGENT,
    ]
    (point,) = template.branchpoints
    first, second, third, fourth = template.transitions
    assert first.labels == (
        Label("select", "i : int[0,1], j : int[2,3]"),
        Label("guard", "t > 1"),
        Label("synchronisation", "go!"),
        Label("assignment", "k = 0, press()"),
    )
    assert (second.source, second.target, second.labels) == (off.id, point.id, ())
    assert (third.source, third.labels) == (point.id, (Label("probability", "3"),))
    assert (fourth.source, fourth.target) == (low.id, done.id)
    assert fourth.attributes == (("controllable", "false"),)
    ids = [one.id for one in (*template.locations, point, *template.transitions)]
    assert len(set(ids)) == len(ids)
    assert parse_document(write_document(document), "lamp.xml") == document


def test_the_real_textual_model_has_the_verdict_that_its_author_meant(corpus: Path) -> None:
    document = read_document(corpus / "uppaal" / "csma-3.xta")
    (query,) = read_queries(corpus / "uppaal" / "csma.q")
    assert [(one.name, len(one.locations), len(one.transitions)) for one in document.templates] == [
        ("Bus", 4, 7),
        ("Station", 3, 8),
    ]
    assert verify(document, query.formula).outcome is Outcome.SATISFIED
    # The bound is the least that holds, so a reader that lost a guard or a reset would show.
    tight = query.formula.replace("2*SIGMA", "2*SIGMA-1")
    assert verify(document, tight).outcome is Outcome.VIOLATED


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("process P { state a; init a; }\nsystem P;", "document-older", 1, 1),
        ("const N 3;\nprocess P() { state a; init a; }", "document-older", 1, 1),
        ("process P() { state a; init b; }\nsystem P;", "location-unknown", 1, 29),
        ("process P() { state a, a; init a; }", "location-twice", 1, 24),
        ("process P() { state a; init a;\n trans a -> c { }; }", "location-unknown", 2, 13),
        ("process P() { state a; broadcast a; init a; }", "syntax-error", 1, 24),
        ("process P() { state a;\n trans a -> a { }; }", "syntax-error", 2, 2),
        ("process P() { state a; init a; trans a -> a { guard ; }; }", "syntax-error", 1, 53),
        ("int x = ;", "syntax-error", 1, 9),
        ("process P() {", "syntax-error", 1, 14),
    ],
)
def test_a_wrong_text_is_refused_with_its_place(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(Refused) as refusal:
        parse_document(text, "model.xta")
    (diagnostic,) = refusal.value.diagnostics
    assert (diagnostic.code, diagnostic.file, diagnostic.line, diagnostic.column) == (
        code,
        "model.xta",
        line,
        column,
    )


def test_a_textual_model_of_an_old_encoding_is_read(tmp_path: Path) -> None:
    file = tmp_path / "old.ta"
    file.write_bytes(MODEL.replace("a lamp", "ein Lämpchen").encode("latin-1"))
    assert "ein Lämpchen" in read_document(file).declaration


@given(st.integers(0, len(MODEL) - 1), st.sampled_from(["", ";", "}", "process", "->", "\x00", "§"]))
def test_a_text_with_a_wrong_spot_is_read_or_refused(place: int, wrong: str) -> None:
    with suppress(Refused):
        parse_document(MODEL[:place] + wrong + MODEL[place + 1 :], "lamp.xta")


def test_the_xml_of_a_textual_model_differs_in_nothing_but_the_file(corpus: Path) -> None:
    document = read_document(corpus / "uppaal" / "csma-3.xta")
    assert parse_document(write_document(document)) == document
