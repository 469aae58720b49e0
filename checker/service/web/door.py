"""Who is it? Nobody passes unknown but to the few open routes; what changes something must come from our own pages."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from checker.messages import say
from checker.service.settings import Settings
from checker.service.store import people
from checker.service.store.secrets import form_of, same
from checker.service.store.viewer import SCOPES, Viewer
from checker.service.web.gate import App, Receive, Scope, Send
from checker.service.web.office import Office
from checker.service.web.problems import Problem, answer

OPEN = (
    "/healthz",
    "/readyz",
    "/login",
    "/enter",
    "/static/",
    "/office/",
    "/api/openapi.json",
    "/api/docs",
    "/api/problems/",
)
"""What anybody may see: whether the server lives, how to come in, how pages look and what the API is."""
COOKIE = "gouji_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_HEADER = "x-gouji-form"
PROXY_SECRET = "x-gouji-proxy"
CALLER = "x-real-ip"
"""Where a proxy says who asks it."""
SOCKET = "socket"
"""The address of whoever comes by a unix socket: the group of its folder, and so the proxy, alone."""
_RENEW = 60_000
"""Milliseconds after which it is noted again that a session or token was used."""

Page = Callable[[Request, Problem], Response]


class Door:
    """Between gate and routes. `page` tells a problem to a person."""

    def __init__(self, app: App, office: Office, page: Page) -> None:
        self._app, self._office, self._page = app, office, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or tell why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            viewer = await run_in_threadpool(self._viewer, request)
            scope["state"]["viewer"] = viewer
            self._let_in(request, viewer)
        except Problem as problem:
            await self._told(request, problem)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _told(self, request: Request, problem: Problem) -> Response:
        path = request.url.path
        if path.startswith("/api/") or path == "/metrics":
            return answer(request, problem)
        if problem.kind == "unauthorised" and request.method in SAFE:
            return RedirectResponse(f"/login?to={quote(path)}", 303)
        return self._page(request, problem)

    def _let_in(self, request: Request, viewer: Viewer | None) -> None:
        path, changes = request.url.path, request.method not in SAFE
        if viewer is None and not path.startswith(OPEN):
            raise Problem("unauthorised", say("service.unauthorised"))
        if changes and (viewer is None or viewer.form):
            _from_us(request)
        if changes and self._office.settings.rate:
            caller = (
                f"{viewer.account}/{viewer.token}"
                if viewer is not None
                else f"at {address_of(request, self._office.settings)}"
            )
            seconds = self._office.rates.wait(caller, self._office.settings.rate, time.monotonic())
            if seconds:
                headers = {"Retry-After": str(int(seconds) + 1)}
                raise Problem("too-many", say("service.too_many", most=self._office.settings.rate), headers=headers)

    def _viewer(self, request: Request) -> Viewer | None:
        """By token, by session, by the proxy; None for nobody that is known."""
        settings, database = self._office.settings, self._office.database
        word = request.headers.get("authorization", "")
        by_proxy = self._by_proxy(request)
        scheme, _, secret = word.partition(" ")
        if word and not (by_proxy and scheme.lower() == "basic"):  # what a proxy was shown it passes on
            if scheme.lower() != "bearer" or not secret.strip():
                raise Problem("unauthorised", say("service.bearer"))
            return self._by_token(secret.strip())
        if by_proxy:
            with database.read() as connection:
                row = people.by_name(connection, by_proxy)
                # The program's own accounts have names too, and nobody's login at a proxy is theirs.
                person = row is not None and row["kind"] == "person"
                found = people.viewer_of(connection, row["id"]) if row is not None and person else None
            if found is None:
                return None
            form = form_of(f"{settings.proxy_secret}/{found.account}")
            self._of_our_pages(request, form)
            return replace(found, form=form)
        cookie = request.cookies.get(COOKIE, "")
        if not cookie:
            return None
        with database.read() as connection:
            now = database.now(connection)
            known = people.by_session(connection, cookie, now)
        if known is None:
            return None
        viewer, seen = known
        self._of_our_pages(request, viewer.form)
        if seen < now - _RENEW and viewer.session is not None:
            with database.write() as connection:
                people.touch(connection, viewer.session, now)
        return viewer

    def _of_our_pages(self, request: Request, form: str) -> None:
        """Problem where the API is asked by a browser, and not by the script of one of our pages."""
        if request.url.path.startswith("/api/v1/") and not same(request.headers.get(FORM_HEADER, ""), form):
            # A browser sends its cookie along with whatever it is made to ask for, and a proxy the name of whoever is
            # logged in; only our script knows this.
            raise Problem("unauthorised", say("service.cookie_alone"))

    def _by_token(self, secret: str) -> Viewer:
        settings, database = self._office.settings, self._office.database
        if settings.token and same(secret, settings.token) and self._office.environment is not None:
            number = self._office.environment
            return Viewer(number, people.ENVIRONMENT, "GOUJI_TOKEN", frozenset(SCOPES))
        with database.read() as connection:
            now = database.now(connection)
            known = people.by_token(connection, secret, now)
        if known is None:
            raise Problem("unauthorised", say("service.wrong_token"))
        viewer, used = known
        if used < now - _RENEW and viewer.token is not None:
            with database.write() as connection:
                people.use_token(connection, viewer.token, now)
        return viewer

    def _by_proxy(self, request: Request) -> str:
        """The name that a trusted proxy gives; whoever else sends such a header has it ignored."""
        settings = self._office.settings
        if not settings.proxy or not settings.proxy_secret or _peer(request) != settings.proxy:
            return ""
        if not same(request.headers.get(PROXY_SECRET, ""), settings.proxy_secret):
            return ""
        name = request.headers.get(settings.proxy_header, "").encode("latin-1")  # the bytes as they came
        try:
            return name.decode("utf-8").strip()
        except UnicodeDecodeError:
            return ""


def address_of(request: Request, settings: Settings) -> str:
    """Where a request comes from: what a proxy says of it, where only a proxy can have sent it."""
    peer = _peer(request)
    if peer not in (SOCKET, settings.proxy):
        return peer
    try:
        return ip_address(request.headers.get(CALLER, "").strip()).compressed
    except ValueError:
        return peer


def _peer(request: Request) -> str:
    """Who is at the other end of the connection."""
    return request.client.host if request.client is not None and request.client.host else SOCKET


def _from_us(request: Request) -> None:
    """Problem where a browser says that another site made it ask. A browser always says so; a program need not."""
    headers = Headers(scope=request.scope)
    told = headers.get("origin") or headers.get("referer")
    site = headers.get("sec-fetch-site", "same-origin")
    ours = not told or urlsplit(told).netloc.lower() == headers.get("host", "").lower()
    if not ours or site not in ("same-origin", "none"):
        raise Problem("forged", say("service.forged"))
