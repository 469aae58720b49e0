"""The pane for Word and WPS at the server's address, where the data folder holds one (integrations/office/build.py)."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from checker.messages import say
from checker.service.web.gate import POLICY
from checker.service.web.problems import Problem

FOLDER = "office"
"""In the data folder."""
MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".xml": "application/xml",
    ".md": "text/plain; charset=utf-8",
}
HEADERS = {
    "Cache-Control": "public, max-age=0, must-revalidate",
    # Word's library has styles of its own within the page; as everywhere nobody but this server is asked.
    "Content-Security-Policy": POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
}


async def file(request: Request) -> Response:
    """A file of the pane: no secret, as the pane asks for a token itself."""
    folder = request.app.state.office.settings.data / FOLDER
    name = request.path_params["name"]
    name += "index.html" if name.endswith("/") else ""  # WPS asks for the folder of its add-in
    found = await run_in_threadpool(content, folder, name)
    if found is None:
        raise Problem("not-found", say("service.no_page"))
    return Response(found, 200, HEADERS, MEDIA[Path(name).suffix])


def content(folder: Path, name: str) -> bytes | None:
    """The content of a file below a folder; None for what is none, leads out of it or is of no kind that a pane has."""
    if Path(name).suffix not in MEDIA:
        return None
    try:
        path = (folder / name).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None


ROUTES = [Route("/office/{name:path}", file, methods=["GET"])]
