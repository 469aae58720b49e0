"""Markdown files: headings, lists, tables and places."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import adapters
from adapters.markdown import document_of, read
from adapters.text.lines import split
from checker.document import Paragraph, Picture, Table
from checker.errors import DocumentError

SOURCE = r"""---
title: 某市2021年政府信息公开工作年度报告
date: 2022-01-20
---
# 某市**2021年**年度报告 #
## 一、总体情况
根据[《条例》](http://example.cn/a_b)，公开 \* 12条，办结率`100%`。
![图](a.png)
- 第一项工作
二、主动公开政府信息情况
---
| 信息内容 | 本年制发<br>件数 | 备注 |
|:---|---:|---|
| **规章** | 1 | |
| 文件 | - | a\|b |

1. 写着的编号
"""


def test_a_markdown_report_gives_headings_paragraphs_and_its_table(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(SOURCE, "utf-8")
    document = read(path, "report.md")
    assert [(block.text.string, block.level) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("某市2021年年度报告", 1),
        ("一、总体情况", 2),
        ("根据《条例》，公开 * 12条，办结率100%。", None),
        ("第一项工作", None),
        ("二、主动公开政府信息情况", 2),
        ("1. 写着的编号", None),
    ]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text.string for cell in row] for row in table.by_row()] == [
        ["信息内容", "本年制发\n件数", "备注"],
        ["规章", "1", ""],
        ["文件", "-", "a|b"],
    ]
    assert sum(isinstance(block, Picture) for block in document.blocks) == 1
    assert document.properties == {"title": "某市2021年政府信息公开工作年度报告", "published": "2022-01-20"}
    lines = SOURCE.split("\n")
    for _, _, text in document.texts():
        for index, character in enumerate(text.string.replace("\n", "")):
            place = text.place(text.string.index(character, index), text.string.index(character, index) + 1)
            assert place.line is not None
            assert place.char is not None
            assert lines[place.line - 1][place.char - 1] == character


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_bytes(b"\n")
    with pytest.raises(DocumentError):
        read(path, "empty.md")


@pytest.mark.parametrize("unit", ["*_", "**甲**_", "\\*~~", "`甲`_"])
def test_ten_times_the_signs_take_about_ten_times_the_time(unit: str) -> None:
    def spent(times: int) -> float:
        lines = split(unit * times)
        taken: list[float] = []
        for _ in range(3):
            begin = time.process_time()
            document_of(lines, "report.md", "md", "0" * 64)
            taken.append(time.process_time() - begin)
        return min(taken)

    assert spent(20_000) < 40 * max(spent(2_000), 0.002)


TAGGED = """# 市水利局2022年政府信息公开工作年度报告

## 二、主动公开

前文<table border="1"><tr><td rowspan="2">行政许可</td><td>新增</td><td>12</td></tr>
<tr><td>变更</td><td>3</td></tr></table>后文

<TABLE>
  <thead><tr><th>项目</th><th>数量</th></tr></thead>
  <tr><td>行政<br>处罚</td><td></td></tr>
</TABLE>
## 三、其他
"""


@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_tables_written_as_web_pages_do_are_tables(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text(TAGGED, encoding="utf-8")
    blocks = adapters.read(path, path.name).blocks
    shown = [
        [(c.text.string, c.row_span) for c in b.cells] if isinstance(b, Table) else b.text.string  # type: ignore[union-attr]
        for b in blocks
    ]
    assert shown[1:] == [
        "二、主动公开",
        "前文",
        [("行政许可", 2), ("新增", 1), ("12", 1), ("变更", 1), ("3", 1)],
        "后文",
        [("项目", 1), ("数量", 1), ("行政\n处罚", 1), ("", 1)],
        "三、其他",
    ]
    first = next(block for block in blocks if isinstance(block, Table))
    place = first.cells[0].text.place(0, 4), first.cells[4].text.place(0, 1)
    assert [(one.line, one.char) for one in place] == [(5, 41), (6, 20)]


@pytest.mark.parametrize(
    "text",
    ["正文<table>没有结束\n第二行", "说明：<table> 标签没有单元格</table>", "</table>只有结尾\n<table><tr><td>1"],
)
def test_what_is_no_whole_table_stays_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# 标题\n\n{text}\n", encoding="utf-8")
    blocks = adapters.read(path, path.name).blocks
    assert not any(isinstance(block, Table) for block in blocks)
    assert len(blocks) >= 2
