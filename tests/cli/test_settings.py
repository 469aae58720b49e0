"""gouji.toml, rules chosen by a call, zips and standard input, completion: what a call may leave unsaid."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checker.cli.progress import left
from tests.cli.calls import BUREAU, CITY, FORM, PACK, ROOT, call, spawn, unmeasured


@pytest.fixture(autouse=True)
def _folder() -> None:
    Path("top/in").mkdir(parents=True)
    shutil.copy(BUREAU, "top/in/a.txt")


def settings(text: str, folder: str = "top") -> None:
    Path(folder, "gouji.toml").write_text(text, "utf-8")


def found(out: str) -> dict[str, set[str]]:
    made: dict[str, set[str]] = {}
    for dossier in json.loads(out)["dossiers"]:
        for one in dossier["findings"]:
            made.setdefault(one["rule"].partition("/")[2], set()).add(one["severity"])
    return made


def test_what_a_file_above_says_holds_and_what_the_call_says_goes_before(capfd):
    settings('format = "json"\nlang = "en"\nfail-on = "never"\npacks = ["cn-disclosure-report"]\n')
    called = call(capfd, "check", "top/in")
    assert called.code == 0
    assert json.loads(called.out)["dossiers"]
    assert called.err.startswith("Settings: ")
    called = call(capfd, "check", "top/in", "--fail-on", "error", "-f", "markdown", "--lang", "zh")
    assert called.code == 1
    assert called.out.startswith("# ")
    assert called.err.startswith("设置：")
    assert call(capfd, "check", "top/in", "--no-settings").code == 1


def test_pages_of_rules_are_named_in_sarif(capfd):
    settings('format = "sarif"\nrule-pages = "https://pages.example/rules"\n')
    log = json.loads(call(capfd, "check", "top/in", "--pack", "cn-disclosure-report").out)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["helpUri"] for rule in rules} == {f"https://pages.example/rules/{rule['id']}.md" for rule in rules}
    settings('rule-pages = "docs"\n')
    assert "rule-pages" in call(capfd, "check", "top/in").err


def test_rules_are_chosen_and_weighed(capfd):
    everything = found(call(capfd, "check", "top/in", *PACK, "-f", "json").out)
    name, *others = sorted(everything)
    assert others
    assert set(found(call(capfd, "check", "top/in", *PACK, "-f", "json", "--select", name).out)) == {name}
    assert set(found(call(capfd, "check", "top/in", *PACK, "-f", "json", "--ignore", f"*/{name}").out)) == set(others)
    settings(f'ignore = ["{others[0]}"]\n[severity]\n"{name}" = "note"\n')
    tuned = found(call(capfd, "check", "top/in", *PACK, "-f", "json").out)
    assert others[0] not in tuned
    assert tuned[name] == {"note"}


@pytest.mark.parametrize("name", ["alike", "report-copied"])
def test_a_threshold_of_the_pack_is_another(name):
    from checker.wiring.packs import load_packs
    from checker.wiring.settings import Settings, tuned

    (pack,) = load_packs(["cn-disclosure-report"], ())
    named = next((rule.id for rule in pack.rules if "alike" in rule.kinds), name) if name != "alike" else name
    (changed,) = tuned([pack], Settings(thresholds={named: {"share": 61}}), [], [])
    assert changed.spec.settings["alike"] == {**pack.spec.settings["alike"], "share": 61}
    assert changed.spec.settings["followup"] == pack.spec.settings["followup"]
    assert [rule.id for rule in changed.rules] == [rule.id for rule in pack.rules]


def test_units_of_the_file_must_have_reported(capfd):
    settings('units = ["常州市水利局"]\n')
    assert "常州市水利局" in call(capfd, "check", "top/in", *PACK).out


def test_every_fault_of_a_file_is_told_at_once(capfd):
    settings(
        'repport = "x"\npacks = "p"\nreport = "../elsewhere"\nunits = [1]\n[limits]\ntimeout = 0\nmemori = 3\n'
        '[severity]\na = "bad"\n[thresholds]\nalike = 3\n'
    )
    called = call(capfd, "check", "top/in")
    assert called.code == 2
    assert called.out == ""
    for told in ("repport", "packs", "report", "units", "limits.timeout", "memori", "severity.a", "thresholds.alike"):
        assert told in called.err


@pytest.mark.parametrize(
    "text", ["= 3", "a = [", "\x00", 'x = "' + "y" * (1 << 21) + '"', "a" * 3000 + ".b = [" * 3000]
)
def test_what_is_no_settings_file_is_told(capfd, text):
    settings(text)
    called = call(capfd, "check", "top/in")
    assert called.code == 2
    assert "gouji.toml" in called.err


@pytest.mark.parametrize(
    "text",
    ['ignore = ["privacy-phon"]', '[severity]\nprivacy-phon = "note"', "[thresholds]\nalikke = { share = 3 }"],
)
def test_a_rule_that_there_is_not_is_told_with_the_one_that_was_meant(capfd, text):
    settings(text)
    called = call(capfd, "check", "top/in", *PACK)
    assert called.code == 2
    assert "是否应为" in called.err


def test_documents_with_different_settings_are_no_one_call(capfd):
    settings('lang = "en"')
    settings('lang = "zh-CN"', "top/in")
    shutil.copy(CITY, "top/b.txt")
    assert call(capfd, "check", "top/in").code == 1
    called = call(capfd, "check", "top/in", "top/b.txt")
    assert called.code == 2
    assert "--no-settings" in called.err
    assert call(capfd, "check", "top/in", "top/b.txt", "--settings", "top/gouji.toml").code == 1


def test_init_writes_settings_that_hold_when_they_are_uncommented_and_never_over_others(capfd):
    import tomllib

    from checker.wiring.settings import load

    for lang in ("zh-CN", "en"):
        Path(lang).mkdir()
        assert call(capfd, "init", lang, "--lang", lang).code == 0
        path = Path(lang, "gouji.toml")
        assert load(path).options == {}
        held = path.read_text("utf-8").replace("\n# ", "\n")
        whole = "\n".join(line for line in held.splitlines() if "=" in line or line.startswith("["))
        path.write_text(whole, "utf-8")
        assert len(tomllib.loads(whole)) > 15
        assert len(load(path).options) > 12
        assert call(capfd, "init", lang).code == 2
        assert path.read_text("utf-8") == whole


def archive(path: str, **entries: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for name, source in entries.items():
            package.write(source, name)


def test_a_zip_of_submissions_is_checked_and_its_files_have_its_name(capfd):
    archive("all.zip", **{"甲局/a.txt": BUREAU, "乙局/b.docx": FORM, "p.png": CITY, "../../evil.txt": CITY})
    called = call(capfd, "check", "all.zip", *PACK, "-f", "json", "--annotate", "out")
    run = json.loads(called.out)
    paths = {one["path"] for dossier in run["dossiers"] for one in dossier["documents"]}
    assert paths == {"all.zip/甲局/a.txt", "all.zip/乙局/b.docx", "all.zip/evil.txt"}
    assert [one["path"] for one in run["skipped"]] == ["all.zip/p.png"]
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "a（批注）.html",
        "b（批注）.docx",
        "evil（批注）.html",
    ]
    assert not Path("../evil.txt").exists()


def test_names_in_gbk_are_read(capfd):
    archive("all.zip", **{"PLACEHOL.txt": BUREAU})
    data = Path("all.zip").read_bytes().replace(b"PLACEHOL", "甲局报告".encode("gb18030"))
    Path("all.zip").write_bytes(data)
    assert "all.zip/甲局报告.txt" in call(capfd, "check", "all.zip", *PACK, "-f", "json").out


def test_dossiers_of_a_zip_are_those_it_names(capfd):
    Path("dossier.yaml").write_text("units: [常州市水利局]\n", "utf-8")
    archive("all.zip", **{"x/a.txt": BUREAU, "x/dossier.yaml": Path("dossier.yaml")})
    assert "常州市水利局" in call(capfd, "check", "all.zip", *PACK).out


@pytest.mark.parametrize(
    "make", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"PK\x01\x02", b"PK\x09\x02")]
)
def test_a_broken_zip_is_told(capfd, make):
    archive("all.zip", **{"a.txt": BUREAU})
    Path("all.zip").write_bytes(make(Path("all.zip").read_bytes()))
    called = call(capfd, "check", "all.zip", *PACK)
    assert called.code in (2, 3)
    assert "all.zip" in called.out + called.err


def given(content: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from checker.cli import program; program()", "check", "-", *PACK, *words],
        env={**unmeasured(), "PYTHONPATH": str(ROOT), "TMPDIR": os.getcwd()},  # noqa: PTH109
        input=content,
        capture_output=True,
        timeout=60,
    )


@pytest.mark.parametrize("source", [BUREAU, FORM])
def test_standard_input_is_a_document(source):
    made = given(source.read_bytes(), "-f", "json", "--annotate", "out")
    assert made.returncode == 1
    assert json.loads(made.stdout)["dossiers"][0]["documents"][0]["path"] == "stdin"
    (copy,) = Path("out").iterdir()
    assert copy.name.startswith("stdin（批注）")
    assert not list(Path().glob("gouji-*"))


def test_nothing_on_standard_input_is_unchecked():
    assert given(b"").returncode == 3


@pytest.mark.parametrize(
    ("words", "offered"),
    [("gouji ch", "check"), ("gouji rules te", "test"), ("gouji check --an", "--annotate"), ("gouji in", "init")],
)
def test_a_shell_completes_commands_and_options(words, offered):
    count = len(words.split()) - 1
    made = spawn(_GOUJI_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(count))
    assert f"plain,{offered}" in made.out.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell(capfd, shell):
    assert "_GOUJI_COMPLETE" in call(capfd, "completion", shell).out


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.2, "约需 1 秒 "), (89, "约需 89 秒 "), (600, "约需 10 分钟 "), (9000, "约需 2 小时 30 分钟 ")],
)
def test_what_is_left_is_told_as_people_say_it(seconds, told):
    assert left(seconds) == told
