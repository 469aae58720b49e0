"""Who looks, what he may do, and which rows are his: every query about what belongs to somebody asks here."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_, select, true

from checker.record import dataclass
from checker.service.store.checks import Asker
from checker.service.store.schema.checking import request, submission
from checker.service.store.schema.inspecting import inspection, inspection_unit
from checker.service.store.schema.units import unit

SCOPES = ("check", "submit", "read", "judge", "administer")
OF_ROLE = {
    "submit": frozenset({"check", "submit", "read"}),
    "inspect": frozenset({"check", "submit", "read", "judge"}),
    "administer": frozenset(SCOPES),
}
ROLES = tuple(OF_ROLE)


@dataclass(frozen=True, slots=True)
class Viewer:
    """`unit` binds him to one unit; `token` is None for who came by a session; `form` is what his forms must carry."""

    account: int
    name: str
    title: str
    scopes: frozenset[str]
    unit: int | None = None
    token: int | None = None
    session: int | None = None
    form: str = ""

    @property
    def who(self) -> str:
        """What he is called in what he did."""
        return self.title or self.name

    @property
    def asker(self) -> Asker:
        """He as one who asks for checks."""
        return Asker(self.account, self.token, self.unit)

    @property
    def whole(self) -> bool:
        """Whether he sees all units."""
        return self.unit is None and ("judge" in self.scopes or "administer" in self.scopes)

    def may(self, scope: str) -> bool:
        """Whether he may do that."""
        return scope in self.scopes


def own_requests(viewer: Viewer) -> ColumnElement[bool]:
    """The checks that he asked for, and nobody else's: a draft is private to who made it, whoever else looks."""
    own = request.c.account_id == viewer.account
    if viewer.token is not None:
        own = own & (request.c.token_id == viewer.token)
    return own & request.c.deleted.is_(None)


def submissions(viewer: Viewer) -> ColumnElement[bool]:
    """The submissions that he may see."""
    there = submission.c.deleted.is_(None)
    if viewer.whole:
        return there
    own = select(request.c.id).where(request.c.id == submission.c.request_id, own_requests(viewer)).exists()
    if viewer.unit is not None:
        return there & (submission.c.unit_id == viewer.unit)
    return there & own


def units(viewer: Viewer) -> ColumnElement[bool]:
    """The units that he may see."""
    if viewer.whole:
        return true()
    return unit.c.id == viewer.unit if viewer.unit is not None else false()


def inspections(viewer: Viewer) -> ColumnElement[bool]:
    """The inspections that he may see; a unit those that it is in."""
    if viewer.whole:
        return true()
    if viewer.unit is None:
        return false()
    return (
        select(inspection_unit.c.id)
        .where(inspection_unit.c.inspection_id == inspection.c.id, inspection_unit.c.unit_id == viewer.unit)
        .exists()
    )


def of_unit(viewer: Viewer, column: ColumnElement[int]) -> ColumnElement[bool]:
    """Rows that belong to a unit by this column."""
    if viewer.whole:
        return true()
    return column == viewer.unit if viewer.unit is not None else false()


def own_or_submitted(viewer: Viewer) -> ColumnElement[bool]:
    """The requests whose check he may read: his own, and those of submissions that he may see."""
    handed_in = select(submission.c.id).where(submission.c.request_id == request.c.id, submissions(viewer)).exists()
    return or_(own_requests(viewer), handed_in & request.c.deleted.is_(None))
