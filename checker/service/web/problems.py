"""What goes wrong, told as RFC 9457 asks, in the language of the caller; each kind is a page of this server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from checker.messages import Message, say, text
from checker.record import dataclass

MEDIA = "application/problem+json"
KINDS: dict[str, int] = {
    "bad-request": 400,
    "unauthorised": 401,
    "forbidden": 403,
    "forged": 403,
    "not-found": 404,
    "method": 405,
    "slow": 408,
    "conflict": 409,
    "under-way": 409,
    "too-large": 413,
    "media-type": 415,
    "invalid": 422,
    "reused-key": 422,
    "too-many": 429,
    "failed": 500,
    "full": 503,
    "not-ready": 503,
    "no-room": 507,
}
"""The kinds of problem and their status; `service.problem_KIND` says in a few words what it is."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what was sent: where, as a JSON pointer or the name of a field, and what."""

    pointer: str
    what: Message | str


class Problem(Exception):
    """An answer that is none; `detail` says what would do."""

    def __init__(
        self,
        kind: str,
        detail: Message | None = None,
        *,
        errors: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.errors = kind, detail, errors
        self.headers, self.more = dict(headers or {}), dict(more or {})

    @property
    def status(self) -> int:
        """The status of the answer."""
        return KINDS[self.kind]


def title(kind: str, lang: str) -> str:
    """What a kind of problem is called."""
    return text(say(f"service.problem_{kind.replace('-', '_')}"), lang)


def told(problem: Problem, lang: str, request_id: str) -> dict[str, Any]:
    """The problem as plain values."""
    made: dict[str, Any] = {
        "type": f"/api/problems/{problem.kind}",
        "title": title(problem.kind, lang),
        "status": problem.status,
        "request": request_id,
    }
    if problem.detail is not None:
        made["detail"] = text(problem.detail, lang)
    if problem.errors:
        made["errors"] = [
            {"pointer": fault.pointer, "message": fault.what if isinstance(fault.what, str) else text(fault.what, lang)}
            for fault in problem.errors
        ]
    return made | problem.more


def answer(request: Request, problem: Problem) -> Response:
    """The answer to a program."""
    state = request.scope.get("state", {})
    lang, request_id = state.get("lang", "zh-CN"), state.get("request", "")
    headers = {"Content-Language": lang, "Cache-Control": "no-store", **problem.headers}
    if problem.status == 401:
        headers.setdefault("WWW-Authenticate", 'Bearer realm="gouji"')
    return JSONResponse(told(problem, lang, request_id), problem.status, headers, MEDIA)
