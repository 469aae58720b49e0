"""A unit hands in, is judged, gets its letter, mends, passes: the states follow the submissions in their order."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.service.client import Client
from tests.service.inspected import Inspected
from tests.service.serving import Server, served


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Server:
    url = None if request.param == "sqlite" else request.getfixturevalue("postgresql")()
    with served(tmp_path_factory.mktemp("office"), url) as made:
        yield made


@pytest.fixture
def unit(office: Server) -> Inspected:
    return Inspected.begun(office.client())


def test_the_whole_way_of_a_unit(unit: Inspected, defects: bytes, clean: bytes) -> None:
    assert unit.state()["state"] == "missing"
    first = unit.hand_in(defects)
    assert (first["version"], unit.state()["state"]) == (1, "waiting")
    matters = unit.matters(first["id"])
    assert len(matters) == 15
    assert unit.decide("pass").status == 409
    assert unit.issue().status == 409

    refused, doubtful, *rest = matters
    unit.judge([refused], "refused", "文号系原文")
    unit.judge([doubtful], "unsure", "问过再说")
    unit.judge(rest, "stands")
    assert unit.state()["state"] == "waiting"
    assert unit.state()["unsure"] == 1
    (doubtful,) = [one for one in unit.matters(first["id"]) if one["id"] == doubtful["id"]]
    unit.judge([doubtful], "stands")
    assert unit.state()["state"] == "faulty"

    letter = unit.issue()
    assert letter.status == 201, letter.text
    assert len(letter.json["findings"]) == 14
    assert unit.state()["state"] == "mending"
    word = unit.program.get(f"/api/v1/letters/{letter.json['id']}")
    with ZipFile(io.BytesIO(word.body)) as archive:
        text = archive.read("word/document.xml").decode()
    assert "0590-823600181" in text
    assert "文号" not in text.replace("发文字号", "")
    assert unit.issue().status == 409

    second = unit.hand_in(clean)
    assert second["version"] == 2
    assert (unit.state()["state"], unit.state()["back"]) == ("waiting", True)
    assert len(unit.matters(second["id"], "mended")) == 13
    assert unit.matters(second["id"]) == []
    passed = unit.decide("pass", seen=second["id"])
    assert (passed.status, passed.json["state"]) == (201, "passed")
    # What was mended and is back has the values that were judged: its judgements hold, and it is to be mended again.
    third = unit.hand_in(defects)
    assert (third["version"], unit.state()["state"], unit.state()["standing"]) == (3, "mending", 14)


def test_judgements_come_along_to_the_next_version_and_are_asked_again_where_values_changed(
    unit: Inspected, root: Path
) -> None:
    text = (root / "samples" / "texts" / "003-suqian-2020.txt").read_text("utf-8")
    assert "宿迁" in text
    wrong = text.replace("2020年1月1日", "2020年1月2日")
    first = unit.hand_in(text.encode(), "report.txt")
    before = unit.matters(first["id"])
    second = unit.hand_in(wrong.encode(), "report.txt")
    matters = unit.matters(second["id"])
    assert {one["id"] for one in before} <= {one["id"] for one in matters}
    assert first["id"] != second["id"]


def test_who_comes_too_late_is_told_by_whom_and_nothing_is_overwritten(unit: Inspected, defects: bytes) -> None:
    submission = unit.hand_in(defects)
    matter = unit.matters(submission["id"])[0]
    (made,) = unit.judge([matter], "stands")
    late = unit.program.post(
        "/api/v1/judgements",
        {"judgements": [{"matter": matter["id"], "decision": "refused", "reason": "not so", "seen": ""}]},
    )
    assert late.status == 409
    assert late.json["judgement"] == made
    assert late.json["matter"] == matter["id"]
    history = unit.program.get(f"/api/v1/matters/{matter['id']}/judgements").json
    assert [one["decision"] for one in history] == ["stands"]


def test_many_judgements_are_made_all_or_none(unit: Inspected, defects: bytes) -> None:
    submission = unit.hand_in(defects)
    one, other, *_ = unit.matters(submission["id"])
    unit.judge([other], "stands")
    both = [{"matter": matter["id"], "decision": "unsure", "reason": "", "seen": ""} for matter in (one, other)]
    assert unit.program.post("/api/v1/judgements", {"judgements": both}).status == 409
    assert [m["decision"] for m in unit.matters(submission["id"])[:2]] == ["", "stands"]


def test_a_finding_is_refused_only_with_a_reason(unit: Inspected, defects: bytes) -> None:
    matter = unit.matters(unit.hand_in(defects)["id"])[0]
    wanted = {"matter": matter["id"], "decision": "refused", "reason": "  ", "seen": ""}
    answer = unit.program.post("/api/v1/judgements", {"judgements": [wanted]})
    assert answer.status == 422
    assert answer.json["errors"][0]["pointer"] == "/judgements/0/reason"


def test_a_judgement_is_withdrawn_by_another_and_both_stay(unit: Inspected, defects: bytes) -> None:
    submission = unit.hand_in(defects)
    matter = unit.matters(submission["id"])[0]
    unit.judge([matter], "stands")
    (matter,) = unit.matters(submission["id"])[:1]
    unit.judge([matter], "withdrawn")
    (matter,) = unit.matters(submission["id"])[:1]
    assert (matter["decision"], matter["judgement"]["decision"]) == ("", "withdrawn")


def test_the_same_file_again_is_the_same_version_with_the_same_receipt(unit: Inspected, defects: bytes) -> None:
    first, again = unit.hand_in(defects), unit.hand_in(defects)
    assert (first["receipt"], first["version"]) == (again["receipt"], again["version"])


def test_last_years_report_is_found_by_itself(office: Server, root: Path) -> None:
    unit = Inspected.begun(office.client())
    text = (root / "samples" / "texts" / "003-suqian-2020.txt").read_bytes()
    program = unit.program
    parts = [("report", "2020.txt", text), ("code", None, unit.code.encode())]
    old = program.upload("/api/v1/submissions", *parts, ("year", None, b"2020"))
    assert old.status == 201
    new = program.upload(
        "/api/v1/submissions", ("report", "2021.txt", text + b"\n"), *parts[1:], ("year", None, b"2021")
    )
    done = program.ended(program.get(f"/api/v1/checks/{new.json['check']['id']}?wait=30")).json
    assert {one["role"] for dossier in done["dossiers"] for one in dossier["documents"]} == {"report", "prior"}


def test_whose_it_is_stands_in_the_document_where_a_unit_has_exactly_that_name(office: Server, defects: bytes) -> None:
    program = office.client()
    unknown = program.upload("/api/v1/submissions", ("report", "x.docx", defects)).json
    program.ended(program.get(f"/api/v1/checks/{unknown['check']['id']}?wait=30"))
    assert program.get(f"/api/v1/submissions/{unknown['id']}").json["unit"] is None
    made = program.post("/api/v1/units", {"name": "青屿县人民政府"}).json
    claimed = program.post(f"/api/v1/submissions/{unknown['id']}/claim", {"unit": made["id"], "year": 2021})
    assert (claimed.json["unit"]["id"], claimed.json["version"]) == (made["id"], 1)
    assert program.post(f"/api/v1/submissions/{unknown['id']}/claim", {"unit": made["id"], "year": 2021}).status == 409
    known = program.upload("/api/v1/submissions", ("report", "y.docx", defects + b" ")).json
    program.ended(program.get(f"/api/v1/checks/{known['check']['id']}?wait=30"))
    found = program.get(f"/api/v1/submissions/{known['id']}").json
    assert (found["unit"]["id"], found["year"], found["version"]) == (made["id"], 2021, 2)


def test_two_versions_are_compared_as_the_command_compares_two_files(
    unit: Inspected, defects: bytes, clean: bytes
) -> None:
    first, second = unit.hand_in(defects), unit.hand_in(clean)
    compared = unit.program.get(f"/api/v1/submissions/{second['id']}/compare/{first['id']}").json
    states = [one["state"] for one in compared["dossiers"][0]["findings"]]
    assert (states.count("fixed"), states.count("uncompared")) == (13, 2)


def test_what_was_refused_becomes_waivers_that_the_command_takes(
    unit: Inspected, defects: bytes, tmp_path: Path
) -> None:
    from checker.audit.waiverfile import load

    submission = unit.hand_in(defects)
    unit.judge(unit.matters(submission["id"])[:2], "refused", '原文“如此”: "ja" # und so')
    path = tmp_path / "waivers.yaml"
    path.write_bytes(unit.program.get(f"/api/v1/inspections/{unit.inspection}/waivers").body)
    entries = load(path, everywhere=True)
    assert [entry.spec.reason for entry in entries] == ['原文“如此”: "ja" # und so'] * 2
    assert {entry.spec.fingerprint for entry in entries} == {
        one["fingerprint"] for one in unit.matters(submission["id"])[:2]
    }


def test_a_letter_is_frozen_and_says_so_when_it_is_overtaken(unit: Inspected, defects: bytes, office: Server) -> None:
    from checker.service.web import inspecting, lettering

    submission = unit.hand_in(defects)
    unit.judge(unit.matters(submission["id"]), "stands")
    letter = unit.issue().json
    path = f"/api/v1/letters/{letter['id']}"
    before = unit.program.get(path).body
    unit.judge(unit.matters(submission["id"])[:1], "refused", "doch nicht")
    assert unit.program.get(path).body == before
    with office.office.database.read() as connection:
        from checker.service.store import inspections, people
        from checker.service.store.viewer import SCOPES, Viewer

        viewer = Viewer(people.persons(connection), "", "", frozenset(SCOPES))
        row = inspecting.find(connection, viewer, unit.inspection)
        (found,) = inspecting.units(office.office, connection, viewer, row)
        (issued,) = inspections.letters(connection, row["id"])
    assert lettering.overtaken(issued, found)
    assert unit.program.post(f"{path}/withdraw").status == 204
    assert unit.program.post(f"{path}/withdraw").status == 409


def test_the_same_word_does_a_thing_once(office: Server, clean: bytes) -> None:
    program = office.client()
    head = {"Idempotency-Key": "order-4711"}
    first = program.upload("/api/v1/checks", ("report", "a.docx", clean), **head)
    again = program.upload("/api/v1/checks", ("report", "a.docx", clean), **head)
    other = program.upload("/api/v1/checks", ("report", "b.docx", clean), **head)
    assert first.json["id"] == again.json["id"]
    assert (again.headers.get("idempotency-replayed"), "idempotency-replayed" in first.headers) == ("true", False)
    assert (other.status, other.json["type"]) == (422, "/api/problems/reused-key")
    somebody = office.client(_token(program, "check"))
    assert somebody.upload("/api/v1/checks", ("report", "b.docx", clean), **head).status in (200, 202)


def _token(program: Client, *scopes: str) -> str:
    return str(program.post("/api/v1/tokens", {"name": "t", "scopes": list(scopes)}).json["secret"])


def test_the_audit_log_holds_together(office: Server) -> None:
    from sqlalchemy import update

    from checker.service.store import trail
    from checker.service.store.schema.people import audit

    unit = Inspected.begun(office.client())
    assert unit.unit
    database = office.office.database
    with database.read() as connection:
        count, broken = trail.verified(connection)
    assert count > 2
    assert broken is None
    with database.write() as connection:
        connection.execute(update(audit).where(audit.c.id == 2).values(who="somebody else"))
        assert trail.verified(connection)[1] == 2
        connection.rollback()


def test_a_clerks_draft_is_set_beside_the_report_that_the_unit_handed_in_the_year_before(
    office: Server, root: Path
) -> None:
    unit = Inspected.begun(office.client())
    text = (root / "samples" / "texts" / "003-suqian-2020.txt").read_text("utf-8")
    parts = [("code", None, unit.code.encode()), ("year", None, b"2019")]
    old = unit.program.upload("/api/v1/submissions", ("report", "2019.txt", text.encode()), *parts)
    assert old.status == 201, old.text
    with office.office.database.read() as connection:
        from checker.service.store import units

        row = units.by_key(connection, unit.unit)
        assert row is not None
        number = row["id"]
    clerk = office.account(f"clerk-{unit.code}", "submit", unit=number)
    stranger = office.account(f"stranger-{unit.code}", "submit")
    for person, roles in ((clerk, ["prior", "report"]), (stranger, ["report"])):
        content = (text + f"\n{person.form}").encode()
        head = {"X-Gouji-Form": person.form}
        sent = person.upload("/api/v1/checks?wait=30", ("report", "2020.txt", content), **head)
        person.headers |= head
        found = person.ended(sent).json
        assert found["status"] == "done"
        assert sorted(one["role"] for dossier in found["dossiers"] for one in dossier["documents"]) == roles


def test_a_page_takes_few_queries_however_many_findings_there_are(
    unit: Inspected, office: Server, defects: bytes
) -> None:
    from sqlalchemy import event

    submission = unit.hand_in(defects)
    inspector = office.account(f"queries-{unit.code}", "inspect")
    asked: list[str] = []

    def heard(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    engine = office.office.database.engine
    event.listen(engine, "before_cursor_execute", heard)
    try:
        for path in (f"/inspections/{unit.inspection}", f"/submissions/{submission['id']}", f"/units/{unit.unit}"):
            asked.clear()
            assert inspector.get(path).status == 200
            # The office asks the database for the time now and then, whoever is served meanwhile.
            own = [one for one in asked if "clock_timestamp" not in one]
            selects = [one for one in own if one.lstrip().lower().startswith("select")]
            assert 3 < len(selects) <= 24, path
    finally:
        event.remove(engine, "before_cursor_execute", heard)
