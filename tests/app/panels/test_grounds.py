"""What a proposal rests on and what it would change is told by names, and fits the page."""

import pytest

from core.ground.identity import uuid7_text
from core.model import Claim, Ground, Proposal, ProposedEdit, Relation, Requirement, TraceLink
from core.model.differences import differences
from core.model.grounds import ground_words
from tests.app.conftest import element


def test_a_fact_is_told_with_the_name_of_its_element(desk):
    download = element(desk, "Download")
    snapshot = desk.session.snapshot()
    fact = Ground("fact", download.id, text="public_network: no")
    assert ground_words(snapshot, fact) == "fact Download: Public network no"
    assert ground_words(snapshot, Ground("element", download.id, text="Download")) == "element Download"
    assert ground_words(snapshot, Ground("fact", uuid7_text(1, bytes(10)), text="signed: no")) == (
        "fact an element that is gone: Signed no"
    )
    assert ground_words(snapshot, Ground("rule", "SYS-001", text="It is so.")) == "rule SYS-001 It is so."


def test_a_fact_that_refers_by_words_is_told_in_them(desk):
    fact = Ground("fact", "DosingControl.Check: y <= 300 ms")
    assert ground_words(desk.session.snapshot(), fact) == "fact DosingControl.Check: y <= 300 ms"


def test_a_trace_says_what_is_traced_to_what(desk):
    download = element(desk, "Download")
    new = Requirement(id="~r", name="SEC-01", key="SEC-01", text="The Laptop shall sign what it sends.")
    trace = TraceLink(id="~t", source=new.id, target=download.id, relation=Relation.MITIGATES)
    edits = (ProposedEdit(None, new), ProposedEdit(None, trace))
    lines = differences(desk.session.snapshot(), edits)
    assert [one.words for one in lines] == [new.text, "SEC-01 mitigates Download"]


@pytest.mark.parametrize("source", ["rule", "fact"])
def test_a_long_ground_wraps_and_the_page_does_not_scroll_sideways(desk, qtbot, source):
    words = "Whoever reads this on the way can read all of it. " * 12
    ground = Ground(source, element(desk, "Download").id, text=words)
    with desk.session.change("Offer") as edit:
        made = edit.new(Proposal, name="Long", assistant="proof", claims=(Claim("It is so", (ground,)),))
    desk.show_room("review")
    desk.left().list.choose(made.id)
    qtbot.wait(10)
    bar = desk.shown.proposal_page()._area.horizontalScrollBar()
    assert bar.maximum() == 0
