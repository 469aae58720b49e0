"""What a document itself says that stands for a nought in its tables: 注：空白处为0; “—”表示无; blank cells are nil."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from checker.pack.formspec import TableSpec
from checker.reading.matched import TableMatch
from checker.reading.reading import Passage, SectionSpan, Spot

_LONGEST = 400
"""Characters of a text that explains signs, at most."""
_QUOTE = "[\"'“”‘’「」『』]"
_STROKE = r"(?:-{1,4}|[/\\×*~]|…{1,2}|\.{3,6}|无)"
_SIGN = rf"(?:{_QUOTE}{_STROKE}{_QUOTE}|\({_STROKE}\))"
_EMPTY = (
    r"(?:空白|空格|空项|空栏|空缺|留空|未填写?|未填报|没有填写?|不填写?)"
    r"(?:的|之|处|格|栏(?!目)|项(?!目)|项目|数据|单元格|部分|内容|位置|者|地方){0,4}|blanks?(?:\s?(?:cells?|spaces?|entries|entry))?"
)
_SUBJECT = rf"(?:{_SIGN}|{_EMPTY})"
_SAYS = (
    r"[,:]?(?:的|统一|一律|均|都|皆|全部?|则|即|就|数据|数值|数量|默认|系|各项){0,3}"
    r"(?:为|是|表示|代表|指|即|视为|视同|视作|意为|等于|记为|计为|记作|计作|作|按|=|\s?(?:is|are|means?|indicates?|denotes?|represents?)\s?)"
    r"(?:(?:该|此|本|这)?(?:项|栏|格|类|一项)?(?:数据|数值|数量|数字|均|都|为|是)){0,3}"
)
_NOUGHT = rf"{_QUOTE}?(?P<nought>0|零|〇|无|没有|未发生|zero|nil|none){_QUOTE}?(?P<after>.{{0,2}})"
_SUBJECTS = rf"(?:{_SUBJECT}|{_STROKE})(?:[、,和或及与]?(?:{_SUBJECT}|{_STROKE})){{0,4}}"
_SAID = rf"(?:^|(?<=[,:;。.()、注明表格中内里\s]))(?P<subjects>{_SUBJECTS}){_SAYS}{_NOUGHT}"
_MAY = ("空", "填", "表示", "代表", "为0", "为零", "为无", "为“", '为"', "视", "=", "blank")
_REST = ("此", "该", "本", "发", "相", "项", "件", "条", "次", "人", "处", "理", "内", "申", ")", '"', "'")
"""How a text may go on behind the nought: 无此项, 0件; not 无法统计, 0.5."""
_OF_ALL = ("各表", "三表", "三张", "所有", "全部", "报告中", "本报告", "全文", "以上", "上述", "以下", "下同")
_DASHES = ("-", "--", "---", "----")


def explained(passages: Sequence[Passage], sections: Sequence[SectionSpan], tables: Mapping[str, TableMatch]) -> None:
    """Gives each table that was found what stands for a nought in it.

    A text that says so of empty cells speaks of the tables of its section, one within a table of that; of all where it
    says so, or where there is no table. What it says of a stroke holds for all of them.
    """
    found = {name: blocks for name, match in tables.items() if (blocks := _blocks(match))}
    if not found:
        return
    for passage in passages:
        text = passage.plain.string
        signs = _signs(text) if len(text) <= _LONGEST else None
        if not signs:
            continue
        if passage.cell is not None:
            about = [name for name, blocks in found.items() if passage.block in blocks]
        else:
            here = _section(sections, passage.spot)
            about = [
                name for name, blocks in found.items() if here and _section(sections, Spot(min(blocks), 0)) is here
            ]
        if any(word in passage.plain.string for word in _OF_ALL):
            about = []
        # What a stroke stands for it stands for everywhere; an empty cell may be due elsewhere.
        for name in found:
            tables[name].noughts |= signs if name in (about or found) else signs - {""}


def reckoned(spec: TableSpec, noughts: frozenset[str]) -> TableSpec:
    """A table whose empty cells and signs say what the document says of them."""
    if not noughts:
        return spec
    means = {sign: 0 for sign in noughts if sign} | spec.means
    return replace(spec, blank=0 if "" in noughts and spec.blank is None else spec.blank, means=means)


@lru_cache(maxsize=4096)  # cells say the same few things many times
def _signs(text: str) -> frozenset[str]:
    """What a text says stands for a nought: signs, and "" for a cell in which nothing stands."""
    return frozenset(_said(text))


def _said(text: str) -> Iterator[str]:
    lower = text.lower()
    if not any(word in lower for word in _MAY):
        return
    for said in re.finditer(_SAID, text, re.IGNORECASE):
        after = said["after"]
        if after[:1].isalnum() and not after.startswith(_REST):
            continue
        if after[:1] in (".", "%") and after[1:2].isdigit():
            continue
        if re.search(_EMPTY, said["subjects"], re.IGNORECASE):
            yield ""
        for sign in re.findall(_STROKE, re.sub(_EMPTY, "", said["subjects"])):
            yield from _DASHES if sign in _DASHES else (sign,)


def _blocks(match: TableMatch) -> set[int]:
    return {passage.block for passage in match.cells.values() if passage is not None}


def _section(sections: Sequence[SectionSpan], spot: Spot) -> SectionSpan | None:
    return next((one for one in reversed(sections) if one.start <= spot < one.end), None)
