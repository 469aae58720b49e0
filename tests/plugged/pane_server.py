"""What stands before a server in an office: the files of the pane, and the interface of the server, at one address."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.cli.calls import ROOT

PANE = ROOT / "integrations" / "office"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css",
    ".png": "image/png",
}


class Proxy:
    """At `/office/` the pane, at `/api/` the server `base`; `host` is what stands in the place of office.js."""

    def __init__(self, base: str, host: str) -> None:
        class Handler(BaseHTTPRequestHandler):
            def say(self, code: int, data: bytes, kind: str) -> None:
                self.send_response(code)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def forward(self) -> None:
                path = self.path.partition("?")[0]
                if path == "/office/office.js":
                    self.say(200, host.encode(), KINDS[".js"])
                elif path.startswith("/office/"):
                    file = PANE / Path(path).name
                    found = file.is_file()
                    self.say(
                        200 if found else 404, file.read_bytes() if found else b"", KINDS.get(file.suffix, "text/plain")
                    )
                elif path.startswith("/api/"):
                    length = int(self.headers.get("Content-Length") or 0)
                    names = ("Authorization", "Content-Type", "Accept-Language")
                    kept = {name: self.headers[name] for name in names if name in self.headers}
                    body = self.rfile.read(length) if length else None
                    request = urllib.request.Request(base + self.path, body, kept, method=self.command)
                    try:
                        with urllib.request.urlopen(request, timeout=60) as answer:
                            self.say(answer.status, answer.read(), answer.headers["Content-Type"])
                    except urllib.error.HTTPError as error:
                        with error:
                            self.say(error.code, error.read(), error.headers["Content-Type"])
                else:
                    self.say(404, b"", "text/plain")

            do_GET = do_POST = forward

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
