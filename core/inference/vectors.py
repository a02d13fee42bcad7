"""Vectors of texts that were embedded before, kept in a file that may be deleted at any time."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Tokens = NDArray[np.int64]

MOST = 20_000
"""Vectors kept; the oldest give way. At 384 numbers each that is 31 MB."""

_AT_ONCE = 500
_TABLE = "create table if not exists vectors (place integer primary key, key blob unique, vector blob)"


class VectorCache:
    """Vectors by key; a key stands for the model, the tokeniser, the length and the text.

    Whatever goes wrong with the file, the answer is that nothing is known: a cache refuses nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, keys: Sequence[bytes]) -> Mapping[bytes, Vectors]:
        """The vectors known among `keys`."""
        if not self._path.is_file():
            return {}
        try:
            with closing(self._connected()) as connection:
                return {
                    key: np.frombuffer(vector, np.float32)
                    for start in range(0, len(keys), _AT_ONCE)
                    for key, vector in self._rows(connection, keys[start : start + _AT_ONCE])
                }
        except (sqlite3.Error, ValueError):
            return {}

    def add(self, vectors: Mapping[bytes, Vectors]) -> None:
        """Keep the vectors."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connected()) as connection, connection:
                connection.execute(_TABLE)
                connection.executemany(
                    "insert or ignore into vectors (key, vector) values (?, ?)",
                    [(key, vector.astype(np.float32).tobytes()) for key, vector in vectors.items()],
                )
                connection.execute(
                    "delete from vectors where place <= (select max(place) from vectors) - ?", [MOST]
                )
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):
                self._path.unlink(missing_ok=True)
        except OSError:
            return

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=2)
        try:
            connection.execute("pragma synchronous = off")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    @staticmethod
    def _rows(connection: sqlite3.Connection, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        marks = ",".join("?" * len(keys))
        return connection.execute(
            f"select key, vector from vectors where key in ({marks})",  # noqa: S608 - question marks alone
            list(keys),
        ).fetchall()
