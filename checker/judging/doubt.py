"""Verdicts that rest on text which was not read with certainty: they are for a person to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from checker.document import LOST, SURE, Document, GlyphRun, Location, Table
from checker.finding import Verdict
from checker.judging.judge import Judged
from checker.judging.operands import places_of, used_names
from checker.messages import Message, say

_MANY = 6
"""Violations in one table, told only by where its cells stand on the page, that are likelier its reading's fault."""
_TIES = 3
"""Sums over cells of such a table, at least, that show the same where most of them do not tie."""
_LACKING = 3
"""Parts that such a table is said to lack, at least, that show the same: their labels were cut or run together."""
_OPERANDS = 3
"""Places that a sum has, at least."""
_ROWS = 10
"""Rows of one table, at least, that violate one rule, from which on the table is likelier misread."""

_At = tuple[str, int | None]
"""The path of a document and the number of a block."""
_Of = tuple[str, str | None]
"""The path of a document and the id of a section."""


def with_doubt(judged: Iterable[Judged], documents: Iterable[Document]) -> list[Judged]:
    """The verdicts, with those marked that rest on uncertain text: hardly visible, or recognised by somebody else;
    or on a table that was told by the places of its cells alone and is at odds in many of them."""
    documents = list(documents)
    unsure = {document.path: document for document in documents if _is_unsure(document)}
    hazy = {path for path, document in unsure.items() if _is_hazy(document)}
    result = list(judged)
    placed: set[_At] = {
        (document.path, at)
        for document in documents
        for at, block in enumerate(document.blocks)
        if isinstance(block, Table) and block.placed
    }
    if unsure:
        result = [
            one._replace(doubtful=True, why=_why(one, placed))
            if one.verdict is Verdict.FAIL and _rests_on_doubt(one, unsure, hazy)
            else one
            for one in result
        ]
    return _misread(_at_odds(result, placed) if placed else result)


def _misread(judged: Sequence[Judged]) -> list[Judged]:
    """The verdicts, those of a rule doubtful that most rows of one table violate: then it is likelier that the rule was
    given other columns than it means, than that nobody added up."""
    violated = [(number, one) for number, one in enumerate(judged) if one.verdict is Verdict.FAIL and not one.doubtful]
    times = Counter(one.rule.full_id for _, one in violated)
    failed: dict[tuple[str, _At], list[int]] = {}
    held: dict[tuple[str, _At], int] = {}
    for number, one in violated:
        if times[one.rule.full_id] >= _ROWS:
            places = _places(one)
            if places and len(set(places)) >= _OPERANDS and len({(place.path, place.block) for place in places}) == 1:
                failed.setdefault((one.rule.full_id, (places[0].path, places[0].block)), []).append(number)
    suspect = {key: numbers for key, numbers in failed.items() if len(numbers) >= _ROWS}
    if not suspect:
        return list(judged)
    rules = {rule for rule, _ in suspect}
    for one in judged:
        if one.verdict is Verdict.PASS and one.rule.full_id in rules:
            place = one.fact.place
            key = one.rule.full_id, (place.path, place.block)
            held[key] = held.get(key, 0) + 1
    why = say("facts.misread")
    doubted = {at for key, numbers in suspect.items() if len(numbers) > 2 * held.get(key, 0) for at in numbers}
    return [one._replace(doubtful=True, why=why) if at in doubted else one for at, one in enumerate(judged)]


def _why(one: Judged, placed: set[_At]) -> Message | None:
    """Why a violation in a table that was told by places is for review; elsewhere the document says it."""
    return say("facts.by_place") if any((at.path, at.block) in placed for at in _places(one)) else None


def _at_odds(judged: Sequence[Judged], placed: set[_At]) -> list[Judged]:
    """The verdicts, those on tables that do not tie in many places doubtful: by the section that they stand in, since
    what could not be read as one table may be several, and paragraphs between them."""
    failed: dict[_Of, int] = {}
    lacking: dict[_Of, int] = {}
    tied: dict[_Of, list[bool]] = {}
    where = [_places(one) if one.verdict in (Verdict.FAIL, Verdict.PASS) else () for one in judged]
    known = {
        (place.path, place.section)
        for places in where
        for place in places
        if place.section is not None and (place.path, place.block) in placed
    }
    for one, places in zip(judged, where, strict=True):
        of = [(place.path, place.section) for place in places]
        if not of or of[0] not in known:
            continue
        if one.verdict is Verdict.FAIL and not one.doubtful:
            failed[of[0]] = failed.get(of[0], 0) + 1
            lacking[of[0]] = lacking.get(of[0], 0) + (places[0].start == places[0].end)
        if len(set(places)) >= _OPERANDS and len({(place.path, place.block) for place in places}) == 1:
            tied.setdefault(of[0], []).append(one.verdict is Verdict.PASS)
    odd = {
        at
        for at, count in failed.items()
        if count >= _MANY
        or lacking[at] >= _LACKING
        or (ties := tied.get(at, [])).count(False) >= max(_TIES, len(ties) / 2)
    }
    # What another section says of such a table rests on it as well.
    doubted = {
        number
        for number, (one, places) in enumerate(zip(judged, where, strict=True))
        if one.verdict is Verdict.FAIL and not one.doubtful
        if any((place.path, place.section) in odd for at, place in enumerate(places) if not at or place.table)
    }
    why = say("facts.at_odds")
    return [one._replace(doubtful=True, why=why) if at in doubted else one for at, one in enumerate(judged)]


def _places(one: Judged) -> tuple[Location, ...]:
    return places_of(one, used_names(one.rule, one.values, one.rule.expect.sides(one.values), ()), ())


def _is_unsure(document: Document) -> bool:
    """Whether any of it was read without certainty, or not made out."""
    return any(LOST in text.string for _, _, text in document.texts()) or _is_hazy(document)


def _is_hazy(document: Document) -> bool:
    """Whether text was read without certainty, so that what is missing may be there; a lost character shows where it
    stands, and what may stand there is known (see `gaps`)."""
    return any(
        isinstance(run, GlyphRun) and run.confidence < SURE for _, _, text in document.texts() for run in text.runs
    )


def _rests_on_doubt(one: Judged, unsure: Mapping[str, Document], hazy: Collection[str]) -> bool:
    for place in _places(one):
        document = unsure.get(place.path)
        if document is None:
            continue
        if place.block is None or place.start is None or place.end is None or place.start == place.end:
            if place.path in hazy:
                return True  # what is missing may be there, not made out
            continue
        if document.text_at(place.block, place.cell).confidence(place.start, place.end) < SURE:
            return True
    return False
