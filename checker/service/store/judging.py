"""Judgements: only ever added, on the values that they were made on; who comes too late is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, RowMapping, func, insert, select

from checker.record import dataclass
from checker.service.store.database import MANY, Database, new_key
from checker.service.store.schema.checking import finding, submission
from checker.service.store.schema.judging import judgement, matter, occurrence
from checker.service.store.viewer import Viewer

STANDS, REFUSED, UNSURE, WITHDRAWN = "stands", "refused", "unsure", "withdrawn"
DECISIONS = (STANDS, REFUSED, UNSURE, WITHDRAWN)


class TooLate(Exception):
    """Somebody has judged since; `there` is his judgement."""

    def __init__(self, matter_key: str, there: RowMapping) -> None:
        super().__init__(matter_key)
        self.matter, self.there = matter_key, there


class Nothing(Exception):
    """No matter of this key can be judged."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A judgement to be made; `seen` is the key of the one that stood when the person decided, empty for none."""

    matter: str
    decision: str
    reason: str
    seen: str = ""


def judge(
    database: Database, connection: Connection, viewer: Viewer, wanted: Wanted, rule_digests: Mapping[str, str]
) -> RowMapping:
    """Add a judgement. TooLate and Nothing leave everything as it is, once the transaction is given up."""
    row = connection.execute(select(matter).where(matter.c.key == wanted.matter).with_for_update()).mappings().first()
    if row is None:
        raise Nothing(wanted.matter)
    there = last_of(connection, row["id"])
    if (there["key"] if there is not None else "") != wanted.seen:
        if there is None:
            raise Nothing(wanted.matter)
        raise TooLate(wanted.matter, there)
    found = (
        connection.execute(
            select(occurrence.c.submission_id, occurrence.c.finding_id, finding.c.values_digest)
            .join(submission, submission.c.id == occurrence.c.submission_id)
            .outerjoin(finding, finding.c.id == occurrence.c.finding_id)
            .where(occurrence.c.matter_id == row["id"], submission.c.deleted.is_(None))
            .order_by(submission.c.version.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    if found is None:
        raise Nothing(wanted.matter)
    number = connection.execute(
        insert(judgement)
        .values(
            key=new_key(),
            matter_id=row["id"],
            finding_id=found["finding_id"],
            submission_id=found["submission_id"],
            decision=wanted.decision,
            reason=wanted.reason,
            account_id=viewer.account,
            who=viewer.who,
            values_digest=found["values_digest"] or "",
            rule_digest=rule_digests.get(row["rule"], ""),
            seen_id=there["id"] if there is not None else None,
            created=database.now(connection),
        )
        .returning(judgement.c.id)
    ).scalar_one()
    return connection.execute(select(judgement).where(judgement.c.id == number)).mappings().one()


def last_of(connection: Connection, matter_id: int) -> RowMapping | None:
    """The last judgement on a matter."""
    asked = select(judgement).where(judgement.c.matter_id == matter_id).order_by(judgement.c.id.desc()).limit(1)
    return connection.execute(asked).mappings().first()


def history(connection: Connection, matter_id: int) -> list[RowMapping]:
    """Every judgement on a matter, the first first."""
    asked = select(judgement).where(judgement.c.matter_id == matter_id).order_by(judgement.c.id)
    return list(connection.execute(asked).mappings())


def lasts(connection: Connection, matter_ids: Iterable[int]) -> dict[int, RowMapping]:
    """The last judgement on each of many matters."""
    wanted = list(matter_ids)
    found: dict[int, RowMapping] = {}
    for begin in range(0, len(wanted), MANY):
        some = wanted[begin : begin + MANY]
        newest = select(func.max(judgement.c.id)).where(judgement.c.matter_id.in_(some)).group_by(judgement.c.matter_id)
        for row in connection.execute(select(judgement).where(judgement.c.id.in_(newest))).mappings():
            found[row["matter_id"]] = row
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """What is decided on a matter now: empty for nothing, and `again` says why it is to be judged once more."""

    decision: str = ""
    again: str = ""

    @property
    def decided(self) -> bool:
        """Whether a decision holds that settles it."""
        return self.decision in (STANDS, REFUSED) and not self.again


def standing(last: RowMapping | None, values_digest: str, rule_digest: str) -> Standing:
    """What a judgement is worth for a finding of these values, under a rule that says this now."""
    if last is None or last["decision"] == WITHDRAWN:
        return Standing()
    if last["values_digest"] != values_digest:
        return Standing(last["decision"], "values")
    if last["rule_digest"] != rule_digest and last["decision"] == REFUSED:
        return Standing(last["decision"], "rule")
    return Standing(last["decision"])
