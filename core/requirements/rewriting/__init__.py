"""Ordinary sentences rewritten as requirements: ranked proposals, each with its checks and its questions."""

from core.requirements.rewriting.checking import TextCheck
from core.requirements.rewriting.proposing import Proposed, proposals, together

__all__ = ["Proposed", "TextCheck", "proposals", "together"]
