"""Texts of separated values (.csv, .tsv): the separator by content, every character of a cell with its place."""

from __future__ import annotations

from collections import Counter

from adapters.text.encoding import decode
from checker.document import LineRun, Text

SEPARATORS = ",\t;|"


def cells(data: bytes, name: str) -> dict[tuple[int, int], Text]:
    """The cells that hold something, by (row, column)."""
    text, _ = decode(data, name)
    line = 1
    separator = ""
    if text.lower().startswith("sep=") and text[4:5] and text[5:6] in ("\r", "\n"):  # a hint for spreadsheet programs
        separator = text[4]
        line, text = 2, text[5:].lstrip("\r").removeprefix("\n")
    return _parse(text, separator or _separator(text), line)


def _separator(text: str) -> str:
    """The one that gives the most lines the same number of cells."""
    lines = [line for line in text.splitlines()[:500] if line.strip()]
    best, score = ",", (0, 0)
    for candidate in SEPARATORS:
        counts = Counter(_count(line, candidate) for line in lines)
        counts.pop(0, None)
        if counts:
            number, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
            if (times, number) > score:
                best, score = candidate, (times, number)
    return best


def _count(line: str, separator: str) -> int:
    """How often it stands outside quotes."""
    return sum(part.count(separator) for part in line.split('"')[::2])


def _parse(text: str, separator: str, line: int) -> dict[tuple[int, int], Text]:
    """Cells as RFC 4180 writes them; a quote in the middle of a cell is a character like any other."""
    found: dict[tuple[int, int], Text] = {}
    row = column = at = 0
    char = 1
    while at < len(text):
        cell, after, end_line, end_char = _cell(text, at, separator, line, char)
        if cell.string.strip():
            found[row, column] = cell
        at, line, char = after, end_line, end_char
        if at >= len(text):
            break
        if text[at] == separator:
            column += 1
            at += 1
            char += 1
        else:
            at += 2 if text.startswith("\r\n", at) else 1
            row, column, line, char = row + 1, 0, line + 1, 1
    return found


def _cell(text: str, at: int, separator: str, line: int, char: int) -> tuple[Text, int, int, int]:
    """The cell that begins at `at`, and offset, line and char of what ends it."""
    while at < len(text) and text[at] in " \u3000" and separator != text[at]:
        at, char = at + 1, char + 1
    letters: list[str] = []
    runs: list[LineRun] = []
    if text.startswith('"', at) and text.find('"', at + 1) >= 0:
        at, char = at + 1, char + 1
        runs.append(LineRun(0, line, char))
        while at < len(text):
            if text[at] == '"':
                if not text.startswith('""', at):
                    at, char = at + 1, char + 1
                    break
                letters.append('"')  # written twice
                at, char = at + 2, char + 2
                runs.append(LineRun(len(letters), line, char))
            elif text[at] in "\r\n":
                letters.append("\n")
                at += 2 if text.startswith("\r\n", at) else 1
                line, char = line + 1, 1
                runs.append(LineRun(len(letters), line, char))
            else:
                letters.append(text[at])
                at, char = at + 1, char + 1
    start = at
    while at < len(text) and text[at] != separator and text[at] not in "\r\n":
        at += 1
    if at > start and (rest := text[start:at]).strip():
        runs.append(LineRun(len(letters), line, char))
        letters.extend(rest)
    whole = Text("".join(letters), tuple(runs))
    return whole.slice(0, len(whole.string.rstrip())), at, line, char + at - start
