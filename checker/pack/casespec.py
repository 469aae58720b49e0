"""The shape of cases/*.yaml: documents of a pack, and what its rules find in them."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from checker.pack.words import Word
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that a case must give."""

    rule: Word
    """The id of the rule."""
    verdict: Literal["fail", "review"] = "fail"
    """fail, or review where a person must decide."""
    severity: str | None = None
    """error, warning or note; left out: whichever."""
    section: str | None = None
    """The section of the place."""
    table: str | None = None
    """The table of the place."""
    row: str | None = None
    """The row of the place."""
    column: str | None = None
    """The column of the place."""
    text: str | None = None
    """A part of the marked text."""
    file: str | None = None
    """Of several documents: the file that is marked, as `files` calls it, or the role of `with`."""
    times: int = 1
    """How many such findings there are."""
    why: str = ""
    """For readers."""


@dataclass(frozen=True, slots=True)
class Absent(Expected):
    """A finding that a document must not give; what is left out may be anything."""

    verdict: Literal["fail", "review", ""] = ""  # type: ignore[assignment]
    """fail or review; left out: either."""


@dataclass(frozen=True, slots=True)
class Hushed(Expected):
    """A finding that a rule named in its `unless` must keep quiet."""

    by: Word = ""
    """That rule; left out: whichever."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A part of a text that stands in it once, and what stands in its place."""

    from_: str
    """What stands there once."""
    to: str = ""
    """What stands there instead."""


@dataclass(frozen=True, slots=True)
class Like:
    """A document that is the one of another case but for some words."""

    like: str
    """The name of that case, which has a text."""
    changes: list[Replacement] = field(default_factory=list)
    """Words that differ from it."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """cases/*.yaml: a document in, findings out; nothing else may fire."""

    case: str
    """What the document shows, in a sentence."""
    text: str = ""
    """The document as plain text or HTML."""
    like: str = ""
    """Instead of a text: the name of another case of the pack, whose text it is but for `changes`."""
    changes: list[Replacement] = field(default_factory=list)
    """Words that differ from the other case."""
    expect: list[Expected] = field(default_factory=list)
    """Every finding of the document."""
    contains: list[Expected] | None = None
    """Instead of `expect`: findings that must be among others."""
    absent: list[Absent] | None = None
    """Instead of `expect`: findings that must not be among them."""
    hushed: list[Hushed] | None = None
    """What is kept quiet by its cause, all of it; left out: whatever."""
    with_: dict[str, str | Like] = field(default_factory=dict)
    """Texts of the other documents, by role."""
    files: dict[str, str | Like] = field(default_factory=dict)
    """Instead of a text: the documents of a folder by their paths in it, put together as a check of the folder does; a
    `dossier.yaml` among them is read as such."""
    lang: Literal["zh-CN", "en"] = "zh-CN"
    """The language of findings."""

    @property
    def in_part(self) -> bool:
        """Whether it says of some findings only that they are there or not."""
        return self.contains is not None or self.absent is not None
