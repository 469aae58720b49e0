"""Facts about a plan and its report: whose they are, each promise, and the sentence that answers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.document import Document, Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.unread import noted
from checker.pack.issuers import same_issuer
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.reading import Reading

PLAN = "plan"


def extract(readings: Mapping[str, list[Reading]]) -> Iterator[Fact]:
    """A `partner` fact for each other document, `commitment` facts where the plan is the report's own."""
    for report in readings.get("report", [])[:1]:
        for role, others in readings.items():
            for other in others if role not in ("report", "part") else []:
                partner = _partner(report, other, role)
                yield partner
                if role == PLAN and _own(partner):
                    yield from _commitments(report, other)


def _own(partner: Fact) -> bool:
    """Unknown names or years do not part what was put together."""
    return partner.values["same_organ"] is not False and partner.values["same_year"] is not False


def _partner(report: Reading, other: Reading, role: str) -> Fact:
    ours, theirs = report.identity, other.identity
    organ: Value = Unknown("absent")
    if ours.organ and theirs.organ:
        organ = same_issuer(ours.organ, theirs.organ, report.pack.spec.issuers)
    apart: Value = ours.year - theirs.year if ours.year and theirs.year else Unknown("absent")
    values: dict[str, Value] = {
        **report.common(),
        "partner": role,
        "same_organ": organ,
        "same_year": apart == 0 if isinstance(apart, int) else Unknown("absent"),
        "years_apart": apart,
        "organ": theirs.organ or Unknown("absent"),
        "own_organ": ours.organ or Unknown("absent"),
        "partner_year": theirs.year if theirs.year is not None else Unknown("absent"),
    }
    place = report.identity.title_at or report.point(None)
    there = theirs.title_at or other.point(None)
    return Fact("partner", report.role, report.document.path, values, place, {"same_organ": place, "organ": there})


def _commitments(report: Reading, plan: Reading) -> Iterator[Fact]:
    from checker.commitments import answers, load_vocabulary, promises

    if not report.pack.vocabulary:
        return
    vocabulary = load_vocabulary(report.pack.vocabulary)
    found = promises(plan.document, vocabulary)
    year = report.identity.year
    for answer in answers(found, report.document, vocabulary, year=year):
        promise = answer.promise
        promised_at = _at(plan.document, promise.block, promise.start, promise.end, promise.cell)
        best = answer.best
        place = (
            _at(report.document, best.block, best.start, best.end, section=_section(report, best.block))
            if best and (answer.answered or answer.unsure)
            else report.point(None)
        )
        unknown = Unknown("absent")
        values: dict[str, Value] = {
            **report.common(),
            "number": promise.number,
            "topic": promise.topic,
            "text": promise.text,
            "counted": promise.counted,
            "deliverable": promise.deliverable,
            "promised": promise.promised if promise.promised is not None else unknown,
            "comparison": promise.comparison or ">=",
            "unit": promise.unit,
            "answered": answer.answered,
            "unsure": answer.unsure,
            "score": round(answer.score * 100),
            "answer": best.text if best and (answer.answered or answer.unsure) else unknown,
            "reported": answer.reported if answer.reported is not None else unknown,
            "office": promise.office or unknown,
            "deadline": promise.deadline or unknown,
            "done": answer.done or unknown,
            "evidence": "、".join(f"{one.promised}→{one.reported}" for one in best.evidence[:5]) if best else "",
        }
        places: dict[str, Location] = {
            "answered": place,
            "reported": place,
            "done": place,
            "text": promised_at,
            "promised": promised_at,
            "deadline": promised_at,
        }
        if best and answer.reported_at:
            places["reported"] = _at(
                report.document, best.block, *answer.reported_at, section=_section(report, best.block)
            )
        if best and answer.done_at:
            places["done"] = _at(report.document, best.block, *answer.done_at, section=_section(report, best.block))
        fact = Fact("commitment", report.role, report.document.path, values, place, places)
        yield noted(fact, () if answer.answered else gaps.within(report, ("preamble", *report.by_id)))


def _section(reading: Reading, block: int) -> str | None:
    passage = next((passage for passage in reading.passages if passage.block == block), None)
    return reading.section_at(passage.spot) if passage else None


def _at(
    document: Document,
    block: int,
    start: int,
    end: int,
    cell: tuple[int, int] | None = None,
    section: str | None = None,
) -> Location:
    return document.locate(block, start, end, cell, section=section)


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `partner` and `commitment`."""
    return {
        "partner": Schema(
            "another document of the dossier, beside the report",
            {
                "partner": "string",
                "same_organ": "boolean",
                "same_year": "boolean",
                "years_apart": "integer",
                "organ": "string",
                "own_organ": "string",
                "partner_year": "integer",
            },
            ("partner",),
        ),
        "commitment": Schema(
            "a promise of the plan, with the sentence of the report that answers it",
            {
                "number": "string",
                "topic": "string",
                "text": "string",
                "counted": "boolean",
                "deliverable": "boolean",
                "promised": "integer",
                "comparison": "string",
                "unit": "string",
                "answered": "boolean",
                "unsure": "boolean",
                "score": "integer",
                "answer": "string",
                "reported": "integer",
                "office": "string",
                "deadline": "date",
                "done": "date",
                "evidence": "string",
                "unread": "boolean",
            },
        ),
    }
