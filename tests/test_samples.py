"""The samples: each document gives the findings that its audit names, each where it says, and no other.

An audit lists what must be found (`expect`) and what may be found (`allow`: a consequence, or what only a person can
decide). Every key of an entry but `why` must agree with a finding: ids and `field` with its primary location or
values, `text` with a part of what stands at one of its places. Verdict `fail` is meant unless another is told.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters import read
from checker.audit.audit import Audit
from checker.check import Checker, Dossier
from checker.finding import Finding
from checker.text.normalize import comparable
from checker.wiring.packs import load_packs

SAMPLES = Path(__file__).parent.parent / "samples"
AUDITS = sorted(SAMPLES.rglob("*.audit.yaml"))
IDS = ("section", "table", "row", "column")


@cache
def checker() -> Checker:
    """A checker with every pack that comes with gouji."""
    return Checker(load_packs([], ()))


def audited(path: Path) -> Audit:
    """The audit of a document by itself."""
    document = read(path, path.name)
    reading = checker().recognise(document)
    assert reading is not None, f"no pack knows {path.name}"
    return checker().check(Dossier((reading,)))


def agrees(entry: dict[str, Any], finding: Finding) -> bool:
    """Whether a finding is what an entry says."""
    first = finding.locations[0]
    if finding.rule.partition("/")[2] != entry["rule"] or finding.verdict != entry.get("verdict", "fail"):
        return False
    if "severity" in entry and finding.severity != entry["severity"]:
        return False
    if any(name in entry and getattr(first, name) != entry[name] for name in IDS):
        return False
    if "field" in entry and finding.values.get("field") != entry["field"]:
        return False
    quoted = [comparable(place.text or "").string for place in finding.locations]
    return "text" not in entry or any(comparable(entry["text"]).string in text for text in quoted)


def shown(finding: Finding) -> str:
    """A finding in a line, for the person who reads why a test failed."""
    first = finding.locations[0]
    ids = "/".join(getattr(first, name) or "" for name in IDS)
    return f"{finding.severity} {finding.verdict} {finding.rule}: {finding.message} [{ids}] {first.text}"


def test_there_are_samples() -> None:
    assert len(AUDITS) >= 10


@pytest.mark.parametrize("path", AUDITS, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_a_sample_gives_its_audit_and_nothing_else(path: Path) -> None:
    told = yaml.safe_load(path.read_text("utf-8"))
    audit = audited(path.with_name(told["document"]))
    expected, allowed = told["expect"], told.get("allow", [])
    lacking = [entry for entry in expected if not any(agrees(entry, one) for one in audit.findings)]
    surplus = [shown(one) for one in audit.findings if not any(agrees(entry, one) for entry in (*expected, *allowed))]
    assert (lacking, surplus, audit.unchecked) == ([], [], ())
