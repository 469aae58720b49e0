"""/api/v1/hooks: who is told when something has happened, and how that went."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import update
from starlette.requests import Request
from starlette.responses import Response

from checker.messages import say
from checker.service.queue.errands import Refused, allowed
from checker.service.store import changes, hooks, trail
from checker.service.store.hooks import EVENTS
from checker.service.store.schema.running import hook
from checker.service.web.api.forms import Key
from checker.service.web.api.needs import Administers, TheOffice
from checker.service.web.asking import moment
from checker.service.web.office import request_of
from checker.service.web.problems import Fault, Problem

router = APIRouter(tags=["hooks"])


class Wanted(BaseModel, extra="forbid"):
    """Where to, and what of. The origin of `url` must be among those that the server was started with."""

    url: str = Field(min_length=8, max_length=500)
    events: list[str] = Field(min_length=1, max_length=10, json_schema_extra={"items": {"enum": list(EVENTS)}})


class Hook(BaseModel):
    """A hook without its secret."""

    id: str
    url: str
    events: list[str]
    created: str


class NewHook(BaseModel):
    """`secret` signs what is sent; it is shown this once."""

    id: str
    secret: str


class Delivery(BaseModel):
    """`told` is what the other side said last, or why it could not be reached."""

    id: str
    url: str
    event: str
    status: str
    attempt: int
    told: str | None
    created: str


@router.get("/hooks", response_model=list[Hook])
def every(office: TheOffice, viewer: Administers) -> list[dict[str, Any]]:
    """The hooks in force."""
    with office.database.read() as connection:
        rows = hooks.every(connection)
    return [
        {"id": row["key"], "url": row["url"], "events": row["events"].split(), "created": moment(row["created"])}
        for row in rows
    ]


@router.post("/hooks", status_code=201, response_model=NewHook)
def create(request: Request, office: TheOffice, viewer: Administers, wanted: Wanted) -> Response:
    """A new hook."""
    if any(event not in EVENTS for event in wanted.events):
        fault = Fault("/events", say("service.no_event", known=", ".join(EVENTS)))
        raise Problem("invalid", say("service.invalid"), errors=[fault])
    try:
        allowed(wanted.url, office.settings.origins)
    except Refused:
        raise Problem("conflict", say("service.no_origin")) from None
    with office.database.write() as connection:
        if changes.EVENT in wanted.events and not hooks.wanting(connection, changes.EVENT):
            changes.note(connection, office.rule_digest)
        key, secret = hooks.create(office.database, connection, viewer.asker, wanted.url, wanted.events)
        trail.note(
            office.database, connection, viewer, "hook.created", key, after=wanted.url, request=request_of(request)
        )
    return JSONResponse({"id": key, "secret": secret}, 201)


@router.delete("/hooks/{key}", status_code=204)
def delete(request: Request, office: TheOffice, viewer: Administers, key: Key) -> Response:
    """Nobody is told any more."""
    with office.database.write() as connection:
        now = office.database.now(connection)
        own = (hook.c.key == key) & hook.c.disabled.is_(None)
        if not connection.execute(update(hook).where(own).values(disabled=now)).rowcount:
            raise Problem("not-found", say("service.no_hook"))
        trail.note(office.database, connection, viewer, "hook.deleted", key, request=request_of(request))
    return Response(status_code=204)


@router.get("/deliveries", response_model=list[Delivery])
def deliveries(office: TheOffice, viewer: Administers) -> list[dict[str, Any]]:
    """The last deliveries, each with what came of it."""
    with office.database.read() as connection:
        rows = hooks.deliveries(connection)
    return [
        {
            "id": row["key"],
            "url": row["url"],
            "event": row["event"],
            "status": row["status"],
            "attempt": row["attempt"],
            "told": row["told"],
            "created": moment(row["created"]),
        }
        for row in rows
    ]


@router.post("/deliveries/{key}", status_code=202)
def again(office: TheOffice, viewer: Administers, key: Key) -> Response:
    """Send one once more, now."""
    with office.database.write() as connection:
        if not hooks.again(connection, key, office.database.now(connection)):
            raise Problem("not-found", say("service.no_hook"))
    return Response(status_code=202)
