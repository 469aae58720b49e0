"""/api/v1/checks: a report in, the outcome out, in every form that the command has."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from checker.messages import say
from checker.outputs import OUTPUTS
from checker.service.store import checks, jobs
from checker.service.store.schema.checking import request as asked_for
from checker.service.store.viewer import own_requests
from checker.service.web import asking, renditions
from checker.service.web.api.forms import Key, form
from checker.service.web.api.needs import After, Checks, Lang, Limit, Reads, TheOffice, linked, number_after
from checker.service.web.api.once import REPLAYED, Once, digest, once
from checker.service.web.asking import State
from checker.service.web.problems import Problem
from checker.service.web.uploads import ROLES, only_one_report, read_form

router = APIRouter(prefix="/checks", tags=["checks"])
Wait = Annotated[float, Query(ge=0, le=3600, description="Seconds to wait for the outcome; 30 at most are waited.")]

Brief = Annotated[bool, Query(description="Without the outcome.")]


class Summary(BaseModel):
    """How many findings stand, by severity; what needs a person's eye; what could not be checked."""

    documents: int
    errors: int
    warnings: int
    notes: int
    reviews: int
    unchecked: int
    uncompared: int = 0


class CheckState(BaseModel, extra="allow"):
    """A check: its state, and when it is done, the JSON that `gouji check --format json` gives beside it."""

    id: str
    status: str = Field(description="queued, running, done, failed or cancelled")
    name: str
    created: str
    ahead: int | None = Field(None, description="How many checks are before it.")
    error: str | None = Field(None, description="Why it failed.")
    summary: Summary | None = None


class CheckList(BaseModel):
    """The newest first; `next` is `after` of the next page."""

    checks: list[CheckState]
    next: str | None = None


class FindingList(BaseModel):
    """Findings as the command's JSON has them."""

    findings: list[dict[str, Any]]
    next: str | None = None


def told(office: TheOffice, found: State, lang: str) -> Response:
    """200 with the outcome, or with why there is none; 202 while it is under way."""
    summary = asking.summary(found, lang)
    if found.check is None:
        headers = {} if found.ended else {"Location": f"/api/v1/checks/{summary['id']}", "Retry-After": "1"}
        return JSONResponse(summary, 200 if found.ended else 202, headers)
    head = {name: summary[name] for name in ("id", "status", "name", "created")}
    begin = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace")
    rest = asking.result_of(office, found).lstrip()[1:]
    return Response(begin[:-1] + b", " + rest, 200, media_type="application/json")


@router.post(
    "",
    status_code=202,
    openapi_extra={"requestBody": form()},
    response_model=CheckState,
    responses={200: {"model": CheckState, "description": "Done while it was waited for, or failed."}},
)
async def create(
    request: Request, office: TheOffice, viewer: Checks, lang: Lang, wait: Wait = 0, word: Once = ""
) -> Response:
    """Check a report, alone or with the documents that go with it. It is a draft: nobody else sees it."""
    sent = await read_form(request, office.files, office.settings.most_file, ROLES, frozenset())
    only_one_report(sent)

    def make() -> str:
        return asking.start(office, viewer, sent.papers, lang)

    key, again = await run_in_threadpool(once, office, viewer, word, digest(f"check {lang}", sent), make)
    answer = told(office, await asking.wait(office, viewer, key, wait), lang)
    if again:
        answer.headers[REPLAYED] = "true"
    return answer


@router.get("", response_model=CheckList)
def every(
    request: Request, office: TheOffice, viewer: Checks, lang: Lang, limit: Limit = 50, after: After = ""
) -> Response:
    """The checks that you asked for, the newest first."""
    before = number_after(after)
    with office.database.read() as connection:
        asked = select(asked_for).where(own_requests(viewer), asked_for.c.draft, ~asked_for.c.hidden)
        if before:
            asked = asked.where(asked_for.c.id < before)
        rows = list(connection.execute(asked.order_by(asked_for.c.id.desc()).limit(limit + 1)).mappings())
        found = [asking.summary(asking.state(connection, row), lang) for row in rows[:limit]]
    next_ = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    return JSONResponse({"checks": found, "next": next_}, headers=linked(request, next_))


@router.get("/{key}", response_model=CheckState)
async def one(office: TheOffice, viewer: Reads, lang: Lang, key: Key, wait: Wait = 0, brief: Brief = False) -> Response:
    """How a check stands, and its outcome when it is done."""
    found = await asking.wait(office, viewer, key, wait)
    if brief:
        return JSONResponse(asking.summary(found, lang))
    answer = await run_in_threadpool(told, office, found, lang)
    answer.status_code = 200 if answer.status_code == 202 else answer.status_code
    return answer


@router.delete("/{key}", status_code=204)
def delete(office: TheOffice, viewer: Checks, key: Key) -> Response:
    """Delete a check of yours with its files; one that waits is cancelled."""
    with office.database.write() as connection:
        row = asking.find(connection, viewer, key, own=True)
        if not row["draft"]:
            raise Problem("conflict", say("service.handed_in"))
        now = office.database.now(connection)
        checks.forget(connection, row["id"], now)
        others = select(asked_for.c.id).where(asked_for.c.digest == row["digest"], asked_for.c.deleted.is_(None))
        if connection.execute(others.limit(1)).first() is None:
            jobs.cancel(connection, row["digest"], now)
    return Response(status_code=204)


@router.post("/{key}/retry", status_code=202, response_model=CheckState)
def retry(office: TheOffice, viewer: Checks, lang: Lang, key: Key) -> Response:
    """Try a check that has failed once more."""
    with office.database.write() as connection:
        row = asking.find(connection, viewer, key, own=True)
        checks.again(office.database, connection, row, viewer.asker)
        found = asking.state(connection, row)
    office.crew.wake()
    return JSONResponse(asking.summary(found, lang), 202)


@router.get("/{key}/result", response_model=dict[str, Any])
def result(request: Request, office: TheOffice, viewer: Reads, key: Key) -> Response:
    """The JSON of `gouji check --format json`. It never changes."""
    found = asking.look(office, viewer, key)
    return renditions.served(request, renditions.output(office, found, "json"), attached=False)


def _result(office: TheOffice, viewer: Reads, key: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(asking.result_of(office, asking.look(office, viewer, key)))
    return made


@router.get("/{key}/findings", response_model=FindingList)
def findings(
    request: Request, office: TheOffice, viewer: Reads, key: Key, limit: Limit = 50, after: After = ""
) -> Response:
    """The findings, in the order of the documents."""
    whole = _result(office, viewer, key)
    every_ = [*(one for dossier in whole["dossiers"] for one in dossier["findings"]), *whole["batch"]["findings"]]
    begin = number_after(after)
    next_ = str(begin + limit) if begin + limit < len(every_) else None
    return JSONResponse({"findings": every_[begin : begin + limit], "next": next_}, headers=linked(request, next_))


@router.get("/{key}/figures")
def figures(office: TheOffice, viewer: Reads, key: Key) -> list[dict[str, Any]]:
    """The figures of the running text and whether each ties, for every dossier."""
    return [dict(dossier["figures"]) for dossier in _result(office, viewer, key)["dossiers"]]


@router.get("/{key}/promises")
def promises(office: TheOffice, viewer: Reads, key: Key) -> list[dict[str, Any]]:
    """The clauses of the plan beside what the report says of them; none without a plan."""
    return [dict(one) for dossier in _result(office, viewer, key)["dossiers"] for one in dossier.get("promises", ())]


@router.get("/{key}/annotated", responses={200: {"content": {"application/octet-stream": {}}}})
def annotated(
    request: Request, office: TheOffice, viewer: Reads, key: Key, document: Annotated[str, Query(max_length=255)] = ""
) -> Response:
    """The annotated copy of the report, or of the document of a name: comments in Word, notes in PDF, or a page."""
    return renditions.served(request, renditions.annotated(office, asking.look(office, viewer, key), document))


@router.get("/{key}/page", responses={200: {"content": {"text/html": {}}}})
def page(request: Request, office: TheOffice, viewer: Reads, key: Key) -> Response:
    """The review page as one file that needs nothing else."""
    return renditions.served(request, renditions.output(office, asking.look(office, viewer, key), "html"))


@router.get("/{key}/outputs/{form}", responses={200: {"content": {"application/octet-stream": {}}}})
def output(
    request: Request,
    office: TheOffice,
    viewer: Reads,
    key: Key,
    form: Annotated[str, Path(json_schema_extra={"enum": [*OUTPUTS]})],
) -> Response:
    """The outcome as `gouji check --format` writes it."""
    return renditions.served(request, renditions.output(office, asking.look(office, viewer, key), form))
