"""Whether the server lives, whether it can work, and its counts; what the API is, for people who read."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say
from checker.service.store import jobs, migrating
from checker.service.store.people import LOCAL
from checker.service.web.office import lang_of, office_of
from checker.service.web.pages.forms import needs
from checker.service.web.pages.showing import page
from checker.service.web.problems import KINDS, Problem, title


async def home(request: Request) -> Response:
    """Where each begins his day."""
    viewer = needs(request, "read")
    person = viewer.may("judge") and viewer.name != LOCAL
    return RedirectResponse("/inspections" if person or viewer.unit is not None else "/check", 303)


async def healthy(request: Request) -> Response:
    """It answers."""
    return JSONResponse({"status": "ok"})


async def ready(request: Request) -> Response:
    """Its database answers and is of this program's schema; 503 and why, else."""
    office = office_of(request)

    def look() -> str:
        try:
            at = migrating.revision(office.database)
        except Exception as error:
            return type(error).__name__
        return "" if at == migrating.newest() else f"schema {at}, not {migrating.newest()}"

    why = await run_in_threadpool(look)
    return JSONResponse({"status": why or "ready"}, 503 if why else 200)


async def metrics(request: Request) -> Response:
    """For Prometheus, with an administrator's token."""
    needs(request, "administer")
    office = office_of(request)

    def told() -> str:
        with office.database.read() as connection:
            counts = jobs.counts(connection)
            oldest = jobs.oldest(connection, office.database.now(connection))
        gauges = {"oldest_job_seconds": oldest, "disk_free_bytes": float(office.files.free())}
        return office.metrics.text(gauges, counts)

    return PlainTextResponse(await run_in_threadpool(told), media_type="text/plain; version=0.0.4")


async def docs(request: Request) -> Response:
    """The API on a page that needs nothing from outside."""
    return page(request, "docs.html", api=request.app.openapi())


async def described(request: Request) -> Response:
    """The description as programs read it."""
    return JSONResponse(request.app.openapi())


async def problem(request: Request) -> Response:
    """What a kind of problem is."""
    kind = request.path_params["kind"]
    if kind not in KINDS:
        raise Problem("not-found", say("service.no_page"))
    return PlainTextResponse(f"{KINDS[kind]} {title(kind, lang_of(request))}\n")


ROUTES = [
    Route("/", home, methods=["GET"]),
    Route("/healthz", healthy, methods=["GET"]),
    Route("/readyz", ready, methods=["GET"]),
    Route("/metrics", metrics, methods=["GET"]),
    Route("/api/docs", docs, methods=["GET"]),
    Route("/api/openapi.json", described, methods=["GET"]),
    Route("/api/problems/{kind}", problem, methods=["GET"]),
]
