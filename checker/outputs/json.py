"""The run as JSON; schema/check.schema.json says what stands in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checker import __version__
from checker.audit.audit import STATUSES, Audit, Run
from checker.document import Document, Location
from checker.finding import Comparison, Finding, Severity, Shown, Term, Verdict
from checker.outputs.material.order import paths


def render(run: Run, documents: Mapping[str, Document]) -> bytes:
    """UTF-8, indented by one space."""
    return dumps(whole(run), indent=1)


def dumps(value: Any, indent: int | None = None) -> bytes:
    """JSON in UTF-8; an undecodable byte of a file name stays as an escape of its own."""
    separators = (",", ": ") if indent else (", ", ": ")
    string = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return (string + "\n").encode("utf-8", "backslashreplace")


def whole(run: Run) -> dict[str, Any]:
    """The run as plain values."""
    made: dict[str, Any] = {
        "gouji": __version__,
        "dossiers": [_dossier(audit) for audit in run.audits],
        "batch": {"findings": [finding(item) for item in run.batch]},
        "summary": {
            "documents": len(paths(run)),
            "errors": run.count(Severity.ERROR),
            "warnings": run.count(Severity.WARNING),
            "notes": run.count(Severity.NOTE),
            "reviews": run.reviews,
            "unchecked": run.unchecked,
        },
    }
    if run.notices:
        made["notices"] = list(run.notices)
    return made


def _dossier(audit: Audit) -> dict[str, Any]:
    verdicts = audit.verdicts
    return {
        "issuer": audit.issuer,
        "year": audit.year,
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
    if item.comparison is not None:
        made["comparison"] = _comparison(item.comparison)
    if item.waiver is not None:
        made["waiver"] = {"reason": item.waiver.reason, "by": item.waiver.by, "until": value(item.waiver.until)}
    if item.state is not None:
        made["state"] = item.state
    if item.issuer:
        made["issuer"] = item.issuer
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
