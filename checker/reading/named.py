"""Where the name of an organ begins and ends in a text, and what is no name: the same for every witness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from checker.pack.issuers import parted
from checker.pack.model import IssuerSpec
from checker.pack.pack import Pack
from checker.text.normalize import comparable
from checker.text.patterns import possible, span

LONGEST = 60
"""Characters of a name, or of several that are joined: more is a sentence."""
_HIDDEN = "\ue000"
_LIST = "、"
_OTHER_NAME = re.compile(r"(?<=.)\([^()]*\)?$")
"""A bracket that ends a name, whole or cut: the other name that hangs on the organ's door."""
_INNER_TWICE = 3
"""How often an office may stand inside an office: 市统计局办公室信息科."""


def found(says: Sequence[str], string: str, issuers: IssuerSpec) -> Iterator[tuple[int, int]]:
    """The ranges of a comparable text that patterns take for names, each from where it begins to where it ends."""
    shown = _hidden(string, tuple(issuers.inside))
    for pattern in possible(says, shown):
        for match in pattern.finditer(shown):
            begin, end = bounds(string, *span(match, "organ"), issuers)
            if begin < end <= begin + LONGEST:
                yield begin, end


@lru_cache(maxsize=4096)
def _hidden(string: str, words: tuple[str, ...]) -> str:
    """A text in which words of names are hidden that hold what elsewhere ends a name: 机构编制委员会 is no 编制."""
    pattern = _any_of(words) if words else None
    return pattern.sub(lambda match: _HIDDEN * len(match.group()), string) if pattern else string


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def bounds(string: str, begin: int, end: int, issuers: IssuerSpec) -> tuple[int, int]:
    """Where a name begins and ends of which a pattern took about the range: behind the last word that is no part of
    one (如有疑问请与X), and with the whole of its last word (合水镇人民 + 政府信息公开 is of 合水镇人民政府)."""
    taken = string[begin:end]
    begin += max((match.end() for one in possible(issuers.before, taken) for match in one.finditer(taken)), default=0)
    for filler in issuers.fillers:
        for cut in range(len(filler) - 1, 0, -1):
            if string.endswith(filler[:cut], begin, end) and string.startswith(filler[cut:], end):
                return begin, end + len(filler) - cut
    return begin, end


def nobody(name: str, pack: Pack) -> bool:
    """Whether a word stands where a name could and names nobody: 我局, 本单位, 局政务公开科."""
    return _says(tuple(pack.spec.issuers.nobody), comparable(name).string)


def joined(name: str, pack: Pack) -> list[str]:
    """The organs of a name that is of several: 县财政局、县国资办; the name alone where it is of one."""
    parts = [part for part in name.split(_LIST) if part] if _LIST in name else []
    return parts if len(parts) > 1 and all(level_of(part, pack) for part in parts) else [name]


def whole_organ(name: str, pack: Pack) -> str:
    """The organ that an office is inside of: 市统计局办公室 is the statistics bureau's, and so is one of
    市统计局(市普查中心)综合科."""
    for _ in range(_INNER_TWICE):
        match = next((m for p in possible(pack.spec.issuers.inner, name) for m in [p.search(name)] if m), None)
        if match is None or not match.group("organ"):
            break
        name = _OTHER_NAME.sub("", str(match.group("organ")))
    return _OTHER_NAME.sub("", name)


def level_of(organ: str | None, pack: Pack) -> str | None:
    """The level of an issuer by its name; None where no pattern of the pack knows it."""
    if organ is None:
        return None
    plain = comparable(organ).string
    return next((level.id for level in pack.spec.levels if _says(tuple(level.names), plain)), None)


@lru_cache(maxsize=16384)  # several witnesses say the same names
def _says(patterns: tuple[str, ...], name: str) -> bool:
    return any(pattern.search(name) for pattern in possible(patterns, name))


def known_as(name: str, pack: Pack) -> bool:
    """Whether a name is of an organ that the pack knows, or of several, of none that it says is nobody's. A list of
    anything else (教育、医疗保障局) must begin with its place."""
    parts = joined(name, pack)
    if any(nobody(part, pack) or level_of(part, pack) is None for part in parts):
        return False
    return len(parts) > 1 or _LIST not in name or bool(parted(name, pack.spec.issuers).places)
