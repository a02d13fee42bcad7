"""Why each kind of smell matters, in a sentence."""

from collections.abc import Callable

from core.ground.words import deferred

_REASONS: dict[str, Callable[[], str]] = {
    "conjunctions": deferred("A word that joins may hide a second demand, or a condition in the wrong place"),
    "vagueness": deferred("Two readers will understand this differently"),
    "optionality": deferred("It leaves open whether it must be done"),
    "subjectivity": deferred("It depends on who judges"),
    "references": deferred("The demand stands somewhere else, or is only an example"),
    "weakness": deferred("It can be met without doing what was meant"),
    "imperatives": deferred("A word of command: one in a sentence is enough"),
    "imperatives2": deferred("A modal verb: only “shall” says that it must be done"),
    "continuances": deferred("More follows: the sentence holds several demands"),
    "references2": deferred("The demand stands in another document"),
    "ari": deferred("Long words in long sentences are read twice and remembered badly"),
    "immeasurable": deferred("No test can tell whether it is met"),
    "loophole": deferred("Whoever builds it decides whether it applies"),
    "open-list": deferred("The list does not end, so it is never known to be complete"),
    "either-or": deferred("It leaves open which of the two is demanded"),
    "pronoun": deferred("It is unclear what the word stands for when the sentence stands alone"),
    "absolute": deferred("Nothing holds always; say when it must hold"),
    "double-negation": deferred("Two denials cancel each other out, which is easily overlooked"),
    "rationale": deferred("A reason is no demand; it belongs into the rationale"),
    "comparison": deferred("It does not say than what"),
    "superlative": deferred("The best can always be bettered, so it is never met"),
    "placeholder": deferred("A value is still missing"),
    "missing-actor": deferred("It does not say who or what shall do it"),
    "no-demand": deferred("The sentence demands nothing: it has no “shall”"),
    "several-demands": deferred("More than one demand: each can be met without the other"),
    "passive": deferred("It does not say who or what does it"),
    "missing-unit": deferred("A number without a unit can be read as anything"),
    "long": deferred("So many words are seldom one demand"),
}


def reason(kind: str) -> str:
    """Why a smell of the kind matters, in the reader's language."""
    return _REASONS[kind]()
