"""Facts about plans and the report: each clause, whom it is for, and the sentences that answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.concerned import NAMED, OTHERS, UNSAID, concerned, places_of
from checker.facts.others import other_body
from checker.facts.unread import noted
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.reading import Reading
from checker.record import dataclass

if TYPE_CHECKING:
    from checker.commitments import Answer, Promise, Vocabulary

PLAN, ABOVE = "plan", "above"


def extract(readings: Mapping[str, list[Reading]], fits: Callable[[Reading, Reading], bool]) -> Iterator[Fact]:
    """`commitment` facts of every plan that is the report's own or of the level above, as `fits` says of both."""
    for report in readings.get("report", [])[:1]:
        for plan in (*readings.get(PLAN, []), *readings.get(ABOVE, [])):
            if fits(report, plan):
                yield from _commitments(report, plan)


def _commitments(report: Reading, plan: Reading) -> Iterator[Fact]:
    """A fact for every clause of the plan, those that promise nothing among them."""
    from checker.commitments import answers, load_vocabulary, meaning, rows

    if not report.pack.vocabulary:
        return
    vocabulary = load_vocabulary(report.pack.vocabulary)
    clauses = rows(plan.document, vocabulary)
    level = "above" if plan.role == ABOVE else "own"
    concerns = [_concerns(row, level, report, vocabulary) for row in clauses]
    asked = [(row.kind == "promise" or row.bound) and one != OTHERS for row, one in zip(clauses, concerns, strict=True)]
    promised = [row for row, ask in zip(clauses, asked, strict=True) if ask]
    identity = report.identity
    own = places_of(identity.organ or "", vocabulary, report.pack.spec.issuers)
    others = other_body(identity.organ or "", own, vocabulary, report.pack.spec.issuers)
    found = answers(
        promised, report.document, vocabulary, scorer=meaning(), year=identity.year, places=own, others=others
    )
    made = iter(found)
    for clause, ask, one in zip(clauses, asked, concerns, strict=True):
        at = plan.document.locate(clause.block, clause.start, clause.end, clause.cell)
        answer = next(made) if ask else None
        if answer and clause.bound and not answer.tells_of_a_duty:
            answer = None  # a duty of every year
        told = _told(report, answer, for_certain=one != UNSAID) if answer else _NOTHING
        values: dict[str, Value] = {
            **report.common(),
            "number": clause.number,
            "topic": clause.topic,
            "text": _text(clause),
            "kind": "promise" if answer else "elsewhere" if clause.kind == "promise" else clause.kind,
            "from_above": level == "above",
            "concerns": one,
            "plan": plan.identity.title or PurePath(plan.document.path).name,
            "deliverable": clause.deliverable,
            **_amount(answer.promise if answer else clause),
            "office": clause.office or Unknown("absent"),
            "deadline": clause.deadline or Unknown("absent"),
            **told.values,
        }
        place = told.places.get("answered", report.point(None))
        places = {"text": at, "promised": at, "deadline": at, **told.places}
        fact = Fact("commitment", report.role, report.document.path, values, place, places)
        unsaid = answer is not None and values["answered"] is False
        yield noted(fact, gaps.within(report, ("preamble", *report.by_id)) if unsaid else ())


@dataclass(frozen=True, slots=True)
class _Told:
    """What the report says of a clause, as values of its fact, and where."""

    values: Mapping[str, Value]
    places: Mapping[str, Location]


_NOTHING = _Told(
    {
        "answered": False,
        "unsure": False,
        "refused": False,
        "planned": False,
        "status": "general",
        "score": 0,
        "answer": Unknown("absent"),
        "reported": Unknown("absent"),
        "done": Unknown("absent"),
        "evidence": "",
    },
    {},
)
"""Of a clause that promises nothing."""


def _text(clause: Promise) -> str:
    """What a row quotes; of a further thing under a verb (制作长图、动画) with that (制作……动画)."""
    return (f"{clause.under}……" if clause.under else "") + clause.text.replace("\n", "")


def _amount(promise: Promise) -> dict[str, Value]:
    """The amount that is promised, or that was named on the way and can be held against one of the report."""
    return {
        "counted": promise.counted,
        "promised": promise.promised if promise.promised is not None else Unknown("absent"),
        "comparison": promise.comparison or ">=",
        "unit": promise.unit,
    }


def _concerns(clause: Promise, level: str, report: Reading, vocabulary: Vocabulary) -> str:
    """Whom a clause is for; a plan of one's own is for oneself."""
    if level == "own" or clause.kind != "promise":
        return NAMED
    return concerned(clause, report.identity.organ or "", vocabulary, report.pack.spec.issuers)


def _told(report: Reading, answer: Answer, *, for_certain: bool) -> _Told:
    """What is said of a promise. `for_certain`: the organ owes it; else a person decides on what is not done."""
    status = answer.status if for_certain or answer.status == "answered" else "unsure"
    best = answer.best if answer.status != "unanswered" or answer.planned else None
    values: dict[str, Value] = {
        "answered": answer.answered,
        "unsure": answer.unsure or not for_certain,
        "refused": answer.refused,
        "planned": answer.planned,
        "status": status,
        "score": round(answer.score * 100),
        "answer": best.text if best else Unknown("absent"),
        "reported": answer.reported if answer.reported is not None else Unknown("absent"),
        "done": answer.done or Unknown("absent"),
        "evidence": "、".join(f"{one.promised}→{one.reported}" for one in best.evidence[:5]) if best else "",
    }
    if best is None:
        section = _section(report, answer.best.block) if answer.best else None
        there = report.point(section if section in report.by_id else next(iter(report.by_id), None))
        return _Told(values, {"answered": there, "reported": there, "done": there})
    places = {
        f"answered_{index}" if index else "answered": _at(report, one.block, one.start, one.end)
        for index, one in enumerate((best, *answer.others))
    }
    places["reported"] = _at(report, best.block, *answer.reported_at) if answer.reported_at else places["answered"]
    places["done"] = _at(report, best.block, *answer.done_at) if answer.done_at else places["answered"]
    return _Told(values, places)


def _section(reading: Reading, block: int) -> str | None:
    passage = next((passage for passage in reading.passages if passage.block == block), None)
    return reading.section_at(passage.spot) if passage else None


def _at(report: Reading, block: int, start: int, end: int) -> Location:
    return report.document.locate(block, start, end, section=_section(report, block))


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `commitment`."""
    return {
        "commitment": Schema(
            "a clause of the plan, with the sentences of the report that answer it",
            {
                "number": "string",
                "topic": "string",
                "text": "string",
                "kind": "string",
                "from_above": "boolean",
                "concerns": "string",
                "plan": "string",
                "counted": "boolean",
                "deliverable": "boolean",
                "promised": "number",
                "comparison": "string",
                "unit": "string",
                "answered": "boolean",
                "unsure": "boolean",
                "refused": "boolean",
                "planned": "boolean",
                "status": "string",
                "score": "integer",
                "answer": "string",
                "reported": "number",
                "office": "string",
                "deadline": "date",
                "done": "date",
                "evidence": "string",
                "unread": "boolean",
            },
        ),
    }
