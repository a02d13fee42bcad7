"""How well weaknesses and tests are found: BM25 alone and with the local model. Prints one JSON object.

`ours` asks our catalogues with sentences of our own, written beside the catalogues and therefore kind to
them; `cwe` asks all of CWE with the descriptions of observed examples (BARTIZAN_CORPUS), by the
definition of the facts we measured earlier. A figure is `mrr`, the mean of 1 / rank of the first entry
that is right, or `r_at_K`, the share of questions with a right entry among the first K.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from defusedxml import ElementTree

from core.inference.embedding import Encoder
from core.inference.ranking import Document, Engine, Ranker
from core.inference.registry import embedding_model
from core.inference.suggesting import TOPICS, Suggester

Question = tuple[str, frozenset[str]]

CWE = {"c": "http://cwe.mitre.org/cwe-7"}
AT = (1, 5, 10)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="the only form there is")
    parser.add_argument("--quick", action="store_true", help="a tenth of the questions about CWE")
    arguments = parser.parse_args()
    content = embedding_model()
    engines = [Engine(), *([Engine(Encoder(content))] if content else [])]
    report: dict[str, object] = {"ours": {engine.method: ours(engine) for engine in engines}}
    corpus = os.environ.get("BARTIZAN_CORPUS")
    if corpus:
        documents, questions = observed_examples(Path(corpus) / "knowledge/cwe/cwec_v4.14.xml.gz")
        if arguments.quick:
            questions = random.Random(0).sample(questions, len(questions) // 10)
        report["cwe"] = {engine.method: asked(documents, questions, engine) for engine in engines}
    print(json.dumps(report, indent=1))


def ours(engine: Engine) -> dict[str, object]:
    """Our sentences against our catalogues."""
    records = json.loads(Path(__file__).with_name("retrieval_sentences.json").read_text(encoding="utf-8"))
    found: dict[str, object] = {}
    for topic in TOPICS:
        suggester = Suggester(topic, engine)
        ranks = [
            rank_of(frozenset(record[topic]), [found.id for found in suggester.for_text(record["text"])])
            for record in records
            if record[topic]
        ]
        found[topic] = figures(ranks)
    return found


def asked(documents: list[Document], questions: list[Question], engine: Engine) -> dict[str, float]:
    """All questions against all documents, and how long that took."""
    began = time.perf_counter()
    ranker = Ranker(documents, engine)
    ready = time.perf_counter()
    ranks = [rank_of(right, [found.id for found in ranker.rank(text)]) for text, right in questions]
    return {
        **figures(ranks),
        "documents_ready_s": round(ready - began, 3),
        "question_ms": round((time.perf_counter() - ready) * 1000 / len(questions), 3),
    }


def rank_of(right: frozenset[str], order: Iterable[str]) -> int:
    """The place of the first right entry, from 1."""
    return next(place for place, entry in enumerate(order, 1) if entry in right)


def figures(ranks: list[int]) -> dict[str, float]:
    """The measures over all questions."""
    count = len(ranks)
    return {
        "questions": count,
        "mrr": round(sum(1 / rank for rank in ranks) / count, 3),
        **{f"r_at_{most}": round(sum(rank <= most for rank in ranks) / count, 3) for most in AT},
    }


def observed_examples(path: Path) -> tuple[list[Document], list[Question]]:
    """Weaknesses with their full text, and texts of observed examples with the weaknesses that cite them."""
    with gzip.open(path) as file:
        root = ElementTree.parse(file).getroot()
    documents: list[Document] = []
    right: dict[str, set[str]] = {}
    for weakness in root.iterfind(".//c:Weakness", CWE):
        if weakness.get("Status") in ("Deprecated", "Obsolete"):
            continue
        parts = [weakness.get("Name")]
        for name in ("Description", "Extended_Description", ".//c:Alternate_Term", ".//c:Consequence/c:Note"):
            places = weakness.iterfind(name if name.startswith(".") else f"c:{name}", CWE)
            parts += [text_of(place) for place in places]
        documents.append(Document(weakness.get("ID"), " ".join(parts)))
        for example in weakness.iterfind(".//c:Observed_Example/c:Description", CWE):
            # An example that names its weakness would give the answer away.
            told = re.sub(r"\(?\bCWE-\d+\)?", "", text_of(example)).strip()
            right.setdefault(told, set()).add(weakness.get("ID"))
    return documents, [(text, frozenset(ids)) for text, ids in right.items()]


def text_of(element: Mapping[str, str]) -> str:
    """All text of an XML element, its blanks evened out."""
    return " ".join(" ".join(element.itertext()).split())  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
