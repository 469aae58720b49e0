"""The letter to each unit and the notice over all: what to mend, where, by which clause, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker.audit import wording
from checker.audit.audit import Run
from checker.audit.wording import plain, tr
from checker.document import Document
from checker.outputs.batch import templates
from checker.outputs.batch.fields import fill, open_template, packed
from checker.outputs.batch.units import RANKS, Unit, rules
from checker.outputs.material.ledger import COLUMNS, rows
from checker.outputs.material.order import paths

if TYPE_CHECKING:
    from docx.document import Document as Word


def letter(
    unit: Unit,
    run: Run,
    documents: Mapping[str, Document],
    template: Path | None,
    issued_by: str,
    deadline: date | None,
) -> bytes:
    """A docx for one unit, of the findings that it has to mend; reviews and waived findings are no charge."""
    word = open_template(template) if template else templates.letter(run.lang)
    failed = unit.failed()
    own = Run((replace(unit.audit, findings=tuple(failed)),), lang=run.lang)
    entries = [{column: row.cell(column) for column in COLUMNS} for row in rows(own, documents, deadline)]
    for entry, finding in zip(entries, failed, strict=True):
        entry["where"] = tr("comma", run.lang).join(part for part in (entry["section"], entry["place"]) if part)
        if finding.locations:
            entry["where"] += wording.absent(finding.locations[0], run.lang)
        entry["quoted"] = wording.quoted(entry["quote"], run.lang) if entry["quote"] else ""
    values = _common(issued_by, deadline, run.lang) | {
        "unit": plain(unit.audit.issuer or "") or tr("blank_unit", run.lang),
        "year": str(unit.audit.year or ""),
        "documents": tr("comma", run.lang).join(plain(Path(path).name) for path in unit.own()),
        "count": str(len(failed)),
        **{f"{rank}s": str(unit.count(rank)) for rank in RANKS},
    }
    fill(word, values, {"finding": entries}, str(template or ""))
    return _finished(word, tr("file_letter", run.lang), issued_by)


def notice(run: Run, all_units: Sequence[Unit], issued_by: str, deadline: date | None) -> bytes:
    """A docx over all units: figures, units by weight of what was found, the most frequent problems."""
    word = templates.notice(run.lang)
    ranked = sorted(all_units, key=lambda unit: tuple(-unit.count(rank) for rank in RANKS))
    lists = {
        "unit": [{"name": unit.name, **{rank: str(unit.count(rank)) for rank in RANKS}} for unit in ranked],
        "rule": [
            {
                "title": title,
                "units": str(sum(bool(unit.of_rule(rule)) for unit in all_units)),
                "count": str(sum(len(unit.of_rule(rule)) for unit in all_units)),
            }
            for rule, title in rules(run)[:20]
        ],
    }
    values = _common(issued_by, deadline, run.lang) | {
        "units": str(len(all_units)),
        "documents": str(len(paths(run))),
        "concerned": str(sum(bool(unit.failed()) for unit in all_units)),
        **{f"{rank}s": str(sum(unit.count(rank) for unit in all_units)) for rank in RANKS},
    }
    fill(word, values, lists, "")
    return _finished(word, tr("file_notice", run.lang), issued_by)


def _common(issued_by: str, deadline: date | None, lang: str) -> dict[str, str]:
    until = wording.shown(deadline, lang) if deadline else tr("blank_date", lang)
    return {"issued_by": plain(issued_by) or tr("blank_office", lang), "deadline": until}


def _finished(word: Word, title: str, issued_by: str) -> bytes:
    known = word.core_properties
    known.author = known.last_modified_by = plain(issued_by) or "gouji"
    known.title, known.comments, known.revision = title, "", 1
    known.created = known.modified = datetime(2020, 1, 1)  # noqa: DTZ001 - the same bytes for the same run
    return packed(word)
