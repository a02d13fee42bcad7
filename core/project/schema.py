"""The tables of a project file (SQLite), and the numbers by which a file says what it is."""

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

APPLICATION_ID = 0x42415254
"""SQLite's application_id of every project file: the letters BART."""

FORMAT = 2
"""The version of the file, kept in SQLite's user_version."""

tables = MetaData()

elements = Table(
    "element",
    tables,
    Column("id", Text, primary_key=True),
    Column("facts", Text, nullable=False),
)
"""The model as it is now: one row an element, its facts in the canonical text of core.model."""

journal = Table(
    "journal",
    tables,
    Column("number", Integer, primary_key=True),
    Column("head", Text, nullable=False),
    Column("edits", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
"""Every change that ever was, in order; see core.project.journal."""

results = Table(
    "result",
    tables,
    Column("number", Integer, primary_key=True),
    Column("room", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("record", Integer),
    Column("inputs", Text, nullable=False),
    Column("tools", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Index("result_by_inputs", "room", "inputs"),
)
"""What analyses found; may be deleted without loss; see core.project.ledger."""
