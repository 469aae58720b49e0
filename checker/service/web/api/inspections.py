"""/api/v1/inspections: a year, its units and how far each is; decisions, letters, waivers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import Connection, RowMapping, select
from starlette.requests import Request
from starlette.responses import Response

from checker.messages import say, text
from checker.service.store import inspections, people, trail, units
from checker.service.store.inspections import KINDS
from checker.service.store.schema.inspecting import letter
from checker.service.store.schema.units import unit
from checker.service.store.units import Listed
from checker.service.store.viewer import of_unit
from checker.service.web import exporting, inspecting, lettering, renditions
from checker.service.web.api.forms import Key, UnitName
from checker.service.web.api.needs import Judges, Lang, Reads, TheOffice
from checker.service.web.asking import moment
from checker.service.web.office import request_of
from checker.service.web.renditions import Download

router = APIRouter(tags=["inspections"])
Day = Annotated[str, Field(pattern="^(20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$")]


class Inspection(BaseModel):
    """A year's inspection."""

    id: str
    title: str
    year: int
    deadline: str | None
    issued_by: str
    created: str
    closed: str | None
    second_look: bool = Field(description="Whether what one person passes another looks at once more.")
    head: str | None = Field(description="Who does that, by the name to log in; null for anybody else who inspects.")


class Wanted(BaseModel, extra="forbid"):
    """A new inspection."""

    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1900, le=2099)
    deadline: Day = ""
    issued_by: str = Field("", max_length=200)
    second_look: bool = False
    head: str = Field("", max_length=120)


class Change(BaseModel, extra="forbid"):
    """Whether there is a second look, and whose; it holds for what was passed before, too."""

    second_look: bool
    head: str = Field("", max_length=120)


class Line(BaseModel, extra="forbid"):
    """A unit of a list."""

    name: str = Field(min_length=1, max_length=200, pattern=r"\S")
    code: str = Field("", max_length=60)
    contact: str = Field("", max_length=200)
    deadline: Day = ""
    inspector: str = Field("", max_length=200)
    mail: str = Field("", max_length=200)


class Expected(BaseModel, extra="forbid"):
    """Units that must report."""

    units: list[Line] = Field(min_length=1, max_length=2_000)


class Listing(BaseModel):
    """`unsure` are lines that may mean a unit which is called otherwise; they were left alone."""

    added: int
    unsure: list[str]


class State(BaseModel):
    """A unit in an inspection: missing, waiting, faulty, mending, looking (for the second look) or passed."""

    unit: UnitName
    state: str
    late: bool
    back: bool
    versions: int
    latest: str | None
    errors: int
    warnings: int
    notes: int
    reviews: int
    undecided: int
    standing: int
    unsure: int
    contact: str
    inspector: str
    mail: str
    passed_by: str | None


class Decision(BaseModel, extra="forbid"):
    """`seen` is the id of the submission that you saw as the latest. `confirm` and `recall` are the second look."""

    kind: str = Field(json_schema_extra={"enum": list(KINDS)})
    reason: str = Field("", max_length=4000)
    seen: str = Field("", max_length=32)


class Letter(BaseModel):
    """A letter that was issued; what it is of does not change any more."""

    id: str
    number: int
    unit: UnitName
    who: str
    created: str
    withdrawn: str | None
    findings: list[dict[str, Any]]


def _told(connection: Connection, row: RowMapping) -> dict[str, Any]:
    head = people.by_number(connection, row["head_id"]) if row["head_id"] is not None else None
    return {
        "id": row["key"],
        "title": row["title"],
        "year": row["year"],
        "deadline": row["deadline"],
        "issued_by": row["issued_by"],
        "created": moment(row["created"]),
        "closed": moment(row["closed"]) if row["closed"] else None,
        "second_look": row["second"],
        "head": head["name"] if head is not None else None,
    }


@router.get("/inspections", response_model=list[Inspection])
def every(office: TheOffice, viewer: Reads) -> list[dict[str, Any]]:
    """The inspections that you may see, the newest first."""
    with office.database.read() as connection:
        return [_told(connection, row) for row in inspections.every(connection, viewer)]


@router.post("/inspections", status_code=201, response_model=Inspection)
def create(request: Request, office: TheOffice, viewer: Judges, wanted: Wanted) -> Response:
    """A new inspection."""
    with office.database.write() as connection:
        head = inspecting.head_of(connection, wanted.head)
        row = inspections.create(
            office.database, connection, viewer, wanted.title, wanted.year, wanted.deadline, wanted.issued_by,
            wanted.second_look, head,
        )  # fmt: skip
        told = _told(connection, row)
        trail.note(
            office.database,
            connection,
            viewer,
            "inspection.created",
            row["key"],
            after=wanted.title,
            request=request_of(request),
        )
    return JSONResponse(told, 201, {"Location": f"/api/v1/inspections/{row['key']}"})


@router.get("/inspections/{key}", response_model=Inspection)
def one(office: TheOffice, viewer: Reads, key: Key) -> dict[str, Any]:
    """An inspection."""
    with office.database.read() as connection:
        return _told(connection, inspecting.find(connection, viewer, key))


@router.patch("/inspections/{key}", response_model=Inspection)
def change(request: Request, office: TheOffice, viewer: Judges, key: Key, wanted: Change) -> dict[str, Any]:
    """Ask for a second look, or do so no more."""
    inspecting.ask_second(office, viewer, key, wanted.second_look, wanted.head, request_of(request))
    with office.database.read() as connection:
        return _told(connection, inspecting.find(connection, viewer, key))


@router.post("/inspections/{key}/units", response_model=Listing)
def expect(request: Request, office: TheOffice, viewer: Judges, key: Key, expected: Expected) -> dict[str, Any]:
    """Units that must report. A line whose code or name is known is that unit; one that resembles none is a new one."""
    lines = [Listed(**one.model_dump()) for one in expected.units]
    with office.database.write() as connection:
        row = inspecting.find(connection, viewer, key)
        numbers, unsure = units.put_list(office.database, connection, lines)
        added = inspections.expect(office.database, connection, row["id"], numbers, lines)
        trail.note(
            office.database, connection, viewer, "inspection.units", key, after=len(lines), request=request_of(request)
        )
    return {"added": added, "unsure": [line.name for line in unsure]}


@router.get("/inspections/{key}/units", response_model=list[State])
def states(office: TheOffice, viewer: Reads, key: Key) -> list[dict[str, Any]]:
    """How far each unit is, by what was handed in, judged and decided so far."""
    with office.database.read() as connection:
        found = inspecting.units(office, connection, viewer, inspecting.find(connection, viewer, key))
    return [inspecting.told(one) for one in found]


@router.post("/inspections/{key}/units/{unit_key}/decisions", status_code=201, response_model=State)
def decide(
    request: Request, office: TheOffice, viewer: Judges, key: Key, unit_key: Key, decision: Decision
) -> dict[str, Any]:
    """Pass a unit, look at a pass a second time (`confirm`, `recall`), send it back, open it again.

    Who has passed a unit cannot be the one who looks a second time: 403."""
    found = inspecting.decide(
        office, viewer, key, unit_key, decision.kind, decision.reason, decision.seen, request_of(request)
    )
    return inspecting.told(found)


@router.post("/inspections/{key}/close", response_model=Inspection)
def close(request: Request, office: TheOffice, viewer: Judges, key: Key) -> dict[str, Any]:
    """The inspection is over: links of units end, and what is kept is kept for as long as the office says."""
    with office.database.write() as connection:
        row = inspecting.find(connection, viewer, key)
        inspections.close(connection, row["id"], office.database.now(connection))
        trail.note(office.database, connection, viewer, "inspection.closed", key, request=request_of(request))
        return _told(connection, inspecting.find(connection, viewer, key))


@router.get("/inspections/{key}/letters", response_model=list[Letter])
def letters(office: TheOffice, viewer: Reads, key: Key) -> list[dict[str, Any]]:
    """The letters of an inspection; a unit sees its own."""
    with office.database.read() as connection:
        row = inspecting.find(connection, viewer, key)
        asked = (
            select(letter, unit.c.key.label("unit_key"), unit.c.name, unit.c.code)
            .join(unit, unit.c.id == letter.c.unit_id)
            .where(letter.c.inspection_id == row["id"], of_unit(viewer, letter.c.unit_id))
        )
        return [_letter_told(one) for one in connection.execute(asked.order_by(letter.c.number)).mappings()]


def _letter_told(row: RowMapping) -> dict[str, Any]:
    return {
        "id": row["key"],
        "number": row["number"],
        "unit": {"id": row["unit_key"], "name": row["name"], "code": row["code"]},
        "who": row["who"],
        "created": moment(row["created"]),
        "withdrawn": moment(row["withdrawn"]) if row["withdrawn"] else None,
        "findings": row["content"],
    }


@router.post("/inspections/{key}/units/{unit_key}/letters", status_code=201, response_model=Letter)
def issue(request: Request, office: TheOffice, viewer: Judges, key: Key, unit_key: Key) -> Response:
    """Issue the letter to a unit, of the findings that were judged to stand."""
    issued = lettering.issue(office, viewer, key, unit_key, request_of(request))
    with office.database.read() as connection:
        asked = (
            select(letter, unit.c.key.label("unit_key"), unit.c.name, unit.c.code)
            .join(unit, unit.c.id == letter.c.unit_id)
            .where(letter.c.id == issued["id"])
        )
        told = _letter_told(connection.execute(asked).mappings().one())
    return JSONResponse(told, 201, {"Location": f"/api/v1/letters/{issued['key']}"})


@router.get("/letters/{key}", responses={200: {"content": {"application/octet-stream": {}}}})
def letter_file(request: Request, office: TheOffice, viewer: Reads, lang: Lang, key: Key) -> Response:
    """A letter as it was issued."""
    with office.database.read() as connection:
        row = lettering.find(connection, viewer, key)
    name = text(say("service.letter_name", number=row["number"]), lang)
    content = office.files.get(row["sha256"])
    return renditions.served(request, Download(row["sha256"], name, content))


@router.post("/letters/{key}/withdraw", status_code=204)
def withdraw(request: Request, office: TheOffice, viewer: Judges, key: Key) -> Response:
    """A letter does not hold any more; it stays to be seen."""
    lettering.withdraw(office, viewer, key, request_of(request))
    return Response(status_code=204)


@router.get("/inspections/{key}/notice", responses={200: {"content": {"application/octet-stream": {}}}})
def notice(request: Request, office: TheOffice, viewer: Judges, lang: Lang, key: Key) -> Response:
    """The notice over all units of which all is decided, of the findings that were judged to stand alone."""
    content = lettering.notice(office, viewer, key, request_of(request))
    name = text(say("service.notice_name"), lang)
    return renditions.served(request, Download(renditions.digest(content), name, content))


@router.get("/inspections/{key}/ledger", responses={200: {"content": {"text/csv": {}}}})
def ledger(request: Request, office: TheOffice, viewer: Judges, lang: Lang, key: Key) -> Response:
    """Every open matter with its decision, for a spreadsheet."""
    content, title = exporting.ledger_of(office, viewer, key, lang, request_of(request))
    return renditions.served(request, Download(renditions.digest(content), f"{title}.csv", content))


@router.get("/inspections/{key}/waivers", responses={200: {"content": {"application/yaml": {}}}})
def waivers(request: Request, office: TheOffice, viewer: Judges, lang: Lang, key: Key) -> Response:
    """What was judged to be no fault, as the waivers.yaml of `gouji check`."""
    content = exporting.waivers_of(office, viewer, key, lang, request_of(request))
    return renditions.served(request, Download(office.files.put(content), "waivers.yaml", content))
