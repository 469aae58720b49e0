"""The layout of official documents: sound ones of several producers are clean, each deviation is found in its place."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

import adapters
from checker.audit.audit import Run
from checker.check import Checker, Dossier
from checker.finding import Finding
from checker.loading.load import built_in, load
from checker.outputs import render
from checker.wiring.packs import load_packs
from tests.official_documents import CENTRE, SOUND, Official, build, line

ID = "cn-official-document"
PACK = load(built_in() / ID)


def findings(path: Path) -> list[Finding]:
    document = adapters.read(path, layout=True)
    checker = Checker([PACK])
    reading = checker.recognise(document)
    assert reading is not None
    return list(checker.check(Dossier((reading,))).findings)


def told(path: Path) -> list[tuple[str, str]]:
    """(rule, the text it is found at), in order."""
    return [(one.rule.removeprefix(f"{ID}/"), one.locations[0].text or "") for one in findings(path)]


def test_a_sound_document_of_python_docx_is_clean(tmp_path: Path) -> None:
    assert told(build(SOUND, tmp_path / "sound.docx")) == []


@pytest.mark.soffice
def test_the_same_saved_by_libreoffice_is_clean_and_what_was_wrong_stays_wrong(tmp_path: Path) -> None:
    wrong = SOUND.but("first", runs=(("一、加强组织领导", "仿宋_GB2312"),)).but("opening", indent=0)
    for name, official in (("sound", SOUND), ("wrong", wrong)):
        build(official, tmp_path / f"{name}.docx")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    files = [str(tmp_path / f"{name}.docx") for name in ("sound", "wrong")]
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
    ]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    assert told(tmp_path / "out" / "sound.docx") == []
    assert told(tmp_path / "out" / "wrong.docx") == told(tmp_path / "wrong.docx") != []


MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WPS_STYLES = f"""<w:styles xmlns:w="{MAIN}">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/>
</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/>
<w:pPr><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="公文正文"/><w:basedOn w:val="1"/>
<w:pPr><w:ind w:firstLine="640" w:firstLineChars="200"/></w:pPr>
<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="公文标题"/><w:basedOn w:val="1"/>
<w:pPr><w:jc w:val="center"/></w:pPr>
<w:rPr><w:rFonts w:eastAsia="方正小标宋_GBK"/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="4"><w:name w:val="黑体字"/>
<w:rPr><w:rFonts w:eastAsia="黑体" w:hint="eastAsia"/></w:rPr></w:style>
</w:styles>"""
"""As WPS writes them: numbers for names, everything in styles, indents in characters with twips beside them."""
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:gutter="0"/></w:sectPr>'
)


def wps(path: Path, body: str) -> Path:
    """A file with the body and these styles, in the package that python-docx makes."""
    docx.Document().save(str(path))
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist() if "theme" not in name}
    parts["word/styles.xml"] = WPS_STYLES.encode()
    parts["word/document.xml"] = f'<w:document xmlns:w="{MAIN}"><w:body>{body}{PAGE}</w:body></w:document>'.encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def paragraph(text: str, style: str, properties: str = "", run: str = "") -> str:
    stated = f'<w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
    return f"<w:p>{stated}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


FLUSH = '<w:ind w:firstLine="0" w:firstLineChars="0"/>'
ENDED = '<w:jc w:val="right"/>' + FLUSH
BODY = (
    paragraph("安澜县水务局关于河道清淤的公告", "3"),
    paragraph("为做好河道清淤工作，现将有关事项公告如下。", "2"),
    paragraph("一、清淤范围", "2", run='<w:rStyle w:val="4"/>'),
    paragraph("城区段全长三公里。", "2"),
    paragraph("安澜县水务局", "2", ENDED),
    paragraph("2021年4月2日", "2", ENDED),
)


def test_what_wps_leaves_to_styles_is_read_from_them(tmp_path: Path) -> None:
    assert told(wps(tmp_path / "sound.docx", "".join(BODY))) == [("page-number", "")]


@pytest.mark.parametrize(
    ("place", "changed", "expected"),
    [
        (1, paragraph("为做好河道清淤工作，现将有关事项公告如下。", "2", FLUSH), "body-indent"),
        (3, paragraph("城区段全长三公里。", "2", run='<w:rFonts w:eastAsia="宋体"/>'), "body-face"),
        (3, paragraph("城区段全长三公里。", "2", run='<w:sz w:val="24"/>'), "body-face"),
        (2, paragraph("一、清淤范围", "2"), "heading-face"),
        (0, paragraph("安澜县水务局关于河道清淤的公告", "2"), "title-centred"),
        (3, paragraph("城区段全长三公里。", "2", run='<w:color w:val="0000FF"/>'), "text-colour"),
    ],
    ids=["taken back", "other face", "other size", "heading as body", "title as body", "blue"],
)  # fmt: skip
def test_what_a_paragraph_of_wps_states_itself_goes_before_its_style(
    tmp_path: Path, place: int, changed: str, expected: str
) -> None:
    body = [*BODY[:place], changed, *BODY[place + 1 :]]
    text = changed.partition("<w:t>")[2].partition("<")[0]
    assert (expected, text) in told(wps(tmp_path / "wrong.docx", "".join(body)))


def other_face(name: str, face: str) -> Official:
    return SOUND.but(name, runs=((SOUND.lines[name].text, face),))


def at(name: str) -> str:
    return SOUND.lines[name].text


HALF = "各县（区）人民政府，市政府各部门:"
DEVIATIONS: dict[str, tuple[Official, str, str]] = {
    "paper": (replace(SOUND, paper=(215.9, 279.4), margins=(37, 17.4, 28, 31.9)), "paper-size", ""),
    "margins": (replace(SOUND, margins=(25.4, 25.4, 31.8, 31.8)), "margins", ""),
    "no page number": (replace(SOUND, page_number=None), "page-number", ""),
    "small page number": (replace(SOUND, page_number=9), "page-number-size", ""),
    "brackets": (SOUND.saying("number", "宁政发【2021】5号"), "number-brackets", "宁政发【2021】5号"),
    "small brackets": (SOUND.saying("number", "宁政发﹝2021﹞5号"), "number-brackets", "宁政发﹝2021﹞5号"),
    "corner brackets": (SOUND.saying("number", "宁政发「2021」5号"), "number-brackets", "宁政发「2021」5号"),
    "angle brackets": (SOUND.saying("number", "宁政发〈2021〉5号"), "number-brackets", "宁政发〈2021〉5号"),
    "leading zero": (SOUND.saying("number", "宁政发〔2021〕005号"), "number-serial", "宁政发〔2021〕005号"),
    "ordinal word": (SOUND.saying("number", "宁政发〔2021〕第5号"), "number-serial", "宁政发〔2021〕第5号"),
    "title face": (other_face("title", "黑体"), "title-face", at("title")),
    "title size": (SOUND.but("title", size=18), "title-face", at("title")),
    "title left": (SOUND.but("title", align=None), "title-centred", at("title")),
    "recipients indented": (SOUND.but("recipients", indent=2), "recipients-flush", at("recipients")),
    "recipients colon": (SOUND.saying("recipients", HALF), "recipients-colon", HALF),
    "body size": (SOUND.but("opening", size=14), "body-face", at("opening")),
    "body face": (other_face("closing", "宋体"), "body-face", at("closing")),
    "no indent": (SOUND.but("opening", indent=0), "body-indent", at("opening")),
    "first level": (other_face("second", "仿宋_GB2312"), "heading-face", at("second")),
    "second level": (other_face("order", "黑体"), "heading-face", at("order")),
    "level number": (SOUND.saying("second", "三、做好物资准备"), "level-number", "三、做好物资准备"),
    "attachment mark": (SOUND.saying("more", "2、值班表"), "attachment-point", "2、值班表"),
    "attachment end": (SOUND.saying("more", "2.值班表。"), "attachment-end", "2.值班表。"),
    "attachment unlisted": (SOUND.saying("stock", "1.清点物资，见附件4。"), "attachment-unlisted", "见附件4"),
    "date in Chinese": (SOUND.saying("date", "二〇二一年五月六日"), "date-form", "二〇二一年五月六日"),
    "date with zeros": (SOUND.saying("date", "2021年05月06日"), "date-form", "2021年05月06日"),
    "date left": (SOUND.but("date", align=None, indent=2), "date-place", at("date")),
    "red text": (SOUND.but("closing", colour="FF0000"), "text-colour", at("closing")),
}


@pytest.mark.parametrize("name", DEVIATIONS)
def test_a_deviation_is_found_at_its_paragraph_and_is_all_that_is_found(name: str, tmp_path: Path) -> None:
    official, rule, text = DEVIATIONS[name]
    assert told(build(official, tmp_path / "wrong.docx")) == [(rule, text)]


def test_an_indent_that_is_typed_is_one(tmp_path: Path) -> None:
    typed = SOUND.saying("opening", "　　" + SOUND.lines["opening"].text).but("opening", indent=0)
    assert told(build(typed, tmp_path / "typed.docx")) == []


def test_a_face_of_the_theme_goes_before_one_that_is_named_beside_it(tmp_path: Path) -> None:
    def themed(made: Any) -> None:
        fonts = made.paragraphs[4].runs[0]._element.rPr.rFonts
        fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")

    # The theme of python-docx has no Chinese face of its own but names one for simplified characters.
    assert told(build(SOUND, tmp_path / "themed.docx", themed)) == [("body-face", SOUND.lines["opening"].text)]


def test_a_text_that_states_no_size_is_not_accused_of_a_wrong_one(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("\n".join(one.text for one in SOUND.lines.values()), "utf-8")
    assert told(plain) == []


def test_the_title_may_take_several_lines(tmp_path: Path) -> None:
    lines = dict(SOUND.lines)
    title = lines.pop("title")
    parts = {
        "title1": line("宁州市人民政府", "方正小标宋简体", size=22, indent=0, align=CENTRE),
        "title2": line("关于做好2021年防汛工作的", "方正小标宋简体", size=22, indent=0, align=CENTRE),
        "title3": line("通知", "方正小标宋简体", size=22, indent=0, align=CENTRE),
    }
    at = list(lines).index("recipients")
    several = replace(SOUND, lines=dict([*list(lines.items())[:at], *parts.items(), *list(lines.items())[at:]]))
    assert title.text == "".join(one.text for one in parts.values())
    assert told(build(several, tmp_path / "several.docx")) == []


def test_the_pack_is_for_documents_that_it_is_named_for() -> None:
    assert ID not in [pack.id for pack in load_packs([], ())]
    assert [pack.id for pack in load_packs([ID], ())] == [ID]


SPEECH = "在全县教育工作会议上的讲话\n同志们：\n一、肯定成绩\n今年新建学校3所,改造5所。\n三、抓好落实\n请各校立即行动。"


def test_alone_the_pack_judges_whatever_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "speech.docx"
    speech = docx.Document()
    for text in SPEECH.split("\n"):
        speech.add_paragraph(text)
    speech.save(str(path))
    assert told(path) == [("half-width-mark", ","), ("level-number", "三、抓好落实")]


def test_beside_another_pack_it_takes_official_documents_alone(tmp_path: Path) -> None:
    both = Checker([PACK, load(built_in() / "cn-disclosure-report")])
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    assert both.recognise(adapters.read(tmp_path / "speech.txt")) is None


def test_of_a_file_without_a_text_nothing_is_judged(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "empty.docx"))
    assert Checker([PACK]).recognise(adapters.read(tmp_path / "empty.docx")) is None


@pytest.mark.parametrize(("lang", "called"), [("zh-CN", "公文"), ("en", "official document")])
def test_the_documents_of_the_pack_are_called_what_they_are(lang: str, called: str, tmp_path: Path) -> None:
    document = adapters.read(build(SOUND, tmp_path / "sound.docx"), "sound.docx", layout=True)
    checker = Checker([PACK], lang)
    reading = checker.recognise(document)
    assert reading is not None
    run = Run((checker.check(Dossier((reading,))),), lang=lang)
    assert f"sound.docx · {called} · " in render("text", run, {document.path: document}).decode()
