"""Time-divergent runs: of an answer without a time limit only runs count in which time goes on.

A checker of all runs may find one that goes on for ever in no time at all (Zeno), which no system does;
Tripakis, Verifying progress in timed systems (1999). Two documents decide most such cases either way: if
every answer comes within some bound, it comes in every run in which time goes on; and a run in which
the environment never hurries is a run of the document.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from core.assistants.soundness import greatest_number, unused
from core.uppaal.document import Document, Label, Template
from core.uppaal.generation.observers.automaton import CLOCK

_LEADS_TO = re.compile(r"(?P<observer>\w+)\.(?P<waiting>\w+) --> \w+\.\w+")
_TIMES = 8
"""How many times the greatest number of a document an answer is waited for."""


def with_bound(formula: str, document: Document) -> str:
    """The query for an answer within some bound, in the place of one for an answer at all; "" for others."""
    found = _LEADS_TO.fullmatch(formula)
    if found is None:
        return ""
    bound = _TIMES * (1 + greatest_number(document))
    waiting = f"{found['observer']}.{found['waiting']}"
    return f"A[] {waiting} imply {found['observer']}.{CLOCK} <= {bound}"


def unhurried(document: Document, environment: Iterable[str]) -> Document:
    """The document in which these templates leave a unit of time between what they do."""
    chosen, clock = set(environment), unused(document, "pause")
    templates = tuple(
        _pausing(template, clock) if template.name in chosen else template for template in document.templates
    )
    return replace(document, templates=templates)


def _pausing(template: Template, clock: str) -> Template:
    def slowed(labels: tuple[Label, ...]) -> tuple[Label, ...]:
        texts = {label.kind: label.text for label in labels}
        guard = f"{clock} >= 1 && ({texts['guard']})" if "guard" in texts else f"{clock} >= 1"
        update = f"{texts['assignment']}, {clock} = 0" if "assignment" in texts else f"{clock} = 0"
        kept = tuple(label for label in labels if label.kind not in ("guard", "assignment"))
        return (Label("guard", guard), *kept, Label("assignment", update))

    return replace(
        template,
        declaration=f"{template.declaration}\nclock {clock};",
        transitions=tuple(replace(one, labels=slowed(one.labels)) for one in template.transitions),
    )
