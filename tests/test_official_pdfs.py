"""Official documents as PDF: what a page shows of its setting is held against the standard as a Word file's is."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

import adapters
from tests import faces
from tests.official_documents import SOUND, Official, build, line
from tests.official_pages import printed
from tests.outputs.chromium import needs_chromium
from tests.shared import once
from tests.test_official_documents import DEVIATIONS, ID, at, findings, told

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(
        not (faces.FOLDER / faces.NOTO["serif"]).is_file(), reason="the faces of Noto are not installed"
    ),
]

BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY
TEXT = (
    "要坚持属地管理、分级负责，把防汛各项责任压实到岗位、落实到人头，做到守土有责、守土尽责，对行动迟缓、推诿扯皮造成后果的，"
    "依规依纪依法追究责任，并在2021年年底以前将处理结果报市人民政府备案。"
)


def long(align: object) -> Official:
    """With running text on several pages, set in a way."""
    lines = {}
    for name, one in SOUND.lines.items():
        lines[name] = replace(one, align=align) if one.align is None else one
        if name in ("order", "buying"):
            lines.update({f"{name}{at}": line(TEXT[at:], align=align) for at in range(9)})
    return replace(SOUND, lines=lines)


def of_lines(*titles: str) -> Official:
    """With a title in several lines."""
    parts = {
        f"title{at}": replace(SOUND.lines["title"], runs=((one, "方正小标宋简体"),)) for at, one in enumerate(titles)
    }
    lines = {}
    for name, one in SOUND.lines.items():
        lines.update(parts if name == "title" else {name: one})
    return replace(SOUND, lines=lines)


TITLE = ("宁州市人民政府", "关于做好2021年主汛期防汛抗旱工作的", "通知")
CLEAN = {
    "sound": SOUND,
    "long": long(BOTH),
    "uneven": long(None),
    "title": of_lines(*TITLE),
    "full title": of_lines("宁州市人民政府关于进一步做好防汛抗旱和", "地质灾害防御各项准备工作的通知"),
    "typed": SOUND.saying("opening", "　　" + at("opening")).but("opening", indent=0),
}
WRONG = {
    **{name: (official, rule, text) for name, (official, rule, text) in DEVIATIONS.items() if name != "margins"},
    # What a PDF shows of margins: where lines of one length begin and end, and how near to the edges text comes.
    "narrow": (replace(long(BOTH), margins=(37, 35, 31.8, 31.8)), "side-margins", ""),
    "high": (replace(long(BOTH), margins=(25.4, 35, 28, 26)), "text-beyond-frame", ""),
    "low": (replace(long(BOTH), margins=(37, 15, 28, 26)), "text-beyond-frame", ""),
    "one body face": (long(BOTH).but("buying3", runs=((TEXT[3:], "宋体"),)), "body-face", TEXT[3:]),
    "one indent": (long(BOTH).but("order2", indent=0), "body-indent", TEXT[2:]),
    "title to the left": (of_lines(*TITLE).but("title1", align=None), "", ""),
}
FEW = (
    "paper",
    "small page number",
    "title left",
    "body face",
    "no indent",
    "first level",
    "date left",
    "red text",
    "narrow",
)
EVERY = {**CLEAN, **{name: official for name, (official, _, _) in WRONG.items()}}
SAID = "".join(one.text for official in EVERY.values() for one in official.lines.values())


@pytest.fixture(scope="module")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "official-office", _convert)


def _convert(folder: Path) -> None:
    environment = {**os.environ, **faces.configured(folder, SAID)}
    files = [str(build(official, folder / f"{name}.docx")) for name, official in EVERY.items()]
    command = ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)


@pytest.fixture(scope="module")
def by_browser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "official-browser", _print)


def _print(folder: Path) -> None:
    some = {name: CLEAN[name] for name in ("sound", "long", "title")}
    printed({**some, **{name: WRONG[name][0] for name in FEW}}, folder, faces.configured(folder, SAID))


@pytest.mark.soffice
@pytest.mark.parametrize("name", CLEAN)
def test_a_sound_document_of_libreoffice_is_clean(by_office: Path, name: str) -> None:
    assert told(by_office / f"{name}.pdf") == []


@pytest.mark.soffice
@pytest.mark.parametrize("name", WRONG)
def test_a_deviation_is_found_at_its_paragraph_and_is_all_that_is_found(by_office: Path, name: str) -> None:
    _, rule, text = WRONG[name]
    found = told(by_office / f"{name}.pdf")
    if rule:
        assert found == [(rule, text)]
    else:
        assert {rule for rule, _ in found} == {"title-centred"}


@needs_chromium
@pytest.mark.parametrize("name", ["sound", "long", "title"])
def test_a_sound_document_of_chromium_is_clean(by_browser: Path, name: str) -> None:
    assert told(by_browser / f"{name}.pdf") == []


@needs_chromium
@pytest.mark.parametrize("name", FEW)
def test_a_deviation_is_found_in_what_chromium_has_printed(by_browser: Path, name: str) -> None:
    assert told(by_browser / f"{name}.pdf") == [WRONG[name][1:]]


@pytest.mark.soffice
def test_layout_is_read_only_where_it_is_asked_for_and_changes_nothing_else(by_office: Path) -> None:
    path = by_office / "long.pdf"
    plain, laid_out = adapters.read(path), adapters.read(path, layout=True)
    assert plain.layout is None
    assert laid_out.layout is not None
    assert replace(laid_out, layout=None) == plain
    assert [(round(page.width), round(page.height)) for page in laid_out.layout.pages] == [(595, 842)]
    assert [number.sides for number in laid_out.layout.numbers] == ["all"]


@pytest.mark.soffice
def test_what_pages_do_not_show_is_not_told(by_office: Path) -> None:
    """Of uneven lines nobody knows how far they might have reached."""
    (page,) = adapters.read(by_office / "uneven.pdf", layout=True).layout.pages  # type: ignore[union-attr]
    assert (page.top, page.bottom, page.right) == (None, None, None)
    assert all(one.rule != f"{ID}/margins" for one in findings(by_office / "narrow.pdf"))
