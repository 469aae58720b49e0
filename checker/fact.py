"""A fact: one thing a document says, as a flat record of typed values, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from checker.document import Location
from checker.expression import Value
from checker.messages import Message
from checker.record import dataclass

ValueType = Literal["integer", "number", "string", "boolean", "date", "any"]
"""What values are, for those who write rules; `any` is now a number, now a text or a date."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a document says.

    `place` is where the fact stands, or would belong; `places` holds the places of single values.
    `labels` gives the reader's word for values that are ids. `issuer` is the organ that the fact is about where no
    document of that organ is there to say so: a unit without a report. `unread` names the parts of the document that
    nobody read and that may hold what the fact says is not there; its value `unread` is then true. `parts` are the
    names of what a fact about several things lists, in the words of the form.
    """

    kind: str
    role: str
    path: str
    values: Mapping[str, Value]
    place: Location
    places: Mapping[str, Location] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    issuer: str = ""
    unread: tuple[Message, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """What facts of a kind are like: value types, the values that identify one, and the units of amounts.

    `certain` are the values that are never unknown, whatever the document; `seen` those that only say what was seen,
    so that a violation which hangs on one of them is for review where the value `unread` is true. `fixed` are those of
    the keys that are the same for all facts of the kind.
    """

    title: str
    values: Mapping[str, ValueType]
    keys: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    certain: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()


COMMON: Mapping[str, ValueType] = {"role": "string", "form": "string", "level": "string", "year": "integer"}
"""Values that every fact carries: of its document. `level` and `year` may be unknown."""
POSITION = "position"
"""A value of every fact of a document: a number that is the greater the later it stands; absent where it does not."""
