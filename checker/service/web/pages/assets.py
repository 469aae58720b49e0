"""Script and style by file: those of the service, and those of the command's review page."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from checker.messages import say
from checker.outputs import page as review
from checker.service.web.problems import Problem

OWN = Path(__file__).parent.parent / "static"
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def assets() -> dict[str, tuple[bytes, str, str]]:
    """(content, media type, tag) of each by its name."""
    theirs = [review.HERE / name for name in ("base.css", "review.css", "review.js")]
    files = [*theirs, *(path for path in sorted(OWN.iterdir()) if path.suffix in MEDIA)]
    return {
        path.name: (content, MEDIA[path.suffix], f'"{sha256(content).hexdigest()[:24]}"')
        for path in files
        for content in [path.read_bytes()]
    }


async def asset(request: Request) -> Response:
    """A file; asked for again it is told that nothing has changed."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise Problem("not-found", say("service.no_page"))
    content, media, tag = found
    headers = {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, media)


ROUTES = [Route("/static/{name}", asset, methods=["GET"])]
