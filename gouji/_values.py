"""What the functions of `gouji` give back beside audits and documents."""

from __future__ import annotations

from checker.finding import Severity, Source
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a pack. `id` is PACK/ID, as findings name it; it gives one of `severities`, the usual one last."""

    id: str
    title: str
    severities: tuple[Severity, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack. `digest` is the SHA-256 over its files that an audit gives; `folder` can be given as a pack."""

    id: str
    version: str
    title: str
    digest: str
    folder: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """The annotated copy of `document`. `path` is None where none was written, and `remarks` say why.

    Else `remarks` are what the reader of the copy should know.
    """

    document: str
    path: str | None
    remarks: tuple[str, ...] = ()
