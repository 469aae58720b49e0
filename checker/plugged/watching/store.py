"""Handing reports in to a server (`gouji serve`), whose store keeps the versions of every unit."""

from __future__ import annotations

import json
import mimetypes
import urllib.error
import urllib.request
from http.client import HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import uuid4

from checker.errors import DocumentError, UsageError
from checker.messages import say
from checker.record import dataclass

SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Store:
    """A server at an address, with a token that may submit."""

    url: str
    token: str
    lang: str = "zh-CN"

    @classmethod
    def at(cls, url: str, token: str, lang: str) -> Store:
        """UsageError for an address that is none."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
            raise UsageError(say("plugged.bad_server", url=url, valid="http://, https://"))
        return cls(url.rstrip("/"), token, lang)

    def hand_in(self, path: Path, name: str, digest: str) -> dict[str, Any]:
        """Hand a file in; what the server says of it: id, receipt, version.

        The same file handed in again is the submission that there is, also where nobody knows whether the first
        answer came through. DocumentError where the server does not take it.
        """
        boundary = uuid4().hex
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        quoted = path.name.replace("\\", "_").replace('"', "%22")
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="report"; filename="{quoted}"\r\n'
        body = f"{head}Content-Type: {kind}\r\n\r\n".encode("utf-8", "replace") + path.read_bytes()
        request = urllib.request.Request(
            f"{self.url}/api/v1/submissions",
            body + f"\r\n--{boundary}--\r\n".encode(),
            {
                "Authorization": f"Bearer {self.token}",
                "Accept-Language": self.lang,
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "Idempotency-Key": f"watch-{digest}-{uuid_of(name)}",
            },
            method="POST",
        )
        try:
            # The token goes to the address that the user has named, and to no other that it sends us to.
            with urllib.request.build_opener(_Stay).open(request, timeout=SECONDS) as answer:
                made: dict[str, Any] = json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                why = f"{error.code} {_detail(error.read()) or error.reason}"
            raise DocumentError(say("plugged.not_handed_in", name=name, url=self.url, why=why)) from None
        except (OSError, ValueError) as error:
            why = str(getattr(error, "reason", None) or error)
            raise DocumentError(say("plugged.not_handed_in", name=name, url=self.url, why=why)) from None
        return {key: made.get(key) for key in ("id", "receipt", "version")}


def uuid_of(name: str) -> str:
    """A word of letters and digits for a path of the inbox, the same every time."""
    from hashlib import sha256

    return sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _detail(body: bytes) -> str:
    """What a server says of a problem (RFC 9457)."""
    try:
        told = json.loads(body)
        return str(told.get("detail") or told.get("title") or "")
    except (ValueError, AttributeError):
        return ""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None
