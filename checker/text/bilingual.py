"""Labels that are said in two languages: which part of one is Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

_CHINESE = "㐀-鿿豈-﫿"
_LATIN = re.compile(r"[A-Za-z][A-Za-z.]*[A-Za-z]")
_BEHIND = re.compile(rf"(?P<own>.*[{_CHINESE}][)）\]】〕》」”\"、：:]*)(?P<other>[^{_CHINESE}]*)\Z", re.DOTALL)
_BEFORE = re.compile(
    rf"(?P<other>[^{_CHINESE}]*(?:\n|[A-Za-z][)）.,;:/|／｜\s]*))(?P<own>[^{_CHINESE}A-Za-z\n]*[{_CHINESE}].*)\Z",
    re.DOTALL,
)
_LONGEST = 200
"""Characters of a label in two languages, at most."""


@lru_cache(maxsize=4096)  # cells say the same few things many times
def chinese_part(text: str) -> tuple[int, int]:
    """The range of a text without what stands in Latin letters behind or before its Chinese: 行政许可 of 行政许可
    Licensing. The whole where it is not in two languages."""
    if len(text) > _LONGEST or not _LATIN.search(text):
        return 0, len(text)
    for pattern in (_BEHIND, _BEFORE):
        found = pattern.match(text)
        if found is not None and _LATIN.search(found["other"]) and not _LATIN.search(found["own"]):
            return found.span("own")
    return 0, len(text)


def chinese_of(text: str) -> str:
    """That part itself."""
    low, high = chinese_part(text)
    return text[low:high]
