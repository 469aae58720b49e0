"""`gouji check --store URL`: the documents of a run handed in to the registry of `gouji serve`."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from checker.audit.audit import Audit, Run
from checker.errors import UsageError
from checker.messages import say, text

PATIENCE = 120.0
"""Seconds that the server may take to receive one dossier."""


def file_run(run: Run, url: str, sources: Mapping[str, Path]) -> Iterator[str]:
    """Hand in every dossier that has a report; a line for each, with its receipt.

    The token stands in GOUJI_TOKEN. UsageError where the server does not take one.
    """
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise UsageError(say("service.bad_store", url=url))
    token = os.environ.get("GOUJI_TOKEN", "")
    if not token:
        raise UsageError(say("service.no_store_token"))
    for audit in run.audits:
        report = next((one for one in audit.documents if one.role == "report"), None)
        if report is None:
            continue
        told = _handed_in(audit, url.rstrip("/"), token, sources, run.lang)
        yield text(say("service.filed", path=report.path, receipt=told["receipt"]), run.lang)


def _handed_in(audit: Audit, url: str, token: str, sources: Mapping[str, Path], lang: str) -> dict[str, str]:
    boundary = secrets.token_hex(16)
    body = b""
    for one in audit.documents:
        path = sources.get(one.path, Path(one.path))
        name = Path(one.path).name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")  # as browsers do
        head = f'Content-Disposition: form-data; name="{one.role}"; filename="{name}"\r\n\r\n'
        body += f"--{boundary}\r\n{head}".encode("utf-8", "replace") + path.read_bytes() + b"\r\n"
    if audit.year is not None:
        head = 'Content-Disposition: form-data; name="year"\r\n\r\n'
        body += f"--{boundary}\r\n{head}{audit.year}\r\n".encode()
    body += f"--{boundary}--\r\n".encode()
    request = Request(
        f"{url}/api/v1/submissions",
        body,
        {
            "Authorization": f"Bearer {token}",
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Accept-Language": lang,
            "User-Agent": "gouji check",
        },
    )
    try:
        with urlopen(request, timeout=PATIENCE) as answer:
            made: dict[str, str] = json.load(answer)
            return made
    except HTTPError as error:
        raise UsageError(say("service.not_filed", url=url, why=_why(error))) from None
    except (URLError, OSError, ValueError) as error:
        raise UsageError(say("service.not_filed", url=url, why=str(getattr(error, "reason", error)))) from None


def _why(error: HTTPError) -> str:
    """What the server says is wrong."""
    try:
        told = json.load(error)
        return " · ".join(str(told[name]) for name in ("title", "detail") if name in told) or str(error.code)
    except (ValueError, OSError):
        return str(error.code)
