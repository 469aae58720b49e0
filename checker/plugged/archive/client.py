"""The REST interface of paperless-ngx, as far as it is needed: documents read, notes and tags written.

Documents themselves are never written: no field of theirs and no file. As docs/api.md of paperless-ngx has it.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from checker.errors import DocumentError, UsageError
from checker.messages import say

VERSION = "9"
"""Of the interface; paperless-ngx serves the one before its newest too, so that 2.15 and 3 both know it."""
SECONDS = 30.0
LARGEST = 256 << 20
"""Bytes of a document."""
_ANSWER = 64 << 20
"""Bytes of any other answer."""


class ArchiveError(DocumentError):
    """The archive did not do what it was asked for."""


class Archive:
    """An archive at an address, with the token of a user who may see its documents, write notes and set tags."""

    def __init__(self, url: str, token: str) -> None:
        """UsageError for an address that is none."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
            raise UsageError(say("plugged.bad_server", url=url, valid="http://, https://"))
        self.url = url.rstrip("/") + "/"
        self._token = token

    def document(self, number: int) -> dict[str, Any]:
        """What the archive says of a document."""
        found = self._json("GET", f"api/documents/{number}/")
        if not isinstance(found, dict):
            raise self._strange(f"documents/{number}")
        return found

    def original(self, number: int) -> bytes:
        """The file as it was taken in."""
        return self._call("GET", f"api/documents/{number}/download/?original=true", most=LARGEST)

    def notes(self, number: int) -> list[dict[str, Any]]:
        """The notes on a document."""
        return self._list(self._json("GET", f"api/documents/{number}/notes/"), "notes")

    def add_note(self, number: int, note: str) -> None:
        """Add a note. The archive tells some failures with status 200: only a list says that it was taken."""
        self._list(self._json("POST", f"api/documents/{number}/notes/", {"note": note}), "notes")

    def remove_note(self, number: int, note: int) -> None:
        """Take away a note."""
        self._call("DELETE", f"api/documents/{number}/notes/?id={note}")

    def tag(self, name: str) -> int:
        """The number of a tag, which is made where there is none; it matches no document by itself."""
        for one in self._pages(f"api/tags/?{urlencode({'name__iexact': name})}"):
            return int(one["id"])
        made = self._json("POST", "api/tags/", {"name": name, "matching_algorithm": 0, "is_inbox_tag": False})
        if not isinstance(made, dict) or "id" not in made:
            raise self._strange("tags")
        return int(made["id"])

    def set_tags(self, number: int, add: list[int], remove: list[int]) -> None:
        """Add and take away tags; all others stay, also those that somebody sets at the same time."""
        parameters = {"add_tags": add, "remove_tags": remove}
        body = {"documents": [number], "method": "modify_tags", "parameters": parameters}
        made = self._json("POST", "api/documents/bulk_edit/", body)
        if not isinstance(made, dict) or made.get("result") != "OK":
            raise self._strange("bulk_edit")

    def without(self, tags: list[int], query: str) -> Iterator[int]:
        """The documents that have none of these tags, and are found by a query in the archive's own words."""
        wanted = {"tags__id__none": ",".join(map(str, tags)), "ordering": "id", "fields": "id"}
        if query:
            wanted["query"] = query
        for one in self._pages(f"api/documents/?{urlencode(wanted)}"):
            yield int(one["id"])

    def _pages(self, path: str) -> Iterator[dict[str, Any]]:
        """The entries of a list that comes page by page; the next page is one of the same address."""
        seen = 0
        while path:
            page = self._json("GET", path)
            if not isinstance(page, dict) or not isinstance(page.get("results"), list):
                raise self._strange(path.partition("?")[0])
            yield from page["results"]
            seen += 1
            following = str(page.get("next") or "")
            # Behind a proxy the archive may call itself by another name: only the query of the next page counts.
            path = f"{path.partition('?')[0]}?{urlsplit(following).query}" if following and seen < 10_000 else ""

    def _list(self, found: Any, what: str) -> list[dict[str, Any]]:
        if not isinstance(found, list):
            raise self._strange(what, str(found.get("error", "")) if isinstance(found, dict) else "")
        return found

    def _strange(self, what: str, why: str = "") -> ArchiveError:
        return ArchiveError(say("plugged.archive_strange", url=self.url, what=what, why=why))

    def _json(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        try:
            return json.loads(self._call(method, path, body))
        except ValueError:
            raise self._strange(path.partition("?")[0]) from None

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None, most: int = _ANSWER) -> bytes:
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(
            urljoin(self.url, quote(path, safe="/?=&%,:+")),
            data,
            {
                "Authorization": f"Token {self._token}",
                "Accept": f"application/json; version={VERSION}",
                **({"Content-Type": "application/json"} if data is not None else {}),
            },
            method=method,
        )
        try:
            # The token goes to the address that the user has named, and to no other that it sends us to.
            with urllib.request.build_opener(_Stay).open(request, timeout=SECONDS) as answer:
                content: bytes = answer.read(most + 1)
        except urllib.error.HTTPError as error:
            with error:
                why = f"{error.code} {error.reason}"
            raise ArchiveError(say("plugged.archive_refused", url=self.url, what=path, why=why)) from None
        except (OSError, ValueError) as error:
            why = str(getattr(error, "reason", None) or error)
            raise ArchiveError(say("plugged.archive_refused", url=self.url, what=path, why=why)) from None
        if len(content) > most:
            raise ArchiveError(say("plugged.archive_refused", url=self.url, what=path, why=f"> {most >> 20} MB"))
        return content


class _Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None
