"""What each metric and each fault of a sentence is called on screens."""

from collections.abc import Callable

from core.ground.words import deferred

_NAMES: dict[str, Callable[[], str]] = {
    "conjunctions": deferred("Conjunctions"),
    "vagueness": deferred("Vagueness"),
    "optionality": deferred("Optionality"),
    "subjectivity": deferred("Subjectivity"),
    "references": deferred("References"),
    "weakness": deferred("Weak phrases"),
    "imperatives": deferred("Imperatives"),
    "imperatives2": deferred("Modal verbs"),
    "continuances": deferred("Continuances"),
    "references2": deferred("References to documents"),
    "ari": deferred("Readability (ARI)"),
    "immeasurable": deferred("Words that cannot be measured"),
    "loophole": deferred("Loopholes"),
    "open-list": deferred("Open lists"),
    "either-or": deferred("Either this or that"),
    "pronoun": deferred("Pronouns"),
    "absolute": deferred("Always and never"),
    "double-negation": deferred("Double denials"),
    "rationale": deferred("Reasons in the sentence"),
    "comparison": deferred("Comparisons with nothing"),
    "superlative": deferred("Superlatives"),
    "placeholder": deferred("Values still missing"),
    "missing-actor": deferred("Missing actors"),
    "no-demand": deferred("Sentences without a demand"),
    "several-demands": deferred("Several demands in one"),
    "passive": deferred("Passive voice"),
    "missing-unit": deferred("Numbers without a unit"),
    "long": deferred("Long sentences"),
}


def smell_name(kind: str) -> str:
    """The name of a metric or fault by its key, in the reader's language."""
    return _NAMES[kind]()


def fault_kinds() -> tuple[str, ...]:
    """The keys of all faults that are no metric, in the order in which they are shown."""
    kinds = tuple(_NAMES)
    return kinds[kinds.index("ari") + 1 :]
