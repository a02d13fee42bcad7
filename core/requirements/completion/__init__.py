"""What may be written next in a requirement: keywords, names, states, units; only what parses."""

from core.requirements.completion.completing import Completion, completing, completions, stops
from core.requirements.completion.lexicon import Lexicon, lexicon
from core.requirements.completion.offering import CompletionKind

__all__ = ["Completion", "CompletionKind", "Lexicon", "completing", "completions", "lexicon", "stops"]
