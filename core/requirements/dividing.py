"""A requirement whose sentence holds several becomes as many requirements."""

from collections.abc import Sequence
from dataclasses import replace

from core.model import Id, Proposition, Relation, Requirement, TraceLink
from core.model.change import Editor
from core.model.substance import confirmed
from core.requirements.keys import next_key
from core.requirements.phrases import phrases
from core.requirements.sentence import parse


def divide(edit: Editor, requirement: Id, sentences: Sequence[str]) -> list[Requirement]:
    """Write the first sentence in the requirement, each further one in a new one behind it; return the new.

    A new one has the next key of the section and refines the first. What else the first is traced to, it is
    traced to as well: such a link is suspect like that of the first until somebody looks at it, because the
    sentence that was confirmed is no more. Phrases that are bound in the first alone are bound in it too.
    """
    edit.set(requirement, text=sentences[0])
    first = edit.snapshot.find(Requirement, requirement)
    assert first is not None
    links = [link for link in edit.snapshot.uses(first.id, TraceLink) if link.source == first.id]
    bindings = edit.snapshot.owned(first.id, Proposition)
    made: list[Requirement] = []
    for text in sentences[1:]:
        key = next_key(edit.snapshot.of(Requirement), first.section)
        one = edit.new_behind(
            made[-1].id if made else first.id,
            Requirement,
            name=key if first.name == first.key else "",
            owner=first.owner,
            key=key,
            text=text,
            language=first.language,
            category=first.category,
            section=first.section,
            priority=first.priority,
            source=first.source,
            rationale=first.rationale,
        )
        made.append(one)
        _bind(edit, one, bindings)
        for link in links:
            _again(edit, link, one)
        origin = edit.new(TraceLink, source=one.id, target=first.id, relation=Relation.REFINES)
        edit.add(confirmed(edit.snapshot, origin))
    return made


def _again(edit: Editor, link: TraceLink, source: Requirement) -> None:
    """The link from another source."""
    made = edit.new(TraceLink, source=source.id, target=link.target)
    edit.add(replace(link, id=made.id, source=source.id))


def _bind(edit: Editor, requirement: Requirement, bindings: Sequence[Proposition]) -> None:
    """The bindings of phrases that the requirement has too."""
    said = {phrase.normalised for phrase in phrases(parse(requirement.text))}
    for one in bindings:
        if one.name in said:
            made = edit.new(Proposition, name=one.name, owner=requirement.id)
            edit.add(replace(one, id=made.id, owner=requirement.id))
