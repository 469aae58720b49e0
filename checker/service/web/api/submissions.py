"""/api/v1/submissions: reports handed in, version by version, each with a receipt; two of them compared."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from checker.messages import say
from checker.service.store import units
from checker.service.store.schema.checking import submission
from checker.service.store.submissions import Handed
from checker.service.store.viewer import submissions as visible
from checker.service.web import handing, noting
from checker.service.web.api.checks import CheckState
from checker.service.web.api.forms import Key, UnitName, form
from checker.service.web.api.needs import (
    Administers,
    After,
    Judges,
    Lang,
    Limit,
    Reads,
    Submits,
    TheOffice,
    linked,
    number_after,
)
from checker.service.web.api.once import REPLAYED, Once, digest, once
from checker.service.web.office import request_of
from checker.service.web.problems import Fault, Problem
from checker.service.web.uploads import ROLES, only_one_report, read_form

router = APIRouter(prefix="/submissions", tags=["submissions"])
Reason = Annotated[str, Query(min_length=1, max_length=400, pattern=r"\S", description="Who has asked for it, why.")]
TEXTS: dict[str, Any] = {
    "unit": {"type": "string", "pattern": "^([0-9a-f]{32})?$", "description": "The id of the unit."},
    "code": {"type": "string", "maxLength": 60, "description": "Or its code."},
    "year": {"type": "string", "pattern": "^((19|20)[0-9]{2})?$"},
}


class Submission(BaseModel):
    """A version that was handed in. Without unit and year nobody knows yet whose it is."""

    id: str
    receipt: str
    unit: UnitName | None
    year: int | None
    version: int | None
    name: str
    sha256: str
    who: str
    via: str
    created: str
    check: CheckState


class SubmissionList(BaseModel):
    """The newest first."""

    submissions: list[Submission]
    next: str | None = None


class Claim(BaseModel, extra="forbid"):
    """Whose report of which year it is."""

    unit: str = Field(max_length=32)
    year: int = Field(ge=1900, le=2099)


class Note(BaseModel, extra="forbid"):
    """What the unit is told."""

    text: str = Field(min_length=1, max_length=4000, pattern=r"\S")


class Noted(BaseModel):
    """Whether it is sent by mail, too."""

    mailed: bool


def year_of(word: str) -> int | None:
    """A year as it was sent; None for none."""
    if not word:
        return None
    if not (word.isascii() and word.isdecimal() and 1900 <= int(word[:5]) <= 2099):
        raise Problem("invalid", say("service.invalid"), errors=[Fault("year", say("service.bad_year"))])
    return int(word)


@router.post(
    "",
    status_code=201,
    openapi_extra={"requestBody": form(TEXTS)},
    response_model=Submission,
    responses={200: {"model": Submission, "description": "It was the latest version already."}},
)
async def create(request: Request, office: TheOffice, viewer: Submits, lang: Lang, word: Once = "") -> Response:
    """Hand in a report: 201 with its receipt. The same file as the latest version: 200 with the receipt there is."""
    sent = await read_form(request, office.files, office.settings.most_file, ROLES, frozenset(TEXTS))
    only_one_report(sent)
    via = "command" if request.headers.get("user-agent") == "gouji check" else "api"
    handed = Handed(sent.papers, lang, via, None, year_of(sent.text("year")))
    new = False

    def make() -> str:
        nonlocal new
        row, new = handing.hand_in(office, viewer, handed, request_of(request), sent.text("unit"), sent.text("code"))
        return str(row["key"])

    key, again = await run_in_threadpool(once, office, viewer, word, digest("submission", sent), make)
    with office.database.read() as connection:
        told = handing.told(connection, handing.find(connection, viewer, key), lang)
    headers = {"Location": f"/api/v1/submissions/{key}", **({REPLAYED: "true"} if again else {})}
    return JSONResponse(told, 201 if new or again else 200, headers)


@router.get("", response_model=SubmissionList)
def every(
    request: Request,
    office: TheOffice,
    viewer: Reads,
    lang: Lang,
    unit: Annotated[str, Query(max_length=32)] = "",
    year: Annotated[int | None, Query(ge=1900, le=2099)] = None,
    limit: Limit = 50,
    after: After = "",
) -> Response:
    """Submissions that you may see."""
    before = number_after(after)
    with office.database.read() as connection:
        asked = select(submission).where(visible(viewer))
        if before:
            asked = asked.where(submission.c.id < before)
        if year is not None:
            asked = asked.where(submission.c.year == year)
        if unit:
            row = units.by_key(connection, unit)
            asked = asked.where(submission.c.unit_id == (row["id"] if row is not None else -1))
        rows = list(connection.execute(asked.order_by(submission.c.id.desc()).limit(limit + 1)).mappings())
        found = [handing.told(connection, row, lang) for row in rows[:limit]]
    next_ = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    return JSONResponse({"submissions": found, "next": next_}, headers=linked(request, next_))


@router.get("/{key}", response_model=Submission)
def one(office: TheOffice, viewer: Reads, lang: Lang, key: Key) -> dict[str, Any]:
    """A submission. The id of its check leads to the outcome."""
    with office.database.read() as connection:
        return handing.told(connection, handing.find(connection, viewer, key), lang)


@router.post("/{key}/claim", response_model=Submission)
def claim(request: Request, office: TheOffice, viewer: Judges, lang: Lang, key: Key, claimed: Claim) -> dict[str, Any]:
    """Say whose report of which year a submission is; it becomes the next version of that."""
    handing.claim(office, viewer, key, claimed.unit, claimed.year, request_of(request))
    with office.database.read() as connection:
        return handing.told(connection, handing.find(connection, viewer, key), lang)


@router.delete("/{key}", status_code=204)
def delete(
    request: Request,
    office: TheOffice,
    viewer: Administers,
    key: Key,
    reason: Reason,
) -> Response:
    """Delete a submission on request: file, outcome and quotes go with the next sweep, rule and decision stay."""
    handing.delete(office, viewer, key, reason, request_of(request))
    return Response(status_code=204)


@router.post("/{key}/notes", status_code=201, response_model=Noted)
def note(request: Request, office: TheOffice, viewer: Judges, key: Key, wanted: Note) -> dict[str, Any]:
    """A note to the unit: it stands beside its report, and is sent by mail where the office has a mail server and the
    list of the inspection an address."""
    words, base = wanted.text.strip(), str(request.base_url)
    return {"mailed": bool(noting.note(office, viewer, key, words, base, request_of(request)))}


@router.get("/{key}/compare/{other}", response_model=dict[str, Any])
def compare(office: TheOffice, viewer: Reads, lang: Lang, key: Key, other: Key) -> Response:
    """The JSON of `gouji diff`: the later one, with what was mended, remains and is new against the other."""
    content = handing.compared(office, viewer, key, other, lang).content
    return Response(content, media_type="application/json")
