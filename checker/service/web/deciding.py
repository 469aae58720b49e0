"""Judgements made and shown, for the API and the pages alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, select

from checker.messages import say
from checker.service.store import changes, judging, trail
from checker.service.store.judging import DECISIONS, REFUSED, Nothing, Standing, TooLate, Wanted
from checker.service.store.schema.inspecting import letter
from checker.service.store.schema.judging import matter
from checker.service.store.states import Matter
from checker.service.store.viewer import Viewer, of_unit
from checker.service.web.asking import moment
from checker.service.web.office import Office
from checker.service.web.problems import Fault, Problem


def judge(office: Office, viewer: Viewer, wanted: Sequence[Wanted], request_id: str) -> list[RowMapping]:
    """Judgements, all or none. Problem with the judgement of whoever was quicker."""
    for number, one in enumerate(wanted):
        if one.decision not in DECISIONS:
            fault = Fault(f"/judgements/{number}/decision", say("service.no_decision", known=", ".join(DECISIONS)))
            raise Problem("invalid", say("service.invalid"), errors=[fault])
        if one.decision == REFUSED and not one.reason:
            fault = Fault(f"/judgements/{number}/reason", say("service.reason_needed"))
            raise Problem("invalid", say("service.invalid"), errors=[fault])
    digests = {rule["id"]: rule["digest"] for pack in office.packs["zh-CN"] for rule in pack["rules"]}
    made = []
    try:
        with office.database.write() as connection:
            for one in wanted:
                _seen_by(connection, viewer, one.matter)
                row = judging.judge(office.database, connection, viewer, one, digests)
                said = [row["decision"], row["reason"]]
                trail.note(
                    office.database,
                    connection,
                    viewer,
                    "judged",
                    one.matter,
                    before=one.seen,
                    after=said,
                    request=request_id,
                )
                made.append(row)
            changes.tell(office.database, connection, office.rule_digest, _units(connection, wanted))
    except TooLate as late:
        there = late.there
        told = {
            "id": there["key"],
            "decision": there["decision"],
            "reason": there["reason"],
            "who": there["who"],
            "created": moment(there["created"]),
        }
        raise Problem(
            "conflict", say("service.too_late", who=there["who"]), more={"matter": late.matter, "judgement": told}
        ) from None
    except Nothing:
        raise Problem("not-found", say("service.no_matter")) from None
    return made


def _units(connection: Connection, wanted: Sequence[Wanted]) -> set[int]:
    """The units that matters are of, by their numbers."""
    asked = select(matter.c.unit_id).where(matter.c.key.in_([one.matter for one in wanted]))
    return set(connection.execute(asked.distinct()).scalars())


def _seen_by(connection: Connection, viewer: Viewer, key: str) -> None:
    asked = select(matter.c.id).where(matter.c.key == key, of_unit(viewer, matter.c.unit_id))
    if connection.execute(asked).first() is None:
        raise Nothing(key)


def may_see_judgements(connection: Connection, viewer: Viewer, row: RowMapping) -> bool:
    """A unit sees what was judged of its report once its letter is issued."""
    if viewer.whole:
        return True
    if viewer.unit is None or row["unit_id"] != viewer.unit:
        return False
    asked = select(letter.c.id).where(letter.c.unit_id == viewer.unit, letter.c.withdrawn.is_(None))
    if row["inspection_id"] is not None:
        asked = asked.where(letter.c.inspection_id == row["inspection_id"])
    return connection.execute(asked.limit(1)).first() is not None


def without_judgement(one: Matter) -> Matter:
    """A matter as a unit sees it before its letter."""
    return replace(one, last=None, standing=Standing())
