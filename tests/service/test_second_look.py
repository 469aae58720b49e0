"""复核: what one person passes another looks at once more, where the inspection asks for it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from checker.service.store.schema.inspecting import decision
from checker.service.store.schema.people import audit
from tests.outputs.chromium import needs_chromium
from tests.service.browsing import Visitor
from tests.service.client import Answer, Client
from tests.service.inspected import Inspected
from tests.service.serving import Server, served


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    url = None if request.param == "sqlite" else request.getfixturevalue("postgresql")()
    with served(tmp_path_factory.mktemp("second"), url) as made:
        yield made


@pytest.fixture
def unit(office: Server, clean: bytes) -> Inspected:
    """A unit of whose report nothing is left, in an inspection that asks for a second look."""
    made = Inspected.begun(office.client())
    assert change(made, made.program, second_look=True).json["second_look"] is True
    made.hand_in(clean)
    return made


def person(office: Server, role: str = "inspect") -> Client:
    """Somebody with an account of his own, before the API."""
    client = office.account(f"{role}-{secrets.token_hex(4)}", role)
    client.headers["X-Gouji-Form"] = client.form
    return client


def change(unit: Inspected, by: Client, **wanted: object) -> Answer:
    return by.ask(
        "PATCH",
        f"/api/v1/inspections/{unit.inspection}",
        json.dumps(wanted).encode(),
        Content_Type="application/json",
    )


def decided(unit: Inspected, by: Client, kind: str, reason: str = "") -> Answer:
    path = f"/api/v1/inspections/{unit.inspection}/units/{unit.unit}/decisions"
    return by.post(path, {"kind": kind, "reason": reason})


def test_a_pass_holds_once_another_has_looked_at_it(office: Server, unit: Inspected) -> None:
    first, second = person(office), person(office)
    assert decided(unit, first, "confirm").status == 409
    passed = decided(unit, first, "pass")
    assert (passed.status, passed.json["state"], passed.json["passed_by"]) == (201, "looking", name_of(first))
    own = decided(unit, first, "confirm")
    assert own.status == 403
    assert "自己通过的" in own.json["detail"]
    confirmed = decided(unit, second, "confirm")
    assert (confirmed.status, confirmed.json["state"]) == (201, "passed")
    with office.office.database.read() as connection:
        actions = connection.execute(
            select(audit.c.action, audit.c.who).where(audit.c.object == f"{unit.inspection}/{unit.unit}")
        ).all()
    assert [tuple(row) for row in actions] == [
        ("unit.pass", name_of(first)),
        ("unit.confirm", name_of(second)),
    ]


def name_of(client: Client) -> str:
    return str(client.get("/api/v1/me").json["name"])


def test_what_is_sent_back_is_the_inspectors_again_and_needs_a_reason(office: Server, unit: Inspected) -> None:
    first, second = person(office), person(office)
    decided(unit, first, "pass")
    assert decided(unit, second, "recall", " ").status == 422
    assert decided(unit, second, "recall", "第三部分没有核对").json["state"] == "waiting"
    assert decided(unit, second, "confirm").status == 409
    assert decided(unit, first, "pass").json["state"] == "looking"


def test_the_head_alone_looks_where_there_is_one_and_never_at_his_own(office: Server, unit: Inspected) -> None:
    head, first, other = person(office), person(office), person(office)
    clerk = person(office, "submit")
    assert change(unit, unit.program, second_look=True, head=name_of(clerk)).status == 404
    assert change(unit, unit.program, second_look=True, head=name_of(head)).json["head"] == name_of(head)
    decided(unit, first, "pass")
    refused = decided(unit, other, "confirm")
    assert (refused.status, "负责人" in refused.json["detail"]) == (403, True)
    assert decided(unit, head, "recall", "再看").json["state"] == "waiting"
    assert decided(unit, head, "pass").json["state"] == "looking"
    assert decided(unit, head, "confirm").status == 403
    assert decided(unit, other, "confirm").json["state"] == "passed"


def test_nobody_does_away_with_the_look_at_his_own_pass(office: Server, unit: Inspected) -> None:
    first, other = person(office), person(office)
    decided(unit, first, "pass")
    assert change(unit, first, second_look=False).status == 403
    assert unit.state()["state"] == "looking"
    assert change(unit, other, second_look=False).status == 200
    assert unit.state()["state"] == "passed"
    assert change(unit, other, second_look=True, head=name_of(other)).status == 200
    assert change(unit, first, second_look=False).status == 403


def test_a_new_version_is_passed_and_looked_at_anew(office: Server, unit: Inspected, clean: bytes) -> None:
    first, second = person(office), person(office)
    decided(unit, first, "pass")
    decided(unit, second, "confirm")
    unit.hand_in(clean + b" ")
    assert unit.state()["state"] == "waiting"
    assert decided(unit, second, "pass").json["state"] == "looking"
    assert decided(unit, second, "confirm").status == 403


def test_without_a_second_look_a_pass_is_a_pass(office: Server, clean: bytes) -> None:
    unit = Inspected.begun(office.client())
    unit.hand_in(clean)
    first = person(office)
    assert decided(unit, first, "pass").json["state"] == "passed"
    assert decided(unit, person(office), "confirm").status == 409


def test_of_a_pass_from_before_accounts_were_noted_the_name_says_whose_it_is(office: Server, unit: Inspected) -> None:
    first, second = person(office), person(office)
    decided(unit, first, "pass")
    with office.office.database.write() as connection:
        connection.execute(update(decision).values(account_id=None))
    assert decided(unit, first, "confirm").status == 403
    assert decided(unit, second, "confirm").json["state"] == "passed"


@needs_chromium
def test_the_head_looks_at_passes_in_the_browser(office: Server, unit: Inspected) -> None:
    inspector, head = person(office), person(office)
    with Visitor(office.base) as one, Visitor(office.base) as two:
        for visitor, client in ((one, inspector), (two, head)):
            visitor.speaks("zh")
            visitor.is_in(client)
        here = f"/inspections/{unit.inspection}"
        one.visit(here)
        one.click("form[action$='/decide'] .button")
        one.until("document.querySelector('table.list .pill.looking')")
        assert "复核通过" not in one.text()
        two.visit(here)
        assert f"{name_of(inspector)} 通过" in two.text()
        assert two.serious() == []
        two.click("table.list .does a")
        two.until("document.querySelector('.strip .pill.looking')")
        two.run("document.querySelector('.strip details.menu:last-of-type').open = true")
        two.write("textarea[name=reason]", "请核对第三部分")
        two.click("form:has(input[value=recall]) .button")
        two.until("document.querySelector('table.list .pill.waiting')")
        one.visit(here)
        one.click("form[action$='/decide'] .button")
        one.until("document.querySelector('table.list .pill.looking')")
        two.visit(here)
        two.click("form:has(input[value=confirm]) .button")
        two.until("document.querySelector('table.list .pill.passed')")
        assert one.troubles == two.troubles == []
    assert unit.state()["state"] == "passed"
