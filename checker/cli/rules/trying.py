"""`gouji rules try` and `impact`: a rule on a document, a changed pack on a folder of documents."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language

if TYPE_CHECKING:
    from checker.document import Document
    from checker.finding import Finding
    from checker.pack.pack import Pack


def try_rule(
    rule_id: str = typer.Argument(..., metavar="ID", help=h("help_rule_id"), show_default=False),
    document: Path = typer.Argument(..., help=h("help_path"), show_default=False),
    partner: list[str] = typer.Option([], "--with", help=h("help_with"), show_default=False),
    verdict: list[str] = typer.Option([], "--verdict", help=h("help_verdict"), show_default=False),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Show what a rule does on a document."""
    from checker.audit.wording import place
    from checker.bench.trying import trials
    from checker.check import Checker
    from checker.cli.check import _one_of
    from checker.errors import UsageError
    from checker.finding import Verdict
    from checker.messages import say, text

    tongue = language(lang)
    for word in verdict:
        _one_of(word, list(Verdict), "--verdict")
    name, _, bare = rule_id.rpartition("/")
    of = _pack_with(bare, [name] if name else list(pack), tuple(rules))
    checker = Checker([of], tongue)
    documents: dict[str, Document] = {}
    readings = []
    for role, path in [("", document), *(_role(word) for word in partner)]:
        read = _read(path, of.laid_out)
        documents[read.path] = read
        reading = checker.recognise(read, role or None)
        if reading is None:
            raise UsageError(say("cli.not_recognised", path=str(path), pack=of.id))
        readings.append(reading)
    made = list(trials(checker, of.by_id[bare], readings, of.id))
    for one in made:
        if verdict and one.verdict.value not in verdict:
            continue
        where = place(one.place, documents.get(one.place.path), tongue)
        typer.echo(f"{_verdict(one.verdict.value, tongue)}  {one.fact}  {where}")
        for value, shown, at in one.used:
            there = f"  {place(at, documents.get(at.path), tongue)}" if at is not None else ""
            typer.echo(f"    {value} = {shown}{there}")
        typer.echo(f"    {text(one.why, tongue)}")
        if one.finding is not None:
            typer.echo(f"    → {one.finding.message}")
    counts = ", ".join(f"{_verdict(word, tongue)} {sum(one.verdict == word for one in made)}" for word in Verdict)
    typer.echo(text(say("cli.tried", count=len(made), counts=counts), tongue))


def _verdict(word: str, lang: str) -> str:
    from checker.messages import say, text

    return text(say(f"cli.verdict_{word}"), lang)


def _pack_with(rule_id: str, names: list[str], extra: tuple[Path, ...]) -> Pack:
    """The pack that has the rule; of several the first."""
    from checker.errors import UsageError
    from checker.messages import say
    from checker.wiring.packs import load_packs
    from checker.yamlfiles.shape import unknown_word

    packs = load_packs(names, extra)
    found = next((pack for pack in packs if rule_id in pack.by_id), None)
    if found is None:
        known = sorted(rule for pack in packs for rule in pack.by_id)
        raise UsageError(unknown_word("packs.unknown_ref", "name", rule_id, known, kind=say("packs.kind_rule")))
    return found


def _role(word: str) -> tuple[str, Path]:
    from checker.errors import UsageError
    from checker.messages import say

    role, equals, path = word.partition("=")
    if not equals or not role or not path:
        raise UsageError(say("cli.with_form", word=word))
    return role, Path(path)


def _read(path: Path, layout: bool) -> Document:
    import adapters
    from checker.errors import UsageError
    from checker.messages import say

    if not path.exists():
        raise UsageError(say("cli.no_such_file", path=str(path)))
    return adapters.read(path, layout=layout)


def impact(
    pack: str = typer.Argument(..., help=h("help_changed_pack"), show_default=False),
    against: Path = typer.Option(..., "--against", help=h("help_against"), show_default=False),
    base: str = typer.Option("", "--base", help=h("help_base"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """What a changed pack newly finds or no longer finds, by document."""
    import adapters
    from checker.bench.impact import impacts
    from checker.errors import UsageError
    from checker.loading.load import built_in, find, load
    from checker.messages import say, text
    from checker.run.run import run
    from checker.wiring.files import files_of

    tongue, extra = language(lang), tuple(rules)
    changed = load(find(pack, extra), extra)
    # A changed copy stands against the pack of its name that comes with gouji, an extension against what it extends.
    below = base or changed.spec.extends or str(built_in() / changed.id)
    old = load(find(below, (find(pack, extra).parent, *extra)), extra)
    if Path(old.directory).resolve() == Path(changed.directory).resolve():
        raise UsageError(say("cli.same_pack", pack=changed.id))
    files, faults = files_of([against])
    for fault in faults:
        tell(text(fault.message, tongue))
    result = run(files, [old], partial(adapters.read, layout=changed.laid_out), lang=tongue)
    for audit in result.run.audits:
        for unread in audit.unchecked if not any(one.path in result.documents for one in audit.documents) else ():
            tell(f"{unread.path}: {unread.why}")
    new = gone = other = 0
    for one in impacts(result.documents.values(), old, changed, tongue):
        new, gone, other = new + len(one.new), gone + len(one.gone), other + len(one.changed)
        if one.new or one.gone or one.changed:
            typer.echo(one.path)
        for finding in one.new:
            _line("+", finding)
        for finding in one.gone:
            _line("-", finding)
        for before, after in one.changed:
            _line("~", after, f"{_level(before)} → ")
    typer.echo(text(say("cli.impact", documents=len(result.documents), new=new, gone=gone, changed=other), tongue))
    if faults:
        raise typer.Exit(2)


def _line(sign: str, finding: Finding, before: str = "") -> None:
    place = finding.locations[0].text if finding.locations else None
    quote = f"  “{place[:40]}”" if place else ""
    typer.echo(f"  {sign} {finding.rule}  {before}{_level(finding)}  {finding.message}{quote}")


def _level(finding: Finding) -> str:
    return f"{finding.verdict.value}/{finding.severity.value}"
