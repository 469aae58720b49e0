"""Where an archive calls when a document has come in: it is answered at once, and the document checked afterwards."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

from checker.files import write_beside

SECRET = "X-Gouji-Secret"
LARGEST = 300 << 20
"""Bytes of a call: an archive may send the document along, which is not needed."""
SECONDS = 5.0
"""As long as an archive waits for an answer."""
_NUMBER = re.compile(r"(?:^|/documents/)([0-9]{1,10})(?:/|$|\D)")


class Waiting:
    """The documents that wait to be checked, each once; on disk, so that a process that ends forgets none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._queue: Queue[int] = Queue()
        self._numbers: list[int] = []
        try:
            for number in json.loads(path.read_bytes()):
                self.add(int(number))
        except (OSError, ValueError, TypeError):
            pass

    def add(self, number: int) -> None:
        """Take in a document; one that waits already waits no second time."""
        with self._lock:
            if number not in self._numbers:
                self._numbers.append(number)
                self._keep()
                self._queue.put(number)

    def next(self) -> int:
        """The document that has waited the longest; waits for one."""
        return self._queue.get()

    def done(self, number: int) -> None:
        """Forget a document."""
        with self._lock:
            self._numbers.remove(number)
            self._keep()

    def __len__(self) -> int:
        return len(self._numbers)

    def _keep(self) -> None:
        write_beside(self._path, json.dumps(self._numbers).encode())


def receiver(host: str, port: int, secret: str, take: Callable[[int], None]) -> ThreadingHTTPServer:
    """A server that hands the numbers of documents to `take`: POST with the secret in a header, nothing else."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = SECONDS
        server_version = "gouji"
        sys_version = ""

        def do_POST(self) -> None:
            self.close_connection = True
            length = self.headers.get("Content-Length", "")
            if not hmac.compare_digest(self.headers.get(SECRET, "").encode(), secret.encode()):
                self._say(403, "the secret is missing or another")
            elif not length.isdigit():
                self._say(411, "no length")
            elif int(length) > LARGEST:
                self._say(413, "too large")
            else:
                number = document_of(self.headers.get("Content-Type", ""), self.rfile.read(int(length)))
                if number is None:
                    self._say(422, "no document_id and no doc_url")
                else:
                    take(number)
                    self._say(202, "taken")

        def do_GET(self) -> None:
            self.close_connection = True
            self._say(405, "POST only")

        def _say(self, code: int, what: str) -> None:
            body = json.dumps({"detail": what}).encode() + b"\n"
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
            """Nothing: what was done with a document is told by whoever does it."""

    return ThreadingHTTPServer((host, port), Handler)


def document_of(kind: str, body: bytes) -> int | None:
    """The number of the document that a call is about: of JSON, a form, or a form with a file; None for none."""
    kind, _, _ = kind.partition(";") if not kind.startswith("multipart/") else (kind, "", "")
    values: dict[str, str] = {}
    try:
        if kind == "application/json":
            said = json.loads(body)
            values = {str(name): str(one) for name, one in said.items()} if isinstance(said, dict) else {}
        elif kind == "application/x-www-form-urlencoded":
            values = {name: some[-1] for name, some in parse_qs(body.decode("utf-8", "replace")).items()}
        elif kind.startswith("multipart/form-data"):
            message = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body, policy=HTTP)
            for part in message.iter_parts() if message.is_multipart() else ():
                name = part.get_param("name", header="content-disposition")
                if isinstance(name, str) and part.get_filename() is None:
                    content = part.get_payload(decode=True)
                    values[name] = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    except (ValueError, LookupError):
        return None
    for name in ("document_id", "doc_id", "id", "doc_url", "document_url", "url"):
        match = _NUMBER.search(values.get(name, "").strip())
        if match:
            return int(match[1])
    return None
