"""Finding things of the model by a few letters: an index kept up change by change. Standard library only."""

from core.model.search.entries import entry_of, place_of, where_words
from core.model.search.explanation import Explained
from core.model.search.index import LETTERS, WORDS, Entry, Found, SearchIndex
from core.model.search.letters import Span, folded, in_order, initials, joined, words_of
from core.model.search.upkeep import ModelIndex

__all__ = [
    "LETTERS",
    "WORDS",
    "Entry",
    "Explained",
    "Found",
    "ModelIndex",
    "SearchIndex",
    "Span",
    "entry_of",
    "folded",
    "in_order",
    "initials",
    "joined",
    "place_of",
    "where_words",
    "words_of",
]
