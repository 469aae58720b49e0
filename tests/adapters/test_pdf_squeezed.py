"""Tables whose columns are too narrow for the signs in them: nobody can tell what stands in which cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.pdf.reading.reader import read
from checker.document import Document, Table
from tests.adapters.pdf_pages import SONG, canvas

LABELS = ("自然人", "商业企业", "科研机构", "公益组织", "法律服务", "其他", "总计")


def table(path: Path, wide: float, down: bool = True) -> Document:
    """A page with a ruled table of seven columns so wide in points; each label is written downwards, or in its cell."""
    drawn = canvas(path)
    drawn.setFont(SONG, 10)
    drawn.drawString(60, 780, "收到和处理政府信息公开申请情况如下表所示。")
    left, top, height = 60.0, 740.0, 80.0
    xs = [left + at * wide for at in range(len(LABELS) + 1)]
    for x in xs:
        drawn.line(x, top, x, top - 2 * height)
    for row in range(3):
        drawn.line(xs[0], top - row * height, xs[-1], top - row * height)
    for at, label in enumerate(LABELS):
        if down:
            for step, sign in enumerate(label):
                drawn.drawString(xs[at] + 1, top - 12 - 12 * step, sign)
        else:
            drawn.drawString(xs[at] + 1, top - 12, label)
        drawn.drawString(xs[at] + 1, top - height - 12, str(at))
    drawn.save()
    return read(path, path.name)


@pytest.mark.parametrize("wide", [3, 5, 7])
def test_columns_too_narrow_for_a_sign_are_told(tmp_path: Path, wide: float) -> None:
    document = table(tmp_path / "squeezed.pdf", wide)
    assert [each.why.key for each in document.unread] == ["reading.pdf_squeezed"]


@pytest.mark.parametrize("wide", [13, 20, 60])
def test_narrow_columns_with_labels_written_downwards_are_read(tmp_path: Path, wide: float) -> None:
    document = table(tmp_path / "narrow.pdf", wide)
    assert document.unread == ()
    assert [
        cell.text.string.replace("\n", "")
        for cell in next(one for one in document.blocks if isinstance(one, Table)).cells[:7]
    ] == list(LABELS)


def test_a_doubled_rule_is_no_narrow_column(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "doubled.pdf")
    drawn.setFont(SONG, 10)
    for at in range(4):
        for x in (60 + 60 * at, 62 + 60 * at):
            drawn.line(x, 740, x, 600)
        drawn.drawString(66 + 60 * at, 720, "甲乙")
    for y in (740, 700, 600):
        drawn.line(60, y, 242, y)
    drawn.save()
    assert read(tmp_path / "doubled.pdf", "doubled.pdf").unread == ()
