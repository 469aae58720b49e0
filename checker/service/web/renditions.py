"""Other outputs of a check, made when they are first asked for, in the processes beside the server."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from checker.errors import CheckerError
from checker.messages import say
from checker.outputs import OUTPUTS
from checker.record import dataclass
from checker.service.queue import inside
from checker.service.store import checks
from checker.service.web.asking import State, done
from checker.service.web.office import Office
from checker.service.web.problems import Problem

SUFFIX = {
    "text": "txt",
    "json": "json",
    "jsonl": "jsonl",
    "csv": "csv",
    "html": "html",
    "markdown": "md",
    "sarif": "sarif.json",
    "sarif-github": "github.sarif.json",
    "junit": "junit.xml",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "rdjson": "rdjson.json",
}
MEDIA = {
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".xml": "application/xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A content by its hash, under the name that it is saved by."""

    sha256: str
    name: str
    content: bytes


def output(office: Office, found: State, form: str) -> Download:
    """One of the outputs of `gouji check --format`."""
    if form not in OUTPUTS:
        raise Problem("not-found", say("service.no_output", known=", ".join(OUTPUTS)))
    check = done(found)
    name = f"{PurePath(found.row['name']).stem}.{SUFFIX[form]}"
    if form == "json":
        return Download(check["result"], name, office.files.get(check["result"]))
    kept = _kept(office, check["digest"], form)
    if kept is not None:
        return Download(kept.sha256, name, kept.content)
    content = office.crew.processes.call(inside.render, str(office.files.path(check["record"])), form)
    return Download(_keep(office, check["digest"], form, content, name), name, content)


def annotated(office: Office, found: State, document: str = "") -> Download:
    """The annotated copy of a document of a check, of the report where none is named."""
    check = done(found)
    wanted = document or found.row["name"]
    form = f"copy/{sha256(wanted.encode()).hexdigest()[:32]}"
    kept = _kept(office, check["digest"], form)
    if kept is not None:
        return kept
    try:
        order = office.crew.order(found.row["order"])
        made = office.crew.processes.call(inside.annotate, str(office.files.path(check["record"])), order)
    except CheckerError as error:
        raise Problem("conflict", error.message) from None
    own = next(((name, content) for path, name, content in made if path == wanted), None)
    if own is None:
        raise Problem("not-found", say("service.no_copy"))
    name, content = own
    return Download(_keep(office, check["digest"], form, content, name), name, content)


def _kept(office: Office, digest: str, form: str) -> Download | None:
    with office.database.read() as connection:
        row = checks.rendered(connection, digest, form)
    if row is None or not office.files.has(row[0]):
        return None
    return Download(row[0], row[1], office.files.get(row[0]))


def _keep(office: Office, digest: str, form: str, content: bytes, name: str) -> str:
    kept = office.files.put(content)
    with office.database.write() as connection:
        checks.keep_rendition(office.database, connection, digest, form, kept, name)
    return kept


def served(request: Request, download: Download, *, attached: bool = True) -> Response:
    """A download as an answer: never something that a browser would run as ours, and never fetched twice."""
    tag = f'"{download.sha256}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=31536000, immutable"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    media = MEDIA.get(PurePath(download.name).suffix.lower(), "application/octet-stream")
    headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    if attached:
        headers["Content-Disposition"] = disposition(download.name)
    return Response(download.content, 200, headers, media)


def disposition(name: str) -> str:
    """As an attachment under a name of any language (RFC 8187), with a plain one for those who know no other."""
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "._-") else "_" for one in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def digest(content: bytes) -> str:
    """The hash of a content that is not kept."""
    return sha256(content).hexdigest()
