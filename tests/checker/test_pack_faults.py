"""Packs with every kind of mistake: all faults are told, each at its place, and nothing runs or hangs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import RulePackError
from checker.loading.load import find, load
from checker.messages import Message, text
from checker.pack.model import RuleSpec
from checker.text.patterns import compiled
from checker.yamlfiles.file import read_yaml
from checker.yamlfiles.shape import validate
from checker.yamlfiles.syntax import why

PACKS = Path(__file__).parent.parent / "data" / "packs"


def faults(name: str, lang: str = "en") -> list[str]:
    with pytest.raises(RulePackError) as refused:
        load(PACKS / name, (PACKS,), cached=False)
    return [text(fault, lang) for fault in refused.value.faults]


EVERY_MISTAKE = {
    "forms/first.yaml:5:38": "did you mean requests?",
    "forms/first.yaml:9:29": "from cannot name a value",
    "figures/first.yaml:2:45": "brackets must close",
    "figures/first.yaml:3:47": "“申请” is a word of request already",
    "figures/first.yaml:4:62": "there is no concept named reqest; did you mean request?",
    "figures/first.yaml:4:79": "missing",
    "figures/first.yaml:4:84": "the pattern has no group name",
    "figures/first.yaml:5:53": "unknown key colour",
    "figures/first.yaml:6:17": "haed is not valid; did you mean head?",
    "figures/first.yaml:6:47": "there is no section named overveiw; did you mean overview?",
    "figures/first.yaml:6:79": "there is no column named recieved; did you mean received?",
    "figures/first.yaml:8:30": "no such row",
    "figures/first.yaml:11:22": "there is no concept named recieve; did you mean receive?",
    "figures/first.yaml:12:22": "mixes slots",
    "figures/first.yaml:13:12": "exactly one element of says must be a head",
    "figures/first.yaml:13:31": "there is no measure named writen; did you mean written?",
    "figures/first.yaml:15:31": "there is no measure named oral",
    "figures/first.yaml:16:10": "there is no measure named sum",
    "pack.yaml:5:1": "unknown key licence",
    "pack.yaml:10:13": "there is no form named frist; did you mean first?",
    "pack.yaml:13:25": "invalid repetition size",
    "pack.yaml:14:22": "no look-around",
    "pack.yaml:15:51": "there is no section named overveiw; did you mean overview?",
    "pack.yaml:15:72": "there is no named group named m; valid: n",
    "rules/mistakes.yaml:3:13": "eror is not valid; did you mean error?",
    "rules/mistakes.yaml:4:17": "there is no source named notise; did you mean notice?",
    "rules/mistakes.yaml:6:11": "no value named “recieved”; did you mean “received”?",
    "rules/mistakes.yaml:7:12": "did you mean {received}?",
    "rules/mistakes.yaml:10:23": "received must be a whole number, not a text",
    "rules/mistakes.yaml:11:7": "already used at every-mistake/rules/mistakes.yaml:1:7",
    "rules/mistakes.yaml:16:11": "no function “__import__('os').system”",
    "rules/mistakes.yaml:21:3": "the rule no-tests has no fail test",
    "rules/mistakes.yaml:25:9": "there is no kind of fact named request.row; did you mean requests.row?",
    "rules/mistakes.yaml:26:36": "no function “lambda: 1”",
    "rules/mistakes.yaml:28:3": "unknown key on; valid here: id, title",
    "rules/mistakes.yaml:29:7": "is not of the form applications-balance",
    "rules/mistakes.yaml:31:39": "fatal is none of the valid values: error, warning, note",
    "rules/mistakes.yaml:32:11": "quote / paraphrase is missing",
    "rules/mistakes.yaml:32:43": "habit is none of the valid values: law, format, practice",
    "rules/mistakes.yaml:34:17": "there is no role named priro; did you mean prior?",
    "rules/mistakes.yaml:34:41": "written {each: document, role: own}",
    "rules/mistakes.yaml:35:11": "a number cannot be compared with a text",
    "rules/mistakes.yaml:38:8": "no value recieved; did you mean received?",
    "rules/mistakes.yaml:39:19": "there is no form named secnd",
    "rules/mistakes.yaml:42:13": "no value recieved; did you mean received?",
    "rules/mistakes.yaml:43:7": "there is no rule gone to silence",
    "rules/mistakes.yaml:51:3": "message is missing",
    "rules/mistakes.yaml:51:25": "anchors and aliases",
    "rules/mistakes.yaml:51:55": "one item is written [table] as well",
    "rules/syntax.yaml:2:10": "a quotation mark is not closed",
}
LOOSE_ENDS = {
    "cases/case.yaml:3:19": "there is no rule named first-rul; did you mean first-rule?",
    "rules/rule.yaml:6:39": "no value yaer; did you mean year?",
    "rules/rule.yaml:7:18": "exactly one of sum, count, min, max",
    "rules/rule.yaml:7:66": "no value organs; did you mean organ?",
    "rules/rule.yaml:7:82": "did you mean “own.year”?",
    "rules/rule.yaml:10:13": "there is no rule named first-rul; did you mean first-rule?",
    "texts/en.yaml:3:3": "there is no rule named frist-rule; did you mean first-rule?",
    "texts/en.yaml:4:26": "the braces of the text do not match",
    "texts/en.yaml:4:40": "without format or members: {titled!r}",
    "texts/en.yaml:5:11": "there is no source named notcie; did you mean notice?",
}


@pytest.mark.parametrize(("name", "expected"), [("every-mistake", EVERY_MISTAKE), ("loose-ends", LOOSE_ENDS)])
def test_every_fault_is_told_at_its_place_with_what_would_do(name: str, expected: dict[str, str]) -> None:
    told = faults(name)
    places = {line.split(": ", 1)[0].removeprefix(f"{name}/") for line in told}
    assert places == set(expected)
    for place, words in expected.items():
        assert any(line.startswith(f"{name}/{place}: ") and words in line for line in told), place


@pytest.mark.parametrize("name", ["every-mistake", "loose-ends"])
def test_faults_are_told_in_chinese_too(name: str) -> None:
    told = faults(name, "zh-CN")
    assert len(told) == len(faults(name))
    assert all(re.match(r"[\w/.-]+:\d+:\d+：.*[\u4e00-\u9fff]", line) for line in told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("specific: ", "specific: many  # ", "thresholds.specific cannot be used: wanted a positive whole number"),
        ("thresholds:", "threshold:", "threshold cannot be used: no such key"),
        ("stop:", "stops: [x]\nstop:", "stops cannot be used: no such key"),
    ],
)
def test_a_slip_in_the_words_of_a_pack_is_told_at_its_place_before_a_document_is_read(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    pack = shutil.copytree(find("cn-disclosure-report"), tmp_path / "copy")
    words = (pack / "vocabulary.yaml").read_text("utf-8")
    assert words.count(old) == 1
    (pack / "vocabulary.yaml").write_text(words.replace(old, new), "utf-8")
    with pytest.raises(RulePackError) as refused:
        load(pack, cached=False)
    line = words[: words.index(old)].count("\n") + 1
    lines = [text(fault, "en") for fault in refused.value.faults]
    assert any(one.startswith(f"copy/vocabulary.yaml:{line}:") and told in one for one in lines), lines


def test_words_that_are_no_mapping_are_told(tmp_path: Path) -> None:
    pack = shutil.copytree(find("cn-disclosure-report"), tmp_path / "copy")
    (pack / "vocabulary.yaml").write_text("- a\n", "utf-8")
    with pytest.raises(RulePackError) as refused:
        load(pack, cached=False)
    assert "copy/vocabulary.yaml:1:1: must be a mapping (key: value), not a list" in [
        text(fault, "en") for fault in refused.value.faults
    ]


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ("with: {prior: {each: 5}}", "2:24: must be a text, not a whole number"),
        ("with: {prior: {each: requests.row, on: 5}}", "2:42: must be a list, not a whole number"),
        ("let: {all: {count: 5, each: requests.row}}", "2:22: must be a text, not a whole number"),
    ],
)
def test_what_is_wrong_within_a_value_that_may_be_a_word_too_is_told_once(
    given: str, where: str, tmp_path: Path
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(f"- id: the-rule\n  {given}\n  title: 规则\n", "utf-8")
    found: list[Message] = []
    validate(RuleSpec, read_yaml(file, "rules.yaml"), (0,), found)
    told = [text(fault, "en") for fault in found if "is missing" not in text(fault, "en")]
    assert len(told) == 1
    assert told[0].startswith(f"rules.yaml:{where}")


def test_packs_that_extend_one_another_are_refused() -> None:
    with pytest.raises(RulePackError) as refused:
        load(PACKS / "circle-a", (PACKS,), cached=False)
    assert "circle-a → circle-b → circle-a" in text(refused.value.message)


def test_a_folder_without_pack_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(RulePackError, match=r"has no pack\.yaml"):
        load(tmp_path, cached=False)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[" * 200_000, "nested too deeply"),
        ("- " * 200_000 + "x", "nested too deeply"),
        ("a: &a [x, *a]", "anchors and aliases"),
        ("a: !!python/object/apply:os.system [ls]", "do not use tags"),
        ("? [a, b]\n: 1\n", "a key must be a word"),
        ("a: 1\nb: 2\na: 3\n", "the key a stands twice"),
        ("x" * 1_100_000, "over 1 MB"),
        (b"\xff\xfe\x00", "is not UTF-8"),
    ],
)
def test_a_file_that_could_do_harm_is_refused(content: str | bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    file = read_yaml(path, "file.yaml")
    assert [told in str(fault) for fault in file.faults] == [True]


SYNTAX = {
    "a:\n\t- b\n": "2:1: a tab stands in the indentation",
    "- id: x\n\ttitle: y\n": "2:1: a tab stands in the indentation",
    "a: b: c\n": "1:5: put a text with a colon in quotes",
    "a: [1, 2\nb: 3\n": "2:2: the closing bracket of the one opened at 1:4",
    "a: [1, 2": "1:9: the closing bracket of the one opened at 1:4",
    "a: {b: 1 c: 2}\n": "1:11: a comma is missing",
    "a: ]\n": "1:4: no text begins or goes on with this character",
    "a: @x\n": "1:4: no text begins or goes on with this character",
    "a: 1\nb: 'x\nc: 2\n": "2:4: a quotation mark is not closed",
    'a: [1, "x\nb: 2\n': "1:8: a quotation mark is not closed",
    "a: 'it's'\n": "1:8: text stands after the closing quotation mark",
    "a: '[0-9]+'\nb: \"\\d{3}\"\n": "2:5: put patterns in single quotes",
    "a: 1\nbc\nd: 2\n": "2:1: a colon and a space are missing after the key",
    "a:1\nb: 2\n": "2:2: the colon and space after the key above",
    "- id: x\n   title: y\n": "2:9: check the indentation",
    "a:\n  b: 1\n c: 2\n": "3:2: the indentation does not match",
    "- a: 1\n b: 2\n": "2:2: an item of a list begins with “- ”",
    "- a\n-b\n": "2:1: an item of a list begins with “-” and a space",
    "a: - b\n": "1:4: a list begins on a line of its own",
    "a: |x\n  b\n": "1:4: nothing but a line break stands after",
    "a: 1\r\nb: c: d\r\n": "2:5: put a text with a colon in quotes",
    "a: 1\n...\nb: 2\n": "3:1: a file holds one document",
    "a: *x\n": "1:4: anchors and aliases",
    "a: & x\n": "1:4: anchors and aliases",
    "a: !<x y\n": "1:4: tags (!) are not used",
    "甲: 乙\u0001\n": "1:5: the control character U+0001",
    "[" * 60: "1:1: nested too deeply",
}


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("content", "told"), SYNTAX.items())
def test_what_is_no_yaml_is_told_in_our_words_at_its_place_whoever_parses(
    content: str, told: str, loader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yaml

    monkeypatch.setattr(yaml, "CSafeLoader", getattr(yaml, loader))
    path = tmp_path / "file.yaml"
    path.write_bytes(content.encode())
    (fault,) = read_yaml(path, "file.yaml").faults
    where, words = told.split(": ", 1)
    assert str(fault).startswith(f"file.yaml:{where}: ")
    assert words in str(fault)
    assert re.fullmatch(r"file\.yaml:[\d:]+：.*[\u4e00-\u9fff].*", text(fault, "zh-CN"))


CUT = {
    "a: text #3\n": ["1:9"],
    "a:\n  - one #x\n  - two\n  - many\n    lines #z\n": ["2:9", "5:11"],
    "a: [x #y\n ]\n": ["1:7"],
    "a: #1\n": ["1:4"],
    "a: text # a remark\nb: 3 #x\nc: 'one #2' #x\nd: |\n  text #3\ne: null #x\nf: text#4\ng: # x\n": [],
}
"""Texts that end where YAML takes # for the beginning of a comment, and what is a comment."""


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("content", "places"), CUT.items())
def test_a_text_that_a_comment_cuts_short_is_told(
    content: str, places: list[str], loader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yaml

    monkeypatch.setattr(yaml, "CSafeLoader", getattr(yaml, loader))
    path = tmp_path / "file.yaml"
    path.write_bytes(content.encode())
    told = [str(fault) for fault in read_yaml(path, "file.yaml").faults]
    assert [one.partition(": ")[0] for one in told] == [f"file.yaml:{place}" for place in places]
    assert all("# begins a comment" in one for one in told)


YAMLISH = [
    "a: ",
    "b",
    "- ",
    " ",
    "\n",
    "\t",
    *"[]{}'\":#|>%@,?",
    "&x",
    "*x",
    "!t",
    "---",
    "...",
    "\\q",
    "甲",
    "\r\n",
    "\x85",
]


@given(st.lists(st.sampled_from(YAMLISH), min_size=1, max_size=14).map("".join), st.sampled_from(["C", ""]))
def test_whatever_is_no_yaml_has_a_place_in_the_file_and_words_of_ours(content: str, parser: str) -> None:
    import yaml

    try:
        yaml.compose(content, Loader=getattr(yaml, f"{parser}SafeLoader"))
    except yaml.YAMLError as error:
        line, column, what = why(content, error)
        lines = content.splitlines() or [""]
        assert 1 <= line <= len(lines) + 1
        assert 1 <= column <= len([*lines, ""][line - 1]) + 1
        assert re.search("[\u4e00-\u9fff]", text(what, "zh-CN").removeprefix("YAML 语法错误："))


def test_yaml_words_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("on: no\nyes: off\ncount: 0x10\nsince: 2020-01-01\n", "utf-8")
    assert read_yaml(path, "file.yaml").data == {"on": "no", "yes": "off", "count": "0x10", "since": "2020-01-01"}


def test_a_pattern_that_would_explode_elsewhere_matches_in_linear_time() -> None:
    assert compiled("^(a+)+$").search("a" * 200_000 + "!") is None


def test_nothing_in_a_rule_is_ever_run(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    for expression in (
        f"__import__('os').mkdir('{marker}')",
        f"open('{marker}', 'w')",
        "[x for x in (1).__class__.__mro__]",
        "(lambda: true)()",
        "titled.__class__ == 1",
        "9 ** 9 ** 9 == 1",
    ):
        pack = tmp_path / "evil"
        shutil.rmtree(pack, ignore_errors=True)
        (pack / "rules").mkdir(parents=True)
        (pack / "pack.yaml").write_text(
            "pack: evil\nversion: 1.0.0\ntitle: x\nlang: en\nsources: {s: x}\n", encoding="utf-8"
        )
        (pack / "rules" / "rule.yaml").write_text(
            "- id: evil\n  title: x\n  severity: note\n"
            "  source: {ref: s, clause: x, basis: law, quote: x}\n"
            f'  each: document\n  expect: "{expression}"\n  message: x\n'
            "  tests: {pass: [{titled: true}], fail: [{titled: false}]}\n",
            encoding="utf-8",
        )
        with pytest.raises(RulePackError) as refused:
            load(pack, cached=False)
        assert str(refused.value.faults[0]).startswith("evil/rules/rule.yaml:6:")
        assert not marker.exists()
