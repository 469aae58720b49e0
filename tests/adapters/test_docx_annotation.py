"""Annotated copies of Word files: the comment at the very characters, every other byte as it was."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from adapters.docx import annotate, read
from adapters.docx.annotated import insertions
from adapters.docx.offsets import Insertion, Offsets
from adapters.docx.package import open_package
from adapters.docx.reader import read_file
from adapters.docx.shading import LIGHT, REVIEW, STRONG
from checker.audit.annotation import Note, by_cause
from checker.document import Document, Location
from checker.errors import DocumentError
from checker.finding import Severity, Verdict
from tests.adapters.docx_files import W, p, packed, part, parts_of, r, tbl, tc, tr, written
from tests.adapters.soffice import commented
from tests.adapters.test_docx_reading import BOX, BY, PICTURE, field

FORM = Path(__file__).parents[1] / "data" / "official-form-2021.docx"
ERROR = STRONG[Severity.ERROR]
DELETED = "旧"
"""LibreOffice shows tracked deletions among the text."""
MIXED = (
    p(r("某局") + r("2021", "<w:b/>") + r("年度报告"), '<w:pStyle w:val="x"/>')
    + p(r("收到") + f"<w:ins {BY}>{r('申请十二件，')}</w:ins>"
        f"<w:del {BY}><w:r><w:delText>{DELETED}</w:delText></w:r></w:del>" + r("办结"))
    + p(f"<w:hyperlink>{r('网址在此')}</w:hyperlink>" + field('HYPERLINK "x"', r("引用内容")) + r("之后"))
    + p("<w:r><w:rPr><w:shd w:val='clear' w:fill='FFFFFF'/><w:lang w:val='zh'/></w:rPr><w:t>甲乙&amp;丙</w:t><w:tab/>"
        "<w:t xml:space='preserve'>丁 戊</w:t><w:br/><w:t>己庚<![CDATA[辛<壬]]>癸</w:t></w:r>")
    + p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件之内')}</w:sdtContent></w:sdt>" + r("其外"))
    + tbl(
        tr(tc("跨两行", '<w:vMerge w:val="restart"/>'), tc(p("第一行") + p("第二行")), tc(p(r("一") + r("二三")))),
        tr(tc("", "<w:vMerge/>"), tc("", '<w:gridSpan w:val="2"/>')),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{tr('控件中的行', tc('<w:p/>'), '末格')}</w:sdtContent></w:sdt>",
    )
    + p("结尾一段")
)  # fmt: skip


def note(name: str, location: Location, severity: Severity = Severity.ERROR, *related: Location) -> Note:
    return Note(name, location, severity, Verdict.FAIL, name, ("说明 <&>\x00", "依据"), related)


def copy(path: Path, notes: list[Note], name: str = "copy.docx") -> Path:
    target = path.parent / name
    annotate(path, read(path, "file.docx"), notes, target)
    return target


def ranges(document: Document) -> Iterator[Location]:
    """Every range of every text that is not too long, a few of the others."""
    random = Random(1)
    for block, cell, text in document.texts():
        size = len(text.string)
        for _ in range(min(size, 6)):
            start = random.randrange(size)
            yield document.locate(block, start, random.randint(start + 1, size), cell)


def comments(path: Path) -> dict[str, str]:
    """By title, the id of each comment."""
    root = etree.fromstring(part(path, "word/comments.xml"))
    return {"".join(next(c.iter(f"{{{W}}}p")).itertext()): c.get(f"{{{W}}}id", "") for c in root}


def spans(path: Path) -> dict[str, str]:
    """By title, the characters between the marks of each comment, as the tree has them."""
    root = etree.fromstring(part(path))
    titles = {number: title for title, number in comments(path).items()}
    found = dict.fromkeys(titles.values(), "")
    opened: set[str] = set()
    for element in root.iter():
        number = titles.get(element.get(f"{{{W}}}id", ""), "")
        if element.tag == f"{{{W}}}commentRangeStart":
            opened.add(number)
        elif element.tag == f"{{{W}}}commentRangeEnd":
            opened.discard(number)
        shown = {f"{{{W}}}t": element.text, f"{{{W}}}tab": "\t"}.get(str(element.tag))
        for title in opened:
            found[title] += shown or ""
    return found


def expected(notes: list[Note]) -> dict[str, str]:
    """What the tree has between the marks. That a paragraph of a cell ends is no character of it."""
    return {each.title: (each.location.text or "").replace("\n", "") for each in notes}


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("body", [MIXED, None], ids=["mixed", "official form"])
def test_each_comment_spans_the_located_characters(tmp_path: Path, body: str | None) -> None:
    path = written(tmp_path, body) if body else Path(shutil.copy(FORM, tmp_path / "file.docx"))
    document = read(path, "file.docx")
    notes = [note(f"n{index}", location) for index, location in enumerate(ranges(document))]
    found = commented(copy(path, notes))
    shown = {title: text.replace(DELETED, "").strip("\n") for title, text in found.items()}
    assert shown == {each.title: (each.location.text or "").strip("\n") for each in notes}


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_comment_ends_outside_a_control_that_would_swallow_it(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = tbl(tr(control.format(tc("控件中的格")), "b")) + control.format(p("控件中的段")) + p("末段")
    path = written(tmp_path, body)
    document = read(path, "file.docx")
    target = copy(path, [note("cell", document.locate(0, 1, 3, (0, 0))), note("block", document.locate(1, 0, 2))])
    assert shades(target) == [("件中", ERROR), ("控件", ERROR)]
    assert read(target, "file.docx").blocks == document.blocks
    found = commented(target)
    assert "件中" in found["cell"]
    assert "控件" in found["block"]


def test_the_tree_says_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, MIXED)
    notes = [note(f"n{index}", location) for index, location in enumerate(ranges(read(path, "file.docx")))]
    found = spans(copy(path, notes))
    assert found == expected(notes)


def without(data: bytes, new: list[Insertion]) -> bytes:
    """An edited part with the insertions taken out again, one by one."""
    shift = 0
    parts, done = [], 0
    for insertion in sorted(new, key=lambda each: (each.at, each.rank, each.data)):
        at = insertion.at + shift
        assert data[at : at + len(insertion.data)] == insertion.data
        parts.append(data[done:at])
        done = at + len(insertion.data)
        shift += len(insertion.data)
    return b"".join([*parts, data[done:]])


@pytest.mark.parametrize("body", [MIXED, None], ids=["mixed", "official form"])
def test_without_our_insertions_the_bytes_are_the_original(tmp_path: Path, body: str | None) -> None:
    path = written(tmp_path, body) if body else Path(shutil.copy(FORM, tmp_path / "file.docx"))
    document = read(path, "file.docx")
    notes = [note(f"n{index}", location) for index, location in enumerate(ranges(document))]
    target = copy(path, notes)
    main = part(path)
    reading = read_file(path, "file.docx", plainly=False)
    new = insertions(reading, Offsets(main, reading.root), by_cause(notes), 0)
    assert without(part(target), new) == main
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target) as after:
        assert after.testzip() is None
        same = [name for name in before.namelist() if after.read(name) == before.read(name)]
        changed = set(before.namelist()) - set(same)
    assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert read(target, "file.docx").blocks == document.blocks


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_overlapping_notes_keep_the_text_and_their_ranges(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = written(tmp_path_factory.mktemp("overlap"), MIXED)
    document = read(path, "file.docx")
    places = [(block, cell, len(text.string)) for block, cell, text in document.texts() if text.string]
    notes = []
    for index in range(data.draw(st.integers(1, 6))):
        block, cell, size = data.draw(st.sampled_from(places[:6]))
        start = data.draw(st.integers(0, size - 1))
        location = document.locate(block, start, data.draw(st.integers(start + 1, size)), cell)
        notes.append(note(f"n{index}", location, data.draw(st.sampled_from(list(Severity)))))
    target = copy(path, notes)
    assert read(target, "file.docx").blocks == document.blocks
    found = spans(target)
    assert found == expected(notes)


def test_a_comment_stands_round_a_field_that_would_be_updated(tmp_path: Path) -> None:
    path = written(tmp_path, p(r("见第") + field("REF x", r("十二")) + r("条")))
    document = read(path, "file.docx")
    target = copy(path, [note("n", document.locate(0, 1, 3)), note("m", document.locate(0, 3, 5))])
    assert spans(target) == {"n": "第十二", "m": "十二条"}
    assert shades(target) == [("第", ERROR), ("十二", ERROR), ("条", ERROR)]
    assert read(target, "file.docx").blocks == document.blocks


def shades(path: Path) -> list[tuple[str, str]]:
    """The texts of the shaded runs with their fill, in order."""
    found = []
    for run in etree.fromstring(part(path)).iter(f"{{{W}}}r"):
        shading = run.find(f"{{{W}}}rPr/{{{W}}}shd")
        text = "".join(t.text or "" for t in run.iter(f"{{{W}}}t"))
        if shading is not None and text:
            found.append((text, shading.get(f"{{{W}}}fill", "")))
    return found


def test_the_ground_is_that_of_the_heaviest_note(tmp_path: Path) -> None:
    path = written(tmp_path, p("一二三四五六"))
    document = read(path, "file.docx")
    warning = note("w", document.locate(0, 0, 4), Severity.WARNING)
    error = note("e", document.locate(0, 2, 6), Severity.ERROR)
    assert shades(copy(path, [warning, error])) == [
        ("一二", STRONG[Severity.WARNING]),
        ("三四", ERROR),
        ("五六", ERROR),
    ]


def test_related_places_are_shaded_without_a_comment(tmp_path: Path) -> None:
    path = written(tmp_path, p("共十二件") + tbl(tr("合计", "13")))
    document = read(path, "file.docx")
    related = document.locate(1, 0, 2, (0, 1))
    target = copy(path, [note("n", document.locate(0, 1, 3), Severity.NOTE, related)])
    assert shades(target) == [("十二", STRONG[Severity.NOTE]), ("13", LIGHT[Severity.NOTE])]
    assert spans(target) == {"n": "十二"}


@pytest.mark.parametrize(
    ("properties", "place"),
    [
        ("", 0),
        ("<w:tcPr/>", 0),
        ('<w:tcPr><w:tcW w:w="9" w:type="dxa"/></w:tcPr>', 1),
        ('<w:tcPr><w:tcW w:w="9" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>', 1),
    ],
)
def test_a_cell_in_which_nothing_is_written_is_shaded_itself(tmp_path: Path, properties: str, place: int) -> None:
    cells = f"<w:tr><w:tc>{p('合计')}</w:tc><w:tc>{properties}<w:p/></w:tc></w:tr>"
    path = written(tmp_path, tbl(cells))
    document = read(path, "file.docx")
    blank = note("n", document.locate(0, 0, 0, (0, 1)), Severity.WARNING)
    target = copy(path, [blank])
    (shaded,) = etree.fromstring(part(target)).iter(f"{{{W}}}shd")
    assert shaded.get(f"{{{W}}}fill") == STRONG[Severity.WARNING]
    owner = shaded.getparent()
    assert owner is not None
    assert owner.tag == f"{{{W}}}tcPr"
    assert owner.index(shaded) == place
    # A second run puts its own in the place of the first.
    again = annotated_again(target, tmp_path / "again.docx", replace(blank, severity=Severity.ERROR))
    assert [each.get(f"{{{W}}}fill") for each in etree.fromstring(part(again)).iter(f"{{{W}}}shd")] == [ERROR]


def annotated_again(source: Path, target: Path, one: Note) -> Path:
    """A copy of an annotated copy."""
    annotate(source, read(source, "file.docx"), [one], target)
    return target


def test_a_ground_that_the_author_gave_an_empty_cell_stays(tmp_path: Path) -> None:
    own = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="00FF00"/></w:tcPr>'
    path = written(tmp_path, tbl(f"<w:tr><w:tc>{p('合计')}</w:tc><w:tc>{own}<w:p/></w:tc></w:tr>"))
    document = read(path, "file.docx")
    target = copy(path, [note("n", document.locate(0, 0, 0, (0, 1)))])
    assert [each.get(f"{{{W}}}fill") for each in etree.fromstring(part(target)).iter(f"{{{W}}}shd")] == ["00FF00"]


def test_what_is_for_review_has_a_ground_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, p("共十二件") + tbl(tr("合计", "13")))
    document = read(path, "file.docx")
    related = document.locate(1, 0, 2, (0, 1))
    undecided = replace(note("n", document.locate(0, 1, 3), Severity.ERROR, related), verdict=Verdict.REVIEW)
    assert shades(copy(path, [undecided])) == [("十二", STRONG[REVIEW]), ("13", LIGHT[REVIEW])]
    certain = note("m", document.locate(1, 0, 2, (0, 1)))
    assert shades(copy(path, [undecided, certain])) == [("十二", STRONG[REVIEW]), ("13", ERROR)]


def test_comments_bear_the_time_of_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, p("一二三"))
    document = read(path, "file.docx")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    target = copy(path, [note("n", document.locate(0, 0, 1))])
    (comment,) = etree.fromstring(part(target, "word/comments.xml"))
    assert comment.get(f"{{{W}}}date") == "2023-11-14T22:13:20Z"
    assert copy(path, [note("n", document.locate(0, 0, 1))], "again.docx").read_bytes() == target.read_bytes()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    (now,) = etree.fromstring(part(copy(path, [note("n", document.locate(0, 0, 1))]), "word/comments.xml"))
    told = datetime.fromisoformat(now.get(f"{{{W}}}date", "")[:-1]).astimezone()  # the time on the spot
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=5)


def test_findings_of_one_cause_in_one_cell_are_one_comment(tmp_path: Path) -> None:
    path = written(tmp_path, tbl(tr("本年新收", ""), tr("总计", "13")))
    document = read(path, "file.docx")
    blank, total = document.locate(0, 0, 0, (0, 1)), document.locate(0, 0, 2, (1, 1))
    unfilled = note("unfilled", blank)
    undecided = replace(note("undecided", blank, Severity.ERROR, total), verdict=Verdict.REVIEW)
    first, second = replace(note("first", total), rule="a/x", kin=("a/y",)), replace(note("second", total), rule="a/y")
    other = replace(note("other", total), rule="a/z")
    target = copy(path, [unfilled, undecided, first, second, other])
    root = etree.fromstring(part(target, "word/comments.xml"))
    titles = [
        [text for text in comment.itertext() if text in "unfilled undecided first second other"] for comment in root
    ]
    assert titles == [["unfilled", "undecided"], ["first", "second"], ["other"]]
    assert len(list(root.iter(f"{{{W}}}b"))) == 5
    assert read(target, "file.docx").blocks == document.blocks


def test_a_ground_of_the_author_gives_way_only_where_a_note_stands(tmp_path: Path) -> None:
    own = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
    path = written(tmp_path, p(r("一二三", own)))
    document = read(path, "file.docx")
    target = copy(path, [note("n", document.locate(0, 0, 1))])
    assert shades(target) == [("一", ERROR), ("二三", "FFFFFF")]


def test_something_missing_is_noted_at_what_stands_before(tmp_path: Path) -> None:
    path = written(tmp_path, p() + p("年度报告") + p("一、总体情况") + tbl(tr("甲", tc("<w:p/>"), "")))
    document = read(path, "file.docx")
    notes = [
        note("title", Location("file.docx")),
        note("heading", document.locate(1, 6, 6)),
        note("cell", document.locate(2, 0, 0, (0, 1))),
        note("table", Location("file.docx", 2)),
    ]
    target = copy(path, notes)
    assert spans(target) == {"title": "年度报告", "heading": "一、总体情况", "cell": "", "table": "甲"}
    assert shades(target) == []
    assert read(target, "file.docx").blocks == document.blocks


@pytest.mark.parametrize("body", ["", '<w:sectPr><w:pgSz w:w="1"/></w:sectPr>', "<w:p/>"])
def test_an_empty_document_takes_its_note(tmp_path: Path, body: str) -> None:
    path = written(tmp_path, body)
    target = copy(path, [note("n", Location("file.docx"))])
    assert b"commentReference" in part(target)
    assert comments(target) == {"n": "0"}


def test_notes_on_boxes_footnotes_and_pictures_stand_in_the_body(tmp_path: Path) -> None:
    footnotes = f'<w:footnote w:id="1">{p("注")}</w:footnote>'
    body = p(r("前") + BOX) + p(PICTURE) + p(r("正文") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    path = written(tmp_path, body, footnotes=footnotes)
    document = read(path, "file.docx")
    wanted = [note(str(block), document.locate(block, 0, len(text.string))) for block, _, text in document.texts()]
    target = copy(path, wanted)
    root = etree.fromstring(part(target))
    inside = root.findall(f".//{{{W}}}txbxContent//{{{W}}}commentReference")
    assert inside == []
    assert len(list(root.iter(f"{{{W}}}commentReference"))) == len(wanted) == 6
    assert part(target, "word/footnotes.xml") == part(path, "word/footnotes.xml")
    assert read(target, "file.docx").blocks == document.blocks


def test_comments_of_others_stay_and_ours_are_replaced(tmp_path: Path) -> None:
    other = f'<w:comment w:id="7" w:author="局长">{p("请核实")}</w:comment>'
    marks = '<w:commentRangeStart w:id="7"/>' + r("一二三") + '<w:commentRangeEnd w:id="7"/>'
    body = p(marks + '<w:r><w:commentReference w:id="7"/></w:r>' + r("四五六"))
    path = written(tmp_path, body, comments=other)
    document = read(path, "file.docx")
    first = copy(path, [note("a", document.locate(0, 1, 4)), note("b", document.locate(0, 4, 6))], "first.docx")
    assert comments(first) == {"请核实": "7", "a": "8", "b": "9"}
    second = copy(first, [note("c", document.locate(0, 2, 3), Severity.NOTE)], "second.docx")
    assert comments(second) == {"请核实": "7", "c": "8"}
    assert spans(second) == {"请核实": "一二三", "c": "三"}
    assert shades(second) == [("三", STRONG[Severity.NOTE])]
    third = copy(second, [], "third.docx")
    assert comments(third) == {"请核实": "7"}
    assert shades(third) == []
    assert read(third, "file.docx").blocks == document.blocks


def test_another_prefix_and_strict_files_are_annotated(tmp_path: Path) -> None:
    for index, uri in enumerate((W, "http://purl.oclc.org/ooxml/wordprocessingml/main")):
        parts = parts_of(p("一二三"))
        main = parts["word/document.xml"].replace("<w:", "<x:").replace("</w:", "</x:").replace(W, uri)
        path = tmp_path / f"{index}.docx"
        path.write_bytes(packed(parts | {"word/document.xml": main.replace("xmlns:w=", "xmlns:x=")}))
        document = read(path, "file.docx")
        target = copy(path, [note("n", document.locate(0, 1, 2))], f"copy{index}.docx")
        assert read(target, "file.docx").blocks == document.blocks
        names = {etree.QName(element).namespace for element in etree.fromstring(part(target)).iter()}
        assert names == {uri}


def test_a_signature_is_told_and_other_encodings_are_refused(tmp_path: Path) -> None:
    parts = parts_of(p("一二三"))
    signed = tmp_path / "signed.docx"
    signed.write_bytes(packed(parts | {"_xmlsignatures/origin.sigs": ""}))
    remarks = annotate(signed, read(signed, "s.docx"), [note("n", Location("s.docx"))], tmp_path / "t.docx")
    assert [remark.key for remark in remarks] == ["reading.docx_signature"]
    wide = tmp_path / "wide.docx"
    main = parts["word/document.xml"].replace("UTF-8", "UTF-16").encode("utf-16")
    wide.write_bytes(packed({**{name: text.encode() for name, text in parts.items()}, "word/document.xml": main}))
    document = read(wide, "wide.docx")
    assert document.text_at(0).string == "一二三"
    with pytest.raises(DocumentError) as refused:
        annotate(wide, document, [note("n", Location("wide.docx"))], tmp_path / "t2.docx")
    assert refused.value.message.key == "reading.docx_encoding"
    assert not (tmp_path / "t2.docx").exists()


def test_a_file_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    document = read(written(tmp_path, p("旧")), "file.docx")
    path = written(tmp_path, p("新"))
    with pytest.raises(DocumentError) as refused:
        annotate(path, document, [note("n", document.locate(0, 0, 1))], tmp_path / "t.docx")
    assert refused.value.message.key == "reading.docx_changed"


def test_both_ways_to_read_agree(tmp_path: Path) -> None:
    """The survey of plain texts and the walk through every run."""
    for path in (written(tmp_path, MIXED), FORM):
        quick, thorough = read_file(path, "x"), read_file(path, "x", plainly=False)
        assert quick.document == thorough.document
        with open_package(path, "x") as package:
            assert package.name == "x"


def test_notes_on_other_blocks_than_the_file_has_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, p(r("收到申请")) + p(r("办结申请")))
    document = read(path, "file.docx")
    turned = replace(document, blocks=document.blocks[::-1])
    with pytest.raises(DocumentError) as caught:
        annotate(path, turned, [note("a", turned.locate(0, 0, 2))], tmp_path / "copy.docx")
    assert caught.value.message.key == "reading.docx_changed"
    assert not (tmp_path / "copy.docx").exists()
