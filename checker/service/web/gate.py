"""The outermost of the application: sizes, slow callers, an id for each request, headers that every answer has."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from checker import log
from checker.messages import say
from checker.service.settings import Settings
from checker.service.store.database import new_key
from checker.service.web.metrics import Metrics
from checker.service.web.problems import Problem, answer

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SILENCE = 30.0
"""Seconds without a byte of a body that is not at its end."""
SLOWEST = 1024
"""Bytes a second, on average, below which a body is cut off."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
"""What every answer says where it does not say otherwise."""
UPLOADS = ("/check", "/api/v1/checks", "/api/v1/submissions", "/api/v1/store", "/inspections", "/units", "/submissions")
"""Where bodies may be as large as files are."""


class Gate:
    """Wraps the application."""

    def __init__(self, app: App, settings: Settings, metrics: Metrics, silence: float = SILENCE) -> None:
        self._app, self._settings, self._metrics, self._silence = app, settings, metrics, silence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the life of the server."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        if self._settings.secure:  # links that we give out lead where browsers come in
            scope["scheme"] = "https"
        begun = time.monotonic()
        status: int | None = None
        request_id = new_key()[:16]
        scope.setdefault("state", {}).update(request=request_id, lang=language(scope, self._settings.lang))

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(raw=message["headers"])
                headers["x-request-id"] = request_id
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        most = self._settings.most_body if scope["path"].startswith(UPLOADS) else self._settings.most_small
        try:
            with log.bound(request=request_id):
                refused = _refused(Headers(scope=scope), most)
                if refused is not None:
                    await answer(Request(scope), refused)(scope, receive, sent)
                else:
                    await self._app(scope, _Body(receive, most, self._silence), sent)
        except Exception as error:  # a bug: it is in the log, and the caller is told under which id
            logged(error)
            if status is not None:
                raise
            await answer(Request(scope), Problem("failed", say("service.server_fault")))(scope, receive, sent)
        finally:
            route = getattr(scope.get("route"), "path", "") or "other"
            self._metrics.request(scope["method"], route, status or 500, time.monotonic() - begun)


class _Body:
    """What is received, counted and timed. Problem where it is too much or too slow."""

    def __init__(self, receive: Receive, most: int, silence: float) -> None:
        self._receive, self._most, self._silence = receive, most, silence
        self._size, self._begun, self._whole = 0, time.monotonic(), False

    async def __call__(self) -> Message:
        """The next of it; after its end only that the caller has gone."""
        if self._whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), self._silence)
        except TimeoutError:
            raise Problem("slow", say("service.slow"), headers={"Connection": "close"}) from None
        if message["type"] != "http.request":
            return message
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > self._most:
            raise too_large(self._most)
        taken = time.monotonic() - self._begun
        if not self._whole and taken > self._silence and self._size < SLOWEST * taken:
            raise Problem("slow", say("service.slow"), headers={"Connection": "close"})
        return message


def too_large(most: int) -> Problem:
    """The refusal of a body or file."""
    limit = say("service.too_large", megabytes=f"{most / (1 << 20):g}")
    return Problem("too-large", limit, headers={"Connection": "close"}, more={"limit": most})


def _refused(headers: Headers, most: int) -> Problem | None:
    """Why a request is refused by its head alone."""
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdecimal():
        return Problem("bad-request", say("service.bad_length"))
    return too_large(most) if int(length) > most else None


def logged(error: Exception) -> None:
    """Have a bug in the log, with its traceback."""
    with suppress(Exception), log.stage("answer"):
        raise error


def language(scope: Scope, usual: str) -> str:
    """The language of a request: ?lang=, else what the cookie of the pages says, else what is accepted first, else the
    usual one of the server."""
    request = Request(scope)
    for word in (request.query_params.get("lang", ""), request.cookies.get("gouji_lang", "")):
        if word in ("zh", "zh-CN", "en"):
            return "en" if word == "en" else "zh-CN"
    first = request.headers.get("accept-language", "").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh-CN" if first.startswith("zh") else usual
