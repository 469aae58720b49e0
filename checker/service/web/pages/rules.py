"""The page *Rules*: what is in force, and what each rule rests on."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from checker.messages import say
from checker.service.store import judging
from checker.service.store.judging import REFUSED, STANDS, UNSURE
from checker.service.store.schema.judging import matter
from checker.service.store.viewer import Viewer, of_unit
from checker.service.web.office import Office, lang_of, office_of, viewer_of
from checker.service.web.pages.forms import needs
from checker.service.web.pages.showing import page
from checker.service.web.problems import Problem


async def every(request: Request) -> Response:
    """The packs in force."""
    needs(request, "read")
    return page(request, "rules.html", packs=office_of(request).packs[lang_of(request)])


async def one(request: Request) -> Response:
    """A rule."""
    needs(request, "read")
    name = f"{request.path_params['pack']}/{request.path_params['rule']}"
    rule = office_of(request).rule(name, lang_of(request))
    if rule is None:
        raise Problem("not-found", say("service.no_rule"))
    office, viewer = office_of(request), viewer_of(request)
    counts = await run_in_threadpool(found, office, viewer, name)
    return page(request, "rule.html", rule=rule, counts=counts)


def found(office: Office, viewer: Viewer, rule: str) -> dict[str, int]:
    """How many matters a rule has found among what a viewer may see, and what was decided on them."""
    with office.database.read() as connection:
        asked = select(matter.c.id).where(matter.c.rule == rule, of_unit(viewer, matter.c.unit_id))
        numbers = list(connection.execute(asked.limit(20_000)).scalars())
        lasts = judging.lasts(connection, numbers) if viewer.whole else {}
    decided = Counter(row["decision"] for row in lasts.values())
    return {"found": len(numbers), **{name: decided[name] for name in (STANDS, REFUSED, UNSURE)}}


ROUTES = [Route("/rules", every, methods=["GET"]), Route("/rules/{pack}/{rule}", one, methods=["GET"])]
