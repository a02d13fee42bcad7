"""Texts as vectors of unit length: the nearer two vectors, the nearer in meaning the texts."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from core.ground.diagnostic import Cancelled
from core.inference.ranking import Progress
from core.inference.registry import Content
from core.inference.vectors import VectorCache, Vectors

if TYPE_CHECKING:
    from core.inference.session import Session
    from core.inference.tokenising import Tokeniser

THREADS = 2


class Encoder:
    """Embeds texts with one model; the session is loaded at the first text that is not in the cache.

    Every text is run alone: an int8 model scales its activations over the whole batch, so that
    batch mates would shift a vector (measured: cosine down to 0.989) and the order of a list would
    depend on what else was asked. Two texts at a time are as quick as a batch of 16.
    """

    def __init__(self, content: Content, cache: VectorCache | None = None) -> None:
        self.manifest = content.manifest
        self._content = content
        self._cache = cache
        self._session: Session | None = None
        self._tokeniser: Tokeniser | None = None

    @property
    def method(self) -> str:
        """The model's name and the beginning of its digest."""
        return f"{self.manifest.name} {self.manifest.model[:12]}"

    def encode(
        self,
        texts: Sequence[str],
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Vectors:
        """One row a text, in the order given."""
        keys = [self._key(text) for text in texts]
        known = dict(self._cache.find(keys)) if self._cache else {}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        fresh: dict[bytes, Vectors] = {}
        # Long texts first, so that no thread is left alone with one at the end.
        order = sorted(missing.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        with ThreadPoolExecutor(THREADS) as pool:
            session, tokeniser = self._loaded() if order else (None, None)
            for start in range(0, len(order), 32):
                if cancelled is not None and cancelled():
                    raise Cancelled
                part = order[start : start + 32]
                assert session is not None
                assert tokeniser is not None
                vectors = pool.map(lambda entry: embed_alone(session, tokeniser, entry[1]), part)
                fresh.update(zip((key for key, _text in part), vectors, strict=True))
                if progress is not None:
                    progress(len(fresh), len(order), "")
        if self._cache and fresh:
            self._cache.add(fresh)
        known.update(fresh)
        rows = [known[key] for key in keys]
        return np.stack(rows) if rows else np.zeros((0, self.manifest.dimensions), np.float32)

    def _loaded(self) -> "tuple[Session, Tokeniser]":
        if self._session is None or self._tokeniser is None:
            from core.inference.session import Session
            from core.inference.tokenising import Tokeniser

            self._session = Session(self._content.model)
            self._tokeniser = Tokeniser(self._content.tokenizer, self.manifest.maximum_length)
        return self._session, self._tokeniser

    def _key(self, text: str) -> bytes:
        named = (self.manifest.model, self.manifest.tokenizer, str(self.manifest.maximum_length), text)
        return hashlib.sha256("\0".join(named).encode("utf-8", "surrogatepass")).digest()


def embed_alone(session: "Session", tokeniser: "Tokeniser", text: str) -> Vectors:
    """The vector of one text."""
    tokens = np.array([tokeniser.encode(text)], np.int64)
    vector: Vectors = session.run(tokens, np.ones_like(tokens))[0]
    return vector
