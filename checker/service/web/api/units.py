"""/api/v1/units: the organs that owe reports, under all their names."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from checker.messages import say
from checker.service.store import trail, units
from checker.service.store.schema.units import unit, unit_name
from checker.service.store.viewer import units as visible
from checker.service.web.api.forms import Key
from checker.service.web.api.needs import After, Judges, Limit, Reads, TheOffice, linked, number_after
from checker.service.web.office import request_of
from checker.service.web.problems import Problem

router = APIRouter(prefix="/units", tags=["units"])
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class Unit(BaseModel):
    """A unit: `names` are all that its reports may bear."""

    id: str
    name: str
    code: str | None
    names: list[str]


class UnitList(BaseModel):
    """In the order in which they were made."""

    units: list[Unit]
    next: str | None = None


class Wanted(BaseModel, extra="forbid"):
    """A new unit."""

    name: Name
    code: str = Field("", max_length=60)
    names: list[Name] = Field(default_factory=list, max_length=20)


class NewName(BaseModel, extra="forbid"):
    """It is called so from this year on."""

    name: Name
    year: int = Field(ge=1900, le=2099)


def _told(connection: Any, rows: list[Any]) -> list[dict[str, Any]]:
    asked = select(unit_name.c.unit_id, unit_name.c.name).where(unit_name.c.unit_id.in_([row["id"] for row in rows]))
    names: dict[int, list[str]] = {}
    for number, name in connection.execute(asked.order_by(unit_name.c.id)):
        names.setdefault(number, []).append(name)
    return [
        {"id": row["key"], "name": row["name"], "code": row["code"], "names": names.get(row["id"], [])} for row in rows
    ]


@router.get("", response_model=UnitList)
def every(request: Request, office: TheOffice, viewer: Reads, limit: Limit = 50, after: After = "") -> Response:
    """The units that you may see."""
    with office.database.read() as connection:
        asked = select(unit).where(visible(viewer), unit.c.id > number_after(after)).order_by(unit.c.id)
        rows = list(connection.execute(asked.limit(limit + 1)).mappings())
        found = _told(connection, rows[:limit])
    next_ = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    return JSONResponse({"units": found, "next": next_}, headers=linked(request, next_))


@router.post("", status_code=201, response_model=Unit)
def create(request: Request, office: TheOffice, viewer: Judges, wanted: Wanted) -> Response:
    """A new unit. A code that another has is a conflict."""
    with office.database.write() as connection:
        number = units.add(office.database, connection, wanted.name.strip(), wanted.code.strip(), wanted.names)
        if number is None:
            raise Problem("conflict", say("service.code_taken"))
        row = connection.execute(select(unit).where(unit.c.id == number)).mappings().one()
        trail.note(
            office.database,
            connection,
            viewer,
            "unit.created",
            row["key"],
            after=wanted.name,
            request=request_of(request),
        )
        told = _told(connection, [row])[0]
    return JSONResponse(told, 201, {"Location": f"/api/v1/units/{told['id']}"})


def _find(connection: Any, viewer: Any, key: str) -> Any:
    row = connection.execute(select(unit).where(unit.c.key == key, visible(viewer))).mappings().first()
    if row is None:
        raise Problem("not-found", say("service.no_unit"))
    return row


@router.get("/{key}", response_model=Unit)
def one(office: TheOffice, viewer: Reads, key: Key) -> dict[str, Any]:
    """A unit."""
    with office.database.read() as connection:
        return _told(connection, [_find(connection, viewer, key)])[0]


@router.post("/{key}/names", response_model=Unit)
def rename(request: Request, office: TheOffice, viewer: Judges, key: Key, wanted: NewName) -> dict[str, Any]:
    """The unit is called otherwise from a year on; its former names stay known."""
    with office.database.write() as connection:
        row = _find(connection, viewer, key)
        units.rename(connection, row["id"], wanted.name.strip(), wanted.year)
        said = [wanted.name, wanted.year]
        trail.note(
            office.database,
            connection,
            viewer,
            "unit.renamed",
            key,
            before=row["name"],
            after=said,
            request=request_of(request),
        )
        return _told(connection, [_find(connection, viewer, key)])[0]
