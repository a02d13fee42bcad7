"""A syntax tree of ReSA as a sentence; parsing it again gives the same tree."""

import re

from core.requirements.resa.tree import (
    Action,
    Atom,
    Both,
    Clause,
    Comparison,
    Condition,
    Either,
    Lasting,
    Limit,
    Main,
    Measure,
    Noun,
    Phrase,
    Prefix,
    Sentence,
    Simple,
    Suffix,
    Tail,
)

_BARE = re.compile(r"[^\W_][\w.-]*")
_ORDER = tuple(Prefix)


def printed(sentence: Sentence) -> str:
    """The sentence with the keywords, commas and capitals that ReSA has."""
    led = "".join(f"{_clause(clause)}, " for clause in sentence.clauses)
    then = "then " if sentence.clauses and sentence.clauses[-1].prefix is Prefix.IF else ""
    text = f"{led}{then}{' and '.join(map(_main, sentence.mains))}"
    if sentence.otherwise:
        text += f", otherwise {_main(sentence.otherwise)}"
    if text[0].islower() and not _opens_with_name(sentence):
        text = f"{text[0].upper()}{text[1:]}"
    return f"{sentence.label}: {text}." if sentence.label else f"{text}."


def phrase_text(phrase: Phrase) -> str:
    """The atoms of a phrase with blanks between them."""
    return " ".join(map(_atom, phrase))


def condition_text(condition: Condition) -> str:
    """The condition; brackets stand where "and" would bind too soon."""
    if isinstance(condition, Simple):
        lasting = f" {_lasting(condition.lasting)}" if condition.lasting else ""
        return f"{phrase_text(condition.phrase)}{lasting}"
    joint = " and " if isinstance(condition, Both) else " or "
    inner = (Both, Either) if isinstance(condition, Both) else (Either,)
    return joint.join(
        f"({condition_text(part)})" if isinstance(part, inner) else condition_text(part)
        for part in condition.parts
    )


def _opens_with_name(sentence: Sentence) -> bool:
    """Whether a name stands first, whose letters stay as they are."""
    return not sentence.clauses and isinstance(sentence.mains[0].subjects[0][0], Noun)


def _clause(clause: Clause) -> str:
    return f"{clause.prefix.value} {condition_text(clause.condition)}"


def _main(main: Main) -> str:
    subjects = " and ".join(map(phrase_text, main.subjects))
    text = f"{subjects} shall"
    for action in main.actions:
        joint = "" if action is main.actions[0] else " and shall" if action.again else " and"
        text += f"{joint} {_action(action)}"
    return text


def _action(action: Action) -> str:
    pieces = [
        "not" if action.denied else "",
        "be able to" if action.able else "",
        phrase_text(action.phrase),
        *map(_tail, action.tails),
        *map(_clause, action.clauses),
    ]
    return " ".join(piece for piece in pieces if piece)


def _tail(tail: Tail) -> str:
    if tail.suffix is Suffix.IMMEDIATELY:
        return "immediately"
    if tail.condition:
        word = "after" if tail.suffix is Suffix.AFTER else tail.suffix.value
        return f"{word} {condition_text(tail.condition)}"
    assert tail.time
    if tail.earliest:
        return f"between {_atom(tail.earliest)} and {_atom(tail.time)}"
    if tail.suffix is Suffix.WITHIN and tail.limit is Limit.LESS_THAN:
        return f"in less than {_atom(tail.time)}"
    return " ".join(piece for piece in (tail.suffix.value, tail.limit.value, _atom(tail.time)) if piece)


def _lasting(lasting: Lasting) -> str:
    return " ".join(piece for piece in ("for", lasting.limit.value, _atom(lasting.time)) if piece)


def _atom(atom: Atom) -> str:
    match atom:
        case Noun(name=name, ontology_class=""):
            return f'"{name}"'
        case Noun(name=name, ontology_class=written, quoted=quoted):
            bare = not quoted and _BARE.fullmatch(name)
            return f"{name}:{written}" if bare else f'"{name}":{written}'
        case Comparison(sign=sign):
            return sign
        case Measure(number=number, unit=unit):
            return f"{number} {unit}" if unit else number
    return atom.text
