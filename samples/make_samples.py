"""Writes the sample documents: run it from anywhere; the same files come out each time.

The reports of 2021 and later are invented, no such place exists. What is planted in each stands in its plan below, what
must be found in it in the .audit.yaml beside it, which is written by hand and never by this script.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import real_texts  # noqa: E402

from tests.generator import docx, pdf, spec  # noqa: E402
from tests.generator.docx import DocxOptions  # noqa: E402
from tests.generator.pdf import DrawOptions  # noqa: E402
from tests.generator.spec import Line, Report  # noqa: E402

IDENTITY = "35099919901010017"
"""An identity number without its check digit, of an area (350999) that does not exist."""


def clean_2021() -> Report:
    """A department's report without a fault."""
    return spec.with_broken_cells(spec.report_2021(2, spec.WATER))


def defects_2021() -> Report:
    """A county's report with a fault of each kind that is met most."""
    report = spec.with_broken_cells(spec.report_2021(4, spec.COUNTY))
    report = replace(report, preamble=tuple(text.replace("〔2021〕30号", "【2021】30号") for text in report.preamble))
    report = replace(report, period="自2021年1月1日起至2021年12月30日止")
    report = spec.with_contact(report, "电话", "0590-823600181")
    # the third topic goes, the rest close up
    overview = report.sections[0].lines
    topics = [line for line in overview[1:] if not line.text.startswith("政府信息管理情况")]
    numbered = [replace(line, number=f"（{spec.CHINESE[n]}）") for n, line in enumerate(topics)]
    report = spec.with_section(report, "overview", lines=(overview[0], *numbered))
    report = spec.with_text(report, "overview", "图解、问答22件", "图解、问答XX件")
    report = spec.with_figure(report, "disclosure", "coercion", "decisions", "")
    report = spec.with_figure(report, "disclosure", "fees", "amount", "5240000元")
    report = _raised(report, "applications", "carried_out", "natural")
    report = spec.with_label(report, "applications", "label:refused_6", "6.属于四类内部事务信息")
    report = spec.with_text(report, "applications", "新收政府信息公开申请64件", "新收政府信息公开申请94件")
    report = _raised(report, "reviews", "cases", "direct_upheld")
    report = spec.with_text(report, "problems", "2021年，", "2020年，")
    return spec.with_lines(report, "other", ["无。"])


def layout_2022() -> Report:
    """A report without a fault for a file that uses everything a word processor has."""
    return spec.with_broken_cells(spec.report_2021(6, spec.CULTURE, 2022))


def outline_2022() -> Report:
    """A township's report whose build is wrong."""
    report = spec.report_2021(8, spec.TOWNSHIP, 2022, size=16, cases=0)
    report = replace(
        report,
        title="石溪镇人民政府2022年度政府信息公开年度报告",
        preamble=(
            "本报告根据《中华人民共和国政府信息公开条例》（国务院令第711条）和《中华人民共和国政府信息公开工作年度报告格式》"
            "（国办公开办函〔2021〕30号）编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
            "存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
            "如对本报告有疑问，请与石溪镇人民政府办公室联系（{contacts}）。",
        ),
    )
    report = spec.with_contact(report, "地址", None)
    report = spec.with_contact(report, "邮编", None)
    report = spec.with_title(report, "overview", "组织机构")
    overview = list(report.sections[0].lines)
    overview[4] = replace(overview[4], number="（五）")
    overview[5] = replace(
        overview[5], number="（六）", text=overview[5].text.split("工作考核方面")[0].split("坚持工作考核")[0]
    )
    report = spec.with_section(report, "overview", lines=tuple(overview))
    report = spec.with_section(report, "disclosure", table=None, lines=(Line("本镇主动公开政府信息情况见附件。"),))
    report = spec.with_section(report, "problems", lines=())
    report = spec.without_section(report, "other")
    first, second, applications, reviews, last = report.sections
    applications = replace(applications, heading=replace(applications.heading, number="四、"))
    reviews = replace(reviews, heading=replace(reviews.heading, number="三、"))
    return replace(report, sections=(first, second, reviews, applications, last))


def tables_2021() -> Report:
    """A department's report with faults in the tables; the table of section four will be a picture."""
    report = spec.report_2021(10, spec.WATER, size=40)
    for row in ("research", "unavailable_2"):
        report = _emptied(report, row)
    report = spec.without_row(report, "applications", "unavailable_2")
    report = spec.without_column(report, "applications", "research")
    report = spec.with_figure(report, "applications", "partial", "business", "1O")
    for column, text in (("issued", "9"), ("repealed", "0"), ("in_force", "5")):
        report = spec.with_figure(report, "disclosure", "normative", column, text)
    return spec.with_figure(report, "disclosure", "rules", "in_force", "2")


def prose_2021() -> Report:
    """A department's report whose running text is wrong, its tables right."""
    report = spec.report_2021(12, spec.CULTURE, size=50)
    report = replace(
        report,
        organ=replace(report.organ, site="http://www.anlanwenlv.com"),
        closing=(report.organ.name, "2022年2月16日"),
    )
    report = spec.with_contact(report, "电子邮箱", "wlj.anlan.gov.cn")
    head, proactive, on_request, management, platform, supervision = report.sections[0].lines
    proactive = replace(
        proactive,
        text="主动公开情况。全年主动公开政府信息372条，其中机构职能类50条、政策文件类120条、财政信息类102条、其他类120条。"
        "政策解读材料由上年的20篇增加到25篇，增长30%。",
    )
    management = replace(management, text="政府信息管理情况。清理历年制发的文件，集中公开信息  条，逐件标注有效性。")
    platform = replace(
        platform,
        text=platform.text + "平台由林某（手机13900001234）负责日常维护。",
    )
    identity = IDENTITY + _check_digit(IDENTITY)
    supervision = replace(
        supervision,
        text=supervision.text + f"对申请人林某（身份证号{identity}）反映的答复不及时问题，已作出说明并致歉。",
    )
    report = spec.with_section(
        report, "overview", lines=(head, proactive, on_request, management, platform, supervision)
    )
    report = spec.with_lines(report, "applications", ["2021年，我局未收到政府信息公开申请。"])
    report = spec.with_lines(report, "reviews", ["2021年，我局因政府信息公开工作被申请行政复议的案件均获维持。"])
    repeated = "全局干部职工不断提高认识、转变作风，推动政府信息公开工作迈上新的台阶。"
    report = spec.with_lines(report, "problems", [f"{repeated}总的来看情况良好。", f"{repeated}今后将继续努力。"])
    return spec.with_lines(report, "other", ["本年度收取信息处理费385元。无其他需要报告的事项。"])


def figures_2020() -> Report:
    """A report of the form of 2019 with wrong sums, and a disclosure table filled in wrongly."""
    report = spec.report_2019(14, spec.WATER, 2020)
    for column in ("natural", "total"):
        report = _raised(report, "applications", "refused_7", column)
    for column in ("review_pending", "after_review_corrected"):
        report = _raised(report, "reviews", "cases", column)
    report = spec.with_figure(report, "disclosure", "licensing", "change", "增10")
    report = spec.with_figure(report, "disclosure", "procurement", "amount", "8040")
    report = spec.with_figure(report, "disclosure", "normative", "published", "70")
    return spec.with_figure(report, "disclosure", "normative", "stock", "46")


def old_form_2022() -> Report:
    """A report on 2022 in the form that ended with 2020, dated before the year was over."""
    report = spec.report_2019(16, spec.CULTURE, 2022)
    return replace(report, closing=(report.organ.name, "2022年12月28日"))


def _raised(report: Report, table: str, row: str, column: str) -> Report:
    figure = int(report.figures(table)[row, column])
    return spec.with_figure(report, table, row, column, str(figure + 1))


def _emptied(report: Report, line: str) -> Report:
    """A row or column of the applications table made 0, every sum kept true, and the text of section three with it."""
    figures = {key: int(text) for key, text in report.figures("applications").items()}
    rows = list(dict.fromkeys(row for row, _ in figures))
    applicants = [column for column in dict.fromkeys(column for _, column in figures) if column != "total"]
    for row, column in figures:
        if line in (row, column):
            figures[row, column] = 0
    outcomes = [row for row in rows if row not in ("new", "carried_in", "handled", "carried_out")]
    for column in applicants:
        figures["handled", column] = sum(figures[row, column] for row in outcomes)
        figures["new", column] = (
            figures["handled", column] + figures["carried_out", column] - figures["carried_in", column]
        )
    for row in rows:
        figures[row, "total"] = sum(figures[row, column] for column in applicants)
    for (row, column), figure in figures.items():
        report = spec.with_figure(report, "applications", row, column, str(figure))
    new, carried_in, handled, carried_out = (
        figures[row, "total"] for row in ("new", "carried_in", "handled", "carried_out")
    )
    self_name = report.organ.self_name
    report = spec.with_lines(
        report,
        "applications",
        [
            f"{report.year}年，{self_name}新收政府信息公开申请{new}件，上年结转{carried_in}件，本年度办结{handled}件，结转下年度继续办理{carried_out}件。"
        ],
    )
    topic = next(line for line in report.sections[0].lines if line.text.startswith("依申请公开情况"))
    plain = replace(topic, text="依申请公开情况。畅通网上、信函、当面等申请渠道，落实专人负责，答复前均经合法性审核。")
    return spec.with_section(
        report, "overview", lines=tuple(plain if one is topic else one for one in report.sections[0].lines)
    )


def _check_digit(digits: str) -> str:
    """The eighteenth character of an identity number (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]


def suqian_office() -> Report:
    """The real report of texts/000."""
    return real_texts.read(
        "000-suqian-foreign-affairs-2020.txt", "宿迁市人民政府外事办公室", "http://sqwsb.suqian.gov.cn/"
    )


def suqian() -> Report:
    """The real report of texts/003."""
    return real_texts.read("003-suqian-2020.txt", "宿迁市人民政府", "http://www.suqian.gov.cn", titled=True)


def tianjin_office() -> Report:
    """The real report of texts/004."""
    return real_texts.read("004-tianjin-foreign-affairs-2020.txt", "天津市人民政府外事办公室", "http://fao.tj.gov.cn")


HEADED = DocxOptions(repeat=True)
STYLED = DocxOptions(numbering="style", breaks="break", repeat=True)
AUTOMATIC = DocxOptions(numbering="automatic", styles=False)
EVERYTHING = DocxOptions(
    numbering="automatic", split=14, repeat=True, tracked=True, content_controls=True, hidden=True, text_box=True
)
PLAIN = DocxOptions(styles=False, furniture=False)

SAMPLES: dict[str, Callable[[], bytes]] = {
    "clean-2021.docx": lambda: docx.write(clean_2021(), HEADED),
    "defects-2021.docx": lambda: docx.write(defects_2021(), HEADED),
    "layout-2022.docx": lambda: docx.write(layout_2022(), EVERYTHING),
    "outline-2022.docx": lambda: docx.write(outline_2022()),
    "tables-2021.docx": lambda: docx.write(tables_2021(), DocxOptions(pictures=("reviews",))),
    "prose-2021.docx": lambda: docx.write(prose_2021(), AUTOMATIC),
    "figures-2020.docx": lambda: docx.write(figures_2020(), STYLED),
    "old-form-2022.docx": lambda: docx.write(old_form_2022(), PLAIN),
    "suqian-foreign-affairs-2020.docx": lambda: docx.write(suqian_office(), PLAIN),
    "suqian-2020.docx": lambda: docx.write(suqian(), AUTOMATIC),
    "tianjin-foreign-affairs-2020.docx": lambda: docx.write(tianjin_office()),
    "suqian-foreign-affairs-2020.pdf": lambda: pdf.drawn(suqian_office(), DrawOptions(vertical=True)),
    "tianjin-foreign-affairs-2020.pdf": lambda: pdf.drawn(tianjin_office(), DrawOptions(repeat=False, lead=60)),
    "suqian-2020.pdf": lambda: pdf.drawn(suqian(), DrawOptions(vertical=True, bold_by_overprint=True)),
    "defects-2021.pdf": lambda: pdf.settled(pdf.by_libreoffice(docx.write(defects_2021(), HEADED))),
}


def main(names: list[str]) -> None:
    """Writes the samples named, or all."""
    for name in names or SAMPLES:
        content = SAMPLES[name]()
        beside = HERE / f".{name}.part"
        beside.write_bytes(content)
        beside.rename(HERE / name)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
