"""What years are compared by: the figures of a report's tables, and how much of its text is last year's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.audit.audit import Audit
    from checker.pack.pack import Pack
    from checker.reading.reading import Reading

PRIOR = "prior"


def measured(record: str, names: tuple[str, ...]) -> dict[str, Any]:
    """Of a check that was kept: `figures` by measure, `copied` the per cent of the report's own text that stands in the
    report of the year before. What is blank, unreadable or not there is missing, and never nought."""
    from checker.check import Checker
    from checker.facts import comparable_readings
    from checker.facts.beside import NOTHING
    from checker.run.results import unpacked
    from checker.wiring.packs import load_packs

    run, documents = unpacked(Path(record).read_bytes())
    audit: Audit | None = next((one for one in run.audits if one.documents), None)
    if audit is None:
        return {}
    of = {one.role: one for one in reversed(audit.documents) if one.path in documents}
    pack = next((one for one in load_packs(list(names), ()) if "report" in of and one.id == of["report"].pack), None)
    if pack is None:
        return {}
    readings = {
        role: reading
        for role in ("report", PRIOR)
        if role in of and of[role].pack == pack.id
        for reading in [Checker([pack]).recognise(documents[of[role].path], role)]
        if reading is not None
    }
    if "report" not in readings:
        return {}
    found: dict[str, Any] = {"figures": _figures(readings["report"])}
    # What is no report of the year before, or not of this unit, is compared with nothing.
    if readings.get(PRIOR) in comparable_readings(list(readings.values()), NOTHING):
        share = _copied(readings[PRIOR], readings["report"])
        if share is not None:
            found["copied"] = share
    return found


def _figures(reading: Reading) -> dict[str, float]:
    from checker.figures.tie import Ties

    wanted = over_years(reading.pack)
    if reading.tables_form is None or not wanted:
        return {}
    ties = Ties(reading)
    values = {name: ties.cells(name).value for name in wanted}
    return {
        name: float(value)
        for name, value in values.items()
        if isinstance(value, int | Decimal) and not isinstance(value, bool)
    }


def over_years(pack: Pack) -> list[str]:
    """The measures of a pack that it wants to have compared over the years."""
    named: list[str] = pack.spec.settings.get("years", {}).get("measures", [])
    return [name for name in named if name in pack.figures.measures]


def _copied(prior: Reading, report: Reading) -> int | None:
    """None for a text that is too short to say so."""
    from checker.facts.prior import common_wording
    from checker.text.overlap import overlap

    found = overlap(prior.document, report.document, *common_wording(report.pack))
    least = int(report.pack.spec.settings.get("alike", {}).get("characters", 0))
    return round(found.share * 100) if found.own >= max(1, least) else None
