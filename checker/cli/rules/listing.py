"""`gouji rules list`, `show` and `docs`: the rules, and the page of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.words import h, language

if TYPE_CHECKING:
    from checker.bench.pages import Page


def list_rules(
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Every rule with its severity, title and clause."""
    from checker.audit.wording import generic
    from checker.messages import say, text
    from checker.wiring.packs import load_packs

    tongue = language(lang)
    for one in load_packs(list(pack), tuple(rules)):
        typer.echo(f"{one.id} {one.spec.version}  {one.title(tongue)}")
        for rule in one.rules:
            texts = rule.text(tongue)
            severities = "/".join(dict.fromkeys(severity.value for _, severity in rule.severities))
            basis = text(say(f"cli.basis_{rule.source.basis}"), tongue)
            typer.echo(f"  {rule.id:34} {severities:8} {generic(texts.title)}")
            typer.echo(f"  {'':34} {'':8} {rule.source.document} {rule.source.clause} ({basis})")


def show(
    rule_id: str = typer.Argument(..., metavar="ID", help=h("help_rule_id"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """The page of a rule."""
    from checker.bench.pages import terminal

    tongue = language(lang)
    typer.echo("\n\n".join(terminal(one, tongue) for one in _found(rule_id, tuple(rules), tongue)))


def _found(rule_id: str, extra: tuple[Path, ...], lang: str) -> list[Page]:
    """The pages of the rules of that id; those of one pack where the id says which."""
    from checker.bench.pages import page
    from checker.bench.running import promises, run, subject
    from checker.errors import UsageError
    from checker.loading.load import available, find
    from checker.messages import say
    from checker.yamlfiles.shape import unknown_word

    name, _, bare = rule_id.rpartition("/")
    made = []
    known: list[str] = []
    for one in [name] if name else available(extra):
        of = subject(find(one, extra), extra)
        for rule in of.rules:
            known.append(rule.id)
            if rule.id == bare:
                made.append(page(of, rule, run(of, [test for test in promises(of) if test.rule.id == bare]), lang))
    if not made:
        raise UsageError(unknown_word("packs.unknown_ref", "name", bare, sorted(known), kind=say("packs.kind_rule")))
    return made


def docs(
    pack: list[str] = typer.Argument(None, help=h("help_packs"), show_default=False),
    output: Path = typer.Option(Path("docs/rules"), "--output", "-o", help=h("help_docs_output")),
    facts: Path | None = typer.Option(None, "--facts", metavar="DIR", help=h("help_docs_facts"), show_default=False),
    check: bool = typer.Option(False, "--check", help=h("help_docs_check")),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang_pages"), show_default=False),
) -> None:
    """Write a page for each rule."""
    from checker.bench.pages import index, markdown, pages
    from checker.bench.running import subject
    from checker.loading.load import available, find

    extra = tuple(rules)
    stale = 0
    subjects = [subject(find(name, extra), extra) for name in pack or available(extra)]
    for of in subjects:
        tongue = lang or of.pack.spec.lang
        made = list(pages(of, tongue))
        content = {f"{one.rule.id}.md": markdown(one, tongue) for one in made} | {"index.md": index(of, made, tongue)}
        stale += _written(content, output / of.pack.id, check, language(lang))
    if facts is not None:
        from checker.bench.kinds import kind_pages

        stale += _written(kind_pages(subjects), facts, check, language(lang))
    if check and stale:
        raise typer.Exit(1)


def _written(content: dict[str, str], folder: Path, check: bool, lang: str) -> int:
    """Write the pages of a folder, and take away those that are none any more; how many differed."""
    from checker.files import write_beside
    from checker.messages import say, text

    old = {path.name: path for path in folder.glob("*.md")} if folder.is_dir() else {}
    differing = [one for one, page in content.items() if one not in old or old[one].read_text("utf-8") != page]
    gone = [path for one, path in old.items() if one not in content]
    for one in [] if check else differing:
        write_beside(folder / one, content[one].encode())
    for path in [] if check else gone:
        path.unlink()
    count = len(differing) + len(gone)
    typer.echo(text(say("cli.docs_done", folder=str(folder), count=len(content), changed=count), lang))
    return count
