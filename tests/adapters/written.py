"""A table written as plain text in each of the ways that real files show."""

from __future__ import annotations

from collections.abc import Callable

Rows = list[list[str]]


def tabs(rows: Rows) -> str:
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)


def bars_below(rows: Rows) -> str:
    return "".join(f"{cell}\n|\n" if cell else "|\n" for row in rows for cell in row)


def bars_between(rows: Rows) -> str:
    return "".join(" | ".join(row) + " |\n" for row in rows)


def bars_around(rows: Rows) -> str:
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def boxes(rows: Rows) -> str:
    rule = "+" + "+".join("----" for _ in max(rows, key=len)) + "+\n"
    return rule + "".join("│" + "│".join(row) + "│\n" + rule for row in rows)


def markdown(rows: Rows) -> str:
    head, *body = rows
    return bars_around([head]) + "|" + "---|" * len(head) + "\n" + bars_around(body)


def tab_between(rows: Rows) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def spaces(rows: Rows) -> str:
    return "".join("    ".join(row) + "\n" for row in rows)


def one_a_line(rows: Rows) -> str:
    return "".join(cell + "\n" for row in rows for cell in row)


KEEPS_ROWS: dict[str, Callable[[Rows], str]] = {
    "tabs": tabs,
    "bars between": bars_between,
    "bars around": bars_around,
    "boxes": boxes,
    "markdown": markdown,
    "tab between": tab_between,
    "spaces": spaces,
}
"""Ways that show where a row ends."""

KEEPS_CELLS: dict[str, Callable[[Rows], str]] = {"bars below": bars_below, "one a line": one_a_line}
"""Ways that show one cell after the other."""
