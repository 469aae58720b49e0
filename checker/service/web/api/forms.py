"""What routes of the API have in common: ids, the name of a unit, the form by which documents come."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel

Key = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="The id that it was given.")]
_FILE = {"type": "string", "format": "binary"}


class UnitName(BaseModel):
    """A unit, in short."""

    id: str
    name: str
    code: str | None


def form(texts: dict[str, Any] | None = None) -> dict[str, Any]:
    """The body of a request that brings a report and what goes with it, and these texts."""
    files: dict[str, Any] = {
        "report": {**_FILE, "description": "The report."},
        "plan": {**_FILE, "description": "What was promised for the year."},
        "prior": {**_FILE, "description": "The report of the year before."},
        "part": {"type": "array", "items": _FILE, "description": "The reports of the units below."},
    }
    schema = {
        "type": "object",
        "required": ["report"],
        "additionalProperties": False,
        "properties": {**files, **(texts or {})},
    }
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
