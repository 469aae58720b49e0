"""A template filled in: with the texts of the viewer's language, everything else escaped."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from checker.messages import say, text
from checker.service.web.office import lang_of
from checker.service.web.problems import Problem, title

WAYS = (
    ("check", "/check", "nav_check"),
    ("read", "/inspections", "nav_inspections"),
    ("read", "/units", "nav_units"),
    ("read", "/rules", "nav_rules"),
    ("administer", "/admin", "nav_admin"),
)
"""What stands on top of every page: who may see it, where it leads, what it is called."""
TEMPLATES = Path(__file__).parent.parent / "templates"


@cache
def environment() -> Environment:
    """Jinja2 as we use it: a name that is not there is an error, and no value is markup."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["when"] = when
    return made


def when(milliseconds: int | None) -> str:
    """A moment in the zone of this machine, to the minute."""
    if milliseconds is None:
        return ""
    return datetime.fromtimestamp(milliseconds / 1000).astimezone().strftime("%Y-%m-%d %H:%M")


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """The page of a template. `t("check_title")` in it is the text `service.check_title`."""
    lang = lang_of(request)
    viewer = request.scope["state"].get("viewer")

    def t(key: str, **params: Any) -> str:
        return text(say(f"service.{key}", **params), lang)

    html = (
        environment()
        .get_template(template)
        .render(
            t=t,
            lang=lang,
            viewer=viewer,
            form=viewer.form if viewer is not None else "",
            path=request.url.path,
            ways=WAYS,
            **values,
        )
    )
    return HTMLResponse(html, status, {"Content-Language": lang, "Vary": "Accept-Language, Cookie"})


def problem_page(request: Request, problem: Problem) -> Response:
    """What went wrong, for a person."""
    lang = lang_of(request)
    return page(
        request,
        "problem.html",
        problem.status,
        title=title(problem.kind, lang),
        detail=text(problem.detail, lang) if problem.detail is not None else "",
        errors=[fault.what if isinstance(fault.what, str) else text(fault.what, lang) for fault in problem.errors],
        request_id=request.scope["state"]["request"],
    )
