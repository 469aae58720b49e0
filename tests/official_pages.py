"""Official documents as pages for a browser to print, from the same lines as the Word files."""

from __future__ import annotations

import html
from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.official_documents import CENTRE, RIGHT, Official
from tests.outputs.chromium import Browser

_ALIGN = {None: "justify", WD_ALIGN_PARAGRAPH.JUSTIFY: "justify", CENTRE: "center", RIGHT: "right"}


def page(official: Official) -> str:
    """The document in HTML with the sheet of its paper."""
    top, bottom, left, right = official.margins
    width, height = official.paper
    number = official.page_number
    foot = f"@bottom-center {{ content: '— ' counter(page) ' —'; font: {number}pt '宋体' }}" if number else ""
    body = "".join(
        f'<p style="text-align:{_ALIGN[one.align]};text-indent:{one.indent * one.size}pt;font-size:{one.size}pt;'
        f'color:#{one.colour or "000000"}">'
        + "".join(f"<span style=\"font-family:'{face}'\">{html.escape(text)}</span>" for text, face in one.runs)
        + "</p>"
        for one in official.lines.values()
    )
    return (
        "<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><style>"
        f"@page {{ size: {width}mm {height}mm; margin: {top}mm {right}mm {bottom}mm {left}mm; {foot} }}"
        "body { margin: 0 } p { margin: 0; line-height: 28pt; text-autospace: no-autospace }"
        f"</style><body>{body}</body></html>"
    )


def printed(officials: dict[str, Official], folder: Path, environment: dict[str, str]) -> None:
    """Print each to NAME.pdf in a folder, all by one start of Chromium."""
    with Browser(environment) as browser:
        for name, official in officials.items():
            source = folder / f"{name}.html"
            source.write_text(page(official), "utf-8")
            (folder / f"{name}.pdf").write_bytes(browser.printed(source))
