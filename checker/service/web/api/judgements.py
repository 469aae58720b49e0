"""/api/v1/judgements and matters: what was decided on each finding, kept over all versions of a report."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import select
from starlette.requests import Request

from checker.messages import say
from checker.service.store import judging, states
from checker.service.store.judging import DECISIONS, REFUSED, Wanted
from checker.service.store.schema.checking import submission
from checker.service.store.schema.judging import matter
from checker.service.store.states import Matter
from checker.service.store.viewer import of_unit
from checker.service.web import deciding, handing
from checker.service.web.api.forms import Key
from checker.service.web.api.needs import Judges, Reads, TheOffice
from checker.service.web.asking import moment
from checker.service.web.office import request_of
from checker.service.web.problems import Problem

router = APIRouter(tags=["judgements"])


class Judgement(BaseModel):
    """What somebody decided, when, why."""

    id: str
    decision: str
    reason: str
    who: str
    created: str


class MatterState(BaseModel):
    """A matter in a version: `state` open, mended or uncompared; `again` says why it is to be judged once more."""

    id: str
    rule: str
    title: str
    message: str
    severity: str
    verdict: str
    state: str
    fingerprint: str
    decision: str
    again: str
    judgement: Judgement | None


_REASONED = {
    "anyOf": [
        {"properties": {"decision": {"enum": [one for one in DECISIONS if one != REFUSED]}}},
        {"properties": {"reason": {"type": "string", "pattern": r"\S"}}, "required": ["reason"]},
    ]
}
"""What is refused needs a reason."""


class One(BaseModel, extra="forbid", json_schema_extra=_REASONED):
    """A judgement to be made. `seen` is the id of the judgement that you saw last, empty for none."""

    matter: str = Field(pattern="^[0-9a-f]{32}$")
    decision: str = Field(json_schema_extra={"enum": list(DECISIONS)})
    reason: str = Field("", max_length=4000)
    seen: str = Field("", max_length=32)


class Many(BaseModel, extra="forbid"):
    """All of them are made, or none."""

    judgements: list[One] = Field(min_length=1, max_length=500)


class Made(BaseModel):
    """The judgements, in the order in which they were asked for."""

    judgements: list[Judgement]


def told(row: Any) -> dict[str, Any]:
    """A judgement as plain values."""
    return {
        "id": row["key"],
        "decision": row["decision"],
        "reason": row["reason"],
        "who": row["who"],
        "created": moment(row["created"]),
    }


def matter_told(one: Matter) -> dict[str, Any]:
    """A matter as plain values."""
    return {
        "id": one.key,
        "rule": one.rule,
        "title": one.title,
        "message": one.message,
        "severity": one.severity,
        "verdict": one.verdict,
        "state": one.state,
        "fingerprint": one.fingerprint,
        "decision": one.standing.decision,
        "again": one.standing.again,
        "judgement": told(one.last) if one.last is not None else None,
    }


@router.get("/submissions/{key}/matters", response_model=list[MatterState], tags=["submissions"])
def of_submission(
    office: TheOffice,
    viewer: Reads,
    key: Key,
    state: Annotated[str, Query(pattern="^(open|mended|uncompared|)$")] = "",
) -> list[dict[str, Any]]:
    """The matters of a submission: each is the same over all versions of the report."""
    with office.database.read() as connection:
        row = handing.find(connection, viewer, key)
        wanted = (state,) if state else ("open", "mended", "uncompared")
        found = states.matters(connection, [row["id"]], office.rule_digest, wanted)[row["id"]]
        if not deciding.may_see_judgements(connection, viewer, row):
            found = [deciding.without_judgement(one) for one in found]
    return [matter_told(one) for one in found]


@router.post("/judgements", status_code=201, response_model=Made)
def create(request: Request, office: TheOffice, viewer: Judges, many: Many) -> dict[str, Any]:
    """Judge matters: stands, refused (with a reason), unsure, withdrawn. 409 with the judgement of who was quicker."""
    wanted = [Wanted(one.matter, one.decision, one.reason.strip(), one.seen) for one in many.judgements]
    return {"judgements": [told(row) for row in deciding.judge(office, viewer, wanted, request_of(request))]}


@router.get("/matters/{key}/judgements", response_model=list[Judgement])
def history(office: TheOffice, viewer: Reads, key: Key) -> list[dict[str, Any]]:
    """Every judgement on a matter, the first first."""
    with office.database.read() as connection:
        row = connection.execute(select(matter).where(matter.c.key == key, of_unit(viewer, matter.c.unit_id)))
        found = row.mappings().first()
        if found is None:
            raise Problem("not-found", say("service.no_matter"))
        last = select(submission).where(
            submission.c.unit_id == found["unit_id"], submission.c.year == found["year"], submission.c.deleted.is_(None)
        )
        version = connection.execute(last.order_by(submission.c.version.desc()).limit(1)).mappings().first()
        if version is None or not deciding.may_see_judgements(connection, viewer, version):
            return []
        return [told(one) for one in judging.history(connection, found["id"])]
