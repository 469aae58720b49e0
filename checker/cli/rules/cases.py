"""`gouji rules new-case`: a document of a pack made of a file, its findings looked at one by one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.words import h, language

if TYPE_CHECKING:
    from checker.finding import Finding


def new_case(
    document: Path = typer.Argument(..., help=h("help_path"), show_default=False),
    pack: str = typer.Option(..., "--pack", "-p", help=h("help_pack"), show_default=False),
    name: str = typer.Option("", "--name", help=h("help_case_name"), show_default=False),
    all_: bool = typer.Option(False, "--all", help=h("help_case_all")),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Write a case of a file."""
    import adapters
    from checker.bench.newcase import as_text, case_text, write_case
    from checker.check import Checker, Dossier
    from checker.cli.rules.testing import reader
    from checker.errors import UsageError
    from checker.loading.load import find, load
    from checker.messages import say, text

    tongue = language(lang)
    folder = find(pack, tuple(rules))
    of = load(folder, tuple(rules))
    checker = Checker([of], of.spec.lang)
    read = adapters.read(document, document.name)
    reading = checker.recognise(read)
    if reading is None:
        raise UsageError(say("bench.unknown_document", pack=of.id, path=str(document)))
    findings = list(checker.check(Dossier((reading,))).findings)
    accepted: list[Finding] = []
    refused: list[Finding] = []
    for one in findings:
        place = one.locations[0].text if one.locations and one.locations[0].text else ""
        typer.echo(f"{one.severity.value}  {one.rule}  {one.message}  “{place}”")
        right = all_ or not sys.stdin.isatty() or typer.confirm(text(say("bench.ask"), tongue), default=True)
        (accepted if right else refused).append(one)
    written = as_text(read)
    path = write_case(folder, name or document.stem, case_text(document.name, written, of.spec.lang, accepted, refused))
    with reader() as read_text:
        again = checker.recognise(read_text(written, f"{document.stem}.txt"))
    theirs = list(checker.check(Dossier((again,))).findings) if again is not None else []
    differ = {one.rule for one in findings} ^ {one.rule for one in theirs}
    differ |= {one.rule for one in findings if _count(one.rule, findings) != _count(one.rule, theirs)}
    told = say("bench.new_case", path=str(path), accepted=len(accepted), refused=len(refused))
    typer.echo(text(told, tongue))
    if differ:
        typer.echo(text(say("bench.case_differs", rules=", ".join(sorted(differ))), tongue))


def _count(rule: str, findings: Sequence[Finding]) -> int:
    return sum(one.rule == rule for one in findings)
