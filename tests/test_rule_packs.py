"""Every test and every document of every pack, the samples' too; and whether the tests would notice a change."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import adapters
from checker.bench.cases import CaseOutcome, run_case
from checker.bench.coverage import gaps
from checker.bench.kinds import kind_pages
from checker.bench.living import dormant
from checker.bench.mutation import lines, survival
from checker.bench.pages import index, markdown, pages
from checker.bench.running import Given, Outcome, Subject, finding, promises, run, subject
from checker.check import Checker
from checker.document import Document
from checker.facts.listing import shape
from checker.finding import Severity, Verdict
from checker.loading.load import available, find, load
from checker.messages import text

ROOT = Path(__file__).parent.parent
PACKS = sorted(path.parent for top in ("rules", "samples/packs") for path in ROOT.glob(f"{top}/*/pack.yaml"))


@cache
def opened(folder: Path) -> Subject:
    return subject(folder)


@cache
def outcomes(folder: Path) -> dict[str, Outcome]:
    of = opened(folder)
    return {outcome.given.name: outcome for outcome in run(of, list(promises(of)))}


def every_test() -> Iterator[tuple[Path, Given]]:
    for folder in PACKS:
        for given in promises(opened(folder)):
            yield folder, given


def every_case() -> Iterator[tuple[Path, int]]:
    for folder in PACKS:
        for number in range(len(opened(folder).files.cases)):
            yield folder, number


def read_text(text: str, name: str) -> Document:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "document.txt"
        path.write_text(text, "utf-8")
        return adapters.read(path, name)


@cache
def checker(folder: Path) -> Checker:
    return Checker([opened(folder).pack])


@cache
def shown(folder: Path, number: int) -> CaseOutcome:
    """What came of a document: it is looked at alone, for what it shows, and for what changes when a rule does."""
    return run_case(opened(folder), number, checker(folder), read_text)


def documents(folder: Path) -> Iterator[CaseOutcome]:
    return (shown(folder, number) for number in range(len(opened(folder).files.cases)))


@pytest.mark.parametrize(("folder", "given"), every_test(), ids=lambda one: one.name)
def test_the_rule_keeps_the_promise_of_its_test(folder: Path, given: Given) -> None:
    outcome = outcomes(folder)[given.name]
    assert (outcome.verdict, outcome.differing) == (given.promised, ()), f"{given.where}: {given.test}"
    for lang in ("zh-CN", "en"):
        told = finding(outcome, opened(folder).pack, lang)
        assert (told is not None) == (given.promised in (Verdict.FAIL, Verdict.REVIEW))
        assert told is None or (told.message and "{" not in told.message + told.title + told.advice)


@pytest.mark.parametrize(("folder", "number"), every_case())
def test_the_document_raises_what_it_expects_and_nothing_else(folder: Path, number: int) -> None:
    outcome = shown(folder, number)
    assert outcome == CaseOutcome(opened(folder).files.cases[number][0], outcome.where)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_rule_has_passed_failed_and_been_undecided_where_it_can_be(folder: Path) -> None:
    open_ends = gaps(opened(folder), outcomes(folder).values())
    assert [f"{gap.rule.id} {gap.verdict.value} {gap.because}" for gap in open_ends] == []


@pytest.mark.parametrize("name", available())
def test_every_rule_and_pattern_is_shown_by_a_document(name: str) -> None:
    of = opened(ROOT / "rules" / name)
    seen = [outcome.seen for outcome in documents(ROOT / "rules" / name) if outcome.seen is not None]
    assert [f"{one.where} {text(one.what, 'en')}" for one in dormant(of, seen)] == []


@pytest.mark.once
@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_broken_rule_turns_a_test_red(folder: Path) -> None:
    of = opened(folder)
    made = survival(of, documents(folder))
    assert made.count > 10
    assert [(line.where, line.mutants[0].rule.id, line.mutants[0].name) for line in lines(made.alive, of)] == []
    assert [(idle.where, idle.survivor.mutant) for idle in made.idle] == []


@pytest.mark.parametrize("folder", [one for one in PACKS if one.parent.name == "rules"], ids=lambda folder: folder.name)
def test_the_pages_of_rules_are_those_of_the_rules(folder: Path) -> None:
    """After a change: gouji rules docs."""
    of = opened(folder)
    lang = of.pack.spec.lang
    made = list(pages(of, lang))
    content = {f"{one.rule.id}.md": markdown(one, lang) for one in made} | {"index.md": index(of, made, lang)}
    found = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "rules" / of.pack.id).glob("*.md")}
    assert [name for name in {**found, **content} if found.get(name) != content.get(name)] == []


def test_the_pages_of_kinds_are_those_of_the_kinds() -> None:
    """After a change: gouji rules docs --facts docs/facts."""
    content = kind_pages([opened(ROOT / "rules" / name) for name in available()])
    found = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "facts").glob("*.md")}
    assert [name for name in {**found, **content} if found.get(name) != content.get(name)] == []
    shapes = {shape(name, one) for name in available() for name, one in opened(ROOT / "rules" / name).schemas.items()}
    assert {f"{name}.md" for name in shapes} | {"index.md"} == set(content)
    values = [line for page in content.values() for line in page.splitlines() if line.startswith("| `")]
    assert [line for line in values if line.endswith("|  |  |")] == []  # each value says what it is, in both languages
    assert len(values) > 300


def test_some_packs_are_there() -> None:
    assert {"cn-disclosure-report", "jiangsu-strict"} <= {folder.name for folder in PACKS}


def test_an_error_rests_on_law_or_on_the_form_and_never_on_custom_alone() -> None:
    packs = [load(find(name)) for name in available()]
    found = [
        rule.full_id
        for pack in packs
        for rule in pack.rules
        if rule.source.basis == "practice" and any(severity is Severity.ERROR for _, severity in rule.severities)
    ]
    assert found == []
