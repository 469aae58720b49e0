"""How somebody comes in: by a link, by name and password; and how he leaves. GET never changes anything."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker.messages import say, text
from checker.service.store import passwords, people, trail
from checker.service.web.door import COOKIE, address_of
from checker.service.web.office import Office, lang_of, office_of, request_of, viewer_of
from checker.service.web.pages.forms import own_form, small_form
from checker.service.web.pages.showing import page


async def enter(request: Request) -> Response:
    """A button: what a mail scanner or chat preview opens is not spent by it."""
    return page(request, "enter.html", wrong="")


async def entered(request: Request) -> Response:
    """The code of a link, for a session."""
    said = await small_form(request)
    office = office_of(request)
    address = address_of(request, office.settings)
    secret = await run_in_threadpool(_by_link, office, said.get("code", "").strip(), address)
    if not secret:
        return page(request, "enter.html", 403, wrong=text(say("service.enter_wrong"), lang_of(request)))
    return _in(request, secret, "/")


def _by_link(office: Office, code: str, address: str) -> str:
    with office.database.write() as connection:
        account = people.spend_link(connection, code, office.database.now(connection))
        if account is None:
            return ""
        viewer = people.viewer_of(connection, account)
        if viewer is None:
            return ""
        trail.note(office.database, connection, viewer, "session.link", viewer.name)
        return people.begin_session(office.database, connection, account, "link", address)


async def login(request: Request) -> Response:
    """The form."""
    return page(request, "login.html", wrong="", to=request.query_params.get("to", ""), name="")


async def logged_in(request: Request) -> Response:
    """Name and password, for a session."""
    said = await small_form(request)
    name, password = said.get("name", "")[:120].strip(), said.get("password", "")[:1000]
    office = office_of(request)
    address = address_of(request, office.settings)
    found = await run_in_threadpool(passwords.log_in, office.database, name, password, address)
    if isinstance(found, int):
        wrong = say("service.login_wait", seconds=found) if found else say("service.login_wrong")
        status = 429 if found else 403
        told = text(wrong, lang_of(request))
        made = page(request, "login.html", status, wrong=told, to=said.get("to", ""), name=name)
        if found:
            made.headers["Retry-After"] = str(found)
        return made
    to = said.get("to", "")
    # Only a way within this server: //elsewhere and /\elsewhere are none.
    return _in(request, found, to if to.startswith("/") and to[1:2] not in ("/", "\\") and to.isprintable() else "/")


def _in(request: Request, secret: str, to: str) -> Response:
    made = RedirectResponse(to, 303)
    secure = office_of(request).settings.secure
    made.set_cookie(COOKIE, secret, httponly=True, samesite="lax", secure=secure, path="/")
    return made


async def logout(request: Request) -> Response:
    """The session ends, here and in the database."""
    await own_form(request)
    viewer, office = viewer_of(request), office_of(request)

    def end() -> None:
        if viewer.session is not None:
            with office.database.write() as connection:
                people.end_session(connection, viewer.session)
                trail.note(
                    office.database, connection, viewer, "session.ended", viewer.name, request=request_of(request)
                )

    await run_in_threadpool(end)
    made = RedirectResponse("/login", 303)
    made.delete_cookie(COOKIE, path="/")
    return made


ROUTES = [
    Route("/enter", enter, methods=["GET"]),
    Route("/enter", entered, methods=["POST"]),
    Route("/login", login, methods=["GET"]),
    Route("/login", logged_in, methods=["POST"]),
    Route("/logout", logout, methods=["POST"]),
]
