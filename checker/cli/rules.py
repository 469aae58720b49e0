"""`gouji rules`: the rules with their clauses."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.words import h, language


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help=h("help_rules"), invoke_without_command=True, rich_markup_mode=None, add_completion=False)
    group.callback(invoke_without_command=True)(_top)
    group.command("list", help=h("help_rules_list"))(list_rules)
    app.add_typer(group, name="rules")


def _top(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_rules([], [], None)


def list_rules(
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Every rule with its severity, title and clause."""
    from checker.cli.packs import load_packs
    from checker.messages import say, text

    tongue = language(lang)
    for one in load_packs(list(pack), tuple(rules)):
        typer.echo(f"{one.id} {one.spec.version}  {one.title(tongue)}")
        for rule in one.rules:
            texts = rule.text(tongue)
            severities = "/".join(dict.fromkeys(severity.value for _, severity in rule.severities))
            basis = text(say(f"cli.basis_{rule.source.basis}"), tongue)
            typer.echo(f"  {rule.id:34} {severities:8} {texts.title}")
            typer.echo(f"  {'':34} {'':8} {rule.source.document} {rule.source.clause} ({basis})")
