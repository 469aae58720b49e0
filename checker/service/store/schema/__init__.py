"""The tables, a module for each part of the office's work. Migrations make them; `migrations/` is their history."""

from __future__ import annotations

from checker.service.store.schema import checking, inspecting, judging, people, running, units
from checker.service.store.schema.columns import metadata

__all__ = ["checking", "inspecting", "judging", "metadata", "people", "running", "units"]
