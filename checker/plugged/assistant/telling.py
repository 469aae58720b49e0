"""What an assistant is told of an outcome: plain values, short where there are many, with what is needed to ask on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker.audit import wording
from checker.audit.audit import Run
from checker.document import Document, Location
from checker.finding import Finding
from checker.outputs.json import finding as whole_finding
from checker.outputs.json import promise
from checker.pack.pack import Pack, Rule

FEW = 200
"""Figures, facts and findings in an answer; of more it is said how many there are."""


def outcome(run: Run, documents: Mapping[str, Document]) -> dict[str, Any]:
    """A check in short: what each document was taken for, the findings a few words each, what was not checked."""
    found = list(_findings(run))
    audit = run.audits[0] if run.audits else None
    return {
        "issuer": audit.issuer if audit else None,
        "year": audit.year if audit else None,
        "documents": [
            {"path": one.path, "role": one.role, "form": one.form} for audit in run.audits for one in audit.documents
        ],
        "findings": [
            {
                "id": one.fingerprint,
                "rule": one.rule,
                "severity": "review" if one.verdict.value == "review" else one.severity.value,
                "title": wording.plain(one.title),
                "message": wording.plain(one.message),
                "where": _where(one, documents, run.lang),
                **({"waived": one.waiver.reason} if one.waiver is not None else {}),
            }
            for one in found[:FEW]
        ],
        "found": len(found),
        "unchecked": [{"what": one.what, "why": one.why} for audit in run.audits for one in audit.unchecked],
        "remarks": [remark for audit in run.audits for remark in audit.remarks],
    }


def explained(run: Run, documents: Mapping[str, Document], id_: str) -> dict[str, Any] | None:
    """All there is to say of a finding: the sum, every place with its words, the clause, what to do; None for none."""
    one = next((one for one in _findings(run) if one.fingerprint == id_), None)
    if one is None:
        return None
    made = whole_finding(one)
    for name in ("thing", "fingerprint", "locations"):
        made.pop(name, None)
    places = [
        {"path": at.path, "where": wording.place(at, documents.get(at.path), run.lang), "text": at.text}
        for at in one.locations
    ]
    return {**made, "sum": wording.total(one, run.lang), "places": places}


def figures(run: Run, documents: Mapping[str, Document], status: str) -> dict[str, Any]:
    """The figures of the running text, what each is, and what it was held against."""
    ticks = [tick for audit in run.audits for tick in audit.figures if not status or tick.status == status]
    return {
        "figures": [
            {
                "text": tick.text,
                "unit": tick.unit,
                "status": tick.status,
                "measure": tick.measure or None,
                "where": wording.place(tick.at, documents.get(tick.at.path), run.lang),
                "counterpart": [_place(place, documents, run.lang) for place in tick.counterpart],
                "rule": tick.rule or None,
            }
            for tick in ticks[:FEW]
        ],
        "found": len(ticks),
    }


def promises(run: Run) -> list[dict[str, Any]]:
    """The clauses of the plan with what the report says of each; places left out."""
    rows = [promise(row) for audit in run.audits for row in audit.matrix]
    for row in rows:
        row.pop("location", None)
        row["evidence"] = [place["text"] for place in row.get("evidence", [])]
    return rows


def rule_in_short(rule: Rule, lang: str) -> dict[str, Any]:
    """A rule with its title, levels and clause."""
    return {
        "rule": rule.full_id,
        "title": wording.generic(rule.text(lang).title),
        "severities": list(dict.fromkeys(severity.value for _, severity in rule.severities)),
        "clause": f"{rule.source.document} {rule.source.clause}",
    }


def rule_in_full(rule: Rule, pack: Pack, lang: str) -> dict[str, Any]:
    """A rule as its author wrote it: what it looks at, what must hold, on what grounds."""
    texts = rule.text(lang)
    return {
        **rule_in_short(rule, lang),
        "pack": f"{pack.id} {pack.spec.version}",
        "quote" if rule.source.verbatim else "paraphrase": rule.source.quote,
        "basis": rule.source.basis,
        "each": list(rule.kinds),
        "where": rule.where.source,
        "expect": rule.expect.source,
        "advice": wording.generic(texts.advice),
    }


def _findings(run: Run) -> Iterator[Finding]:
    return (one for whole in run.findings() for one in (whole,) if one.state != "fixed")


def _where(one: Finding, documents: Mapping[str, Document], lang: str) -> str:
    return _place(one.locations[0], documents, lang) if one.locations else ""


def _place(at: Location, documents: Mapping[str, Document], lang: str) -> str:
    return wording.place(at, documents.get(at.path), lang)
