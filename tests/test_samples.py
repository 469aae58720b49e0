"""The samples: each document gives the findings that its audit names, each where it says, and no other.

Every entry of an audit answers for one finding and every finding for one entry. Every key of an entry but `why` must
agree with the finding: ids with its primary location, `field` and `topic` with its values, `text` with a part of what
stands at one of its places. Verdict `fail` is meant unless another is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from adapters import read
from checker.audit.audit import Audit
from checker.bench.pairing import unpaired
from checker.check import Checker, Dossier
from checker.finding import Finding
from checker.text.normalize import comparable
from checker.wiring.packs import load_packs

SAMPLES = Path(__file__).parent.parent / "samples"
AUDITS = sorted(SAMPLES.rglob("*.audit.yaml"))
IDS = ("section", "table", "row", "column")
VALUES = ("field", "topic")
KEYS = {"rule", "verdict", "severity", *IDS, *VALUES, "text", "why"}


@cache
def checker() -> Checker:
    """A checker with every pack that comes with gouji."""
    return Checker(load_packs([], ()))


@cache
def told(path: Path) -> dict[str, Any]:
    """What an audit says; of a finding it says nothing but what is compared."""
    said: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert set(said) == {"document", "expect", "clean"}
    for entry in said["expect"]:
        assert {"rule", "severity", "why"} <= set(entry) <= KEYS, entry
    return said


@cache
def audited(path: Path) -> Audit:
    """The audit that the document of an audit file gives by itself."""
    name = told(path)["document"]
    reading = checker().recognise(read(path.with_name(name), name))
    assert reading is not None, f"no pack recognises {name}"
    return checker().check(Dossier((reading,)))


def agrees(entry: dict[str, Any], finding: Finding) -> bool:
    """Whether a finding is what an entry says."""
    first = finding.locations[0]
    if finding.rule.partition("/")[2] != entry["rule"] or finding.verdict != entry.get("verdict", "fail"):
        return False
    if finding.severity != entry["severity"]:
        return False
    if any(name in entry and getattr(first, name) != entry[name] for name in IDS):
        return False
    if any(name in entry and finding.values.get(name) != entry[name] for name in VALUES):
        return False
    quoted = [comparable(place.text or "").string for place in finding.locations]
    return "text" not in entry or any(comparable(entry["text"]).string in text for text in quoted)


def shown(finding: Finding) -> str:
    """A finding in a line, for the person who reads why a test failed."""
    first = finding.locations[0]
    ids = "/".join(getattr(first, name) or "" for name in IDS)
    return f"{finding.severity} {finding.verdict} {finding.rule}: {finding.message} [{ids}] {first.text}"


def differs(path: Path, findings: Sequence[Finding]) -> tuple[list[dict[str, Any]], list[str]]:
    """What an audit expects and is not among some findings, and which of them it does not expect."""
    lacking, surplus = unpaired(told(path)["expect"], findings, agrees)
    return lacking, [shown(one) for one in surplus]


def one_twice(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    return ([*findings, one] for one in findings)


def one_left_out(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    return ([*findings[:index], *findings[index + 1 :]] for index in range(len(findings)))


def test_there_are_samples() -> None:
    assert len(AUDITS) >= 10
    assert sum(len(told(path)["expect"]) for path in AUDITS) > 100


@pytest.mark.parametrize("path", AUDITS, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_a_sample_gives_its_audit_and_nothing_else(path: Path) -> None:
    audit = audited(path)
    assert (differs(path, audit.findings), audit.unchecked) == (([], []), ())


@pytest.mark.parametrize("path", AUDITS, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_a_finding_more_or_less_than_the_audit_says_does_not_go_unnoticed(path: Path) -> None:
    findings = audited(path).findings
    for more in one_twice(findings):
        assert differs(path, more)[1] != []
    for fewer in one_left_out(findings):
        assert differs(path, fewer)[0] != []
    elsewhere = next(audited(other).findings[0] for other in AUDITS if other != path and audited(other).findings)
    assert differs(path, [*findings, elsewhere])[1] != []


@given(st.lists(st.sets(st.integers(0, 5)), max_size=6), st.integers(0, 6))
def test_no_pair_more_can_be_made_and_no_one_is_in_two(fitting: list[set[int]], came: int) -> None:
    """Against an oracle that tries every way."""
    lacking, surplus = unpaired(range(len(fitting)), range(came), lambda one, other: other in fitting[one])

    def most(number: int, free: frozenset[int]) -> int:
        if number == len(fitting):
            return 0
        without = most(number + 1, free)
        return max([without, *(1 + most(number + 1, free - {other}) for other in fitting[number] & free)])

    pairs = most(0, frozenset(range(came)))
    assert (len(lacking), len(surplus)) == (len(fitting) - pairs, came - pairs)
