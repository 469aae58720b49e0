"""/api/v1/tokens: the keys of programs. A secret is shown once, when it is made."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import select, update
from starlette.requests import Request
from starlette.responses import Response

from checker.messages import say
from checker.service.store import people, trail
from checker.service.store.schema.people import token
from checker.service.store.schema.units import unit
from checker.service.store.viewer import SCOPES
from checker.service.web.api.forms import Key
from checker.service.web.api.needs import Administers, TheOffice
from checker.service.web.asking import moment
from checker.service.web.office import request_of
from checker.service.web.problems import Fault, Problem

router = APIRouter(prefix="/tokens", tags=["tokens"])


class Wanted(BaseModel, extra="forbid"):
    """A new token. `unit` is the id of the unit that it is bound to."""

    name: str = Field(min_length=1, max_length=120)
    scopes: list[str] = Field(min_length=1, max_length=8, json_schema_extra={"items": {"enum": list(SCOPES)}})
    unit: str | None = Field(None, max_length=32)
    days: int | None = Field(None, ge=1, le=3660)


class Token(BaseModel):
    """A token without its secret."""

    id: str
    name: str
    scopes: list[str]
    created: str
    used: str | None
    ends: str | None


class NewToken(BaseModel):
    """`secret` is not kept and is shown this once."""

    id: str
    secret: str


@router.get("", response_model=list[Token])
def every(office: TheOffice, viewer: Administers) -> list[dict[str, Any]]:
    """The tokens that hold."""
    with office.database.read() as connection:
        rows = connection.execute(select(token).where(token.c.revoked.is_(None)).order_by(token.c.id)).mappings().all()
    return [
        {
            "id": row["key"],
            "name": row["name"],
            "scopes": row["scopes"].split(),
            "created": moment(row["created"]),
            "used": moment(row["used"]) if row["used"] else None,
            "ends": moment(row["ends"]) if row["ends"] else None,
        }
        for row in rows
    ]


@router.post("", status_code=201, response_model=NewToken)
def create(request: Request, office: TheOffice, viewer: Administers, wanted: Wanted) -> Response:
    """A new token of yours."""
    unknown = [scope for scope in wanted.scopes if scope not in SCOPES]
    if unknown:
        fault = Fault("/scopes", say("service.no_scope", known=", ".join(SCOPES)))
        raise Problem("invalid", say("service.invalid"), errors=[fault])
    with office.database.write() as connection:
        bound = None
        if wanted.unit is not None:
            bound = connection.execute(select(unit.c.id).where(unit.c.key == wanted.unit)).scalar_one_or_none()
            if bound is None:
                raise Problem("not-found", say("service.no_unit"))
        ends = office.database.now(connection) + wanted.days * 86_400_000 if wanted.days else None
        key, secret = people.new_token(
            office.database, connection, viewer.account, wanted.name, wanted.scopes, bound, ends
        )
        trail.note(office.database, connection, viewer, "token.created", key, request=request_of(request))
    return JSONResponse({"id": key, "secret": secret}, 201)


@router.delete("/{key}", status_code=204)
def revoke(request: Request, office: TheOffice, viewer: Administers, key: Key) -> Response:
    """Revoke a token, at once."""
    with office.database.write() as connection:
        now = office.database.now(connection)
        changed = connection.execute(
            update(token).where(token.c.key == key, token.c.revoked.is_(None)).values(revoked=now)
        )
        if not changed.rowcount:
            raise Problem("not-found", say("service.no_token"))
        trail.note(office.database, connection, viewer, "token.revoked", key, request=request_of(request))
    return Response(status_code=204)
