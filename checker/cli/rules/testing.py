"""`gouji rules test` and `mutate`: do the rules say what their tests promise, and would the tests notice a change?"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from checker.cli.words import h, language

if TYPE_CHECKING:
    from checker.bench.cases import CaseOutcome
    from checker.bench.folders import ReadText
    from checker.bench.living import Seen
    from checker.bench.mutation import Line
    from checker.bench.running import Outcome, Subject
    from checker.pack.model import Expected, Hushed

WATCHED_EVERY = 0.5
"""Seconds between two looks at the files of a pack."""


def run_tests(
    pack: list[str] = typer.Argument(None, help=h("help_packs"), show_default=False),
    coverage: bool = typer.Option(False, "--coverage", help=h("help_coverage")),
    living: bool = typer.Option(False, "--living", help=h("help_living")),
    documents: list[Path] = typer.Option([], "--documents", help=h("help_documents"), show_default=False),
    accept: bool = typer.Option(False, "--accept", help=h("help_accept")),
    watch: bool = typer.Option(False, "--watch", help=h("help_test_watch")),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Run the tests and documents of packs."""
    from checker.loading.load import available, find

    tongue = language(lang)
    folders = [find(name, tuple(rules)) for name in pack or available(tuple(rules))]
    if watch:
        _watch(folders, tuple(rules), _Asked(coverage, living, documents), tongue)
        return
    asked = _Asked(coverage, living, documents, accept)
    held = [_test(folder, tuple(rules), asked, tongue) for folder in folders]
    if not all(held):
        raise typer.Exit(1)


class _Asked(NamedTuple):
    """What is asked for beside the tests; `documents` are files and folders that show a pack beside its cases."""

    coverage: bool
    living: bool
    documents: Sequence[Path]
    accept: bool = False


def _test(folder: Path, extra: tuple[Path, ...], asked: _Asked, lang: str) -> bool:
    """Test one pack; whether everything held."""
    from checker.bench.cases import run_cases
    from checker.bench.coverage import gaps
    from checker.bench.living import dormant
    from checker.bench.running import promises, run, subject

    of = subject(folder, extra)
    outcomes = run(of, list(promises(of)))
    with reader() as read_text:
        cases = list(run_cases(of, read_text, lang))
    red = [outcome for outcome in outcomes if not outcome.held]
    for outcome in red:
        _tell(outcome, of, lang)
    for case in cases:
        if not case.held:
            _tell_case(case, lang)
    if asked.accept:
        _accept(cases, of, lang)
    shown = [*(case.seen for case in cases if case.seen), *_seen(asked.documents, of)]
    asleep = dormant(of, shown) if asked.living or asked.coverage else []
    for one in asleep if asked.living else ():
        _say("bench.dormant", lang, where=one.where, what=one.what, why=one.why)
    open_ends = gaps(of, outcomes) if asked.coverage else []
    for gap in open_ends:
        key = "cli.gap_review" if gap.because else "cli.gap"
        _say(key, lang, rule=gap.rule.full_id, verdict=gap.verdict.value, value=gap.because)
    failed = len(red) + sum(not case.held for case in cases)
    counts = {"rules": len(of.rules), "tests": len(outcomes), "cases": len(cases)}
    _say("cli.tested_red" if failed else "cli.tested", lang, pack=of.pack.id, failed=failed, **counts)
    if open_ends:
        _say("cli.gaps", lang, count=len(open_ends))
    if asleep:
        _say("bench.dormant_count" if asked.living else "bench.dormant_more", lang, count=len(asleep))
    return not failed and not open_ends and not (asked.living and asleep)


def _accept(cases: Sequence[CaseOutcome], of: Subject, lang: str) -> None:
    """Show the difference of each document that did not hold, and write it anew."""
    from checker.bench.accepting import accept, difference
    from checker.messages import text

    red = [case for case in cases if not case.held]
    for case in red:
        typer.echo(case.where)
        for line in difference(case):
            typer.echo(f"  {text(line, lang)}")
    for told in accept(of, red):
        typer.echo(text(told, lang))


def _seen(documents: Sequence[Path], of: Subject) -> Iterator[Seen]:
    """The documents of the pack's kinds among files, each by itself."""
    import adapters
    from checker.bench.living import Seen
    from checker.check import Checker, Dossier
    from checker.errors import CheckerError

    checker = Checker([of.pack])
    files = [path for one in documents for path in (sorted(one.rglob("*")) if one.is_dir() else [one])]
    for path in files:
        if not path.is_file() or path.name.startswith(".") or path.suffix in (".yaml", ".yml", ".json"):
            continue
        try:
            document = adapters.read(path, path.name, layout=of.pack.laid_out)
        except CheckerError:
            continue
        reading = checker.recognise(document)
        if reading is not None:
            judged, facts = checker.judged(Dossier((reading,)))
            yield Seen((reading,), tuple(facts), tuple(judged))


def _tell(outcome: Outcome, of: Subject, lang: str) -> None:
    from checker.bench.running import finding

    given = outcome.given
    place = {"where": given.where, "rule": given.rule.id}
    if outcome.verdict is not given.promised:
        _say("cli.test_red", lang, **place, promised=given.promised.value, came=outcome.verdict.value)
    for part, promised, came in outcome.differing if outcome.verdict is given.promised else ():
        _say("cli.test_told", lang, **place, part=part, promised=promised, came=came)
    typer.echo(f"    {given.test.given}")
    for fact in given.test.beside:
        typer.echo(f"    beside {fact}")
    told = finding(outcome, of.pack, lang)
    if told is not None and not outcome.differing:
        typer.echo(f"    {told.message}")


def _tell_case(case: CaseOutcome, lang: str) -> None:
    for role in case.unread:
        _say("cli.case_unknown", lang, where=case.where, role=role)
    for expected in case.missing:
        verdict, place = expected.verdict, _place(expected)
        _say("cli.case_missing", lang, where=case.where, rule=expected.rule, verdict=verdict, place=place)
    for told in case.not_hushed:
        _say("cli.case_not_hushed", lang, where=case.where, rule=told.rule, place=_place(told), by=told.by)
    for key, found in (("cli.case_unexpected", case.unexpected), ("cli.case_hushed", case.hushed)):
        for finding in found:
            place = finding.locations[0].text or "" if finding.locations else ""
            _say(key, lang, where=case.where, rule=finding.rule, message=finding.message, place=place)


def _place(expected: Expected | Hushed) -> str:
    places = [expected.file, expected.section, expected.table, expected.row, expected.column, expected.text]
    return " ".join(word for word in places if word)


def _watch(folders: list[Path], extra: tuple[Path, ...], asked: _Asked, lang: str) -> None:
    """Test again whenever a file changes, until interrupted."""
    from checker.errors import RulePackError
    from checker.messages import text

    seen: object = None
    try:
        while True:
            stamp = {path: path.stat().st_mtime_ns for folder in folders for path in sorted(folder.rglob("*.yaml"))}
            if stamp != seen:
                seen = stamp
                typer.echo(f"—— {time.strftime('%H:%M:%S')}")
                for folder in folders:
                    try:
                        _test(folder, extra, asked, lang)
                    except RulePackError as error:
                        typer.echo("\n".join(text(message, lang) for message in (error.message, *error.faults)))
            time.sleep(WATCHED_EVERY)
    except KeyboardInterrupt:
        return


def mutate(
    pack: list[str] = typer.Argument(None, help=h("help_packs"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Break every rule in small ways; each must turn a test red."""
    from checker.bench.cases import run_cases
    from checker.bench.mutation import lines, survival
    from checker.bench.running import subject
    from checker.loading.load import available, find

    tongue = language(lang)
    bad = 0
    for name in pack or available(tuple(rules)):
        of = subject(find(name, tuple(rules)), tuple(rules))
        with reader() as read_text:
            made = survival(of, run_cases(of, read_text, of.pack.spec.lang))
        for line in lines(made.alive, of):
            _tell_survivor(line, tongue)
        for idle in made.idle:
            key = "cli.survivor_dies" if idle.dies else "cli.survivor_unknown"
            _say(key, tongue, where=idle.where, rule=idle.rule.id, mutant=idle.survivor.mutant)
        _say("cli.mutated", tongue, pack=of.pack.id, count=made.count, alive=len(made.alive))
        if made.explained:
            _say("cli.mutated_explained", tongue, count=made.explained)
        bad += len(made.alive) + len(made.idle)
    if bad:
        raise typer.Exit(1)


def _tell_survivor(line: Line, lang: str) -> None:
    first = line.mutants[0]
    told = {"where": line.where, "rule": first.rule.id}
    if len(line.mutants) > 1 and first.change is not None:
        items = ", ".join(mutant.change.item for mutant in line.mutants if mutant.change is not None)
        count = len(line.mutants)
        _say("cli.survivors", lang, **told, part=first.part, items=items, list=first.change.list_, count=count)
    else:
        _say("cli.survivor", lang, **told, mutant=first.name)


@contextmanager
def reader() -> Iterator[ReadText]:
    """Texts as documents, by the adapter for text files."""
    import adapters
    from checker.document import Document

    with tempfile.TemporaryDirectory() as folder:

        def read(text: str, name: str) -> Document:
            path = Path(folder) / "document.txt"
            path.write_text(text, "utf-8")
            return adapters.read(path, name)

        yield read


def _say(key: str, lang: str, **params: object) -> None:
    from checker.messages import say, text

    typer.echo(text(say(key, **params), lang))
