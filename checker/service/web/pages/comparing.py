"""Two versions of a report side by side: what was mended, what remains, what is new, what could not be compared."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from checker.service.web import handing
from checker.service.web.office import lang_of, office_of
from checker.service.web.pages.forms import needs
from checker.service.web.pages.showing import page

ORDER = ("remaining", "new", "fixed", "uncompared")
"""未改 first: that is what is asked for."""


async def compare(request: Request) -> Response:
    """The later version against the other."""
    viewer, office, lang = needs(request, "read"), office_of(request), lang_of(request)
    keys = request.path_params["key"], request.path_params["other"]
    found = await run_in_threadpool(handing.compared, office, viewer, *keys, lang)
    groups: dict[str, list[dict[str, Any]]] = {state: [] for state in ORDER}
    for dossier in json.loads(found.content)["dossiers"]:
        for one in dossier["findings"]:
            groups[one["state"]].append(one)
    return page(request, "compare.html", new=found.new, old=found.old, unit=found.unit, groups=groups)


ROUTES = [Route("/submissions/{key}/compare/{other}", compare, methods=["GET"])]
