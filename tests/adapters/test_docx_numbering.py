"""The labels of automatic numbering."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from adapters.docx import read
from adapters.docx.counting import counted
from checker.document import Paragraph
from tests.adapters.docx_files import p, written
from tests.adapters.soffice import convert


@pytest.mark.parametrize(
    ("form", "numbers", "labels"),
    [
        ("decimal", (1, 12), ("1", "12")),
        ("decimalZero", (3, 12), ("03", "12")),
        ("chineseCounting", (1, 10, 11, 20, 21, 99), ("一", "十", "十一", "二十", "二十一", "九十九")),
        (
            "chineseCountingThousand",
            (10, 19, 100, 101, 110, 1005),
            ("十", "十九", "一百", "一百零一", "一百一十", "一千零五"),
        ),
        ("japaneseCounting", (1, 10, 11, 100, 123), ("一", "十", "十一", "百", "百二十三")),
        ("ideographDigital", (1, 10, 21), ("一", "一○", "二一")),
        ("chineseLegalSimplified", (1, 10, 21), ("壹", "壹拾", "贰拾壹")),
        ("ideographTraditional", (1, 10, 11), ("甲", "癸", "11")),
        ("ideographZodiac", (1, 12), ("子", "亥")),
        ("decimalEnclosedCircle", (1, 20, 21), ("①", "⑳", "㉑")),
        ("decimalEnclosedParen", (1, 2), ("⑴", "⑵")),
        ("decimalFullWidth", (1, 12), ("１", "１２")),
        ("lowerLetter", (1, 26, 27), ("a", "z", "aa")),
        ("upperRoman", (4, 9, 14, 1999), ("IV", "IX", "XIV", "MCMXCIX")),
        ("lowerRoman", (3,), ("iii",)),
        ("ordinal", (1, 2, 3, 11, 22), ("1st", "2nd", "3rd", "11th", "22nd")),
        ("none", (1,), ("",)),
        ("some new format", (7,), ("7",)),
    ],
)
def test_formats(form: str, numbers: tuple[int, ...], labels: tuple[str, ...]) -> None:
    assert tuple(counted(number, form) for number in numbers) == labels


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def item(text: str, number: int, at: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


OUTLINE = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
)


def labels(folder: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    document = read(written(folder, body, numbering=numbering, styles=styles), "file.docx")
    return [block.number for block in document.blocks if isinstance(block, Paragraph)]


def test_deeper_levels_begin_anew_and_missing_ones_start(tmp_path: Path) -> None:
    at = [0, 1, 1, 2, 2, 0, 2, 1, 0]
    body = "".join(item("x", 1, depth) for depth in at)
    expected = ["一、", "（一）", "（二）", "1.2.1", "1.2.2", "二、", "2.1.1", "（二）", "三、"]
    assert labels(tmp_path, body, OUTLINE + num(1, 0)) == expected


def test_numbers_of_one_definition_share_counters_until_an_override(tmp_path: Path) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, override)
    body = item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3) + item("e", 1)
    assert labels(tmp_path, body, numbering) == ["一、", "二、", "一、", "二、", "三、"]


def test_a_style_links_to_its_level_and_zero_takes_the_number_away(tmp_path: Path) -> None:
    linked = abstract(
        0,
        level(0, "decimal", "%1", '<w:pStyle w:val="h1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="h2"/>'),
    )
    styles = (
        "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
            "</w:style>"
            for name in ("h1", "h2")
        )
        + '<w:style w:type="paragraph" w:styleId="sub"><w:basedOn w:val="h2"/></w:style>'
    )
    body = "".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in ("h1", "h2", "sub", "h1", "h2"))
    body += p("x", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(tmp_path, body, linked + num(1, 0), styles) == ["1", "1.1", "1.2", "2", "2.1", ""]


def test_a_level_may_go_on_over_a_higher_one(tmp_path: Path) -> None:
    numbering = abstract(0, level(0, "decimal", "%1"), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')) + num(
        1, 0
    )
    body = "".join(item("x", 1, depth) for depth in (0, 1, 0, 1))
    assert labels(tmp_path, body, numbering) == ["1", "(1)", "2", "(2)"]


def test_an_empty_item_counts_and_a_deleted_one_does_not(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = item("a", 1) + p("", number) + p(deleted, number + gone) + item("b", 1)
    assert labels(tmp_path, body, OUTLINE + num(1, 0)) == ["一、", "二、", "三、"]


def test_a_missing_or_circular_definition_gives_no_label(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("xy", "yx")
    )
    body = item("a", 9) + p("b", '<w:pStyle w:val="x"/>')
    assert labels(tmp_path, body, OUTLINE, styles) == ["", ""]


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_labels_are_those_of_libreoffice(tmp_path: Path) -> None:
    numbering = (
        OUTLINE.replace("<w:isLgl/>", "")  # which LibreOffice does not know
        + abstract(
            1, level(0, "decimal", "第%1条", start=3), level(1, "upperLetter", "%2)"), level(2, "lowerRoman", "%3.")
        )
        + abstract(2, level(0, "decimalEnclosedCircle", "%1"), level(1, "ideographTraditional", "%2."))
        + num(1, 0)
        + num(2, 1)
        + num(3, 2)
        + num(4, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    )
    steps = [(1, 0), (1, 1), (1, 1), (2, 0), (2, 1), (2, 2), (2, 2), (1, 0), (1, 1), (1, 2), (3, 0), (3, 1), (3, 0)]
    steps += [(2, 0), (2, 1), (4, 0), (4, 0), (4, 1), *[(1, 0)] * 12, (2, 2), (3, 1)]
    path = written(tmp_path, "".join(item("文", *step) for step in steps), numbering=numbering)
    ours = [block.number for block in read(path, "x").blocks if isinstance(block, Paragraph)]
    root = etree.fromstring(convert(path, "html:XHTML Writer File:UTF8").read_bytes())
    shown = ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/1999/xhtml}p")]
    theirs = [text.replace("\u200b", "").rpartition("文")[0].strip() for text in shown if "文" in text]
    assert ours == theirs
