"""A caller of the service over real connections: a program with a token, or a browser without script."""

from __future__ import annotations

import http.client
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.service.waiting import until

SAMPLES = {
    "clean": "clean-2021.docx",
    "defects": "defects-2021.docx",
}


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Client:
    """Keeps cookies; `form` is read from the pages that it opens, as a browser has it in their forms."""

    base: str
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    form: str = ""

    def connection(self) -> http.client.HTTPConnection:
        """A new one to the server."""
        where = urlsplit(self.base)
        return http.client.HTTPConnection(where.hostname or "", where.port, timeout=180)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = self.connection()
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    called, _, rest = value.partition("=")
                    self.cookies[called] = rest.partition(";")[0].strip('"')
        finally:
            connection.close()
        return found

    def get(self, path: str, **headers: str) -> Answer:
        found = self.ask("GET", path, **headers)
        form = re.search(rb'data-form="([0-9a-f]+)"', found.body[:4000])
        if form:
            self.form = form[1].decode()
        return found

    def post(self, path: str, value: Any = None, **headers: str) -> Answer:
        return self.ask("POST", path, json.dumps(value).encode(), Content_Type="application/json", **headers)

    def send(self, path: str, said: dict[str, str], **headers: str) -> Answer:
        """A form of a page, with what our forms carry."""
        body = urlencode({"form": self.form, **said}).encode()
        return self.ask("POST", path, body, Content_Type="application/x-www-form-urlencoded", **headers)

    def upload(self, path: str, *parts: tuple[str, str | None, bytes], **headers: str) -> Answer:
        """(field, file name or None for a text, content) each."""
        body, kind = multipart(*parts)
        return self.ask("POST", path, body, Content_Type=kind, **headers)

    def standing(self, path: str) -> Answer:
        """A page once it comes back no more by itself: what it is about has ended."""
        return until(lambda: None if b"http-equiv" in (found := self.get(path)).body else found, path)

    def check(self, content: bytes, name: str = "report.docx") -> Answer:
        return self.ended(self.upload("/api/v1/checks?wait=30", ("report", name, content)))

    def ended(self, answer: Answer) -> Answer:
        """The answer, or that which comes when what it is about has ended: other work may keep a machine busy."""
        for _ in range(6):
            if answer.status != 202 and not (
                answer.status == 200 and answer.json.get("status") in ("queued", "running")
            ):
                break
            answer = self.get(f"/api/v1/checks/{answer.json['id']}?wait=30")
        return answer


def multipart(*parts: tuple[str, str | None, bytes]) -> tuple[bytes, str]:
    """(body, content type) of a form with files."""
    boundary = secrets.token_hex(12)
    body = b""
    for called, name, content in parts:
        head = f'Content-Disposition: form-data; name="{called}"'
        if name is not None:
            head += f'; filename="{name}"\r\nContent-Type: application/octet-stream'
        body += f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n"
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
