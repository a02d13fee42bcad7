"""What makes a requirement weak: words that NALABS counts, readability, and faults beyond words."""

from core.requirements.smells.measuring import Mode, Smelt, measure

__all__ = ["Mode", "Smelt", "measure"]
