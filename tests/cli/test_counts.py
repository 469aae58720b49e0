"""Forty reports of twenty units over two years: every count of what gouji writes is that of what was planted."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from docx import Document as read_word

from tests.checker.reports import known_report, with_lines
from tests.cli.calls import PACK, call
from tests.generator import spec, text
from tests.generator.inspection import BUREAUS
from tests.generator.spec import Report

UNITS = tuple(city + full for city in ("安平市", "临江市") for full, _ in BUREAUS[:10])
YEARS = (2020, 2021)
RANKS = ("error", "warning", "note", "review")
WORDS = ("错误", "警告", "提示", "待判定")
Key = tuple[str, int]


@dataclass(frozen=True)
class Defect:
    rank: str
    rule: str
    plant: Callable[[Report], Report]


def line(words: str) -> Callable[[Report], Report]:
    """A paragraph more in the overview."""
    return lambda report: with_lines(report, "overview", [words])


SHARED = (
    "一年来，在机关大院东侧建成开放式查阅大厅，安排四名工作人员轮值，配备自助打印机三台、盲文标识一套，周末照常开放。"
    "围绕夏汛期间群众最关心的闸口调度，连续九周在村口黑板、渡船候船室和集市广播站滚动告知水位，老渔民反映看得懂、用得上。"
    "组织退休教师把补贴办法编成快板，在十一个乡场演出，现场解答提问，并把问得最多的问题整理成口袋手册，随种子化肥一起送到农户手中。"
    "对搬迁安置点的三百多户住户，按楼栋建起口头告知记录，谁讲的、什么时候讲的、对方问了什么都写清楚，年底随机抽查二十户回访。"
    "和邻县渔政站轮流值守联合信箱，来信一律先登记再拆阅，方言来信由志愿者译写，译稿与原信一并存档备查，全年没有一封丢失。"
    "秋收以后邀请返乡青年和快递员走进办公楼，旁听预算讨论，当面提出意见，凡是被采纳的都写回信说明办理到哪一步。"
)
"""What one unit has copied from another."""
DEFECTS = {
    "period": Defect("error", "period-mismatch", lambda one: replace(one, period="自2018年1月1日起至2018年12月31日止")),
    "blank form": Defect("error", "placeholder", line("全年共举办XX次培训。")),
    "figure": Defect("error", "claim-table", line("全年新收政府信息公开申请57件。")),
    "total": Defect(
        "error", "reviews-total", lambda one: spec.with_figure(one, "reviews", "cases", "review_total", "8")
    ),
    "section": Defect("error", "section-missing", lambda one: spec.without_section(one, "other", renumber=True)),
    "postcode": Defect("warning", "contact-invalid", lambda one: spec.with_contact(one, "邮编", "35900")),
    "blank cell": Defect(
        "warning", "cell-blank", lambda one: spec.with_figure(one, "applications", "partial", "natural", "")
    ),
    "brackets": Defect("note", "number-brackets", line("认真学习并落实国办发【2018】12号文件的要求。")),
    "organ": Defect("review", "issuer-unclear", lambda one: replace(one, closing=("临江市审计局", one.closing[1]))),
    "copied": Defect("warning", "text-alike", line(SHARED)),
    "carried": Defect("error", "carried-in-equals-last-year", lambda one: one),
}
"""Each is one cause, and one finding, but for what is carried: natural persons and total, two columns."""

PLANTED: dict[Key, tuple[str, ...]] = {
    (UNITS[0], 2020): ("period", "postcode"),
    (UNITS[0], 2021): ("period", "postcode", "brackets"),
    (UNITS[1], 2021): ("figure", "total", "section", "blank cell", "brackets", "organ"),
    (UNITS[2], 2020): ("brackets",),
    (UNITS[3], 2021): ("organ",),
    (UNITS[4], 2020): ("total",),
    (UNITS[5], 2021): ("copied",),
    (UNITS[6], 2021): ("copied", "period"),
    (UNITS[7], 2021): ("carried", "carried"),
    (UNITS[8], 2020): ("blank form", "blank cell", "postcode", "brackets"),
    (UNITS[11], 2020): ("section",),
    (UNITS[11], 2021): ("section",),
    (UNITS[15], 2021): ("blank cell",),
    (UNITS[19], 2020): ("figure", "brackets", "organ"),
    (UNITS[19], 2021): ("carried", "carried", "postcode"),
}
TOTAL = {"error": 15, "warning": 8, "note": 5, "review": 3}
"""Counted with a pencil in the table above; the copy is one finding of two units."""
TO_MEND = 13
"""Dossiers with an error or a warning: those above without the one with a note and the one with a review alone."""
UNITS_TO_MEND = 10


def report(unit: str, year: int) -> Report:
    """A clean report with what is planted in it; what the year before carries out, this one carries in."""
    planted = PLANTED.get((unit, year), ())
    left, before = (4, 6) if year == YEARS[0] else (5, 3 if "carried" in planted else 4)
    rows = {"new": 50, "carried_in": before, "handled": 50 + before - left, "carried_out": left}
    rows["other" if year == YEARS[0] else "other_3"] = rows["handled"] - 40
    cells: dict[str, object] = {f"{row}.{column}": n for row, n in rows.items() for column in ("natural", "total")}
    made = known_report(unit, year, set_=cells)
    for name in dict.fromkeys(planted):
        made = DEFECTS[name].plant(made)
    return made


def ranks(unit: str, year: int) -> list[int]:
    """How many errors, warnings, notes and reviews a dossier has."""
    counts = Counter(DEFECTS[name].rank for name in PLANTED.get((unit, year), ()))
    return [counts[rank] for rank in RANKS]


def by_rule() -> Counter[tuple[str, str, int]]:
    """How many findings of a rule a dossier has."""
    return Counter((DEFECTS[name].rule, *key) for key, names in PLANTED.items() for name in names)


def sums_by_rule() -> dict[str, int]:
    """How many findings of a rule there are; the copy is one of two units."""
    counts = Counter(DEFECTS[name].rule for names in PLANTED.values() for name in names)
    return {**counts, "text-alike": counts["text-alike"] - 1}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forty reports, a folder for each year."""
    root = tmp_path_factory.mktemp("inspection")
    for year in YEARS:
        (root / "报送" / str(year)).mkdir(parents=True)
        for unit in UNITS:
            path = root / "报送" / str(year) / f"{unit}.txt"
            path.write_text(text.write(report(unit, year), "pipes"), encoding="utf-8")
    return root


@pytest.fixture
def out(folder: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    """The folder with the report, JSON and the terminal's text in it; made once."""
    if not (folder / "out").exists():
        written = ("--report", folder / "out", "-f", "json", "-o", folder / "all.json")
        assert call(capfd, "check", folder / "报送", *PACK, *written).code == 1
        (folder / "text").write_text(call(capfd, "check", folder / "报送", *PACK).out, encoding="utf-8")
    return folder


def name(unit: str, year: int) -> str:
    """A dossier as people read it."""
    return f"{unit} {year}年度"


def test_what_is_planted_is_as_many_as_the_pencil_says():
    counts = Counter(DEFECTS[name].rank for names in PLANTED.values() for name in names)
    assert counts["warning"] - 1 == TOTAL["warning"]
    assert {rank: counts[rank] for rank in ("error", "note", "review")} == {
        rank: TOTAL[rank] for rank in ("error", "note", "review")
    }
    mended = [key for key in PLANTED if any(ranks(*key)[:2])]
    assert (len(mended), len({unit for unit, _ in mended})) == (TO_MEND, UNITS_TO_MEND)


def test_json_counts_what_was_planted(out):
    run = json.loads((out / "all.json").read_text("utf-8"))
    # Of what is planted only brackets have one right form.
    brackets = sum(names.count("brackets") for names in PLANTED.values())
    counted = {"documents": 40, "unchecked": 0, "corrections": brackets}
    counted |= {f"{rank}s": count for rank, count in TOTAL.items()}
    assert run["summary"] == counted
    found = Counter(
        (one["rule"].partition("/")[2], dossier["issuer"], dossier["year"])
        for dossier in run["dossiers"]
        for one in dossier["findings"]
    )
    copied = {("text-alike", UNITS[number], 2021) for number in (5, 6)}
    assert found == Counter({key: count for key, count in by_rule().items() if key not in copied})
    assert [one["rule"].partition("/")[2] for one in run["batch"]["findings"]] == ["text-alike"]


def test_the_terminal_counts_what_was_planted(out):
    shown = (out / "text").read_text("utf-8")
    assert "文档40份" in shown.split("\n\n")[0]
    for word, rank in zip(WORDS, RANKS, strict=True):
        assert f"{word}{TOTAL[rank]}" in shown.split("\n\n")[0]


def test_the_index_counts_what_was_planted(out):
    index = unescape((out / "out" / "index.html").read_text("utf-8"))
    figures = {label: int(count) for count, label in re.findall(r"<b>(\d+)</b><span>([^<]+)</span></div>", index)}
    told = {"单位": 20, "文档数": 40, "无需整改": 20 - UNITS_TO_MEND, "已豁免": 0, "未能检查": 0}
    assert figures == told | {word: TOTAL[rank] for word, rank in zip(WORDS, RANKS, strict=True)}
    rows = {
        head: [int(count) for count in re.findall(r"<td[^>]*>(\d+)</td>", rest)]
        for head, rest in re.findall(r"<tr><td><a [^>]*>([^<]+)</a></td>(.*?)</tr>", index)
    }
    assert rows == {name(unit, year): [1, *ranks(unit, year), 0] for unit in UNITS for year in YEARS}
    cells = re.findall(r'<a class="c \w+"[^>]*><title>([^<]+) · [^<]+: \S+ (\d+)</title>', index)
    assert sum(int(count) for _, count in cells) == sum(TOTAL.values()) + 1


def test_bars_rank_by_errors_within_the_own_documents(out):
    index = unescape((out / "out" / "index.html").read_text("utf-8"))
    bars = dict(re.findall(r'<span class="who">([^<]+)</span><svg.*?</svg><b>(\d+)</b>', index))
    across = {(UNITS[7], 2021), (UNITS[19], 2021)}
    own = {key: 0 if key in across else ranks(*key)[0] for key in ((unit, year) for unit in UNITS for year in YEARS)}
    assert {key: int(count) for key, count in bars.items()} == {name(*key): count for key, count in own.items()}


def test_ledgers_count_what_was_planted(out):
    rows = list(csv.DictReader(io.StringIO((out / "out" / "ledger.csv").read_text("utf-8-sig"))))
    assert Counter((row["规则"].partition("/")[2], row["单位"], int(row["年度"])) for row in rows) == by_rule()
    once = {row["指纹"]: row["程度"] for row in rows}
    assert Counter(once.values()) == dict(zip(WORDS, TOTAL.values(), strict=True))
    alike = [row for row in rows if row["规则"].endswith("/text-alike")]
    assert [Path(row["文档"]).stem for row in alike] == [row["单位"] for row in alike]
    assert all(row["问题"].startswith(f"{UNITS[5]}的报告与{UNITS[6]}的报告雷同：") for row in alike)
    book = openpyxl.load_workbook(out / "out" / "ledger.xlsx")
    assert book["整改台账"].max_row == len(rows) + 1
    by_unit = {row[1].value: [cell.value for cell in row[2:]] for row in book["按单位汇总"].iter_rows(min_row=2)}
    assert by_unit == {name(unit, year): [1, *ranks(unit, year), 0] for unit in UNITS for year in YEARS}
    sums = {row[0].value.partition("/")[2]: row[3].value for row in book["按规则汇总"].iter_rows(min_row=2)}
    assert sums == sums_by_rule()
    assert len((out / "out" / "findings.jsonl").read_text("utf-8").splitlines()) == len(once)


def test_letters_count_what_was_planted(out):
    written = {}
    for path in (out / "out" / "letters").iterdir():
        word = read_word(str(path))
        said = re.search(r"错误(\d+)处、警告(\d+)处；另有提示(\d+)处", "\n".join(p.text for p in word.paragraphs))
        assert said, path.name
        unit, year = path.stem.split("-")[1:3]
        written[unit, int(year)] = [int(count) for count in said.groups()]
        charges, notes = [len(table.rows) - 1 for table in word.tables], [0]
        assert [*charges, *notes][:2] == [sum(written[unit, int(year)][:2]), written[unit, int(year)][2]]
    mended = [key for key in PLANTED if any(ranks(*key)[:2])]
    assert written == {key: ranks(*key)[:3] for key in mended}


def test_the_notice_counts_what_was_planted(out):
    word = read_word(str(out / "out" / "通报.docx"))
    opening = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert f"对20个单位报送的40份文档进行了检查，{UNITS_TO_MEND}个单位存在需要整改的问题" in opening
    assert "错误15处、警告8处、提示5处，另有3处需人工判定" in opening
    units, rules, items = ([[cell.text for cell in row.cells] for row in table.rows[1:]] for table in word.tables)
    assert {row[0]: [int(count) for count in row[1:]] for row in units} == {name(*key): ranks(*key) for key in PLANTED}
    assert f"其余{40 - len(PLANTED)}份报告未发现问题。" in opening
    assert sorted(int(row[2]) for row in rules) == sorted(sums_by_rule().values())
    assert Counter(int(row[2]) for row in items) == Counter(by_rule().values())


def test_review_pages_count_what_was_planted(out):
    for page in (out / "out" / "reviews").iterdir():
        unit, year = page.stem.split("-")[1:3]
        shown = unescape(page.read_text("utf-8"))
        assert len(re.findall(r'class="card ', shown)) == sum(ranks(unit, int(year))), page.name
