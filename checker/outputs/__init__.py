"""What a run is written as: each output is a small function of the audits and of the documents as read."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from checker.audit.audit import Run
from checker.document import Document

OUTPUTS: dict[str, str] = {
    "text": "checker.outputs.text",
    "json": "checker.outputs.json",
    "jsonl": "checker.outputs.jsonl",
    "csv": "checker.outputs.csv",
    "html": "checker.outputs.html",
    "markdown": "checker.outputs.markdown",
    "sarif": "checker.outputs.sarif",
    "sarif-github": "checker.outputs.sarif_github",
    "junit": "checker.outputs.junit",
    "github": "checker.outputs.github",
    "gitlab": "checker.outputs.gitlab",
    "rdjson": "checker.outputs.rdjson",
}
"""Name to module; each holds `render(run, documents) -> bytes`, `documents` by their path in the run."""


def render(name: str, run: Run, documents: Mapping[str, Document]) -> bytes:
    """The run as the output of that name. KeyError for an unknown name."""
    written: bytes = import_module(OUTPUTS[name]).render(run, documents)
    return written
