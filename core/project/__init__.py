"""A project on disk: its file, its journal, its lock, its results, and its text form."""

from core.project.journal import Head
from core.project.ledger import Result
from core.project.lock import Holder
from core.project.opening import (
    Reading,
    copy_project,
    create_project,
    open_project,
    project_from_text,
    read_model,
)
from core.project.project import Changed, Project
from core.project.surroundings import Surroundings, this_machine
from core.project.text import is_text_folder, read_text, text_files, write_text

__all__ = [
    "Changed",
    "Head",
    "Holder",
    "Project",
    "Reading",
    "Result",
    "Surroundings",
    "copy_project",
    "create_project",
    "is_text_folder",
    "open_project",
    "project_from_text",
    "read_model",
    "read_text",
    "text_files",
    "this_machine",
    "write_text",
]
