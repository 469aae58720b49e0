"""Small runs made by hand, with the fingerprints that a check would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.audit.audit import EVERYWHERE, Audit, Checked, Decided, Run
from checker.audit.fingerprint import key
from checker.document import Location
from checker.finding import Finding, Severity, Source, Thing, Verdict
from checker.judging.things import fingerprinted

PACK = "cn-disclosure-report"
SOURCE = Source("格式", "表三", "", "format")


def finding(rule: str, place: Location, severity: Severity = Severity.ERROR, thing: Thing | None = None) -> Finding:
    """A finding at a place, about the cell that it is in or the words that stand there."""
    return Finding(
        f"{PACK}/{rule}",
        severity,
        Verdict.FAIL,
        rule,
        f"{rule}: {place.text}",
        "",
        SOURCE,
        {},
        (place,),
        thing=thing or thing_at(place),
    )


def thing_at(place: Location) -> Thing:
    if place.table:
        ids = {"table": place.table, "row": place.row or "", "column": place.column or ""}
        return Thing("cell", tuple(ids.items()))
    if place.text is None:
        return Thing("section", (("section", place.section or ""),))
    return Thing("mention.some", (), ("", ""), place.text)


def claim(measure: str, said: str, before: str, after: str = "", block: int = 2, path: str = "a.txt") -> Finding:
    """A finding about a figure of the text, with the words around it."""
    place = words(path, "overview", said, block)
    thing = Thing("figure", (("measure", measure),), (before[-8:], after[:8]), "", (before, after))
    return finding("claim-table", place, thing=thing)


def leftover(text: str, before: str, after: str = "", block: int = 2, path: str = "a.txt") -> Finding:
    """A finding about a quote that should not be there, with the words around it."""
    thing = Thing("mention.some", (), (before[-8:], after[:8]), text, (before, after))
    return finding("placeholder", words(path, "overview", text, block), thing=thing)


def passing(*found: Finding) -> dict[str, tuple[str, ...]]:
    """Where rules pass: on the things of these findings."""
    made: dict[str, tuple[str, ...]] = {}
    for one in found:
        assert one.thing is not None
        made[one.rule] = (*made.get(one.rule, ()), key(one.thing))
    return made


def nothing_left(*rules: str) -> dict[str, tuple[str, ...]]:
    """The rules pass wherever there is nothing of their kind."""
    return {f"{PACK}/{rule}": (EVERYWHERE,) for rule in rules}


def audit(
    path: str,
    *found: Finding,
    issuer: str | None = "甲局",
    year: int | None = 2023,
    digest: str = "d1",
    passed: Mapping[str, Sequence[str]] | None = None,
    **more: object,
) -> Audit:
    checked = Checked(path, "ab" * 32, "txt", "report", PACK, "format-2021", None, year, issuer)
    names = {"section/other": "其他需要报告的事项", "row/applications/new": "本年新收"}
    packs = ((PACK, "1.0.0", digest),)
    decided = Decided({rule: tuple(keys) for rule, keys in (passed or {}).items()})
    made = tuple(fingerprinted(found, issuer, year))
    return Audit(issuer, year, (checked,), made, packs=packs, decided=decided, names=names, **more)  # type: ignore[arg-type]


def cell(path: str, row: str, column: str, text: str, block: int = 5) -> Location:
    ids = {"section": "applications", "table": "applications", "row": row, "column": column}
    return Location(path, block, (1, 1), 0, len(text), text, **ids)


def words(path: str, section: str, text: str | None, block: int = 2) -> Location:
    return Location(path, block, None, 0, len(text or ""), text, section=section)


def run(*audits: Audit, batch: tuple[Finding, ...] = (), lang: str = "en") -> Run:
    return Run(audits, tuple(fingerprinted(batch, None, 2023)), lang)
