"""Ordinary sentences rewritten as requirements: ranked proposals, each with its checks and its questions."""

from core.requirements.rewriting.proposing import Proposed, TextCheck, proposals, together

__all__ = ["Proposed", "TextCheck", "proposals", "together"]
