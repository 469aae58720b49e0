"""The run as JSON; schema/check.schema.json says what stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checker import __version__
from checker.audit.audit import STATUSES, Audit, Before, Decided, Promised, Run
from checker.audit.corrections import corrected
from checker.document import Document, Location
from checker.finding import Comparison, Finding, Severity, Shown, Term, Thing, Verdict
from checker.outputs.material.order import paths

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029]")


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8, indented by one space."""
    return dumps(whole(run), indent=1)


def dumps(value: Any, indent: int | None = None) -> bytes:
    """JSON in UTF-8; an undecodable byte of a file name stays as an escape of its own, and so do the controls that JSON
    would let through and a terminal would obey."""
    separators = (",", ": ") if indent else (", ", ": ")
    string = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    string = _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", string)
    return (string + "\n").encode("utf-8", "backslashreplace")


def whole(run: Run) -> dict[str, Any]:
    """The run as plain values."""
    made: dict[str, Any] = {
        "gouji": __version__,
        "dossiers": [_dossier(audit) for audit in run.audits],
        "batch": {
            "findings": [finding(item) for item in run.batch],
            **({"decided": _decided(run.batch_decided)} if run.batch_decided.passed is not None else {}),
        },
        "summary": {
            "documents": len(paths(run)),
            "errors": run.count(Severity.ERROR),
            "warnings": run.count(Severity.WARNING),
            "notes": run.count(Severity.NOTE),
            "reviews": run.reviews,
            "unchecked": run.unchecked,
            **({"uncompared": run.uncompared} if run.uncompared else {}),
            **({"corrections": right} if (right := len(corrected(run))) else {}),
        },
        "skipped": [{"path": one.path, "kind": one.kind, "why": one.why} for one in run.skipped],
    }
    if run.notices:
        made["notices"] = list(run.notices)
    return made


def _dossier(audit: Audit) -> dict[str, Any]:
    verdicts = audit.verdicts
    return {
        "issuer": audit.issuer,
        "year": audit.year,
        **({"before": _before(audit.before)} if audit.before is not None else {}),
        "documents": [
            {
                "path": checked.path,
                "sha256": checked.sha256,
                "format": checked.format,
                "role": checked.role,
                "pack": checked.pack,
                "form": checked.form,
                "pages": checked.pages,
            }
            for checked in audit.documents
        ],
        "findings": [finding(item) for item in audit.findings],
        "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict},
        "unchecked": [{"path": item.path, "what": item.what, "why": item.why} for item in audit.unchecked],
        "packs": [{"id": id_, "version": version, "sha256": digest} for id_, version, digest in audit.packs],
        "remarks": list(audit.remarks),
        "figures": _figures(audit),
        **({"decided": _decided(audit.decided)} if audit.decided.passed is not None else {}),
        **({"promises": [promise(row) for row in audit.matrix]} if audit.matrix else {}),
    }


def _before(one: Before) -> dict[str, Any]:
    """The earlier draft that a dossier was compared with."""
    return {"path": one.path, "issuer": one.issuer, "year": one.year}


def _decided(one: Decided) -> dict[str, Any]:
    """The keys of things by rule, those of a rule in one string: there are many, and nobody reads them."""
    return {
        "passed": {rule: " ".join(keys) for rule, keys in (one.passed or {}).items()},
        "quiet": {rule: " ".join(keys) for rule, keys in one.quiet.items()},
        "around": {key: list(words) for key, words in one.around.items()},
    }


def promise(row: Promised) -> dict[str, Any]:
    """A clause of the plan as plain values, with every sentence that answers it."""
    return {
        "text": row.text,
        "location": location(row.at),
        "section": " ".join(part for part in (row.number, row.topic) if part) or None,
        "office": row.office or None,
        "amount": value(row.promised),
        "unit": row.unit or None,
        "deadline": value(row.deadline),
        "kind": row.kind,
        "plan": row.plan or None,
        "above": row.above,
        "status": row.status,
        "evidence": [location(place) for place in row.places],
        "reported": value(row.reported),
        "score": row.score,
        "rule": row.rule or None,
    }


def _figures(audit: Audit) -> dict[str, Any]:
    """Every figure of the reports' running text, and how many of each status there are."""
    figures = audit.figures
    return {
        **{status: sum(tick.status == status for tick in figures) for status in STATUSES},
        "list": [
            {
                "text": tick.text,
                "value": value(tick.value),
                "unit": tick.unit,
                "measure": tick.measure or None,
                "status": tick.status,
                "location": location(tick.at),
                "counterpart": [location(place) for place in tick.counterpart],
                "rule": tick.rule or None,
            }
            for tick in figures
        ],
    }


def finding(item: Finding) -> dict[str, Any]:
    """A finding as plain values. `state` stands in it only against a baseline, `issuer` only where no dossier tells."""
    made: dict[str, Any] = {
        "rule": item.rule,
        "severity": item.severity.value,
        "verdict": item.verdict.value,
        "title": item.title,
        "message": item.message,
        "advice": item.advice,
        "source": {
            "document": item.source.document,
            "clause": item.source.clause,
            "quote": item.source.quote,
            "basis": item.source.basis,
            "verbatim": item.source.verbatim,
        },
        "values": {name: value(shown) for name, shown in item.values.items()},
        "locations": [location(place) for place in item.locations],
        "fingerprint": item.fingerprint,
        "waiver": None,
    }
    if item.thing is not None:
        made["thing"] = _thing(item.thing)
    if item.comparison is not None:
        made["comparison"] = _comparison(item.comparison)
    if item.members:
        made["members"] = [finding(one) for one in item.members]
    if item.consequences:
        made["consequences"] = [
            {"rule": one.rule, "title": one.title, "location": location(one.at)} for one in item.consequences
        ]
    if item.waiver is not None:
        made["waiver"] = {"reason": item.waiver.reason, "by": item.waiver.by, "until": value(item.waiver.until)}
    if item.state is not None:
        made["state"] = item.state
    if item.changes:
        made["changes"] = [{"old": change.old, "new": change.new} for change in item.changes]
    if item.correction is not None:
        made["correction"] = {"location": location(item.correction.at), "becomes": item.correction.becomes}
    if item.likely is not None:
        one = item.likely
        made["likely"] = {
            "location": location(one.at),
            "label": one.label,
            "value": value(one.stands),
            "becomes": value(one.becomes),
            "sums": one.sums,
        }
    if item.because:
        made["because"] = item.because
    if item.issuer:
        made["issuer"] = item.issuer
    return made


def _thing(thing: Thing) -> dict[str, Any]:
    """What a finding is about; what is empty or false is left out."""
    made: dict[str, Any] = {"kind": thing.kind, "ids": dict(thing.ids)}
    if thing.words is not None:
        made |= {"words": list(thing.words), "around": list(thing.around)}
    for name in ("quote", "wide", "nth", "parts"):
        held = getattr(thing, name)
        if held:
            made[name] = list(held) if name == "parts" else held
    return made


def _comparison(sides: Comparison) -> dict[str, Any]:
    """Both sides of a sum that does not tie; `location` counts in the finding's locations, from 0."""

    def terms(side: tuple[Term, ...]) -> list[dict[str, Any]]:
        return [
            {"label": term.label, "value": value(term.value), "sign": term.sign, "location": term.location}
            for term in side
        ]

    return {
        "left": terms(sides.left),
        "operator": sides.operator,
        "right": terms(sides.right),
        "left_value": value(sides.left_value),
        "right_value": value(sides.right_value),
        "difference": value(sides.difference),
    }


def location(place: Location) -> dict[str, Any]:
    """A location as plain values. `cell` is [row, column] of the grid, from 0; `continued` what goes on over a page."""
    return {
        "path": place.path,
        "section": place.section,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "block": place.block,
        "cell": list(place.cell) if place.cell is not None else None,
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "char": place.char,
        "page": place.page,
        "boxes": [_box(box) for box in place.boxes],
        "continued": [{"page": page, "boxes": [_box(box) for box in boxes]} for page, boxes in place.continued],
        "text": place.text,
    }


def _box(box: tuple[float, float, float, float]) -> list[float]:
    return [round(side, 2) for side in box]


def value(shown: Shown) -> Any:
    """A value as JSON: a date in ISO form, a decimal as a number where a double states it exactly, else as a string."""
    if isinstance(shown, date):
        return shown.isoformat()
    if isinstance(shown, Decimal):
        if not shown.is_finite():
            return None
        if shown == shown.to_integral_value():
            return int(shown)
        return float(shown) if Decimal(repr(float(shown))) == shown else str(shown)
    return shown
