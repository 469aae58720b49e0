"""The bench's page over HTTP on this machine alone: one address that nobody can guess, and no file is served."""

from __future__ import annotations

import hmac
import json
import secrets
import traceback
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from checker.bench.live.page import page
from checker.bench.live.session import MOST_TEXT, Session
from checker.errors import CheckerError
from checker.messages import say, text

HOST = "127.0.0.1"
MOST_BODY = 8 * MOST_TEXT
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Bench(ThreadingHTTPServer):
    """Serves one session. Who does not know the address, another user of the machine or another page in the browser,
    is told nothing."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, session: Session, port: int = 0, rule: str = "") -> None:
        super().__init__((HOST, port), _Handler)
        self.session, self.rule = session, rule
        self.secret = secrets.token_urlsafe(18)

    @property
    def address(self) -> str:
        """What the author opens."""
        return f"http://{HOST}:{self.server_port}/{self.secret}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone away is no error of ours; a bug shows itself."""
        import sys

        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: Bench
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "gouji", ""
    timeout = 60

    def do_GET(self) -> None:
        """The page."""
        if self._known() == "":
            self._send(HTTPStatus.OK, page(self.server.session, self.server.rule), "text/html; charset=utf-8")
        else:
            self._nothing()

    def do_POST(self) -> None:
        """A question of the page's script."""
        answer = _ANSWERS.get(self._known() or "")
        length = self.headers.get("Content-Length", "")
        own = self.headers.get("Origin") in (None, f"http://{self.headers.get('Host')}")
        if answer is None or not own or self.headers.get_content_type() != "application/json":
            self.close_connection = True
            self._nothing()
        elif not length.isdigit() or int(length) > MOST_BODY:
            self.close_connection = True
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"", "text/plain")
        else:
            self._answer(answer, self.rfile.read(int(length)))

    def _answer(self, answer: Callable[[Session, dict[str, str]], dict[str, Any]], body: bytes) -> None:
        try:
            asked = json.loads(body)
            told = {name: str(value) for name, value in asked.items()}
        except (ValueError, AttributeError):
            self._send(HTTPStatus.BAD_REQUEST, b"", "text/plain")
            return
        try:
            made = answer(self.server.session, told)
        except CheckerError as error:
            made = {"error": error.told(self.server.session.lang)}
        except Exception as error:  # the author's text is in the page alone: a bug must not take that away
            traceback.print_exc()
            made = {
                "error": text(say("bench.live_crash", why=f"{type(error).__name__}: {error}"), self.server.session.lang)
            }
        self._send(HTTPStatus.OK, json.dumps(made, ensure_ascii=False).encode("utf-8", "replace"), "application/json")

    def _known(self) -> str | None:
        """What is asked for; None for who does not know the address, or came by another name of this machine."""
        host = self.headers.get("Host", "")
        _, secret, rest = [*self.path.split("/", 2), "", ""][:3]
        own = hmac.compare_digest(secret.encode("utf-8", "replace"), self.server.secret.encode())
        return rest if own and host == f"{HOST}:{self.server.server_port}" else None

    def _nothing(self) -> None:
        self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: the terminal is the author's."""


def _of(told: dict[str, str], *names: str) -> list[str]:
    return [told.get(name, "") for name in names]


_ANSWERS: dict[str, Callable[[Session, dict[str, str]], dict[str, Any]]] = {
    "judge": lambda session, told: session.judged(*_of(told, "text", "opened", "document", "kind")),
    "open": lambda session, told: session.opened(*_of(told, "rule", "kind")),
    "save": lambda session, told: session.save(*_of(told, "text", "opened", "stamp")),
}
