"""Where a file goes on with another document of its kind: the report of a second unit, or of the year before."""

from __future__ import annotations

from collections.abc import Sequence

from checker.pack.issuers import same_issuer
from checker.pack.pack import Pack
from checker.reading.headings import Heading, is_contents_line
from checker.reading.identity import titles
from checker.reading.outline import saying
from checker.reading.reading import Identity, Passage, Reading, Spot

SECTIONS = 2
"""Headings that stand before and once more behind a title which begins another document."""
CHARACTERS = 300
"""A document has so many between its first heading and the title of the next; a table of contents does not."""


def another(draft: Reading, identity: Identity, lines: Sequence[Heading]) -> tuple[Passage, Identity] | None:
    """The passage with which another document begins, and whose it is; `lines` are what may be headings.

    It has a title of its own that names another organ or year, and the sections of the form stand behind it once more.
    """
    if draft.form is None:
        return None
    said = [
        sorted(line.spot for line in found if not is_contents_line(line))
        for found in saying(draft.form.spec.outline, lines)
    ]
    twice = [spots for spots in said if len(spots) > 1]
    if len(twice) < SECTIONS:
        return None
    first, last = min(spots[0] for spots in twice), max(spots[-1] for spots in twice)
    between = [one for one in draft.passages if first < one.spot < last]
    spec = draft.pack.spec.documents[draft.kind]
    for passage, title in titles(between, spec, draft.pack):
        if _differs(title, identity, draft.pack) and _goes_on(passage.spot, twice) and _whole(between, passage.spot):
            return passage, title
    return None


def _differs(title: Identity, identity: Identity, pack: Pack) -> bool:
    if title.year is not None and identity.year is not None and title.year != identity.year:
        return True
    known = bool(title.organ and identity.organ)
    return known and not same_issuer(title.organ or "", identity.organ or "", pack.spec.issuers)


def _goes_on(spot: Spot, twice: Sequence[Sequence[Spot]]) -> bool:
    return sum(spots[0] < spot < spots[-1] for spots in twice) >= SECTIONS


def _whole(between: Sequence[Passage], spot: Spot) -> bool:
    return sum(len(one.plain.string) for one in between if one.spot < spot) >= CHARACTERS
