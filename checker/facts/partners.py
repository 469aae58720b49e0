"""Facts about what a dossier is made of: whose the other documents are, and among which there was to choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.beside import Beside
from checker.pack.issuers import same_issuer, spoken_for
from checker.pack.pack import Pack
from checker.reading.reading import Reading

REPORT, PLAN, ABOVE, PART, PRIOR = "report", "plan", "above", "part", "prior"


def extract(readings: Mapping[str, list[Reading]], beside: Beside) -> Iterator[Fact]:
    """A `partner` fact for each other document, a `choice` fact for each role for which there were several."""
    for report in readings.get(REPORT, [])[:1]:
        for role, others in readings.items():
            yield from (_partner(report, other, role, beside) for other in others if role != REPORT)
        for choice in beside.choices:
            values: dict[str, Value] = {
                **report.common(),
                "partner": choice.role,
                "among": "、".join(choice.paths),
                "documents": len(choice.paths),
                "why": choice.why,
                "unit": choice.unit,
                "decided": bool(choice.chosen),
            }
            place = report.identity.title_at or report.point(None)
            places = {f"document_{number + 1}": Location(path) for number, path in enumerate(choice.paths)}
            yield Fact("choice", report.role, report.document.path, values, place, {"decided": place, **places})


def fitting(readings: Sequence[Reading], beside: Beside) -> list[Reading]:
    """The documents that may be held against each other: without last year's report and parts that are none."""
    report = next((one for one in readings if one.role == REPORT), None)
    return [one for one in readings if report is None or one.role not in (PART, PRIOR) or fits(report, one, beside)]


def fits(report: Reading, other: Reading, beside: Beside) -> bool:
    """Whether a document may stand in its role; what is not known of it does not part what was put together."""
    apart, same = _years_apart(report, other), _same_organ(report, other, beside)
    if other.role in (PART, ABOVE):
        return apart in (0, None) and same is not True
    return apart in (int(other.role == PRIOR), None) and same is not False


def _years_apart(report: Reading, other: Reading) -> int | None:
    ours, theirs = report.identity.year, other.identity.year
    return ours - theirs if ours is not None and theirs is not None else None


def _same_organ(report: Reading, other: Reading, beside: Beside) -> bool | None:
    """By their names, those before and after a renaming among them."""
    ours, theirs, spec = report.identity, other.identity, report.pack.spec.issuers
    if not ours.organ or not theirs.organ:
        return None
    if same_issuer(ours.organ, theirs.organ, spec):
        return True
    if other.role in (PLAN, ABOVE) and any(
        same_issuer(ours.organ, one, spec) for one in spoken_for(theirs.organ, spec)
    ):
        return True  # a government's plan is mostly issued by its office
    if other.role == PLAN and any(same_issuer(theirs.organ, one, spec) for one in spoken_for(ours.organ, spec)):
        return True  # and its office may be the one that reports
    pairs = ((ours.organ, theirs.organ), (theirs.organ, ours.organ))
    return any(
        same_issuer(old, one, spec) and same_issuer(new, another, spec)
        for old, new in (*ours.former, *theirs.former, *beside.renamed)
        for one, another in pairs
    )


def _partner(report: Reading, other: Reading, role: str, beside: Beside) -> Fact:
    theirs, apart, organ = other.identity, _years_apart(report, other), _same_organ(report, other, beside)
    unknown = Unknown("absent")
    by = dict(beside.told).get(other.document.path, "")
    values: dict[str, Value] = {
        **report.common(),
        "partner": role,
        "document": other.document.path,
        "told_by": by,
        "same_organ": organ if organ is not None else unknown,
        "same_year": apart == 0 if apart is not None else unknown,
        "years_apart": apart if apart is not None else unknown,
        "organ": theirs.organ or unknown,
        "own_organ": report.identity.organ or unknown,
        "partner_year": theirs.year if theirs.year is not None else unknown,
    }
    place = report.identity.title_at or report.point(None)
    there = theirs.title_at or other.point(None)
    return Fact("partner", report.role, report.document.path, values, place, {"same_organ": place, "organ": there})


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `partner` and `choice`."""
    return {
        "partner": Schema(
            "another document of the dossier, beside the report",
            {
                "partner": "string",
                "document": "string",
                "told_by": "string",
                "same_organ": "boolean",
                "same_year": "boolean",
                "years_apart": "integer",
                "organ": "string",
                "own_organ": "string",
                "partner_year": "integer",
            },
            ("partner",),
        ),
        "choice": Schema(
            "several documents of the run that may stand in one role",
            {
                "partner": "string",
                "among": "string",
                "documents": "integer",
                "why": "string",
                "unit": "string",
                "decided": "boolean",
            },
            ("partner", "unit"),
        ),
    }
