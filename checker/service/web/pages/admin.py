"""The pages of the administrator: queue and storage, accounts, tokens, hooks, the audit log."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say, text
from checker.messages.trail import MESSAGES as ACTIONS
from checker.service.store import accounts, hooks, jobs, notices, people, trail
from checker.service.store.schema.people import audit, token
from checker.service.store.schema.running import job
from checker.service.store.secrets import SHORTEST
from checker.service.store.viewer import ROLES, SCOPES
from checker.service.web.asking import error_told
from checker.service.web.office import lang_of, office_of, request_of
from checker.service.web.pages.forms import every_value, needs, own_form
from checker.service.web.pages.showing import page
from checker.service.web.problems import Problem


async def running(request: Request) -> Response:
    """运行: the queue, what failed and why, the disk, whether the log is whole."""
    needs(request, "administer")
    office, lang = office_of(request), lang_of(request)

    def look() -> dict[str, Any]:
        with office.database.read() as connection:
            failed = select(job).where(job.c.status == "failed").order_by(job.c.id.desc()).limit(20)
            count, broken = trail.verified(connection)
            last = select(audit).order_by(audit.c.id.desc()).limit(50)
            held = select(token).where(token.c.revoked.is_(None)).order_by(token.c.id)
            return {
                "counts": jobs.counts(connection),
                "oldest": jobs.oldest(connection, office.database.now(connection)),
                "failed": connection.execute(failed).mappings().all(),
                "entries": count,
                "broken": broken,
                "log": connection.execute(last).mappings().all(),
                "tokens": connection.execute(held).mappings().all(),
                "hooks": hooks.every(connection),
                "notices": notices.latest(connection),
                "deliveries": hooks.deliveries(connection, 20),
                "kept": connection.execute(select(func.count()).select_from(audit)).scalar_one(),
            }

    told = await run_in_threadpool(look)
    known = await run_in_threadpool(accounts.every, office.database)
    return page(
        request,
        "admin.html",
        accounts=known,
        free=office.files.free() >> 20,
        roles=ROLES,
        scopes=SCOPES,
        error=lambda word: error_told(word or "", lang),
        did=lambda action: did(action, lang),
        secret="",
        least=SHORTEST,
        **told,
    )


def did(action: str, lang: str) -> str:
    """What an entry of the audit log says; as it stands there where that is an action of another version."""
    key = f"trail.{action.replace('.', '_')}"
    return text(say(key), lang) if key in ACTIONS else action


async def put_account(request: Request) -> Response:
    """An account made or changed."""
    viewer, office = needs(request, "administer"), office_of(request)
    pairs = await every_value(request)
    said = dict(pairs)
    name, password = said.get("name", "").strip()[:120], said.get("password", "")[:1000]
    roles = [value for key, value in pairs if key == "role" and value in ROLES]
    if not name or "/" in name or name in (people.ENVIRONMENT, people.LOCAL):
        raise Problem("invalid", say("service.bad_name"))
    if said.get("disable"):
        await run_in_threadpool(accounts.disable, office.database, name, viewer)
        return RedirectResponse("/admin", 303)
    if len(password) < SHORTEST:
        raise Problem("invalid", say("service.short_password", least=SHORTEST))
    title = said.get("title", "").strip()[:200]
    await run_in_threadpool(accounts.put, office.database, name, roles, title, password, viewer)
    return RedirectResponse("/admin", 303)


async def new_token(request: Request) -> Response:
    """A token; its secret is shown this once."""
    viewer, office = needs(request, "administer"), office_of(request)
    pairs = await every_value(request)
    said = dict(pairs)
    scopes = [value for key, value in pairs if key == "scope" and value in SCOPES]
    name = said.get("name", "").strip()[:120]
    if not scopes or not name:
        raise Problem("invalid", say("service.bad_name"))

    def made() -> str:
        with office.database.write() as connection:
            key, secret = people.new_token(office.database, connection, viewer.account, name, scopes)
            trail.note(office.database, connection, viewer, "token.created", key, request=request_of(request))
            return secret

    return page(request, "secret.html", secret=await run_in_threadpool(made), name=name)


async def revoke_token(request: Request) -> Response:
    """A token revoked."""
    viewer, office = needs(request, "administer"), office_of(request)
    said = await own_form(request)

    def done() -> None:
        with office.database.write() as connection:
            now = office.database.now(connection)
            connection.execute(update(token).where(token.c.key == said.get("token", "")).values(revoked=now))
            about = said.get("token", "")[:32]
            trail.note(office.database, connection, viewer, "token.revoked", about, request=request_of(request))

    await run_in_threadpool(done)
    return RedirectResponse("/admin", 303)


ROUTES = [
    Route("/admin", running, methods=["GET"]),
    Route("/admin/accounts", put_account, methods=["POST"]),
    Route("/admin/tokens", new_token, methods=["POST"]),
    Route("/admin/tokens/revoke", revoke_token, methods=["POST"]),
]
