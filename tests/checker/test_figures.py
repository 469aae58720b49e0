"""Figures of the running text: what each counts and how it stands to the tables, by hand-judged sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.document import Document, Paragraph, Text
from checker.fact import Fact
from checker.facts import figures
from checker.figures.lexicon import lexicon
from checker.figures.tokens import tokens
from checker.loading.load import find, load
from tests.checker.reports import check, document_of, found, heading_at, known_report, read, with_block, with_lines

HERE = Path(__file__).parent
MARK = re.compile(r"\[([^\[\]{}]+?)([=≠~])([^\[\]]+)\]|\{([^\[\]{}]+?)([=≠~])([^{}]+)\}")
_ROWS = {
    "new": (71, 13, 4, 2, 5, 1),
    "carried_in": (8, 0, 0, 0, 0, 0),
    "granted": (30, 6, 2, 1, 2, 0),
    "partial": (17, 0, 0, 0, 0, 0),
    "refused_2": (3, 0, 0, 0, 0, 0),
    "refused_4": (6, 0, 0, 0, 0, 0),
    "refused_5": (2, 0, 0, 0, 0, 0),
    "refused_7": (1, 0, 0, 0, 0, 0),
    "unavailable_1": (14, 0, 0, 0, 0, 0),
    "unavailable_2": (1, 0, 0, 0, 0, 0),
    "unavailable_3": (3, 0, 0, 0, 0, 0),
    "unprocessed_1": (4, 0, 0, 0, 0, 0),
    "unprocessed_2": (3, 0, 0, 0, 0, 0),
    "other_3": (0, 4, 0, 0, 0, 0),
    "handled": (74, 16, 2, 1, 5, 1),
    "carried_out": (5, 0, 0, 0, 0, 0),
}
_APPLICANTS = ("natural", "business", "research", "nonprofit", "legal", "other")
_CASES = {"review": (11, 5, 3, 4, 23), "direct": (6, 0, 2, 1, 9), "after_review": (7, 1, 0, 2, 10)}
_DISCLOSURE = {
    "rules.issued": 2,
    "rules.repealed": 0,
    "rules.in_force": 15,
    "normative.issued": 19,
    "normative.repealed": 26,
    "normative.in_force": 130,
    "licensing.decisions": 3300,
    "penalties.decisions": 210,
    "coercion.decisions": 34,
    "fees.amount": "58.5",
}
_UNTIL_2020 = {
    "rules.made": 2,
    "rules.published": 1,
    "rules.stock": 15,
    "normative.made": 19,
    "normative.published": 17,
    "normative.stock": 130,
    "licensing.decisions": 3300,
    "other_services.items": 14,
    "other_services.change": -1,
    "other_services.decisions": 642,
    "coercion.items": 12,
    "coercion.change": 0,
    "coercion.decisions": 5,
    "procurement.projects": 31,
    "procurement.amount": "1248.6",
}


def tables(year: int = 2021) -> dict[str, object]:
    """The figures of the report that the sentences are put into, hardly any twice; until 2020 of table two alone."""
    if year < 2021:
        return dict(_UNTIL_2020)
    cells: dict[str, object] = dict(_DISCLOSURE)
    for row in {*_ROWS, "refused_1", "refused_3", "refused_6", "refused_8", "other_1", "other_2"}:
        counts = _ROWS.get(row, (0,) * 6)
        cells |= {f"{row}.{column}": count for column, count in zip(_APPLICANTS, counts, strict=True)}
        cells[f"{row}.total"] = sum(counts)
    for kind, counts in _CASES.items():
        names = ("upheld", "corrected", "other", "pending", "total")
        cells |= {f"cases.{kind}_{name}": count for name, count in zip(names, counts, strict=True)}
    return cells


def cases(name: str) -> list[dict[str, Any]]:
    """The sentences of a file."""
    import yaml

    given = yaml.safe_load((HERE / name).read_text("utf-8"))
    return [one if isinstance(one, dict) else {"text": one} for one in given]


def told(text: str) -> tuple[str, list[tuple[int, int, str, str, bool]]]:
    """The bare text, and of each mark: begin, end, what holds, what it counts, whether it is without a number."""
    plain, marks, at = "", [], 0
    for match in MARK.finditer(text):
        plain += text[at : match.start()]
        word, sign, means = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        marks.append((len(plain), len(plain) + len(word), sign, means, match[4] is not None))
        plain += word
        at = match.end()
    return plain + text[at:], marks


@cache
def document(section: str, plain: str, organ: str, year: int) -> Document:
    """The report with a sentence in it."""
    report = known_report(**({"organ": organ} if organ else {}), year=year, set_=tables(year))
    return document_of(with_lines(report, section, [plain]))


def faults(case: dict[str, Any]) -> list[str]:
    """What of a sentence is not told as its marks say."""
    plain, marks = told(case["text"])
    section = case.get("in", "overview")
    reading = read(document(section, plain, case.get("organ", ""), case.get("year", 2021)))
    made = [
        fact
        for fact in figures.extract(reading)
        if fact.kind == "figure" and reading.document.text_at(fact.place.block or 0).string == plain
    ]
    found: list[str] = []
    seen: set[int] = set()
    for begin, end, sign, means, stated in marks:
        here = [
            (index, fact)
            for index, fact in enumerate(made)
            if (fact.place.start or 0) < end
            and begin < (fact.place.end or 0)
            and (fact.values["says"] != "number") == stated
        ]
        seen.update(index for index, _ in here)
        said = [_told(fact) for _, fact in here]
        if not any(_fits(fact, sign, means.split("|")) for _, fact in here) and not (not here and means in ("-", "?")):
            found.append(f"{plain[begin:end]} {sign} {means}, not {said}")
    for index, fact in enumerate(made):
        if index not in seen and fact.values["can_be"] and fact.values["says"] != "number":
            found.append(f"{fact.values['text']}: {_told(fact)} though nothing of the kind is said")
    return found


def _told(fact: Fact) -> str:
    values = fact.values
    read = " ".join(str(values[name]) for name in ("counts", "done", "marks", "unknown", "why"))
    return f"{values['can_be'] or '-'} {values['status']} ({read})"


def _fits(fact: Fact, sign: str, means: list[str]) -> bool:
    values = fact.values
    can_be = str(values["can_be"]).split("、") if values["can_be"] else []
    places = [place for name, place in fact.places.items() if name.startswith("figure")]
    columns = {place.column for place in places}
    for one in means:
        name, _, column = one.partition(".")
        if one == "share":
            if values["by"] == "table" and values["status"] == {"=": "agree", "≠": "differ"}.get(sign):
                return True
            continue
        if one in ("-", "?"):
            untied = not can_be or values["status"] == "no_counterpart" or values["by"] in ("sum", "rate")
            if (one == "-" and untied) or (one == "?" and values["status"] in ("unclear", "no_counterpart")):
                return True
            continue
        if (
            name not in can_be
            or (column == "natural" and columns != {"natural"})
            or (column == "org" and "business" not in columns)
        ):
            continue
        status = values["status"]
        if sign == "~" and status in ("agree", "unclear"):
            return True
        if (sign == "=" and status == "agree" and values["measure"] in (name, *means)) or (
            sign == "≠" and status == "differ"
        ):
            return True
    return False


STATUS = re.compile(r"\[([=≠-])\]")


def passages() -> list[tuple[str, str]]:
    """Passages with their section, of which each figure is marked with how it stands to the tables alone."""
    lines = (HERE / "figures_status.txt").read_text("utf-8").splitlines()
    return [tuple(line.split("|", 1)) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


@pytest.mark.parametrize(("section", "text"), passages(), ids=lambda one: one[:40])
def test_a_passage_of_another_hand_is_told_how_its_figures_stand(section: str, text: str) -> None:
    pieces = STATUS.split(text)
    plain = "".join(pieces[::2])
    reading = read(document(section, plain, "", 2021))
    made = [
        fact
        for fact in figures.extract(reading)
        if fact.kind == "figure"
        and fact.values["says"] == "number"
        and reading.document.text_at(fact.place.block or 0).string == plain
    ]
    end, wrong = 0, []
    for piece, mark in zip(pieces[::2], pieces[1::2], strict=False):
        end += len(piece)
        here = [one.values for one in made if end - 5 < (one.place.end or 0) <= end + 1]
        status, by = (str(here[-1]["status"]), here[-1]["by"]) if here else ("absent", "")
        right = {
            "=": status == "agree",
            "≠": status == "differ",
            "-": status not in ("differ", "unclear") and (status, by) != ("agree", "table"),
        }
        if not right[mark]:
            wrong.append(f"{plain[max(end - 16, 0) : end]} is {status}, not {mark}")
    assert wrong == []


@pytest.mark.parametrize("case", cases("figures.yaml") + cases("figures_apart.yaml"), ids=lambda case: case["text"])
def test_a_figure_is_read_as_a_careful_reader_reads_it(case: dict[str, Any]) -> None:
    assert faults(case) == []


@pytest.mark.parametrize(
    ("line", "part", "differ"),
    [
        ("全年新收政府信息公开申请9999件。", "textbox", ["9999件"]),
        ("全年新收政府信息公开申请9999件", "textbox", []),
        ("全年新收政府信息公开申请9999件。", "footnote", []),
    ],
)
def test_a_sentence_in_a_text_box_is_compared_and_a_label_of_a_drawing_is_not(
    line: str, part: str, differ: list[str]
) -> None:
    document = document_of(known_report())
    at = heading_at(document, "总体情况") + 1
    boxed = with_block(document, at, Paragraph(Text(line), part=part), document.blocks[at])
    told = [one.locations[0].text for one in found(check(boxed), "claim-table")]
    assert told == differ


def test_a_word_is_known_where_it_is_met_first() -> None:
    words = replace(load(find("cn-disclosure-report")).figures)  # of which nobody has asked anything
    text = "未经复议直接起诉总计6件，依申请公开政府信息3件。"
    first, again = (tokens(text, 0, len(text), (), lexicon(words)) for _ in range(2))
    assert [token.text for token in first] == [token.text for token in again]
