"""What a route of the API asks of its caller."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.requests import Request

from checker.messages import say
from checker.service.store.viewer import Viewer
from checker.service.web.office import Office, lang_of, office_of, viewer_of
from checker.service.web.problems import Problem

TheOffice = Annotated[Office, Depends(office_of)]
Lang = Annotated[str, Depends(lang_of)]
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
After = Annotated[str, Query(pattern="^[0-9]{0,18}$", description="The `next` of the page before.")]


def needs(scope: str) -> Any:
    """A dependency: the viewer, who may do this."""

    def checked(request: Request) -> Viewer:
        viewer = viewer_of(request)
        if not viewer.may(scope):
            raise Problem("forbidden", say("service.needs", scope=scope))
        return viewer

    checked.scope = scope  # type: ignore[attr-defined]  # told by the description, and by the test of all routes
    return Depends(checked)


Checks = Annotated[Viewer, needs("check")]
Submits = Annotated[Viewer, needs("submit")]
Reads = Annotated[Viewer, needs("read")]
Judges = Annotated[Viewer, needs("judge")]
Administers = Annotated[Viewer, needs("administer")]


def number_after(after: str) -> int:
    """A cursor as the number that it is."""
    return int(after or 0)


def linked(request: Request, next_: str | None) -> dict[str, str]:
    """The header that leads to the next page."""
    if next_ is None:
        return {}
    url = request.url.include_query_params(after=next_)
    return {"Link": f'<{url.path}?{url.query}>; rel="next"'}
