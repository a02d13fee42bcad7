"""Sentences in ReSA that between them have every kind of clause and suffix; one a line of the file beside."""

from pathlib import Path

SENTENCES = tuple(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines())
