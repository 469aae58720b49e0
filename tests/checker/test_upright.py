"""A row of figures that a document turns, columns that a row numbers, columns under a label, captions of others."""

from __future__ import annotations

from tests.checker.small_pack import document_of  # noqa: F401
