"""A draft as the YAML of a pack, with comments on what an author has to look at."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from checker.bench.drafting.document import FormDraft
from checker.bench.drafting.sums import Balance, Parts
from checker.bench.drafting.tables import BlockDraft, LabelDraft, TableDraft
from checker.messages import say, text
from checker.text.cells import CellNumber
from checker.text.normalize import comparable
from checker.yamlfiles.scalars import in_quotes, scalar


def pack_text(draft: FormDraft, name: str, form: str, lang: str) -> str:
    """The head of a new pack: its documents are known by their title and their sections."""
    year = re.compile("(?:19|20)[0-9]{2}")
    plain = re.sub(r"\s", "", draft.title)
    pieces = [re.escape(piece) for piece in year.split(plain)]
    title = "^" + "(?P<year>20[0-9]{2})".join(pieces[:2]) + "".join(f"(?:20[0-9]{{2}}){one}" for one in pieces[2:])
    lines = [
        _t("head", lang),
        f"pack: {name}",
        "version: 0.1.0",
        f"title: {scalar(draft.title)}",
        f"lang: {lang if lang == 'zh-CN' else 'en'}",
        "sources:",
        f"  notice: {scalar(_t('source', lang))}",
        "documents:",
        "  report:",
        f"    forms: [{form}]",
        f"    titles: [{in_quotes(title)}]  # {_t('title', lang)}",
    ]
    if draft.outline:
        lines.append(f"    sections: {max(1, len(draft.outline) // 2)}")
    return "\n".join(lines) + "\n"


def form_text(draft: FormDraft, form: str, lang: str, noughts: Container[str] = ()) -> str:
    """The form itself; `noughts` are the tables whose empty cells are noughts."""
    lines = [f"# {_t(f'doubt_{doubt}', lang, table=table)}" for doubt, table in dict.fromkeys(draft.doubts)]
    lines += [f"form: {form}", f"title: {scalar(draft.title)}"]
    if draft.year is not None:
        lines.append(f"years: {{from: {draft.year}}}  # {_t('years', lang)}")
    if draft.unit:
        pattern = f"{re.escape(comparable(draft.unit).string)}:(?:人民币)?(?P<unit>元|千元|万元|百万元|亿元)"
        lines.append(f"unit: {in_quotes(pattern)}  # {_t('unit', lang)}")
    lines.append("outline:" if draft.outline else "outline: []")
    for section in draft.outline:
        table = f", table: {section.table}" if section.table else ""
        lines.append(f"  - {{id: {section.id}, title: {scalar(section.title)}{table}}}")
    if draft.tables:
        lines.append("tables:")
        several = len(draft.tables) > len({table.section for table in draft.tables}) or _alike(draft.tables)
        amounts = bool(draft.unit)
        lines += [line for table in draft.tables for line in _table(table, lang, several, amounts, table.id in noughts)]
    if draft.fields:
        lines.append("fields:")
        for one in draft.fields:
            label = scalar(one.label)
            before = "near" if one.read == "period" else "label"  # a period is looked for in what follows its words
            lines.append(f"  {one.id}: {{title: {label}, {before}: [{label}], read: {one.read}}}")
    return "\n".join(lines) + "\n"


def _alike(tables: Sequence[TableDraft]) -> bool:
    """Whether tables have a column in common, so that only what stands before them tells them apart."""
    columns = [{column.label for block in table.blocks for column in block.columns} for table in tables]
    return any(one & other for one, other in combinations(columns, 2))


def _table(table: TableDraft, lang: str, several: bool, amounts: bool, noughts: bool) -> Iterator[str]:
    yield f"  {table.id}:"
    if table.section:
        yield f"    section: {table.section}"
    yield f"    title: {scalar(table.title)}" if table.title else f'    title: ""  # {_t("untitled", lang)}'
    yield f"    read: {'amount' if amounts and table.read == 'number' else table.read}"
    if table.caption and several:
        yield f"    captions: [{scalar(table.caption)}]"
    if noughts:
        yield f"    blank: 0  # {_t('noughts', lang)}"
    if table.codes:
        yield "    codes: true"
    if table.example:
        yield f"    open: rows  # {_t('example', lang, name=table.example)}"
    if len(table.blocks) == 1:
        yield from _axes(table.blocks[0], "    ")
        return
    yield "    blocks:"
    for block in table.blocks:
        yield f"      - title: {in_quotes(block.title)}"
        yield from _axes(block, "        ")


def _axes(block: BlockDraft, margin: str) -> Iterator[str]:
    for part, labels in (("columns", block.columns), ("rows", block.rows)):
        yield f"{margin}{part}:" if labels else f"{margin}{part}: {{}}"
        for label in labels:
            yield f"{margin}  {label.id}: {_label(label)}"


def _label(label: LabelDraft) -> str:
    if not label.under and not label.worded:
        return scalar(label.label)
    under = f", under: [{', '.join(scalar(one) for one in label.under)}]" if label.under else ""
    read = ", read: text" if label.worded else ""
    return f"{{label: {scalar(label.label)}{under}{read}}}"


def rules_text(balances: Sequence[Balance | Parts], tables: Sequence[TableDraft], lang: str) -> str:
    """A rule for each sum, its tests made of the figures in which it was found."""
    lines = [f"# {_t('rules', lang)}"]
    by_id = {table.id: table for table in tables}
    numbers: dict[tuple[str, str], int] = {}
    for balance in balances:
        table = by_id[balance.table]
        key = balance.table, "parts" if isinstance(balance, Parts) else balance.axis
        numbers[key] = numbers.get(key, 0) + 1
        number = numbers[key]
        if isinstance(balance, Parts):
            lines += _nested(balance, table, number, lang)
        else:
            lines += _rule(balance, table, number, lang)
    return "\n".join(lines) + "\n"


def _rule(balance: Balance, table: TableDraft, number: int, lang: str) -> list[str]:
    block = table.blocks[balance.block]
    names = {label.id: label.label for label in (*block.rows, *block.columns)}
    left, right = " + ".join(balance.left), " + ".join(balance.right)
    said = tuple("＋".join(names[one] for one in side) for side in (balance.left, balance.right))
    several = len(table.blocks) > 1
    numbered = several and balance.axis == "column"
    given = {**({"block": balance.block + 1} if numbered else {}), **_given(balance, block, table.lines(block))}
    wrong = {**given, balance.left[0]: given[balance.left[0]] + 1}
    clause = scalar(table.title or table.id)
    title = _t("rule_title", lang, left=said[0], right=said[1])
    return [
        f"# {_t('shown', lang, count=balance.shown)}",
        f"- id: {balance.table.replace('_', '-')}-{balance.axis}-{number}",
        f"  title: {scalar(title)}",
        "  severity: error",
        f"  source: {{ref: notice, clause: {clause}, basis: practice, paraphrase: {scalar(title)}}}",
        f"  each: {balance.table}.{balance.axis}",
        *(
            [f"  where: {f'block == {balance.block + 1}' if numbered else f'not absent({balance.left[0]})'}"]
            if several
            else []
        ),
        f"  expect: {left} == {right}",
        f"  message: {in_quotes(_t(f'rule_{balance.axis}', lang))}",
        "  tests:",
        f"    pass: [{_values(given)}]",
        f"    fail: [{_values(wrong)}]",
        f"    review: [{_values({**given, balance.left[0]: 'unreadable'})}]",
        "",
    ]


def _given(
    balance: Balance, block: BlockDraft, rows: Sequence[Sequence[CellNumber | None]]
) -> dict[str, int | Decimal]:
    """The values of the row or column in which most of the sum shows."""
    wanted = (*balance.left, *balance.right)
    labels = block.rows if balance.axis == "column" else block.columns
    lines = rows if balance.axis == "row" else list(zip(*rows, strict=True))
    places = [next(at for at, label in enumerate(labels) if label.id == one) for one in wanted]
    chosen = [[_value(line[at], balance.blank) for at in places] for line in lines]
    known = [[value for value in line if value is not None] for line in chosen if None not in line]
    return dict(zip(wanted, max(known, key=lambda line: sum(value != 0 for value in line)), strict=True))


def _nested(parts: Parts, table: TableDraft, number: int, lang: str) -> list[str]:
    name = next(column.label for column in table.blocks[0].columns if column.id == parts.column)
    title = _t("parts_title", lang, name=name)
    total = parts.given
    clause = scalar(table.title or table.id)
    given = {"depth": 1, parts.column: total, "parts": total, "parts.facts": 2}
    return [
        f"# {_t('shown', lang, count=parts.shown)}",
        f"- id: {parts.table.replace('_', '-')}-parts-{number}",
        f"  title: {scalar(title)}",
        "  severity: error",
        f"  source: {{ref: notice, clause: {clause}, basis: practice, paraphrase: {scalar(title)}}}",
        f"  each: {parts.table}.row",
        f"  let: {{parts: {{sum: {parts.column}, each: {parts.table}.row, on: {{code: parent}}}}}}",
        "  where: depth > 0 and parts.facts > 0",
        f"  expect: {parts.column} == parts",
        f"  message: {in_quotes(_t('rule_row', lang))}",
        "  tests:",
        f"    pass: [{_values(given)}]",
        "    fail:",
        f"      - given: {{code: '201', depth: 1, {parts.column}: {total + 1}}}",
        f"        beside: [{parts.table}.row: {{code: '20101', parent: '201', depth: 2, {parts.column}: {total}}}]",
        f"    review: [{_values({**given, parts.column: 'unreadable'})}]",
        f"    not_applicable: [{_values({**given, 'depth': 0})}, {_values({**given, 'parts.facts': 0})}]",
        "",
    ]


def _value(one: CellNumber | None, blank: bool) -> int | Decimal | None:
    if one is None:
        return None
    return 0 if blank and one.value is None and not one.text else one.value


def _values(given: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in given.items()) + "}"


def _t(key: str, lang: str, **params: object) -> str:
    return text(say(f"drafting.{key}", **params), lang)
