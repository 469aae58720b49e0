"""The rows of the plan against the report: a clause in words, one cell a question that its reader asks."""

from __future__ import annotations

from collections.abc import Sequence

from checker.audit.audit import Promised
from checker.audit.wording import plain, shown, tr

COLUMNS = (
    "clause",
    "promise",
    "office",
    "amount",
    "deadline",
    "answer",
    "reported",
    "status",
    "score",
    "kind",
    "rule",
    "plan",
)
MEND = ("short", "late", "not_done", "unanswered")
"""What a unit has to mend; what a person must decide is no charge."""
LOOKS = {
    "answered": "good",
    "short": "error",
    "late": "warning",
    "not_done": "error",
    "unanswered": "warning",
    "unsure": "review",
    "general": "waived",
}
"""The colour of each status, heaviest first in the order of ORDER."""
ORDER = ("short", "not_done", "late", "unanswered", "unsure", "answered", "general")


def cells(promise: Promised, lang: str) -> dict[str, str]:
    """A clause by column; every cell one line and safe."""
    return {
        "clause": plain(" ".join(part for part in (promise.number, promise.topic) if part)),
        "promise": plain(promise.text),
        "office": plain(promise.office),
        "amount": plain(promise.amount),
        "deadline": shown(promise.deadline, lang) if promise.deadline else "",
        "answer": " / ".join(plain(place.text or "") for place in promise.places),
        "reported": plain(promise.given),
        "status": status(promise, lang),
        "score": str(promise.score) if promises(promise) else "",
        "kind": tr(f"promise_kind_{promise.kind}", lang),
        "rule": promise.rule,
        "plan": plan_of(promise, lang),
    }


def charged(rows: Sequence[Promised], lang: str) -> list[dict[str, str]]:
    """Promises that were not kept as a letter tells them: cells, with what was planned and what came in one word each.

    `planned` is the amount, or by when; `came` the amount, or when that was. Of several plans each row says its own.
    """
    several = headed(rows, lang)
    told = []
    for row in rows:
        own = cells(row, lang)
        late = shown(row.done, lang) if row.done and row.status == "late" else ""
        own["planned"], own["came"] = own["amount"] or own["deadline"], own["reported"] or late
        own["promise"] += tr("aside", lang, text=own["plan"]) if several else ""
        told.append(own)
    return told


def plan_of(row: Promised, lang: str) -> str:
    """The plan that a clause stands in, and whether it is of the level above."""
    return f"{tr('role_above', lang)} {plain(row.plan)}" if row.above else plain(row.plan)


def headed(rows: Sequence[Promised], lang: str) -> dict[str, str]:
    """What stands above the clauses of a plan, by its path; nothing where the only plan is the organ's own."""
    found = {row.at.path: plan_of(row, lang) for row in rows}
    return found if len(found) > 1 or any(row.above for row in rows) else {}


def heads(lang: str) -> list[str]:
    """The headings of the columns."""
    return [tr(f"promise_column_{column}", lang) for column in COLUMNS]


def status(promise: Promised, lang: str) -> str:
    """What became of a clause, in a word; an unanswered one with a sentence is only planned, or named as lacking."""
    planned = promise.status == "unanswered" and promise.answer is not None
    return tr("promise_planned" if planned else f"promise_{promise.status}", lang)


def promises(row: Promised) -> bool:
    """Whether a clause promises something."""
    return row.status != "general"


def mend(rows: Sequence[Promised]) -> list[Promised]:
    """The promises that were not kept, or of which the report says nothing."""
    return [row for row in rows if row.status in MEND]
