"""A report in PDF, and the same with things painted over or under it that change nothing of what a person reads."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from checker.document import Document, Table
from tests.adapters.pdf_samples import Report, Ruled, row, with_reportlab

TABLE = Ruled(
    (
        row("申请人情况", "自然人", "商业企业", "总计"),
        row("本年新收申请数量", 7, 128, 135),
        row("上年结转申请数量", 0, 3, 3),
        row("予以公开", 6, 1, 7),
    ),
    (40, 20, 20, 20),
)
REPORT = Report(
    "临河市水务局2023年政府信息公开工作年度报告",
    (
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。如对本报告有疑问，请与办公室联系，电话：0478-8412345。",
        "一、总体情况",
        "2023年，全年主动公开政府信息1284条，办理申请26件，均在规定的期限内答复，没有发生行政复议和行政诉讼。",
        "二、收到和处理政府信息公开申请情况",
        TABLE,
        "三、存在的主要问题及改进情况",
    ),
)

Paint = Callable[[pikepdf.Pdf, Any], bytes]
"""Content for a page, after what it needs was added to the page's resources."""


def plain(folder: Path) -> Path:
    """The report as it is."""
    return with_reportlab(REPORT, folder / "plain.pdf")


def painted(folder: Path, over: Paint | None = None, under: Paint | None = None) -> Path:
    """The report with more content on its page."""
    target = folder / "painted.pdf"
    with pikepdf.open(plain(folder)) as pdf:
        for page in pdf.pages:
            add(page, "/Font", "/Z", song(pdf))
            before = under(pdf, page) if under else b""
            after = over(pdf, page) if over else b""
            own = page.obj.Contents.read_bytes()
            page.obj.Contents = pdf.make_stream(b"q\n" + before + b"\nQ q\n" + own + b"\nQ q\n" + after + b"\nQ")
        pdf.save(target)
    return target


def add(page: Any, kind: str, name: str, value: Any) -> None:
    """An entry of the page's own resources."""
    resources = Dictionary(dict(page.obj.Resources.items()))
    entries = Dictionary(dict(resources.get(kind, Dictionary()).items()))
    entries[name] = value
    resources[kind] = entries
    page.obj.Resources = resources


def song(pdf: pikepdf.Pdf) -> Any:
    """A Chinese font that is not in the file."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/STSong-Light"),
        Flags=6,
        FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4),
        DW=1000,
        W=Array([1, 95, 500]),  # figures and Latin letters
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/STSong-Light-UniGB-UCS2-H"),
            Encoding=Name("/UniGB-UCS2-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
        )
    )


def words(text: str, x: float, y: float, size: float = 10.0, matrix: str = "1 0 0 1") -> str:
    """A text operation at a point."""
    return f"BT /Z {size} Tf {matrix} {x:.1f} {y:.1f} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def scattered(state: str, size: float = 10.0) -> bytes:
    """Words all over the page: over the text, over the table, and where the page is empty; `state` sets how."""
    spots = [(70.0, 748.0), (200.0, 700.0), (110.0, 655.0), (330.0, 612.0), (90.0, 596.0), (300.0, 300.0), (60.0, 90.0)]
    said = ["隐藏99", "1234", "一、总体情况", "合计 888", "草稿", "七、其他", "888"]
    return (state + "\n" + "".join(words(text, x, y, size) for text, (x, y) in zip(said, spots, strict=True))).encode()


def layer(pdf: pikepdf.Pdf, off: bool = True) -> Any:
    """A group of optional content, switched off unless told."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("layer")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(Order=Array([]), OFF=Array([group] if off else []))
    )
    return group


def picture(pdf: pikepdf.Pdf, level: int = 255) -> Any:
    """A grey image of one level."""
    return pdf.make_stream(
        zlib.compress(bytes([level]) * 100),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=10,
        Height=10,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )


def form(pdf: pikepdf.Pdf, resources: Any, content: bytes, **entries: Any) -> Any:
    """A form that paints content."""
    box = Array([0, 0, 600, 850])
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=resources, **entries)


def said(document: Document) -> list[str | list[tuple[int, int, str]]]:
    """The blocks of a document, its tables as cells with their place."""
    return [
        [(cell.row, cell.column, cell.text.string) for cell in block.cells]
        if isinstance(block, Table)
        else block.text.string
        for block in document.blocks
    ]
