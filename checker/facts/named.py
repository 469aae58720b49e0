"""What groups of a mention name: how many things a list does, and whether an organ may be that of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.expression import Unknown, Value
from checker.fact import ValueType
from checker.pack.model import MentionSpec
from checker.reading.reading import Reading
from checker.text.normalize import in_order

_LEAST = 2
"""Characters that two names have in common, at least, where one organ may have both."""
_PARTED = re.compile(r"[、;]")
_NUMBERED = re.compile(r"(?:^|(?<=[、;,。:]))\(?[0-9]{1,2}[.、)](?![0-9])")


def types(spec: MentionSpec) -> dict[str, ValueType]:
    """The values that these groups have besides their texts."""
    found: dict[str, ValueType] = {}
    if spec.items:
        found[f"{spec.items}_items"] = "integer"
    if spec.organ:
        found |= {f"{spec.organ}_kin": "boolean", f"{spec.organ}_elsewhere": "integer"}
    return found


def values(reading: Reading, spec: MentionSpec, hits: Sequence[dict[str, Value]]) -> Iterator[dict[str, Value]]:
    """For each hit these values; unknown where the group took no part, or the document's own organ is not known."""
    said = [hit.get(spec.organ) for hit in hits] if spec.organ else []
    own = reading.identity.organ
    for hit in hits:
        more: dict[str, Value] = dict.fromkeys(types(spec), Unknown("absent"))
        listed = hit.get(spec.items) if spec.items else None
        if isinstance(listed, str):
            more[f"{spec.items}_items"] = items(listed)
        organ = hit.get(spec.organ) if spec.organ else None
        if isinstance(organ, str) and own:
            there = sum(passage.plain.string.count(organ) for passage in reading.passages)
            more[f"{spec.organ}_kin"] = kin(organ, own)
            more[f"{spec.organ}_elsewhere"] = there - said.count(organ)
        yield more


def items(listed: str) -> int:
    """How many things a list names: as many as it numbers, else as marks part."""
    numbered = len(_NUMBERED.findall(listed))
    return numbered if numbered > 1 else sum(bool(one.strip()) for one in _PARTED.split(listed))


def kin(one: str, own: str) -> bool:
    """Whether one organ may bear both names: the one is short for the other, or they have a word in common beside what
    both end with (城市管理局, 城市管理执法委员会; not 审计局, 司法局)."""
    end = 0
    while end < min(len(one), len(own)) and one[-1 - end] == own[-1 - end]:
        end += 1
    stem, other = one[: len(one) - max(end, 1)], own[: len(own) - max(end, 1)]
    return in_order(stem, other) or any(stem[at : at + _LEAST] in own for at in range(len(stem) - _LEAST + 1))
