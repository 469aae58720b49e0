"""States, computed from submissions in their order: of a matter in a version, of a unit in an inspection."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from checker.record import dataclass
from checker.service.store import judging
from checker.service.store.database import MANY
from checker.service.store.judging import REFUSED, STANDS, UNSURE, Standing, standing
from checker.service.store.schema.checking import check, finding, request, submission
from checker.service.store.schema.inspecting import decision, inspection_unit, letter
from checker.service.store.schema.judging import matter, occurrence
from checker.service.store.schema.units import unit

MISSING, WAITING, FAULTY, MENDING, LOOKING, PASSED = "missing", "waiting", "faulty", "mending", "looking", "passed"
STATES = (MISSING, WAITING, FAULTY, MENDING, LOOKING, PASSED)
"""未报 待查 有问题 整改中 待复核 通过"""
Digests = Callable[[str], str]
"""What a rule says now, in short, by its id."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter as it stands in a version, with what was decided on it."""

    id: int
    key: str
    rule: str
    title: str
    severity: str
    verdict: str
    message: str
    fingerprint: str
    state: str
    card: int | None
    submission: int
    last: RowMapping | None
    standing: Standing

    @property
    def rank(self) -> str:
        """error, warning, note or review."""
        return "review" if self.verdict == "review" else self.severity

    @property
    def undecided(self) -> bool:
        """Whether it keeps a unit from being through: a note never does."""
        return self.state == "open" and self.rank != "note" and not self.standing.decided


def matters(
    connection: Connection, submission_ids: Sequence[int], digest_of: Digests, states: Iterable[str] = ("open",)
) -> dict[int, list[Matter]]:
    """By submission, its matters in these states, in the order of the page."""
    found: dict[int, list[Matter]] = defaultdict(list)
    wanted = tuple(states)
    rows: list[RowMapping] = []
    for begin in range(0, len(submission_ids), MANY):
        some = list(submission_ids[begin : begin + MANY])
        asked = (
            select(
                occurrence.c.submission_id,
                occurrence.c.state,
                matter.c.id,
                matter.c.key,
                matter.c.rule,
                matter.c.title,
                finding.c.severity,
                finding.c.verdict,
                finding.c.message,
                finding.c.fingerprint,
                finding.c.card,
                finding.c.values_digest,
            )
            .join(matter, matter.c.id == occurrence.c.matter_id)
            .outerjoin(finding, finding.c.id == occurrence.c.finding_id)
            .where(occurrence.c.submission_id.in_(some), occurrence.c.state.in_(wanted))
            .order_by(finding.c.card, matter.c.id)
        )
        rows += connection.execute(asked).mappings().all()
    lasts = judging.lasts(connection, {row["id"] for row in rows})
    for row in rows:
        last = lasts.get(row["id"])
        found[row["submission_id"]].append(
            Matter(
                row["id"],
                row["key"],
                row["rule"],
                row["title"],
                row["severity"] or "",
                row["verdict"] or "",
                row["message"] or "",
                row["fingerprint"] or "",
                row["state"],
                row["card"],
                row["submission_id"],
                last,
                standing(last, row["values_digest"] or "", digest_of(row["rule"])),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit in an inspection. `late` is a mark beside the state; `back` says that it has handed in again."""

    unit: RowMapping
    state: str
    latest: RowMapping | None = None
    versions: int = 0
    matters: tuple[Matter, ...] = ()
    late: bool = False
    checked: bool = True
    letter: RowMapping | None = None
    passed_by: RowMapping | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def undecided(self) -> int:
        """How many matters wait for a decision."""
        return sum(one.undecided for one in self.matters)

    @property
    def back(self) -> bool:
        """Whether it waits with a version after the first."""
        return self.state == WAITING and self.versions > 1

    @property
    def standing(self) -> int:
        """How many matters were judged to stand, and are open."""
        return sum(one.state == "open" and one.standing.decision == STANDS for one in self.matters)

    @property
    def unsure(self) -> int:
        """How many nobody could decide."""
        return sum(one.state == "open" and one.standing.decision == UNSURE for one in self.matters)

    @property
    def refused(self) -> int:
        """How many were judged to be no fault."""
        return sum(one.standing.decision == REFUSED for one in self.matters)


def of_inspection(
    connection: Connection, inspection: RowMapping, today: str, digest_of: Digests, only: int | None = None
) -> list[UnitState]:
    """The state of every unit of an inspection, or of one, by what was handed in, judged and decided so far."""
    asked = (
        select(
            unit,
            inspection_unit.c.contact,
            inspection_unit.c.deadline,
            inspection_unit.c.inspector,
            inspection_unit.c.mail,
            inspection_unit.c.reminded,
        )
        .join(inspection_unit, inspection_unit.c.unit_id == unit.c.id)
        .where(inspection_unit.c.inspection_id == inspection["id"])
        .order_by(unit.c.code, unit.c.id)
    )
    if only is not None:
        asked = asked.where(unit.c.id == only)
    expected = connection.execute(asked).mappings().all()
    numbers = {row["id"] for row in expected}
    versions: Counter[int] = Counter()
    latest: dict[int, RowMapping] = {}
    handed = (
        select(submission, check.c.summary)
        .join(request, request.c.id == submission.c.request_id)
        .outerjoin(check, check.c.digest == request.c.digest)
        .where(
            submission.c.year == inspection["year"],
            submission.c.kind == inspection["kind"],
            submission.c.unit_id.is_not(None),
            submission.c.deleted.is_(None),
        )
        .order_by(submission.c.version)
    )
    if only is not None:
        handed = handed.where(submission.c.unit_id == only)
    for row in connection.execute(handed).mappings():
        if row["unit_id"] in numbers:
            versions[row["unit_id"]] += 1
            latest[row["unit_id"]] = row
    open_ = matters(connection, [row["id"] for row in latest.values()], digest_of)
    decisions = _lasts(connection, decision, inspection["id"])
    letters = _lasts(connection, letter, inspection["id"])
    return [
        _state(
            row,
            latest.get(row["id"]),
            versions[row["id"]],
            tuple(open_.get(latest[row["id"]]["id"], ())) if row["id"] in latest else (),
            decisions.get(row["id"]),
            letters.get(row["id"]),
            bool(inspection["second"]),
            today > (row["deadline"] or inspection["deadline"] or "9999"),
        )
        for row in expected
    ]


def _lasts(connection: Connection, table: Any, inspection_id: int) -> dict[int, RowMapping]:
    asked = select(table).where(table.c.inspection_id == inspection_id).order_by(table.c.id)
    if "withdrawn" in table.c:
        asked = asked.where(table.c.withdrawn.is_(None))
    return {row["unit_id"]: row for row in connection.execute(asked).mappings()}


def _state(
    row: RowMapping,
    latest: RowMapping | None,
    versions: int,
    open_: tuple[Matter, ...],
    decided: RowMapping | None,
    issued: RowMapping | None,
    second: bool,
    after: bool,
) -> UnitState:
    if latest is None:
        return UnitState(row, MISSING, late=after)
    kind = decided["kind"] if decided is not None and decided["submission_id"] == latest["id"] else ""
    checked = bool(latest["tied"])
    counts = Counter(one.rank for one in open_)
    stands = any(one.standing.decision == STANDS for one in open_)
    if kind == "confirm" or (kind == "pass" and not second):
        state = PASSED
    elif kind == "pass":
        state = LOOKING
    elif kind == "return":
        state = MENDING
    elif not checked or any(one.undecided for one in open_) or not stands:
        state = WAITING
    else:
        state = MENDING if issued is not None else FAULTY
    return UnitState(
        row,
        state,
        latest,
        versions,
        open_,
        False,
        checked,
        issued,
        decided if state in (LOOKING, PASSED) else None,
        dict(counts),
    )
