"""A run of the generated document, told in the words of the model."""

from fractions import Fraction
from itertools import pairwise

from core.checker import verify
from core.model import Duration, Truth
from core.uppaal.explanation import explain
from core.uppaal.generation.whole import Purpose, generate
from tests.core.uppaal.plant import plant


def explained(purpose=Purpose.REQUIREMENT, **facts):
    snapshot, properties, parts = plant(**facts)
    generated = generate(snapshot, properties)
    query = next(q for q in generated.queries if q.purpose is purpose and q.element == parts["deadline"].id)
    verdict = verify(generated.document, query.formula)
    return explain(snapshot, generated.trace_map, verdict.trace, query), verdict, parts


def milliseconds(text):
    return Fraction(Duration.parse(text).nanoseconds, 1_000_000)


def test_a_missed_deadline_is_told_step_by_step_with_its_elements():
    explanation, _verdict, parts = explained(latency="450 ms")
    happened = [step for step in explanation.steps if not step.waits]
    assert [step.text for step in happened] == [
        "Level controller goes from Good to Low and sends permit lost. Permit line takes permit lost.",
        (
            "Permit line delivers permit lost. Dosing controller goes from Dosing to Closing, "
            "because permit lost was received from Level controller."
        ),
    ]
    taken, delivered = (milliseconds(step.time) for step in happened)
    assert taken == 2000
    assert 2400 < delivered <= 2450
    first = explanation.steps[0].elements
    assert {parts["good"].id, parts["low"].id, parts["lost"].id, parts["wire"].id} <= set(first)


def test_the_delays_add_up_to_the_time_from_the_trigger_to_the_end():
    for latency in ("450 ms", "700 ms", "2 s"):
        explanation, verdict, _parts = explained(latency=latency)
        (called,) = (step.time for step in explanation.steps if "sends permit lost" in step.text)
        generated_unit = milliseconds("50 ms") if latency == "450 ms" else milliseconds("100 ms")
        end = verdict.trace.steps[-1].time * generated_unit
        assert sum(milliseconds(delay.length) for delay in explanation.delays) == end - milliseconds(called)
        assert sum(milliseconds(delay.length) for delay in explanation.delays) > 500


def test_waiting_while_the_deadline_runs_is_a_step_with_its_time():
    explanation, verdict, parts = explained(latency="700 ms")
    *_before, last = explanation.steps
    (called,) = (step.time for step in explanation.steps if "sends permit lost" in step.text)
    end = verdict.trace.steps[-1].time * milliseconds("100 ms")
    assert last.waits
    assert milliseconds(last.time) == end
    passed = Duration(int((end - milliseconds(called)) * 1_000_000)).spoken()
    assert last.text == f"{passed} pass. Permit line still carries permit lost."
    assert last.elements == (parts["wire"].id,)


def test_no_step_waits_where_no_time_passes():
    for latency in ("450 ms", "700 ms", "2 s"):
        explanation, _verdict, _parts = explained(latency=latency)
        times = [milliseconds(step.time) for step in explanation.steps]
        assert times == sorted(times)
        for before, after in pairwise(explanation.steps):
            assert not after.waits or milliseconds(after.time) > milliseconds(before.time)


def test_the_summary_names_the_requirement_its_phrases_and_the_bound():
    explanation, _verdict, _parts = explained(latency="700 ms")
    assert explanation.summary.startswith("LM-001 is violated: “the permit is lost” at 2 s, and ")
    assert explanation.summary.endswith("later “dosing is stopped” has not come; 500 ms are allowed.")


def test_what_is_still_under_way_at_the_end_is_said():
    explanation, _verdict, _parts = explained(latency="700 ms")
    assert "Permit line still carries permit lost." in explanation.delays[-1].text


def test_a_lost_message_is_told():
    explanation, _verdict, _parts = explained(may_lose=Truth.YES)
    assert "Permit line loses permit lost." in " ".join(step.text for step in explanation.steps)


def test_observers_are_never_told_of():
    explanation, verdict, _parts = explained(latency="700 ms")
    assert len(explanation.steps) < len(verdict.trace.steps)
    words = " ".join(step.text for step in explanation.steps)
    assert not any(word in words for word in ("Observer", "Steps", "settled", "Telling"))


def test_a_trigger_that_can_happen_is_shown():
    explanation, _verdict, _parts = explained(Purpose.TRIGGER)
    assert explanation.summary == "LM-001: it can happen, for the first time after 2 s."
