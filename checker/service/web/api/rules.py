"""/api/v1/packs and /api/v1/rules: what is in force; /api/v1/me: who asks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from checker.messages import say
from checker.service.web.api.needs import Lang, Reads, TheOffice
from checker.service.web.problems import Problem

router = APIRouter(tags=["rules"])
Word = Annotated[str, Path(max_length=120)]


class Rule(BaseModel, extra="allow"):
    """A rule of a pack: `id` is PACK/RULE, `severity` the usual one."""

    id: str
    title: str
    severity: str
    severities: list[list[str]] = Field(description="Condition and severity; the first whose condition holds.")
    where: str = Field(description="Which facts it looks at.")
    expect: str = Field(description="What must hold, with its thresholds.")
    clause: str
    quote: str
    basis: str
    digest: str


class Pack(BaseModel):
    """A rule pack in force; `digest` is over its files."""

    id: str
    version: str
    title: str
    digest: str
    measures: dict[str, str] = Field(description="What figures of the text can count, by the words of its JSON.")
    years: list[str] = Field(description="Those of them that reports of several years are compared by.")
    rules: list[Rule]


class Me(BaseModel):
    """Who you are to this server."""

    name: str
    title: str
    scopes: list[str]
    bound: bool


@router.get("/me", response_model=Me, tags=["me"])
def me(viewer: Reads) -> dict[str, Any]:
    """Who asks, and what he may do."""
    scopes = sorted(viewer.scopes)
    return {"name": viewer.name, "title": viewer.title, "scopes": scopes, "bound": viewer.unit is not None}


@router.get("/packs", response_model=list[Pack])
def packs(office: TheOffice, viewer: Reads, lang: Lang) -> list[dict[str, Any]]:
    """The packs in force with their rules."""
    return list(office.packs[lang])


@router.get("/packs/{pack}", response_model=Pack)
def pack(office: TheOffice, viewer: Reads, lang: Lang, pack: Word) -> dict[str, Any]:
    """A pack in force."""
    found = next((one for one in office.packs[lang] if one["id"] == pack), None)
    if found is None:
        raise Problem("not-found", say("service.no_pack"))
    return found


@router.get("/rules/{pack}/{rule}", response_model=Rule)
def rule(office: TheOffice, viewer: Reads, lang: Lang, pack: Word, rule: Word) -> dict[str, Any]:
    """A rule in force: what it is about, and the clause that it rests on."""
    found = office.rule(f"{pack}/{rule}", lang)
    if found is None:
        raise Problem("not-found", say("service.no_rule"))
    return found
