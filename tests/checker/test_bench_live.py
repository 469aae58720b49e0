"""The bench as a page: what is typed is judged as the pack judges it, and nothing is written before it is saved."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

import adapters
from checker.bench.live.page import page
from checker.bench.live.ruletext import rule_texts
from checker.bench.live.server import HOST, Bench
from checker.bench.live.session import Session
from checker.bench.live.standing import Standing
from checker.bench.new import new_pack
from checker.errors import UsageError
from checker.loading.load import load

REPORT = """Agency Annual Report {year}

1. Overview
A quiet year.

2. Requests
Item\tReceived\tProcessed\tPending
In writing\t5\t4\t1
In person\t40\t{processed}\t{pending}
"""
RULE = """- id: much-pending
  title: more than a quarter pending
  severity: warning
  source: {ref: notice, clause: Article 7, basis: practice, paraphrase: No more than a quarter may be pending}
  each: requests.row
  expect: 4 * pending <= received
  message: "{row}: {pending} of {received} are pending."
  tests:
    pass: [{row: written, received: 5, pending: 1}]
    fail: [{row: oral, received: 40, pending: 15}]
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    new_pack(tmp_path, "my-rules", "en")
    documents = []
    for year, processed, pending in ((2022, 38, 2), (2023, 25, 15)):
        path = tmp_path / f"{year}.txt"
        path.write_text(REPORT.format(year=year, processed=processed, pending=pending), "utf-8")
        documents.append(adapters.read(path, path.name))
    return Session(tmp_path / "my-rules", (), documents, "en")


def difference(session: Session, text: str, opened: str) -> str:
    """New, gone, otherwise."""
    told = session.judged(text, opened, "", "")["difference"]
    return " ".join(word for word in told.partition(":")[2].replace(",", "").split() if word.isdigit())


def files(session: Session) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in session.directory.rglob("*") if path.is_file()}


def test_a_rule_that_is_typed_is_judged_on_every_document_and_nothing_is_written(session: Session) -> None:
    before = files(session)
    made = session.judged(RULE, "", "2023.txt", "")
    assert made["sound"]
    assert made["savable"]
    assert made["status"] == "Facts 4: pass 3, fail 1, review 0, not applicable 0. Tests 2, failed 0."
    assert made["difference"] == "documents 2: newly found 1, no longer found 0, otherwise 0"
    assert "In person: 15 of 40 are pending." in made["changes"]
    assert "2022.txt" not in made["changes"]
    assert made["cards"].index(">fail<") < made["cards"].index(">pass<")
    assert made["paper"].count('<mark class="error') >= 1
    assert files(session) == before


def test_what_an_opened_rule_no_longer_finds_is_told(session: Session) -> None:
    (balance,) = session.rules()
    path = session.directory / "report.txt"
    path.write_text(REPORT.format(year=2021, processed=1, pending=1), "utf-8")
    session = Session(session.directory, (), [adapters.read(path, path.name)], "en")
    opened = session.opened(balance)
    weaker = opened["text"].replace("expect: ", "expect: true or ")
    assert weaker != opened["text"]
    assert difference(session, weaker, balance) == "0 1 0"
    # Under another name it is another rule, but the one that was opened is gone all the same.
    renamed = opened["text"].replace(f"id: {balance}", "id: other-name")
    assert difference(session, renamed, balance) == "1 1 0"


@pytest.mark.parametrize(
    ("old", "new", "line", "stops", "said"),
    [
        ("4 * pending", "4 * pendng", 6, True, "did you mean “pending”"),
        ("each: requests.row", "each: request.row", 5, True, "requests.row"),
        ("severity: warning", "severity: warn", 3, True, "warning"),
        ("{pending} of", "{pendin} of", 7, True, "pending"),
        ("    fail: [{row: oral, received: 40, pending: 15}]\n", "", 1, False, "fail"),
        ("received: 5, pending: 1", "received: many, pending: 1", 9, False, "received"),
    ],
)
def test_faults_are_told_with_their_line_while_the_rule_is_typed(
    session: Session, old: str, new: str, line: int, stops: bool, said: str
) -> None:
    assert RULE.count(old) == 1
    made = session.judged(RULE.replace(old, new), "", "2023.txt", "")
    assert [line, stops] in made["lines"]
    assert said in made["faults"]
    assert made["sound"] is not stops
    assert not made["savable"]
    # As far as the kind of fact can be made out, what there is to look at stays in sight.
    assert ("oral" in made["cards"]) is ("request.row" not in new)


@pytest.mark.parametrize("text", ["", "- id: [", "id: no-list", "- 7", "- {id: x}", "\t- id: tab", "- id: a\n" * 3])
def test_half_a_rule_breaks_nothing(session: Session, text: str) -> None:
    made = session.judged(text, "", "2023.txt", "requests.column")
    assert not made["sound"]
    assert "requests.column" in made["cards"]


def test_a_test_that_fails_is_told_at_its_line(session: Session) -> None:
    made = session.judged(RULE.replace("pending: 15}", "pending: 10}"), "", "2023.txt", "")
    assert 'data-line="10"' in made["tests"]
    assert made["status"].endswith("Tests 2, failed 1.")


def test_markup_in_documents_and_rules_stays_text(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(REPORT.format(year=2023, processed=1, pending=39).replace("A quiet", "<img src=x>"), "utf-8")
    hostile = Session(session.directory, (), [adapters.read(path, path.name)], "en")
    made = hostile.judged(RULE.replace("are pending.", "<script>x</script> </textarea>"), "", path.name, "")
    assert "<img" not in made["paper"]
    assert "<script>" not in made["changes"] + made["cards"]
    saved = hostile.save(RULE.replace("are pending.", "</textarea><script>"), "", "")
    assert b"</textarea><script>" not in page(hostile, saved["opened"])


def test_a_new_rule_is_saved_to_a_file_of_its_own(session: Session) -> None:
    made = session.save(RULE, "", "")
    assert (session.directory / "rules" / "much-pending.yaml").read_text("utf-8") == RULE
    assert made["opened"] == "much-pending"
    assert "much-pending" in load(session.directory).by_id
    # From now on it is the pack that finds this.
    assert difference(session, RULE, "much-pending") == "0 0 0"
    with pytest.raises(UsageError, match="much-pending"):
        session.save(RULE, "", "")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_opened_rule_is_put_back_among_its_neighbours(session: Session, end: str) -> None:
    path = session.directory / "rules" / "first.yaml"
    first = path.read_text("utf-8").rstrip()
    second = RULE.replace("much-pending", "second").rstrip()
    whole = f"{first}\n\n# About the second:\n{second}\n\n# Of the third, kept.\n{RULE}# The end.\n"
    path.write_bytes(whole.replace("\n", end).encode())
    opened = session.opened("second")
    assert opened["text"].replace("\r\n", "\n") == f"{second}\n"
    changed = (
        opened["text"].replace("\r\n", "\n").replace("4 * pending", "5 * pending").replace("pending: 1}", "pending: 0}")
    )
    session.save(changed, "second", opened["stamp"])
    wanted = whole.replace(second, changed.rstrip()).replace("\n", end)
    assert path.read_bytes().decode() == wanted


def test_who_was_overtaken_overwrites_nothing(session: Session) -> None:
    opened = session.opened("requests-balance")
    path = session.directory / "rules" / "first.yaml"
    other = path.read_text("utf-8").replace("severity: error", "severity: note")
    path.write_text(other, "utf-8")
    with pytest.raises(UsageError, match="changed or removed on disk"):
        session.save(opened["text"], "requests-balance", opened["stamp"])
    assert path.read_text("utf-8") == other


def test_what_has_faults_is_not_saved(session: Session) -> None:
    before = files(session)
    for text in (
        RULE.replace("pendng", "pending").replace("expect: 4", "expect: ("),
        RULE.partition("  tests:")[0],
        "",
    ):
        with pytest.raises(UsageError, match="Not saved"):
            session.save(text, "", "")
    assert files(session) == before


def test_a_pack_that_gets_faults_on_disk_is_told_of_and_taken_anew_when_mended(session: Session) -> None:
    path = session.directory / "rules" / "first.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("expect:", "expct:"), "utf-8")
    made = session.judged(RULE, "", "2023.txt", "")
    assert "first.yaml:2:3: expect is missing" in made["disk"]
    assert made["sound"]
    path.write_text(sound, "utf-8")
    assert session.judged(RULE, "", "2023.txt", "")["disk"] == ""


def test_rules_within_brackets_are_not_offered_for_changing(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "flow.yaml").write_text("[{id: one, title: x},\n {id: two}]\n", "utf-8")
    (rules / "odd.yaml").write_text("-\n  id: three\n\n-   id: four\n", "utf-8")
    assert {name: one.text for name, one in rule_texts(tmp_path).items()} == {
        "three": "-\n  id: three\n",
        "four": "-   id: four\n",
    }


@pytest.fixture
def served(session: Session) -> Iterator[Bench]:
    server = Bench(session)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def asked(server: Bench, method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=60)
    with closing(connection):
        connection.request(
            method, path, body.encode(), {name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_only_who_knows_the_address_is_answered(served: Bench) -> None:
    top, body = f"/{served.secret}/", json.dumps({"text": RULE, "document": "2023.txt"})
    assert asked(served, "GET", top)[0] == 200
    assert asked(served, "POST", f"{top}judge", body, Content_Type="application/json")[0] == 200
    for path in ("/", "/judge", f"/{served.secret[:-1]}/", f"{top}rules/first.yaml", f"{top}../", "/%C3%A9/", ""):
        assert asked(served, "GET", path or "/")[0] == 404
    for host in ("evil.example", f"localhost:{served.server_port}", HOST):
        assert asked(served, "GET", top, Host=host)[0] == 404
    kind = {"Content_Type": "application/json"}
    assert asked(served, "POST", f"{top}judge", body, Content_Type="text/plain")[0] == 404
    assert asked(served, "POST", f"{top}judge", body, Origin="http://evil.example", **kind)[0] == 404
    assert asked(served, "POST", f"{top}judge", "7", **kind)[0] == 400
    assert asked(served, "POST", f"{top}judge", Content_Length="9000000", **kind)[0] == 413
    status, told = asked(served, "POST", f"{top}open", '{"rule": "requests-balanc"}', Content_Type="application/json")
    assert (status, "requests-balance" in json.loads(told)["error"]) == (200, True)


def test_a_fault_of_ours_is_told_on_the_page_and_the_bench_goes_on(
    served: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    top, body = f"/{served.secret}/", json.dumps({"text": RULE, "document": "2023.txt"})

    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    with monkeypatch.context() as patched:
        patched.setattr(Standing, "tried", broken)
        status, told = asked(served, "POST", f"{top}judge", body, Content_Type="application/json")
    assert status == 200
    assert "ZeroDivisionError: by nought" in json.loads(told)["error"]
    assert "in broken" in capsys.readouterr().err
    status, told = asked(served, "POST", f"{top}judge", body, Content_Type="application/json")
    assert (status, json.loads(told)["sound"]) == (200, True)
