"""Why something in the behaviour may not be what a phrase says, though they share words.

A binding that says the opposite of its phrase gives a verdict on another requirement. So an offer is for one
key only where nothing in the phrase is left that could turn it round or lead elsewhere.
"""

from collections.abc import Iterator

from core.ground.words import _, quoted
from core.model import Binding, Variable
from core.requirements.phrases import Phrase
from core.requirements.vocabulary import Entry, Vocabulary
from core.requirements.wording import stem, stems, words_of

_TURNING = frozenset(
    (
        *("no", "not", "never", "nor", "neither", "none", "nothing", "nobody", "without", "cannot", "unless"),
        *map(stem, ("except", "absent", "missing", "lack", "lacking", "let", "lets", "wrong", "unavailable")),
        *map(stem, ("prevent", "avoid", "inhibit", "forbid", "refuse", "deny", "suppress", "withhold")),
        *map(stem, ("stop", "stopped", "leave", "left", "exit", "cease", "end", "finish", "abort", "cancel")),
        *map(stem, ("fail", "failed", "lose", "lost", "clear", "reset", "release", "remove", "withdraw")),
    )
)
"""Words, cut down to their stems, that can say the opposite of what stands beside them."""

_OPPOSITES = (
    *(
        ("open", "close"),
        ("open", "shut"),
        ("start", "stop"),
        ("on", "off"),
        ("rise", "fall"),
        ("high", "low"),
    ),
    *(("enable", "disable"), ("full", "empty"), ("lock", "unlock"), ("connect", "disconnect")),
    *(("charge", "discharge"), ("increase", "decrease"), ("raise", "lower"), ("arm", "disarm")),
    *(("load", "unload"), ("up", "down"), ("valid", "invalid"), ("active", "inactive"), ("detect", "clear")),
    *(("energise", "deenergise"), ("energize", "deenergize"), ("accept", "reject"), ("grant", "deny")),
    *(
        ("present", "absent"),
        ("normal", "fault"),
        ("healthy", "faulty"),
        ("begin", "end"),
        ("enter", "leave"),
    ),
    *(
        ("engage", "disengage"),
        ("activate", "deactivate"),
        ("fill", "drain"),
        ("heat", "cool"),
        ("good", "bad"),
    ),
    *(
        ("above", "low"),
        ("rise", "low"),
        ("exceed", "low"),
        ("more", "low"),
        ("below", "high"),
        ("fall", "high"),
    ),
    *(("under", "high"), ("less", "high"), ("drop", "high")),
    *(("fast", "slow"), ("first", "last"), ("left", "right"), ("inlet", "outlet"), ("local", "remote")),
)
OFF = frozenset({"off", "inactive", "closed", "false", "reset", "cleared", "disabled", "stopped", "invalid"})
"""Words that say of a variable between 0 and 1 that it is 0."""

_OPPOSITE: dict[str, set[str]] = {}
for _one, _other in _OPPOSITES:
    _OPPOSITE.setdefault(stem(_one), set()).add(stem(_other))
    _OPPOSITE.setdefault(stem(_other), set()).add(stem(_one))


def doubt(phrase: Phrase, entry: Entry, binding: Binding, known: Vocabulary) -> str:
    """Why the phrase may say another thing than that it is so; an empty text where nothing speaks against it.

    `phrase` is what is left when a denial of the whole is taken off. Of several reasons the first counts.
    """
    return next(_doubts(phrase, entry, binding, known), "")


def _doubts(phrase: Phrase, entry: Entry, binding: Binding, known: Vocabulary) -> Iterator[str]:
    named = entry.own | entry.around
    said = phrase.affirmed or phrase.normalised
    if phrase.parts and not all(known.meant(part.normalised) & entry.own for part in phrase.parts):
        yield _("It says only a part of what the phrase says: bind the parts one by one.")
    if phrase.affirmed and binding is Binding.EVENT:
        yield _("That an event does not come is no instant: bind the phrase to a location.")
    compares = isinstance(entry.element, Variable) and not entry.element.is_switch
    told = OFF if binding is Binding.EXPRESSION else frozenset[str]()
    for word in words_of(said):
        turns = stem(word) in _TURNING and stem(word) not in named and word not in told
        if turns and not compares:
            yield _("{word} can turn round what the rest says.").format(word=quoted(word))
        opposites = _OPPOSITE.get(stem(word), set()) & entry.own
        if opposites and stem(word) not in named:
            yield _("{word} is the opposite of what is offered.").format(word=quoted(word))
    if not known.meant(said) & entry.own:
        yield _("The phrase shares no word with its own name, only with what it is part of.")
    for name in known.holders if binding is not Binding.EVENT else known.holders - known.actors:
        if f" {name} " in f" {said} " and name not in entry.inside and not stems(name) <= named:
            yield _("The phrase names {name}, and what is offered is none of its.").format(name=quoted(name))
    wanted = frozenset(word for word in stems(said) if not word[0].isdigit())
    if 2 * len(known.meant(said) & named & wanted) < len(wanted) and not known.meant(said) - wanted:
        yield _("Most words of the phrase are none of its.")
