"""How the three tables of the forms of 2019 and 2021 are built: rows, columns, merged cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

APPLICANTS = ("natural", "business", "research", "nonprofit", "legal", "other")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
KINDS_OF_CASES = ("review", "direct", "after_review")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as it is printed. `key` is "row.column" of ids for a figure, "label:…", "head:…", "group:…" otherwise.

    A line feed in `text` is a line broken by the author inside the cell.
    """

    key: str
    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with true spans. The first `header_rows` rows are its head."""

    name: str
    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    header_rows: int
    widths: tuple[float, ...]
    """Shares of the table's width, one a column."""

    def by_row(self) -> list[list[GridCell]]:
        """The cells that begin in each row, from left to right."""
        rows: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return [sorted(row, key=lambda cell: cell.column) for row in rows]

    def slots(self) -> list[list[GridCell | None]]:
        """The cell that covers each slot."""
        slots: list[list[GridCell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    slots[row][column] = cell
        return slots

    def without_column(self, key: str) -> Grid:
        """The table without the column of the head cell `key`; cells that span it grow narrower."""
        at = next(cell.column for cell in self.cells if cell.key == key)
        kept = []
        for cell in self.cells:
            if cell.column > at:
                kept.append(replace(cell, column=cell.column - 1))
            elif cell.column + cell.column_span > at + 1 or (cell.column < at and cell.column + cell.column_span > at):
                kept.append(replace(cell, column_span=cell.column_span - 1))
            elif cell.column < at:
                kept.append(cell)
        widths = tuple(width for n, width in enumerate(self.widths) if n != at)
        return replace(self, cells=tuple(kept), columns=self.columns - 1, widths=tuple(w / sum(widths) for w in widths))

    def split(self, at: int, repeat_header: bool) -> tuple[Grid, Grid]:
        """Two tables of one, cut before row `at`; a cell that spans the cut is cut too, its lower part empty."""
        upper: list[GridCell] = []
        lower: list[GridCell] = []
        shift = at - (self.header_rows if repeat_header else 0)
        if repeat_header:
            lower.extend(cell for cell in self.cells if cell.row < self.header_rows)
        for cell in self.cells:
            end = cell.row + cell.row_span
            if cell.row < at:
                upper.append(replace(cell, row_span=min(end, at) - cell.row))
            if end > at:
                start = max(cell.row, at)
                text = cell.text if cell.row >= at else ""
                lower.append(replace(cell, row=start - shift, row_span=end - start, text=text))
        head = self.header_rows if repeat_header else 0
        return (
            replace(self, cells=tuple(upper), rows=at),
            replace(self, cells=tuple(lower), rows=self.rows - shift, header_rows=head),
        )


Block = tuple[str, str, tuple[tuple[str, str, int], ...], tuple[tuple[str, str], ...]]
"""Id, heading, (column id, label, span), (row id, label)."""

_STOCK_2019 = (("made", "本年新制作数量", 1), ("published", "本年新公开数量", 1), ("stock", "对外公开总数量", 1))
_STOCK_2021 = (("issued", "本年制发件数", 1), ("repealed", "本年废止件数", 1), ("in_force", "现行有效件数", 1))
_ITEMS = (("items", "上一年项目数量", 1), ("change", "本年增/减", 1), ("decisions", "处理决定数量", 1))
_ITEMS_ONLY = (("items", "上一年项目数量", 1), ("change", "本年增/减", 2))
_DECISIONS = (("decisions", "本年处理决定数量", 3),)

DISCLOSURE: dict[str, tuple[Block, ...]] = {
    "2019": (
        ("item_1", "第二十条第（一）项", _STOCK_2019, (("rules", "规章"), ("normative", "规范性文件"))),
        (
            "item_5",
            "第二十条第（五）项",
            _ITEMS,
            (("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")),
        ),
        ("item_6", "第二十条第（六）项", _ITEMS, (("penalties", "行政处罚"), ("coercion", "行政强制"))),
        ("item_8", "第二十条第（八）项", _ITEMS_ONLY, (("fees", "行政事业性收费"),)),
        (
            "item_9",
            "第二十条第（九）项",
            (("projects", "采购项目数量", 1), ("amount", "采购总金额", 2)),
            (("procurement", "政府集中采购"),),
        ),
    ),
    "2021": (
        ("item_1", "第二十条第（一）项", _STOCK_2021, (("rules", "规章"), ("normative", "行政规范性文件"))),
        ("item_5", "第二十条第（五）项", _DECISIONS, (("licensing", "行政许可"),)),
        ("item_6", "第二十条第（六）项", _DECISIONS, (("penalties", "行政处罚"), ("coercion", "行政强制"))),
        ("item_8", "第二十条第（八）项", (("amount", "本年收费金额（单位：万元）", 3),), (("fees", "行政事业性收费"),)),
    ),
}

Path = tuple[tuple[str, str], ...]
"""Labels of a row from the outermost group to the row itself, each with its id."""

_RESULTS = ("results", "三、本年度办理结果")
_REFUSED = ("refused", "（三）不予公开")
_UNAVAILABLE = ("unavailable", "（四）无法提供")
_UNPROCESSED = ("unprocessed", "（五）不予处理")
_OTHER = ("other_results", "（六）其他处理")


def _numbered(prefix: str, group: tuple[str, str], labels: Sequence[str]) -> tuple[Path, ...]:
    return tuple((_RESULTS, group, (f"{prefix}_{n}", f"{n}.{label}")) for n, label in enumerate(labels, 1))


_REFUSALS = _numbered(
    "refused",
    _REFUSED,
    (
        "属于国家秘密",
        "其他法律行政法规禁止公开",
        "危及“三安全一稳定”",
        "保护第三方合法权益",
        "属于三类内部事务信息",
        "属于四类过程性信息",
        "属于行政执法案卷",
        "属于行政查询事项",
    ),
)
_MISSING = _numbered(
    "unavailable", _UNAVAILABLE, ("本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确")
)
_NOT_PROCESSED = _numbered(
    "unprocessed",
    _UNPROCESSED,
    (
        "信访举报投诉类申请",
        "重复申请",
        "要求提供公开出版物",
        "无正当理由大量反复申请",
        "要求行政机关确认或重新出具已获取信息",
    ),
)
_OTHERS_2021 = _numbered(
    "other",
    _OTHER,
    (
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "其他",
    ),
)


def _applications(others: tuple[Path, ...]) -> tuple[Path, ...]:
    return (
        (("new", "一、本年新收政府信息公开申请数量"),),
        (("carried_in", "二、上年结转政府信息公开申请数量"),),
        (_RESULTS, ("granted", "（一）予以公开")),
        (_RESULTS, ("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")),
        *_REFUSALS,
        *_MISSING,
        *_NOT_PROCESSED,
        *others,
        (_RESULTS, ("handled", "（七）总计")),
        (("carried_out", "四、结转下年度继续办理"),),
    )


APPLICATIONS: dict[str, tuple[Path, ...]] = {
    "2019": _applications(((_RESULTS, ("other", "（六）其他处理")),)),
    "2021": _applications(_OTHERS_2021),
}

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_APPLICANT_LABELS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_OUTCOME_LABELS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def application_rows(form: str) -> list[str]:
    """The ids of the rows of the applications table, from top to bottom."""
    return [path[-1][0] for path in APPLICATIONS[form]]


def disclosure_figures(form: str) -> list[tuple[str, str]]:
    """(row, column) of every figure of the disclosure table."""
    return [(row, column) for _, _, columns, rows in DISCLOSURE[form] for row, _ in rows for column, _, _ in columns]


def disclosure(form: str, texts: Mapping[str, str], dropped: Collection[str] = ()) -> Grid:
    """The disclosure table; `texts` is what stands in a cell by key, in place of what the form says."""
    cells: list[GridCell] = []
    row = 0
    for block, heading, columns, rows in DISCLOSURE[form]:
        if block in dropped:
            continue
        cells.append(GridCell(f"group:{block}", heading, row, 0, 1, 4))
        cells.append(GridCell(f"head:{block}", "信息内容", row + 1, 0))
        at = 1
        for column, label, span in columns:
            cells.append(GridCell(f"head:{block}.{column}", label, row + 1, at, 1, span))
            at += span
        row += 2
        for row_id, row_label in rows:
            if row_id in dropped:
                continue
            cells.append(GridCell(f"label:{row_id}", row_label, row, 0))
            at = 1
            for column, _, span in columns:
                cells.append(GridCell(f"{row_id}.{column}", "", row, at, 1, span, True))
                at += span
            row += 1
    return _grid("disclosure", cells, row, 4, 0, (1.0, 1.0, 1.0, 1.0), texts)


def applications(form: str, texts: Mapping[str, str], dropped: Collection[str] = ()) -> Grid:
    """The applications table: three columns of labels that merge, seven of figures."""
    cells = [
        GridCell("head:corner", CORNER, 0, 0, 3, 3),
        GridCell("head:applicants", "申请人情况", 0, 3, 1, 7),
        GridCell("head:natural", "自然人", 1, 3, 2),
        GridCell("head:legal_persons", "法人或其他组织", 1, 4, 1, 5),
        GridCell("head:total", "总计", 1, 9, 2),
    ]
    for at, (column, label) in enumerate(zip(APPLICANTS[1:], _APPLICANT_LABELS, strict=True), 4):
        cells.append(GridCell(f"head:{column}", label, 2, at))
    paths = [path for path in APPLICATIONS[form] if path[-1][0] not in dropped]
    for offset, path in enumerate(paths):
        row = 3 + offset
        for depth, (group, label) in enumerate(path[:-1]):
            same = [other[depth][0] == group if len(other) > depth + 1 else False for other in paths]
            if offset == 0 or not same[offset - 1]:
                reach = next((n for n in range(offset, len(paths)) if not same[n]), len(paths)) - offset
                cells.append(GridCell(f"group:{group}", label, row, depth, reach))
        row_id, label = path[-1]
        cells.append(GridCell(f"label:{row_id}", label, row, len(path) - 1, 1, 4 - len(path)))
        for at, column in enumerate((*APPLICANTS, "total"), 3):
            cells.append(GridCell(f"{row_id}.{column}", "", row, at, figure=True))
    widths = (754, 921, 3271, 685, 685, 685, 685, 685, 685, 685)
    return _grid("applications", cells, 3 + len(paths), 10, 3, widths, texts)


def reviews(texts: Mapping[str, str]) -> Grid:
    """The table of reviews and litigation: one row of fifteen figures under three rows of head."""
    cells = [
        GridCell("head:reviews", "行政复议", 0, 0, 1, 5),
        GridCell("head:litigation", "行政诉讼", 0, 5, 1, 10),
        GridCell("head:direct", "未经复议直接起诉", 1, 5, 1, 5),
        GridCell("head:after_review", "复议后起诉", 1, 10, 1, 5),
    ]
    for n, kind in enumerate(KINDS_OF_CASES):
        for m, (outcome, label) in enumerate(zip(OUTCOMES, _OUTCOME_LABELS, strict=True)):
            top = 1 if kind == "review" else 2
            cells.append(GridCell(f"head:{kind}_{outcome}", label, top, 5 * n + m, 3 - top))
            cells.append(GridCell(f"cases.{kind}_{outcome}", "", 3, 5 * n + m, figure=True))
    return _grid("reviews", cells, 4, 15, 3, (1.0,) * 15, texts)


def _grid(
    name: str,
    cells: list[GridCell],
    rows: int,
    columns: int,
    header_rows: int,
    widths: Sequence[float],
    texts: Mapping[str, str],
) -> Grid:
    filled = [replace(cell, text=texts.get(cell.key, cell.text)) for cell in cells]
    filled.sort(key=lambda cell: (cell.row, cell.column))
    total = sum(widths)
    return Grid(name, tuple(filled), rows, columns, header_rows, tuple(width / total for width in widths))
