"""A case brought up to date: what it expects against what is found, and its `expect` written anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.bench.cases import CaseOutcome
from checker.bench.running import Subject
from checker.files.writing import write_beside
from checker.finding import Finding
from checker.messages import Message, say
from checker.pack.model import Expected
from checker.yamlfiles.scalars import in_quotes, scalar

_IDS = ("section", "table", "row", "column")


def difference(case: CaseOutcome) -> list[Message]:
    """What is no longer found, and what is found besides, a line each."""
    gone = [say("bench.gone", rule=one.rule, place=_expected_place(one)) for one in case.missing]
    come = [
        say("bench.come", rule=one.rule.rpartition("/")[2], place=_place(one), message=one.message)
        for one in case.unexpected
    ]
    return [*gone, *come]


def _expected_place(one: Expected) -> str:
    return " ".join(word for word in (one.file, one.section, one.table, one.row, one.column, one.text) if word)


def _place(finding: Finding) -> str:
    first = finding.locations[0] if finding.locations else None
    return " ".join(str(getattr(first, name)) for name in _IDS if first is not None and getattr(first, name))


def entry(finding: Finding, files: bool = False) -> str:
    """A finding as an entry of `expect`, on one line; `files`: of a folder, so that it says in which file."""
    values = [f"rule: {finding.rule.rpartition('/')[2]}"]
    if finding.verdict.value != "fail":
        values.append(f"verdict: {finding.verdict.value}")
    values.append(f"severity: {finding.severity.value}")
    first = finding.locations[0] if finding.locations else None
    if first is not None:
        values += [f"file: {scalar(first.path)}"] if files and first.path else []
        values += [f"{name}: {scalar(str(getattr(first, name)))}" for name in _IDS if getattr(first, name)]
        if first.text and "\n" not in first.text and len(first.text) <= 60:
            values.append(f"text: {scalar(first.text)}")
    return f"{{{', '.join(values)}}}"


def accept(of: Subject, outcomes: Iterable[CaseOutcome]) -> list[Message]:
    """Writes `expect` of each case anew by what its document gives; one message for each."""
    told: list[Message] = []
    edits: dict[Path, list[tuple[int, int, list[str]]]] = {}
    cases = {str(file.mark((*key, "case"))): (case, file, key) for case, file, key in of.files.cases}
    for outcome in outcomes:
        case, file, key = cases[outcome.where]
        if case.in_part or outcome.unread or outcome.seen is None:
            told.append(say("bench.not_accepted", where=outcome.where, why=say("bench.accept_like")))
            continue
        expected = {id(one) for one in outcome.missing}
        path = of.files.directory / file.name.partition("/")[2]
        lines = path.read_text("utf-8").split("\n")
        kept = [one for one in case.expect if id(one) not in expected]
        entries = [*map(_kept, kept), *(entry(one, bool(case.files)) for one in outcome.unexpected)]
        begin, end, indent = _range(lines, file.keys.get((*key, "expect")), file.mark((*key, "case")))
        pad = " " * indent
        body = [f"{pad}expect:", *(f"{pad}  - {one}" for one in entries)] if entries else [f"{pad}expect: []"]
        edits.setdefault(path, []).append((begin, end, body))
        told.append(say("bench.accepted", where=outcome.where, count=len(entries)))
    for path, some in edits.items():
        lines = path.read_text("utf-8").split("\n")
        for begin, end, body in sorted(some, reverse=True, key=lambda edit: edit[0]):
            lines[begin:end] = body
        write_beside(path, "\n".join(lines).encode())
    return told


def _range(lines: Sequence[str], expect: object, case: object) -> tuple[int, int, int]:
    """The lines that `expect` of a case takes, and its indent; an empty range at its end where it has none."""
    from checker.yamlfiles.file import Mark

    own = expect if isinstance(expect, Mark) else None
    first = own or case
    assert isinstance(first, Mark)
    start = lines[first.line - 1]
    indent = own.column - 1 if own else _indent(start) + 2 * start.lstrip().startswith("- ")
    begin = first.line - 1
    end = begin + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent - (own is None)):
        end += 1
    while end > begin + 1 and not lines[end - 1].strip():
        end -= 1
    return (begin, end, indent) if own else (end, end, indent)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _kept(one: Expected) -> str:
    values = [f"rule: {one.rule}"]
    if one.verdict != "fail":
        values.append(f"verdict: {one.verdict}")
    for name in ("severity", "file", *_IDS, "text"):
        if getattr(one, name) is not None:
            values.append(f"{name}: {scalar(getattr(one, name))}")
    if one.times != 1:
        values.append(f"times: {one.times}")
    if one.why:
        values.append(f"why: {in_quotes(one.why)}")
    return f"{{{', '.join(values)}}}"
