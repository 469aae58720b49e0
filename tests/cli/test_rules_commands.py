"""`gouji rules`: what the commands print, and the codes they end with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"
ROOT = Path(__file__).parent.parent.parent
CODE = "import sys; sys.argv[0] = 'gouji'; from checker.cli import program; program()"


def environment() -> dict[str, str]:
    own = {"GOUJI_LANG": "en", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **own}


def gouji(*words: str, folder: Path) -> tuple[int, str, str]:
    command = [sys.executable, "-c", CODE, "rules", *words]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert gouji("new-pack", "my-rules", folder=tmp_path)[0] == 0
    return tmp_path


def test_a_broken_pack_ends_with_2_and_every_fault_on_standard_error(tmp_path: Path) -> None:
    for command in ("check", "test", "mutate"):
        code, out, err = gouji(command, str(DATA / "packs" / "loose-ends"), folder=tmp_path)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 12


def test_a_pack_that_checks_nothing_is_not_without_faults(folder: Path) -> None:
    for file in ("rules", "texts", "cases"):
        for path in (folder / "my-rules" / file).glob("*.yaml"):
            path.unlink()
    code, out, err = gouji("check", "my-rules", folder=folder)
    assert (code, out) == (2, "")
    assert err.startswith("my-rules 0.1.0: no rules, so nothing is checked.")


def test_one_broken_pack_does_not_hide_another(folder: Path) -> None:
    code, out, err = gouji("check", str(DATA / "packs" / "loose-ends"), "my-rules", folder=folder)
    assert code == 2
    assert out == "my-rules 0.1.0: rules 1, no errors\n"
    assert "loose-ends/cases/case.yaml:3:19" in err


def test_a_red_test_ends_with_1_and_says_what_came_instead(folder: Path) -> None:
    rule = folder / "my-rules" / "rules" / "first.yaml"
    rule.write_text(rule.read_text("utf-8").replace("received: 5, processed: 3", "received: 4, processed: 3"), "utf-8")
    code, out, _ = gouji("test", "my-rules", folder=folder)
    assert code == 1
    assert out.splitlines()[0] == (
        "my-rules/rules/first.yaml:13:9: rule requests-balance should give fail, but gives pass"
    )


def test_gaps_and_survivors_end_with_1(folder: Path) -> None:
    rule = folder / "my-rules" / "rules" / "first.yaml"
    decided = rule.read_text("utf-8").partition("    review:")[0]
    rule.write_text(decided, "utf-8")
    assert gouji("test", "my-rules", folder=folder)[0] == 0
    assert gouji("test", "my-rules", "--coverage", folder=folder)[0] == 1
    rule.write_text(decided.replace("processed: 4, pending: 2", "processed: 3, pending: 1"), "utf-8")
    code, out, _ = gouji("mutate", "my-rules", folder=folder)
    assert code == 1
    assert out.splitlines() == [
        "my-rules/rules/first.yaml:7:11: requests-balance: no test notices “expect: received <= processed + pending”",
        "my-rules: mutants 11, survivors 1",
    ]


def test_watching_tests_again_when_a_file_changes(folder: Path) -> None:
    command = [sys.executable, "-c", CODE, "rules", "test", "my-rules", "--watch"]
    with subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, encoding="utf-8") as watching:
        try:
            assert watching.stdout is not None
            assert watching.stdout.readline().startswith("——")
            assert watching.stdout.readline() == "my-rules: rules 1, tests 4, documents 1, all passed\n"
            rule = folder / "my-rules" / "rules" / "first.yaml"
            rule.write_text(rule.read_text("utf-8").replace("severity: error", "severity: fatal", 1), "utf-8")
            assert watching.stdout.readline().startswith("——")
            assert watching.stdout.readline() == "rule pack my-rules, faults: 1; nothing was checked\n"
            watching.send_signal(signal.SIGINT)
            assert watching.wait(timeout=60) == 0
        finally:
            watching.kill()


def test_showing_a_rule_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    code, _, err = gouji("show", "aplications-balance", folder=tmp_path)
    assert code == 2
    assert "did you mean applications-balance?" in err


def test_a_pack_is_not_compared_with_itself(folder: Path) -> None:
    code, _, err = gouji("impact", "my-rules", "--against", ".", "--base", "my-rules", folder=folder)
    assert code == 2
    assert "give the earlier version with --base" in err


def test_impact_lists_the_documents_that_change(tmp_path: Path) -> None:
    words = ("impact", str(ROOT / "samples" / "packs" / "jiangsu-strict"), "--against", str(DATA / "text"))
    code, out, _ = gouji(*words, folder=tmp_path)
    assert code == 0
    assert out.splitlines()[-1].startswith("documents 3: newly found ")
    assert "- cn-disclosure-report/number-brackets  fail/note" in out


def test_pages_are_written_once_and_checked(folder: Path) -> None:
    words = ("docs", "my-rules", "--output", "pages")
    assert gouji(*words, folder=folder)[1] == f"{Path('pages', 'my-rules')}: pages 2, changed 2\n"
    page = (folder / "pages" / "my-rules" / "requests-balance.md").read_text("utf-8")
    assert page.startswith("# received = processed + pending\n")
    assert "In writing: 5 received, but 4 processed and pending, a difference of 1." in page
    assert gouji(*words, "--check", folder=folder)[0] == 0
    rule = folder / "my-rules" / "rules" / "first.yaml"
    rule.write_text(rule.read_text("utf-8").replace("severity: error", "severity: note"), "utf-8")
    assert gouji(*words, "--check", folder=folder)[0] == 1


def test_the_schema_is_json(tmp_path: Path) -> None:
    code, out, _ = gouji("schema", "--kind", "case", folder=tmp_path)
    assert code == 0
    assert json.loads(out)["type"] == "array"


def test_a_partner_document_is_given_by_its_role(tmp_path: Path) -> None:
    report = str(DATA / "text" / "003-city-suqian.txt")
    words = ("try", "carried-in-equals-last-year", report)
    code, out, _ = gouji(*words, folder=tmp_path)
    assert (code, out.splitlines()[-1]) == (0, "facts 7: pass 0, fail 0, review 0, not applicable 7")
    # Beside itself: what it carries over at the end, 11 in all, it also had to begin with.
    code, out, _ = gouji(*words, "--with", f"prior={report}", folder=tmp_path)
    assert (code, out.splitlines()[-1]) == (0, "facts 7: pass 7, fail 0, review 0, not applicable 0")
    assert "    prior.carried_out = 11  line 367, character 2\n    holds: carried_in == prior.carried_out\n" in out


def test_a_case_is_made_of_a_file_and_accepted_when_it_has_changed(folder: Path) -> None:
    case = (folder / "my-rules" / "cases" / "first.yaml").read_text("utf-8")
    lines = [line[4:] for line in case.partition("text: |\n")[2].partition("  expect:")[0].split("\n")]
    (folder / "report.txt").write_text("\n".join(lines), "utf-8")
    code, out, _ = gouji("new-case", "report.txt", "--pack", "my-rules", folder=folder)
    assert code == 0
    assert "findings accepted: 1, refused: 0" in out
    made = folder / "my-rules" / "cases" / "report.yaml"
    made.write_text(made.read_text("utf-8").partition("  expect:")[0] + "  expect: []\n", "utf-8")
    code, out, _ = gouji("test", "my-rules", "--accept", folder=folder)
    assert code == 1
    assert "`expect` now says the 1 findings that there are" in out
    assert gouji("test", "my-rules", folder=folder)[0] == 0


def test_a_rule_that_no_document_shows_is_red_with_living_only(folder: Path) -> None:
    (folder / "my-rules" / "cases" / "first.yaml").unlink()
    code, out, _ = gouji("test", "my-rules", "--coverage", folder=folder)
    assert code == 0
    assert "--living lists them" in out
    code, out, _ = gouji("test", "my-rules", "--living", folder=folder)
    assert code == 1
    assert "no document shows the rule requests-balance: there is no fact of the kind requests.row" in out


def test_a_pack_is_packed_installed_and_compared_with_its_lock(folder: Path) -> None:
    assert gouji("pack", "my-rules", "-o", "my.zip", folder=folder)[0] == 0
    assert gouji("install", "my.zip", "--rules", "packs", folder=folder)[0] == 0
    assert gouji("install", "--rules", "packs", "--verify", folder=folder)[0] == 0
    (folder / "packs" / "my-rules" / "cases" / "first.yaml").unlink()
    assert gouji("install", "--rules", "packs", "--verify", folder=folder)[0] == 0
    (folder / "packs" / "my-rules" / "rules" / "first.yaml").unlink()
    assert gouji("install", "--rules", "packs", "--verify", folder=folder)[0] == 1


def test_the_schema_of_a_pack_names_its_kinds(folder: Path) -> None:
    code, out, _ = gouji("schema", "--kind", "rule", "--pack", "my-rules", folder=folder)
    assert code == 0
    assert '"const": "requests.row"' in out
