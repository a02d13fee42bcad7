"""What was found out is told in the language of the reader, and nothing is worked out again for that."""

import gettext
import itertools
import json
import re

import pytest

from core.assistants.answering import answer_suggestion, answer_threat
from core.assistants.plans import plain_model
from core.assistants.proof import generated_model
from core.assistants.threats import threats_of, threats_task
from core.assistants.verification import verify_model, verify_task
from core.ground.resources import sample_folder
from core.ground.sentences import all_worded
from core.ground.words import LANGUAGES, speaking, use_language
from core.jobs import run
from core.knowledge import suggested_tests, weaknesses
from core.knowledge.retelling import as_read
from core.model import Component, Proposal, Truth
from core.project import read_text
from core.uppaal.generation.finding import finding_to_plain
from tests.core.assistants.test_verification import watched

PLANT = read_text(sample_folder("water-treatment"))

PUMP = next(one.id for one in PLANT.of(Component) if one.name == "Dosing pump")

WATCHES = {
    "holds": {},
    "may fail": {"may_lose": Truth.UNKNOWN},
    "open": {"latency": ""},
    "fails": {"latency": "3 s"},
    "never called for": {"guard": "x >= 2 s && x < 1 s"},
    "badly drawn": {"stays": "x <= Check"},
}
"""A small model in states whose verdicts differ."""

SAID = ("title", "why", "question", "reason", "comment", "message", "hint", "summary", "how", "text")
"""The fields of results that hold sentences."""

UNITS = re.compile(r"\b(SL|ns|us|ms|s|min|h|d)\b")


@pytest.fixture(autouse=True)
def _english_after():
    yield
    use_language("en")


@pytest.fixture(params=WATCHES)
def watch(request):
    return watched(**WATCHES[request.param]).snapshot


def quiet(_done, _total, _words):
    """Hear no progress."""


def filed(plain):
    """Plain data after a journey through a file, without what work took and what it rests on."""
    if isinstance(plain, dict):
        left_out = ("seconds", "rests", "reads")
        return {name: filed(one) for name, one in plain.items() if name not in left_out}
    return list(map(filed, plain)) if isinstance(plain, list | tuple) else plain


def verdicts(snapshot):
    """Verdicts and findings as they are said at once in the language in use."""
    generated = generated_model(snapshot)
    found = [finding_to_plain(one) for one in generated.findings if one.element is not None]
    return filed([*verify_model(snapshot, generated), *found])


def sentences(plain):
    """Every sentence of results."""
    if isinstance(plain, dict):
        for name, value in plain.items():
            if name in SAID and isinstance(value, str):
                yield value
            elif name not in ("trace", "decision"):
                yield from sentences(value)
    elif isinstance(plain, list):
        for one in plain:
            yield from sentences(one)


@pytest.mark.parametrize("worked_out_in", LANGUAGES)
def test_threats_kept_in_one_language_are_told_in_every_other(worked_out_in):
    use_language(worked_out_in)
    kept = json.loads(json.dumps(threats_task(plain_model(PLANT), quiet)))
    titles = set()
    for code in (*LANGUAGES, *LANGUAGES):
        use_language(code)
        said = all_worded(kept)
        assert said == filed(threats_of(PLANT))
        titles.add(said[0]["title"])
    assert len(titles) == len(LANGUAGES)


def test_verdicts_kept_in_one_language_are_told_in_every_other_without_a_new_proof(watch):
    use_language("en")
    kept = json.loads(json.dumps(verify_task({"elements": plain_model(watch)}, quiet)))
    for code in ("de", "fr", "en"):
        use_language(code)
        assert filed(all_worded(kept)) == verdicts(watch)


class _Foreign(gettext.NullTranslations):
    """A language in which every word of ours is strange."""

    def gettext(self, message):
        return re.sub(r"(\{[^}]*\})|[A-Za-z]", lambda found: found[1] or "ж", message)

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


def left_over(snapshot, kept):
    """What of the sentences is neither in the language of the reader nor written by people."""
    written = set()

    def gather(plain):
        if isinstance(plain, str):
            written.add(plain)
        for part in plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ():
            gather(part)

    gather(plain_model(snapshot))
    theirs = re.compile("|".join(map(re.escape, sorted(filter(None, written), key=len, reverse=True))))
    with speaking(_Foreign()):
        said = set(sentences(all_worded(kept)))
    assert said
    return {one for one in said if re.search("[A-Za-z]", UNITS.sub("", theirs.sub("", one)))}


def test_no_word_of_ours_in_a_threat_stays_in_the_language_it_was_found_in():
    use_language("fr")
    assert left_over(PLANT, threats_task(plain_model(PLANT), quiet)) == set()


def test_no_word_of_ours_in_a_verdict_stays_in_the_language_it_was_found_in(watch):
    use_language("fr")
    assert left_over(watch, verify_task({"elements": plain_model(watch)}, quiet)) == set()


def test_a_worker_of_a_german_window_tells_its_progress_in_german():
    use_language("de")
    told = []
    outcome = run("threats", plain_model(PLANT), progress=lambda progress: told.append(progress.words))
    assert outcome.state == "done"
    assert set(told) == {"Bedrohungen werden gesucht"}


def proposals_of_the_plant():
    """A proposal for every threat and mitigation, and for suggestions of both sorts."""
    ids = numbered()
    made = [
        answer_threat(PLANT, ids, threat, mitigation)
        for threat in filed(threats_of(PLANT))
        for mitigation in threat["mitigations"]
    ]
    for topic, entries in (("weaknesses", weaknesses()), ("tests", suggested_tests())):
        for entry in entries:
            suggestion = {"id": entry.id, "title": entry.title, "evidence": [], "method": "BM25"}
            made.append(answer_suggestion(PLANT, ids, PUMP, topic, suggestion, 1))
    return made


def numbered():
    """Ids that are counted."""
    numbers = itertools.count()
    return lambda: f"id-{next(numbers)}"


def read_words(proposal):
    """What assistants say in a proposal, but for what it rests on."""
    return (
        proposal.name,
        [claim.text for claim in proposal.claims],
        [check.name for check in proposal.checks],
        proposal.questions,
        proposal.method,
    )


def test_a_proposal_is_read_in_the_language_of_the_reader_and_stays_as_it_was_made():
    directly = {}
    for code in LANGUAGES:
        use_language(code)
        directly[code] = proposals_of_the_plant()
    for made_in, made in directly.items():
        for code in LANGUAGES:
            use_language(code)
            for one, wanted in zip(made, directly[code], strict=True):
                assert read_words(as_read(one)) == read_words(as_read(wanted)), made_in
                assert as_read(one).edits == one.edits


def test_what_people_wrote_in_a_proposal_is_read_as_they_wrote_it():
    written = list(PLANT.of(Proposal))
    assert written
    use_language("de")
    said = [read_words(as_read(one))[1:4] for one in written]
    assert said == [read_words(one)[1:4] for one in written]


def test_titles_of_the_catalogues_are_read_in_the_language_of_the_reader():
    use_language("en")
    made = proposals_of_the_plant()
    use_language("de")
    read = [as_read(one).name for one in made]
    use_language("en")
    assert read[0] == "Signierte Firmware für Firmware"
    assert not any(title in name for name in read for title in ("Signed firmware", "Command without"))
