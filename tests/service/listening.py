"""The other side of a webhook."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.service.waiting import until


@dataclass
class Heard:
    """What came, in its order: path, headers and body of each; `status` is what the next ones are answered with."""

    origin: str = ""
    status: int = 200
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def bodies(self) -> list[dict[str, Any]]:
        """What was said."""
        return [json.loads(body) for _, _, body in list(self.got)]

    def wait(self, count: int) -> list[dict[str, Any]]:
        """What was said, once so much has come."""
        until(lambda: len(self.got) >= count, f"{count} calls")
        return self.bodies()


@contextmanager
def listening() -> Iterator[Heard]:
    """A server at a port of this machine."""
    heard = Heard()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            heard.got.append((self.path, dict(self.headers.items()), body))
            self.send_response(heard.status)
            if heard.status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    heard.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
