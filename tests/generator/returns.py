"""Reports that come back: pairs of drafts of which it is known what became of every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from checker.audit.audit import Run
from checker.finding import Finding
from tests.generator.prose import CULTURE, WATER, Organ
from tests.generator.spec import (
    Line,
    Report,
    report_2021,
    with_contact,
    with_figure,
    with_label,
    with_lines,
    with_section,
    with_title,
    without_section,
)

Edit = Callable[[Report, str, Random], Report]
"""A report with a place of it in a state; the random numbers choose between wordings of the same meaning."""
Fault = tuple[str, str]
"""A rule, and what only one of its findings has: words of its message, |before|after| as the words next to it."""


@dataclass(frozen=True)
class Site:
    """A place where a report may be at fault: by state the findings that it then gives.

    In the states of `open` nothing is there to judge, so that a fault before is not known to be mended.
    """

    name: str
    edit: Edit
    faults: Mapping[str, tuple[Fault, ...]]
    open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two drafts; by fault what a comparison must say; and what was done, for who reads of a failure."""

    old: Report
    new: Report
    truth: dict[Fault, str]
    told: tuple[str, ...]


def same(fault: Fault, *states: str) -> dict[str, tuple[Fault, ...]]:
    """The same finding in several states, none in any other."""
    return dict.fromkeys(states, (fault,))


def with_sentence(report: Report, section: str, text: str | None) -> Report:
    """A paragraph more at the end of a section; none for None."""
    lines = next(one.lines for one in report.sections if one.id == section)
    return with_section(report, section, lines=(*lines, Line(text))) if text else report


def sentence(sections: Sequence[str], wordings: Sequence[str], values: Mapping[str, str | None]) -> Edit:
    """A sentence in one of several wordings and places, by state what stands in it; None where it is left out."""

    def edit(report: Report, state: str, random: Random) -> Report:
        value = values[state]
        where, words = random.choice(sections), random.choice(wordings)
        return with_sentence(report, where, None if value is None else words.format(value))

    return edit


def claim(sections: Sequence[str], wordings: Sequence[str], row: str) -> Edit:
    """A sentence that says a figure of the table of applications."""

    def edit(report: Report, state: str, random: Random) -> Report:
        true = int(report.figures("applications")[row, "total"])
        values = {"right": str(true), "wrong": str(true + 7), "worse": str(true + 19), "vague": "若干", "out": None}
        return sentence(sections, wordings, values)(report, state, random)

    return edit


def figure(table: str, row: str, column: str) -> Edit:
    """A figure of a table."""

    def edit(report: Report, state: str, random: Random) -> Report:
        true = int(report.figures(table)[row, column])
        values = {"right": true, "wrong": true + 3, "worse": true + 11, "words": "见附件", "blank": ""}
        return with_figure(report, table, row, column, str(values[state]))

    return edit


def simple(edit: Callable[[Report, str], Report], values: Mapping[str, str | None]) -> Edit:
    """What is put into the report, by state; nothing for None."""

    def edited(report: Report, state: str, random: Random) -> Report:
        value = values[state]
        return report if value is None else edit(report, value)

    return edited


def closing(report: Report, day: str) -> Report:
    return replace(report, closing=(report.organ.name, *([day] if day else [])))


SITES = (
    Site(
        "granted",
        claim(("overview", "applications"), ("经审查，予以公开{}件。", "经依法审查，予以公开{}件。"), "granted"),
        same(("claim-table", "|予以公开|"), "wrong", "worse"),
        ("vague", "out"),
    ),
    Site(
        "granted again",
        claim(("problems",), ("回头看，全年共作出予以公开{}件。",), "granted"),
        same(("claim-table", "作出予以公开|"), "wrong", "worse"),
        ("out",),
    ),
    Site(
        "partial",
        claim(("overview", "problems"), ("其中，部分公开{}件。", "另外，部分公开{}件。"), "partial"),
        same(("claim-table", "|部分公开|"), "wrong", "worse"),
        ("vague", "out"),
    ),
    Site(
        "reviews",
        figure("reviews", "cases", "review_total"),
        same(("reviews-total", ""), "wrong", "worse") | same(("cell-number", "复议·总计"), "words"),
        ("words",),
    ),
    Site(
        "direct",
        figure("reviews", "cases", "direct_total"),
        same(("litigation-direct-total", ""), "wrong", "worse") | same(("cell-blank", "直接起诉·总计"), "blank"),
        ("blank",),
    ),
    Site(
        "after",
        figure("reviews", "cases", "after_review_total"),
        same(("litigation-after-review-total", ""), "wrong", "worse"),
    ),
    Site(
        "date",
        simple(closing, {"right": None, "wrong": "2022年5月18日", "worse": "2022年6月2日", "out": ""}),
        same(("published-late", ""), "wrong", "worse"),
        ("out",),
    ),
    Site(
        "e-mail",
        lambda report, state, _: with_contact(report, "电子邮箱", None) if state == "wrong" else report,
        same(("contact-missing", "电子邮箱"), "wrong"),
    ),
    Site(
        "address",
        lambda report, state, _: with_contact(report, "地址", None) if state == "wrong" else report,
        same(("contact-missing", "地址"), "wrong"),
    ),
    Site(
        "phone",
        simple(
            lambda report, value: with_contact(report, "电话", value),
            {"right": None, "wrong": "0590-86123", "worse": "0590-861234567"},
        ),
        same(("contact-invalid", ""), "wrong", "worse"),
    ),
    Site(
        "site",
        simple(
            lambda report, value: replace(report, organ=replace(report.organ, site=value)),
            {"right": None, "wrong": "http://www.anlan-gov.cn", "worse": "http://www.alxx.com.cn"},
        ),
        same(("site-suspect", ""), "wrong", "worse"),
    ),
    Site(
        "period",
        simple(
            lambda report, value: replace(report, period=value),
            {
                "right": None,
                "wrong": "自2020年1月1日起至2021年12月31日止",
                "worse": "自2020年1月1日起至2020年12月31日止",
            },
        ),
        same(("period-mismatch", ""), "wrong", "worse"),
    ),
    Site(
        "section title",
        simple(
            lambda report, value: with_title(report, "problems", value),
            {"right": None, "wrong": "主要问题及改进措施", "worse": "主要问题和改进的措施"},
        ),
        same(("section-title", ""), "wrong", "worse"),
    ),
    Site(
        "placeholder one",
        sentence(
            ("overview", "problems"),
            ("全年组织政务公开业务培训{}次。", "本年度组织政务公开业务培训{}次。"),
            {"right": "3", "wrong": "XX", "worse": "【待补充】", "out": None},
        ),
        same(("placeholder", "公开业务培训|"), "wrong", "worse"),
    ),
    Site(
        "placeholder two",
        sentence(
            ("overview",),
            ("发布政策解读稿件{}篇。", "推出政策解读稿件{}篇。"),
            {"right": "24", "wrong": "XX", "out": None},
        ),
        same(("placeholder", "解读稿件|"), "wrong"),
    ),
    Site(
        "placeholder three",
        sentence(("problems", "other"), ("计划走访企业{}家。",), {"right": "15", "wrong": "XX", "out": None}),
        same(("placeholder", "企业|"), "wrong"),
    ),
    Site(
        "sum",
        sentence(
            ("overview",),
            ("通过门户网站公开政府信息{}条，其中概况类信息120条，政务动态信息80条。",),
            {"right": "200", "wrong": "210", "worse": "206", "vague": "若干"},
        ),
        same(("claim-sum", ""), "wrong", "worse"),
        ("vague",),
    ),
    Site(
        "brackets",
        sentence(
            ("overview", "problems"),
            ("印发年度工作方案（安政办{}15号）。",),
            {"right": "〔2021〕", "wrong": "[2021]", "worse": "【2021】"},
        ),
        same(("number-brackets", ""), "wrong", "worse"),
    ),
)
"""The places by which the comparison was made."""

APART = (
    Site(
        "section",
        lambda report, state, _: without_section(report, "other") if state == "wrong" else report,
        same(("section-missing", ""), "wrong"),
    ),
    Site(
        "repeated",
        sentence(
            ("problems", "overview"),
            ("{}",),
            {
                "right": None,
                "wrong": "各科室要高度重视，把公开工作与业务工作同部署、同落实，确保各项任务按时保质完成。" * 2,
            },
        ),
        same(("repeated-text", ""), "wrong"),
    ),
    Site(
        "carried",
        claim(("overview",), ("结转下年度继续办理的申请{}件。", "另有结转下年度继续办理的申请{}件。"), "carried_out"),
        same(("claim-table", "继续办理的申请|"), "wrong", "worse"),
        ("out",),
    ),
    Site(
        "row total",
        figure("applications", "refused_8", "total"),
        dict.fromkeys(("wrong", "worse"), (("applications-row-total", ""), ("applications-handled-total", "“总计”列"))),
    ),
    Site(
        "label",
        simple(
            lambda report, value: with_label(report, "applications", "label:refused_7", value),
            {"right": None, "wrong": "7.属于行政执法的案卷材料", "worse": "7.行政执法卷宗"},
        ),
        same(("table-label", ""), "wrong", "worse"),
    ),
    Site(
        "placeholder four",
        sentence(
            ("applications", "overview"),
            ("接受群众来访咨询{}人次。", "接待群众来访咨询{}余人次。"),
            {"right": "120", "wrong": "×××", "worse": "XX", "out": None},
        ),
        same(("placeholder", "来访咨询|"), "wrong", "worse"),
    ),
    Site(
        "identity number",
        sentence(
            ("applications", "overview"),
            ("申请人王某（身份证号{}）的申请已办结。",),
            {"right": "已隐去", "wrong": "11010519491231002X"},
        ),
        same(("privacy-id", ""), "wrong"),
    ),
)
"""Places that were kept apart."""


def base(seed: int, organ: Organ) -> Report:
    """A report whose text says no figure of the reviews and no number of sections, so that each place is one fault."""
    report = report_2021(seed, organ)
    report = replace(report, preamble=tuple(line.replace("六部分组成", "等部分组成") for line in report.preamble))
    return with_lines(report, "reviews", ["行政复议和行政诉讼的情况见下表。"])


def draft(report: Report, sites: Sequence[Site], states: Mapping[str, str], random: Random) -> Report:
    """A report with each place in its state, and edits that change no judgement."""
    for site in sites:
        report = site.edit(report, states[site.name], random)
    fillers = ("各项工作有序推进，群众满意度稳步提升。", "注重统筹协调，形成工作合力。", "坚持问题导向，补齐短板弱项。")
    for more in random.sample(fillers, random.randint(0, 2)):
        section = random.choice(("overview", "problems"))
        lines = next(one.lines for one in report.sections if one.id == section)
        at = random.randint(1, len(lines))
        report = with_section(report, section, lines=(*lines[:at], Line(more), *lines[at:]))
    return report


def pairs(count: int, sites: Sequence[Site] = SITES, seed: int = 0) -> Iterator[Pair]:
    """Pairs of drafts. In each some places are at fault, in one draft, the other or both."""
    for number in range(count):
        random = Random(f"{seed} {number}")
        report = base(random.randint(0, 9), random.choice((WATER, CULTURE)))
        states: list[dict[str, str]] = [{}, {}]
        truth: dict[Fault, str] = {}
        for site in sites:
            known = sorted(
                {"right", *site.faults, *site.open, *(["out"] if site.name.startswith("placeholder") else [])}
            )
            for one in states:
                one[site.name] = random.choice(known) if random.random() < 0.5 else "right"
            before, after = (site.faults.get(one[site.name], ()) for one in states)
            for fault in dict.fromkeys((*before, *after)):
                lost = "uncompared" if states[1][site.name] in site.open else "fixed"
                truth[fault] = "remaining" if fault in before and fault in after else "new" if fault in after else lost
        told = tuple(f"{one.name}: {states[0][one.name]} -> {states[1][one.name]}" for one in sites)
        old, new = (draft(report, sites, one, random) for one in states)
        yield Pair(old, new, truth, told)


def wrong(run: Run, truth: Mapping[Fault, str]) -> tuple[list[str], int]:
    """What a comparison says otherwise than it is, and how many judgements it made."""
    found: dict[Fault, list[str]] = {fault: [] for fault in truth}
    made: list[str] = []
    judged = 0
    for finding in run.findings():
        faults = [one for one in truth if _is(finding, one)]
        for fault in faults:
            found[fault].append(finding.state or "")
        if not faults and finding.state in ("fixed", "uncompared"):
            made.append(f"{finding.rule} {finding.state} that never was: {finding.message}")
    for fault, states in found.items():
        judged += 1
        if states != [truth[fault]]:
            made.append(f"{fault} is {truth[fault]}, told as {states}")
    return made, judged


def _is(finding: Finding, fault: Fault) -> bool:
    rule, words = fault
    thing = finding.thing
    near = "|{}|{}|".format(*thing.words) if thing is not None and thing.words else ""
    parts = "、".join(thing.parts) if thing is not None else ""
    return finding.rule.endswith(f"/{rule}") and words in f"{finding.message} {parts} {near}"
