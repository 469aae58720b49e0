"""The application: routes of the API and of the pages, behind gate and door."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from checker.messages import Message, say
from checker.service.web.api import checks, hooks, inspections, judgements, rules, submissions, tokens, units
from checker.service.web.api.described import describe
from checker.service.web.door import Door
from checker.service.web.gate import Gate, logged
from checker.service.web.office import Office
from checker.service.web.pages import (
    admin,
    assets,
    checking,
    comparing,
    entering,
    expecting,
    health,
    letters,
    pane,
    reviewing,
    submitting,
    years,
)
from checker.service.web.pages import inspections as inspections_pages
from checker.service.web.pages import rules as rules_pages
from checker.service.web.pages.showing import problem_page
from checker.service.web.problems import Fault, Problem, answer

API = (checks, submissions, judgements, units, inspections, hooks, rules, tokens)
"""Modules with a `router`, under /api/v1."""
PAGES = (
    health,
    entering,
    assets,
    pane,
    checking,
    submitting,
    reviewing,
    comparing,
    inspections_pages,
    expecting,
    letters,
    years,
    rules_pages,
    admin,
)
"""Modules with ROUTES."""
Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]
_OF_STATUS = {
    400: "bad-request",
    401: "unauthorised",
    403: "forbidden",
    404: "not-found",
    405: "method",
    413: "too-large",
    415: "media-type",
}


def application(office: Office, lifespan: Lifespan) -> FastAPI:
    """The ASGI application of an office."""
    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        middleware=[
            Middleware(Gate, settings=office.settings, metrics=office.metrics),
            Middleware(Door, office=office, page=problem_page),
        ],
    )
    app.state.office = office
    v1 = APIRouter(prefix="/api/v1")
    for module in API:
        v1.include_router(module.router)
    app.include_router(v1)
    for page in PAGES:
        app.router.routes.extend(page.ROUTES)
    made: dict[str, Any] = {}

    def description() -> dict[str, Any]:
        if not made:
            made.update(describe(app))
        return made

    app.openapi = description  # type: ignore[method-assign]  # the way that FastAPI documents
    for kind, handler in _HANDLERS.items():
        app.add_exception_handler(kind, handler)
    return app


def _told(request: Request, problem: Problem) -> Response:
    path = request.url.path
    return (
        answer(request, problem) if path.startswith("/api/") or path == "/metrics" else problem_page(request, problem)
    )


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return _told(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [Fault(_pointer(one["loc"]), str(one["msg"])) for one in error.errors()]
    return _told(request, Problem("invalid", say("service.invalid"), errors=faults))


def _pointer(place: tuple[Any, ...]) -> str:
    where, *rest = place
    inside = "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in rest)
    return f"/{inside}" if where == "body" else inside


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = _OF_STATUS.get(error.status_code, "bad-request")
    detail: Message | None = say("service.no_page") if kind == "not-found" else None
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() != "allow"}
    if kind == "method":
        headers["Allow"] = ", ".join(_methods(request))
    return _told(request, Problem(kind, detail, headers=headers))


def _methods(request: Request) -> list[str]:
    """The methods of every route of this path: one path may have several."""
    found: set[str] = set()
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.router.routes):
            found.add(method)
    return sorted(found)


async def _database(request: Request, error: Exception) -> Response:
    """The database is away or busy: that passes."""
    logged(error)
    return _told(request, Problem("not-ready", headers={"Retry-After": "5"}))


_HANDLERS: dict[Any, Callable[[Request, Exception], Awaitable[Response]]] = {
    Problem: _problem,
    RequestValidationError: _invalid,
    HTTPException: _http,
    OperationalError: _database,
}
