"""The place that a report's organ is of, as its title names it: what every sentence may hold, and tells nothing by."""

from __future__ import annotations

import re
from itertools import islice

from checker.document import Document
from checker.text.normalize import comparable

_TITLE = re.compile(r"(?P<organ>[\u4e00-\u9fff]{3,30}?)(?:20\d\d年度?)?(?:政府)?信息公开(?:工作)?年度?报告")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:自治[区州县]|街道|[省市县区镇乡州旗])")
OPENING = 8
"""Texts of a report in which its title is looked for."""
SHORTEST = 3
"""Characters of a place with its kind (云岭市)."""


def places_of(report: Document) -> tuple[str, ...]:
    """The places that the organ's name opens with (滨江区, 望潮街道); none where no title is found."""
    for _, _, text in islice(report.texts(), OPENING):
        found = _TITLE.search(comparable(text.string).string)
        if found is None:
            continue
        places: list[str] = []
        at = 0
        while (place := _PLACE.match(found["organ"], at)) and len(place[0]) >= SHORTEST:
            places.append(place[0])
            at = place.end()
        return tuple(places)
    return ()
