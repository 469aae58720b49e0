"""Every route with every role: who is not let in, who may not, and whose rows are nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from tests.service.client import Client
from tests.service.inspected import Inspected
from tests.service.serving import Server, served

SOME = "0" * 32
OPEN = {
    "/healthz", "/readyz", "/login", "/enter", "/static/{name}", "/office/{name:path}",
    "/api/openapi.json", "/api/docs", "/api/problems/{kind}",
}  # fmt: skip
SCOPES = ("check", "submit", "read", "judge", "administer")
OF_PAGES = {
    "/": "read",
    "/check": "check",
    "/checks/{key}": "read",
    "/checks/{key}/again": "check",
    "/checks/{key}/copy": "read",
    "/checks/{key}/outputs/{form}": "read",
    "/checks/{key}/delete": "check",
    "/checks/{key}/retry": "check",
    "/logout": "",
    "/metrics": "administer",
    "/checks/{key}/submit": "submit",
    "/submissions/{key}": "read",
    "/submissions/{key}/matters": "read",
    "/submissions/{key}/answers": "submit",
    "/submissions/{key}/notes": "judge",
    "/submissions/{key}/claim": "judge",
    "/submissions/{key}/receipt": "read",
    "/submissions/{key}/copy": "read",
    "/submissions/{key}/delete": "administer",
    "/submissions/{key}/compare/{other}": "read",
    "/judgements": "judge",
    "/inspections/{key}": "read",
    "/inspections/{key}/units": "judge",
    "/inspections/{key}/unsure": "judge",
    "/inspections/{key}/decide": "judge",
    "/inspections/{key}/second": "judge",
    "/inspections/{key}/rules/{pack}/{rule}": "read",
    "/inspections/{key}/link": "judge",
    "/inspections/{key}/remind": "judge",
    "/inspections/{key}/close": "judge",
    "/inspections/{key}/ledger": "judge",
    "/inspections/{key}/notice": "judge",
    "/inspections/{key}/waivers": "judge",
    "/letters/{key}": "read",
    "/letters/{key}/withdraw": "judge",
    "/units": "read",
    "/units/{key}": "read",
    "/units/{key}/rename": "judge",
    "/admin": "administer",
    "/admin/accounts": "administer",
    "/admin/tokens": "administer",
    "/admin/tokens/revoke": "administer",
    "/rules": "read",
    "/rules/{pack}/{rule}": "read",
}
"""What each page asks for; a page that is not here makes the test fail."""
SPLIT = {"/inspections": ("read", "judge"), "/inspections/{key}/letters": ("read", "judge")}
"""Of pages that are looked at by more than may change them: what looking and changing ask for."""


def routes(app: Any) -> Iterator[tuple[str, str, str]]:
    """(method, path, scope) of every route behind the door."""
    for route in flat(app.routes):
        if route.path in OPEN:
            continue
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, route.path, scope_of(route)


def flat(some: Any) -> Iterator[Any]:
    for route in some:
        inner = getattr(route, "effective_route_contexts", None)
        if inner is not None:
            yield from (one for one in inner())
        elif isinstance(route, Route) or hasattr(route, "methods"):
            yield route
        else:
            yield from flat(getattr(route, "routes", []))


def scope_of(route: Any) -> str:
    if not route.path.startswith("/api/v1"):
        assert route.path in {*OF_PAGES, *SPLIT}, f"say in OF_PAGES who may see {route.path}"
        if route.path in SPLIT:
            return SPLIT[route.path][0 if "GET" in route.methods else 1]
        return OF_PAGES[route.path]
    found = [scope for one in route.dependant.dependencies if (scope := getattr(one.call, "scope", None))]
    assert len(found) == 1, f"{route.path} asks for no scope"
    return str(found[0])


def filled(path: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda one: SOME if "key" in one[1] or one[1] == "other" else "json", path)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("roles")) as made:
        yield made


def _app(server: Server) -> Any:
    app: Any = server.server.config.app
    return app


def test_there_are_routes_to_walk(office: Server) -> None:
    found = list(routes(_app(office)))
    assert len(found) > 50
    assert {scope for _, _, scope in found} == {*SCOPES, ""}


def test_nobody_unknown_passes_the_door(office: Server) -> None:
    passed = []
    for method, path, _ in routes(_app(office)):
        answer = Client(office.base).ask(method, filled(path))
        if answer.status != 401 and not (answer.status == 303 and answer.headers["location"].startswith("/login")):
            passed.append((method, path, answer.status))
    assert passed == []


def test_a_token_may_what_its_scopes_say_and_no_more(office: Server) -> None:
    admin = office.client()
    wrong = []
    for scope in SCOPES:
        secret = admin.post("/api/v1/tokens", {"name": scope, "scopes": [scope]}).json["secret"]
        for method, path, needed in routes(_app(office)):
            if not path.startswith("/api/v1"):
                continue
            answer = Client(office.base, secret).ask(method, filled(path))
            if (answer.status == 403) != (needed != scope):
                wrong.append((scope, method, path, answer.status))
    assert wrong == []


def test_a_page_is_shown_to_those_whose_role_it_is(office: Server) -> None:
    people = {role: office.account(f"role-{role}", role) for role in ("submit", "inspect", "administer")}
    may = {"submit": {"check", "submit", "read", ""}, "inspect": {*SCOPES, ""} - {"administer"}}
    wrong = []
    for role, person in people.items():
        for method, path, needed in routes(_app(office)):
            if path.startswith("/api/v1") or method != "GET":
                continue
            answer = person.get(filled(path))
            allowed = needed in may.get(role, {*SCOPES, ""})
            if (answer.status == 403) == allowed:
                wrong.append((role, path, answer.status))
    assert wrong == []


def test_a_form_that_is_not_ours_changes_nothing(office: Server) -> None:
    person = office.account("forger", "administer")
    kept = person.form
    passed = []
    for method, path, _ in routes(_app(office)):
        if method != "POST" or path.startswith("/api/v1"):
            continue
        for form in ("", "f" * 40):
            person.form = form
            answer = person.send(filled(path), {})
            if answer.status not in (403, 415):
                passed.append((path, answer.status))
            upload = person.upload(filled(path), ("form", None, form.encode()), ("report", "a.txt", b"a"))
            if upload.status not in (403, 415):
                passed.append((path, upload.status))
    assert passed == []
    person.form = kept
    assert person.send("/logout", {}, Origin="http://elsewhere.example").status == 403
    assert person.send("/logout", {}, **{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert person.send("/logout", {}, Origin=office.base).status == 303


def test_a_cookie_alone_is_no_way_into_the_api(office: Server) -> None:
    person = office.account("cookie", "administer")
    assert person.get("/api/v1/me").status == 401
    assert person.get("/api/v1/me", **{"X-Gouji-Form": person.form}).status == 200


def test_a_draft_is_nobody_elses_whoever_looks(office: Server, clean: bytes) -> None:
    program = office.client()
    clerk = program.post("/api/v1/tokens", {"name": "clerk", "scopes": ["check", "read"]}).json["secret"]
    key = Client(office.base, clerk).check(clean).json["id"]
    other = program.post("/api/v1/tokens", {"name": "other", "scopes": list(SCOPES)}).json["secret"]
    inspector = office.account("curious", "inspect", "administer")
    for path in ("", "/result", "/findings", "/figures", "/promises", "/annotated", "/page", "/outputs/csv"):
        assert Client(office.base, other).get(f"/api/v1/checks/{key}{path}").status == 404
    assert inspector.get(f"/checks/{key}").status == 404
    assert Client(office.base, other).ask("DELETE", f"/api/v1/checks/{key}").status == 404
    assert Client(office.base, clerk).get(f"/api/v1/checks/{key}").status == 200


def test_a_unit_sees_its_own_alone_and_judgements_only_with_its_letter(office: Server, defects: bytes) -> None:
    mine, others = Inspected.begun(office.client()), Inspected.begun(office.client())
    own, foreign = mine.hand_in(defects), others.hand_in(defects + b" ")
    secret = mine.program.post(
        "/api/v1/tokens", {"name": "unit", "scopes": ["check", "submit", "read"], "unit": mine.unit}
    ).json["secret"]
    unit = Client(office.base, secret)
    assert unit.get(f"/api/v1/submissions/{own['id']}").status == 200
    assert unit.get(f"/api/v1/checks/{own['check']['id']}").status == 200
    for path in (
        f"submissions/{foreign['id']}", f"submissions/{foreign['id']}/matters", f"checks/{foreign['check']['id']}",
        f"units/{others.unit}", f"inspections/{others.inspection}", f"inspections/{others.inspection}/units",
        f"inspections/{others.inspection}/letters", f"submissions/{own['id']}/compare/{foreign['id']}",
    ):  # fmt: skip
        assert unit.get(f"/api/v1/{path}").status == 404, path
    assert [one["id"] for one in unit.get("/api/v1/submissions").json["submissions"]] == [own["id"]]
    assert [one["id"] for one in unit.get("/api/v1/units").json["units"]] == [mine.unit]
    assert len(unit.get(f"/api/v1/inspections/{mine.inspection}/units").json) == 1
    assert (
        unit.upload("/api/v1/submissions", ("report", "a.txt", b"a"), ("unit", None, others.unit.encode())).status
        == 404
    )
    mine.judge(mine.matters(own["id"]), "stands")
    assert {one["decision"] for one in unit.get(f"/api/v1/submissions/{own['id']}/matters").json} == {""}
    letter = mine.issue().json
    assert {one["decision"] for one in unit.get(f"/api/v1/submissions/{own['id']}/matters").json} == {"stands"}
    assert unit.get(f"/api/v1/letters/{letter['id']}").status == 200
    assert unit.post("/api/v1/judgements", {"judgements": []}).status == 403


def test_a_token_ends_at_once_when_it_is_revoked(office: Server) -> None:
    program = office.client()
    made = program.post("/api/v1/tokens", {"name": "short", "scopes": ["read"]}).json
    assert Client(office.base, made["secret"]).get("/api/v1/me").status == 200
    assert program.ask("DELETE", f"/api/v1/tokens/{made['id']}").status == 204
    assert Client(office.base, made["secret"]).get("/api/v1/me").status == 401


def test_no_secret_is_kept_as_it_is(office: Server, tmp_path: Path) -> None:
    program = office.client()
    secret = program.post("/api/v1/tokens", {"name": "canary", "scopes": ["read"]}).json["secret"]
    person = office.account("canary", "inspect")
    content = b"".join(path.read_bytes() for path in office.settings.data.glob("gouji.db*"))
    assert b"canary" in content
    for word in (secret, person.cookies["gouji_session"], "a long enough one", person.form):
        assert word.encode() not in content
