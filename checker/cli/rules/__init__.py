"""`gouji rules`: list, show, write and test the rules of packs."""

from __future__ import annotations

import typer

from checker.cli.words import h


def register(app: typer.Typer) -> None:
    """Add the commands."""
    from checker.cli.rules import authoring, listing, testing, trying

    group = typer.Typer(help=h("help_rules"), invoke_without_command=True, rich_markup_mode=None, add_completion=False)
    group.callback(invoke_without_command=True)(_top)
    for name, function in (
        ("list", listing.list_rules),
        ("show", listing.show),
        ("docs", listing.docs),
        ("new", authoring.new),
        ("new-pack", authoring.new_pack),
        ("check", authoring.check),
        ("schema", authoring.schema),
        ("test", testing.run_tests),
        ("mutate", testing.mutate),
        ("try", trying.try_rule),
        ("impact", trying.impact),
    ):
        group.command(name, help=h(f"help_rules_{name.replace('-', '_')}"))(function)
    app.add_typer(group, name="rules")


def _top(
    context: typer.Context,
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    if context.invoked_subcommand is None:
        from checker.cli.rules.listing import list_rules

        list_rules([], [], lang)
