"""The letter to each unit and the notice over all: what to mend, where, by which clause, until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.audit import wording
from checker.audit.audit import Run
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.finding import Finding, Severity, Source
from checker.outputs.batch import templates
from checker.outputs.batch.blank import Blank, W, blank
from checker.outputs.batch.fields import fill, open_template
from checker.outputs.material import promised
from checker.outputs.material.ledger import COLUMNS, rows
from checker.outputs.material.units import RANKS, Unit, concerned, organs, rules, submitted

LISTED = 500
"""Units that the notice names: of more, the heaviest; the ledger has them all."""
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def letter(
    unit: Unit,
    run: Run,
    documents: Mapping[str, Document],
    template: Path | None,
    issued_by: str,
    deadline: date | None,
) -> bytes:
    """A docx for one unit, of the findings that it has to mend; reviews and waived findings are no charge."""
    unkept = promised.mend(unit.audit.matrix)
    failed = _by_ground(unit.failed())
    weights = {finding.severity is Severity.NOTE for finding in failed}
    kind = (False in weights, True in weights, bool(unkept)) if template is None else ()
    form = _letter_form(template, run.lang, kind, issued_by)
    own = Run((replace(unit.audit, findings=tuple(failed)),), lang=run.lang)
    entries = [{column: row.cell(column) for column in COLUMNS} for row in rows(own, documents, deadline)]
    sources = _sources(failed)
    for entry, finding in zip(entries, failed, strict=True):
        sum_ = "" if wording.sum_told(finding) else tr("aside", run.lang, text=entry["sum"])
        entry["told"] = entry["problem"] + sum_
        entry["ground"] = sources.get(finding.source.document, "") + plain(finding.source.clause)
        entry["where"] = tr("comma", run.lang).join(part for part in (entry["section"], entry["place"]) if part)
        if finding.locations:
            entry["where"] += wording.absent(finding.locations[0], run.lang)
        entry["quoted"] = wording.quoted(entry["quote"], run.lang) if entry["quote"] else ""
    values = _common(issued_by, deadline, run.lang) | {
        "unit": plain(unit.audit.issuer or "") or tr("blank_unit", run.lang),
        "year": str(unit.audit.year or ""),
        "documents": tr("comma", run.lang).join(plain(Path(path).name) for path in unit.own()),
        "count": str(len(failed)),
        "grounds": tr("semicolon", run.lang).join(f"{mark}{plain(name)}" for name, mark in sources.items()),
        **{f"{rank}s": str(unit.count(rank)) for rank in RANKS},
    }
    clauses = promised.charged(unkept, run.lang)
    charges = [finding.severity is not Severity.NOTE for finding in failed]
    lists = {
        "finding": entries,
        "charge": _numbered(entry for entry, charge in zip(entries, charges, strict=True) if charge),
        "note": _numbered(entry for entry, charge in zip(entries, charges, strict=True) if not charge),
        "promise": clauses,
    }
    filled = form.opened()
    fill(list(filled.values()), values, lists, str(template or ""))
    if not template and False in weights:
        templates.merge_equal(_tables(filled)[0], templates.GROUNDS)
    return form.packed(filled)


def _by_ground(failed: Sequence[Finding]) -> list[Finding]:
    """Charges before notes; what rests on the same ground stands together, in the order of the first of it."""
    order: dict[tuple[bool, Source], int] = {}
    for finding in failed:
        order.setdefault((finding.severity is Severity.NOTE, finding.source), len(order))
    keys = [(finding.severity is Severity.NOTE, finding.source) for finding in failed]
    ranked = sorted(zip(keys, failed, strict=True), key=lambda one: (one[0][0], order[one[0]]))
    return [finding for _, finding in ranked]


def _sources(failed: Sequence[Finding]) -> dict[str, str]:
    """The regulations that charges rest on, each with a mark by which a narrow column can name it."""
    charged = (finding.source.document for finding in failed if finding.severity is not Severity.NOTE)
    return {name: MARKS[number % len(MARKS)] for number, name in enumerate(dict.fromkeys(charged))}


def _numbered(entries: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return [{**entry, "number": str(number)} for number, entry in enumerate(entries, 1)]


def notice(run: Run, all_units: Sequence[Unit], issued_by: str, deadline: date | None) -> bytes:
    """A docx over all units: figures, units by weight of what was found, the most frequent problems."""
    form = blank(templates.notice(run.lang), tr("file_notice", run.lang), _author(issued_by))
    ranked = sorted(all_units, key=lambda unit: tuple(-unit.count(rank) for rank in RANKS))
    told = [unit for unit in ranked if any(unit.count(rank) for rank in RANKS)]
    charged = {unit.number for unit in told}
    lists = {
        "unit": [{"name": unit.name, **{rank: str(unit.count(rank)) for rank in RANKS}} for unit in told[:LISTED]],
        "clean": _beyond(told, run.lang) + _clean([unit for unit in ranked if unit.number not in charged], run.lang),
        "rule": [
            {
                "title": title,
                "units": str(organs([unit for unit in all_units if unit.of_rule(rule)])),
                "count": str(count),
            }
            for rule, title, count in rules(run)[:20]
        ],
        "item": [
            {"name": unit.name, "title": title, "count": str(count)}
            for unit in ranked[:LISTED]
            for rule, title, count in rules(Run((unit.audit,), unit.across, run.lang))
        ],
    }
    values = _common(issued_by, deadline, run.lang) | {
        "units": str(organs(all_units)),
        "documents": str(submitted(all_units)),
        "concerned": str(concerned(all_units)),
        **{f"{severity.value}s": str(run.count(severity)) for severity in Severity},
        "reviews": str(run.reviews),
    }
    filled = form.opened()
    fill(list(filled.values()), values, lists, "")
    templates.merge_equal(_tables(filled)[-1], templates.NAMES)
    return form.packed(filled)


def _beyond(told: Sequence[Unit], lang: str) -> list[dict[str, str]]:
    """That more units have something to mend than the notice names."""
    more = len(told) - LISTED
    return [{"told": tr("notice_more", lang, count=more, listed=LISTED)}] if more > 0 else []


def _clean(units: Sequence[Unit], lang: str) -> list[dict[str, str]]:
    """That nothing was found in the others, which is not said of what could not be checked."""
    lost = sum(bool(unit.audit.unchecked) for unit in units)
    counts = {"notice_clean": len(units) - lost, "notice_lost": lost}
    return [{"told": tr(key, lang, count=count)} for key, count in counts.items() if count]


def _common(issued_by: str, deadline: date | None, lang: str) -> dict[str, str]:
    until = wording.shown(deadline, lang) if deadline else tr("blank_date", lang)
    return {"issued_by": plain(issued_by) or tr("blank_office", lang), "deadline": until}


@lru_cache(maxsize=8)
def _letter_form(template: Path | None, lang: str, kind: tuple[bool, ...], issued_by: str) -> Blank:
    """What a letter is filled into: to open a template and to pack it takes longer than all else about a letter.

    `kind` says what the built-in one is about: charges, notes, promises.
    """
    if template is not None:
        word = open_template(template)
    else:
        charges, notes, promises = kind
        word = templates.letter(lang, charges=charges, notes=notes, promises=promises)
    return blank(word, tr("file_letter", lang), _author(issued_by))


def _author(issued_by: str) -> str:
    return plain(issued_by) or "gouji"


def _tables(filled: Mapping[str, Any]) -> list[Any]:
    """The tables of the body, but for those within others."""
    body = next(iter(filled.values())).find(f"{W}body")
    return list(body.findall(f"{W}tbl"))
