"""Damaged files are read or refused with a message, never with anything else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import xlsxwriter

import adapters
from checker.document import Document
from checker.errors import DocumentError
from tests import ofd_maker
from tests.adapters.test_ofd import REPORT

ODD = ("-1", "0", "999999999999", "1e308", "x", "", "nan", "1048577", "65536")


def workbook() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, style = book.add_worksheet("一"), book.add_format({"border": 1, "num_format": "yyyy/m/d"})
    for row in range(12):
        for column in range(5):
            sheet.write(row, column, row * column + 0.5, style)
    sheet.merge_range("A14:C17", "合计", style)
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    return buffer.getvalue()


def bytes_changed(data: bytes, random: Random) -> bytes:
    """A few bytes altered, taken away or put in, or the end cut off."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 10, 40))):
        at, kind = random.randrange(len(changed) or 1), random.random()
        if kind < 0.5 and changed:
            changed[at] = random.randrange(256)
        elif kind < 0.7:
            del changed[at : at + random.randrange(50)]
        elif kind < 0.85:
            changed[at:at] = random.randbytes(random.randrange(20))
        else:
            changed = changed[: max(at, 1)]
    return bytes(changed)


def part_changed(data: bytes, random: Random) -> bytes:
    """The package with one part lost, or with some of its numbers replaced by odd ones."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        chosen, lost = random.choice(old.namelist()), random.random() < 0.15
        for name in old.namelist():
            content = old.read(name)
            if name == chosen:
                if lost:
                    continue
                content = re.sub(rb"\d+", lambda match: random.choice((match[0],) * 15 + ODD_BYTES), content)
            new.writestr(name, content)
    return buffer.getvalue()


ODD_BYTES = tuple(word.encode() for word in ODD)
MAKERS: dict[str, Callable[[], bytes]] = {
    "xlsx": workbook,
    "ofd": lambda: ofd_maker.file(ofd_maker.laid_out(REPORT)),
    "csv": lambda: '类别,数量\n规章,"1"\n'.encode() * 9,
}


@pytest.mark.parametrize("suffix", MAKERS)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    random = Random(suffix)
    whole = MAKERS[suffix]()
    path = tmp_path / f"damaged.{suffix}"
    read = refused = 0
    for number in range(80):
        packed = suffix != "csv" and number % 3
        path.write_bytes(part_changed(whole, random) if packed else bytes_changed(whole, random))
        try:
            assert isinstance(adapters.read(path), Document)
            read += 1
        except DocumentError:
            refused += 1
    assert read
    assert refused
