"""A small server that speaks the REST interface of paperless-ngx as its documentation has it, strictly.

Shapes: docs/api.md of paperless-ngx (documents, notes, tags, bulk_edit, download, paging), and what its source does
that the documentation does not say: a note that is refused comes back with status 200 and a key `error`.
"""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "0123456789abcdef"
PAGE = 2


class Paperless:
    """The archive: `documents` by number, each with its name, content, notes and tags."""

    def __init__(self) -> None:
        self.documents: dict[int, dict[str, Any]] = {}
        self.tags: dict[int, str] = {1: "收文"}
        self.calls: list[tuple[str, str]] = []
        self.refuse_notes = False
        self.redirect = ""
        self._note = 100
        archive = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self, code: int, body: Any, kind: str = "application/json") -> None:
                data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
                self.send_response(code)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def handle_call(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length)) if length else None
                archive.calls.append((self.command, self.path))
                if archive.redirect:
                    self.send_response(302)
                    self.send_header("Location", archive.redirect)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                elif self.headers.get("Authorization") != f"Token {TOKEN}":
                    self.answer(401, {"detail": "Invalid token."})
                elif self.headers.get("Accept") not in ("application/json; version=9", "application/json; version=10"):
                    self.answer(406, {"detail": 'Invalid version in "Accept" header.'})
                else:
                    self.answer(*archive.called(self.command, self.path, body))

            do_GET = do_POST = do_DELETE = do_PATCH = do_PUT = handle_call

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, number: int, name: str, content: bytes, *tags: int) -> None:
        self.documents[number] = {"name": name, "content": content, "notes": [], "tags": list(tags)}

    def notes(self, number: int) -> list[str]:
        return [one["note"] for one in self.documents[number]["notes"]]

    def tagged(self, number: int) -> list[str]:
        return [self.tags[one] for one in self.documents[number]["tags"]]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def called(self, method: str, path: str, body: Any) -> tuple[int, Any] | tuple[int, bytes, str]:
        """The answer to a call: status and JSON, or bytes with their kind."""
        parts = urlsplit(path)
        query = {name: some[-1] for name, some in parse_qs(parts.query).items()}
        match [one for one in parts.path.split("/") if one], method:
            case ["api", "tags"], "GET":
                found = [(n, name) for n, name in self.tags.items() if name.lower() == query["name__iexact"].lower()]
                return 200, self._page([{"id": n, "name": name, "matching_algorithm": 6} for n, name in found], path)
            case ["api", "tags"], "POST":
                number = max(self.tags) + 1
                self.tags[number] = body["name"]
                assert body["matching_algorithm"] == 0, "a tag that matches by itself would be set on other documents"
                return 201, {"id": number, "name": body["name"]}
            case ["api", "documents"], "GET":
                without = {int(one) for one in query.get("tags__id__none", "").split(",") if one}
                text = query.get("query", "")
                found_ = [
                    n for n, one in self.documents.items() if not without & set(one["tags"]) and text in one["name"]
                ]
                return 200, self._page([{"id": number} for number in sorted(found_)], path)
            case ["api", "documents", "bulk_edit"], "POST":
                assert body["method"] == "modify_tags"
                for number in body["documents"]:
                    tags = self.documents[number]["tags"]
                    kept = [one for one in tags if one not in body["parameters"]["remove_tags"]]
                    self.documents[number]["tags"] = list(dict.fromkeys([*kept, *body["parameters"]["add_tags"]]))
                return 200, {"result": "OK"}
            case ["api", "documents", number, *rest], _ if int(number) in self.documents:
                return self._document(int(number), rest, method, query, body)
        return 404, {"detail": "No Document matches the given query."}

    def _document(
        self, number: int, rest: list[str], method: str, query: dict[str, str], body: Any
    ) -> tuple[int, Any] | tuple[int, bytes, str]:
        one = self.documents[number]
        if not rest and method == "GET":
            about = {"id": number, "title": "一份报告", "tags": one["tags"], "notes": one["notes"], "page_count": 4}
            return 200, {**about, "original_file_name": one["name"], "archived_file_name": "0000001.pdf"}
        if rest == ["download"] and method == "GET":
            return (200, one["content"], "application/octet-stream") if query.get("original") == "true" else (400, {})
        if rest == ["notes"]:
            if method == "POST" and self.refuse_notes:
                return 200, {"error": "Error saving note, check logs for more detail."}
            if method == "POST":
                self._note += 1
                note = {"id": self._note, "note": body["note"], "created": "2026-01-01T00:00:00Z", "user": {"id": 3}}
                one["notes"].insert(0, note)
            if method == "DELETE":
                one["notes"] = [note for note in one["notes"] if note["id"] != int(query["id"])]
            return 200, one["notes"]
        return 405, {"detail": f'Method "{method}" not allowed.'}

    def _page(self, entries: list[dict[str, Any]], path: str) -> dict[str, Any]:
        parts = urlsplit(path)
        query = {name: some[-1] for name, some in parse_qs(parts.query).items()}
        page = int(query.pop("page", "1"))
        rest = parts.query.replace(f"&page={page}", "")
        # As behind a proxy that was not told of: another host than the one that was asked.
        more = f"http://webserver:8000{parts.path}?{rest}&page={page + 1}" if len(entries) > page * PAGE else None
        shown = entries[(page - 1) * PAGE : page * PAGE]
        return {
            "count": len(entries),
            "next": more,
            "previous": None,
            "all": [one["id"] for one in entries],
            "results": shown,
        }
