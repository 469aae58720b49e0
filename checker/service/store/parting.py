"""A part of a store: one inspection, or one unit with all its years, with the rows that these refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from checker.errors import UsageError
from checker.messages import say
from checker.record import dataclass
from checker.service.store.schema.checking import check, file, finding, rendition, request, request_file, submission
from checker.service.store.schema.inspecting import decision, inspection, inspection_unit, letter
from checker.service.store.schema.judging import answer, judgement, matter, note, occurrence
from checker.service.store.schema.people import account
from checker.service.store.schema.units import unit, unit_link, unit_name

LEFT_OUT = {"password": None, "failures": 0, "locked_until": None}
"""What of an account stays at home: it says who did a thing, and lets nobody in."""


@dataclass(frozen=True)
class Part:
    """By table the condition of the rows that go along; of any other table none does."""

    rows: Mapping[Table, ColumnElement[bool]]
    known: dict[Table, frozenset[Any]] = field(default_factory=dict)

    def kept(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row as it goes along: what it refers to that stays here is not mentioned."""
        made = {**row, **(LEFT_OUT if table is account else {})}
        for column in table.columns:
            for own in column.foreign_keys:
                if column.nullable and row[column.name] not in self._numbers(connection, own.column.table):
                    made[column.name] = None
        return made

    def _numbers(self, connection: Connection, table: Table) -> frozenset[Any]:
        if table not in self.known:
            where = self.rows.get(table)
            asked = select(next(iter(table.primary_key)))
            found = connection.execute(asked.where(where)).scalars() if where is not None else ()
            self.known[table] = frozenset(found)
        return self.known[table]

    def files(self, connection: Connection) -> frozenset[str]:
        """The hashes of the files that its rows name."""
        columns = [
            request_file.c.sha256, check.c.result, check.c.page, check.c.record, rendition.c.sha256, letter.c.sha256,
            inspection.c.template,
        ]  # fmt: skip
        found = {
            one
            for column in columns
            for one in connection.execute(select(column).where(self.rows[column.table])).scalars()
        }
        return frozenset(one for one in found if one)


def part(connection: Connection, inspection_word: str, unit_word: str) -> Part:
    """The part of an inspection (by its id or title), of a unit (by its id, code or present name), or of the unit in
    the inspection. UsageError for what there is none of, or several."""
    year: ColumnElement[bool] = submission.c.year.is_not(None)
    of_matter: ColumnElement[bool] = matter.c.year.is_not(None)
    units: Any = select(unit.c.id)
    inspections: Any = select(inspection.c.id)
    if unit_word:
        number = _one(connection, unit, unit_word, unit.c.code, unit.c.name)
        units = units.where(unit.c.id == number)
        own = select(inspection_unit.c.inspection_id).where(inspection_unit.c.unit_id == number)
        inspections = inspections.where(inspection.c.id.in_(own))
    if inspection_word:
        number = _one(connection, inspection, inspection_word, inspection.c.title)
        inspections = select(inspection.c.id).where(inspection.c.id == number)
        expected = select(inspection_unit.c.unit_id).where(inspection_unit.c.inspection_id == number)
        units = units.where(unit.c.id.in_(expected))
        of = select(inspection.c.year).where(inspection.c.id == number).scalar_subquery()
        year, of_matter = submission.c.year == of, matter.c.year == of
    return Part(_conditions(units, inspections, year, of_matter))


def _conditions(
    units: Any, inspections: Any, year: ColumnElement[bool], of_matter: ColumnElement[bool]
) -> dict[Table, ColumnElement[bool]]:
    handed = and_(submission.c.unit_id.in_(units), year)
    requests = select(submission.c.request_id).where(handed)
    digests = select(request.c.digest).where(request.c.id.in_(requests))
    checks = select(check.c.id).where(check.c.digest.in_(digests))
    about = and_(matter.c.unit_id.in_(units), of_matter)
    matters = select(matter.c.id).where(about)
    rows: dict[Table, ColumnElement[bool]] = {
        unit: unit.c.id.in_(units),
        unit_name: unit_name.c.unit_id.in_(units),
        unit_link: and_(unit_link.c.old_id.in_(units), unit_link.c.new_id.in_(units)),
        inspection: inspection.c.id.in_(inspections),
        submission: handed,
        request: request.c.id.in_(requests),
        request_file: request_file.c.request_id.in_(requests),
        check: check.c.digest.in_(digests),
        finding: finding.c.check_id.in_(checks),
        rendition: rendition.c.digest.in_(digests),
        matter: about,
        occurrence: and_(
            occurrence.c.matter_id.in_(matters), occurrence.c.submission_id.in_(select(submission.c.id).where(handed))
        ),
        judgement: judgement.c.matter_id.in_(matters),
        answer: answer.c.matter_id.in_(matters),
        note: note.c.unit_id.in_(units),
    }
    for table in (inspection_unit, decision, letter):
        rows[table] = and_(table.c.inspection_id.in_(inspections), table.c.unit_id.in_(units))
    contents = select(request_file.c.sha256).where(rows[request_file])
    rows[file] = file.c.sha256.in_(contents)
    rows[account] = or_(
        account.c.id.in_(select(request.c.account_id).where(rows[request])),
        account.c.id.in_(select(judgement.c.account_id).where(rows[judgement])),
        account.c.id.in_(select(decision.c.account_id).where(rows[decision])),
        account.c.id.in_(select(inspection.c.head_id).where(rows[inspection])),
    )
    return rows


def _one(connection: Connection, table: Table, word: str, *columns: Any) -> int:
    asked = select(table.c.id).where(or_(table.c.key == word, *(column == word for column in columns)))
    found = list(connection.execute(asked).scalars())
    if len(found) != 1:
        key = "none" if not found else "several"
        raise UsageError(say(f"service.{key}_of_{table.name}", word=word))
    return int(found[0])
