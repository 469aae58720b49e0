"""`gouji rules`: list, show, write and test the rules of packs."""

from __future__ import annotations

from typing import ClassVar

import typer

from checker.cli.commands import Group
from checker.cli.words import h


class Rules(Group):
    """`gouji rules` itself."""

    words: ClassVar[str] = "help_rules_"
    members: ClassVar[dict[str, str]] = {
        "list": "checker.cli.rules.listing:list_rules",
        "show": "checker.cli.rules.listing:show",
        "docs": "checker.cli.rules.listing:docs",
        "new": "checker.cli.rules.authoring:new",
        "new-pack": "checker.cli.rules.authoring:new_pack",
        "new-form": "checker.cli.rules.drafting:new_form",
        "new-case": "checker.cli.rules.cases:new_case",
        "check": "checker.cli.rules.authoring:check",
        "schema": "checker.cli.rules.authoring:schema",
        "test": "checker.cli.rules.testing:run_tests",
        "mutate": "checker.cli.rules.testing:mutate",
        "pack": "checker.cli.rules.travelling:pack_up",
        "install": "checker.cli.rules.travelling:install",
        "try": "checker.cli.rules.trying:try_rule",
        "bench": "checker.cli.rules.bench:bench",
        "impact": "checker.cli.rules.trying:impact",
    }


app = typer.Typer(
    cls=Rules, help=h("help_rules"), invoke_without_command=True, rich_markup_mode=None, add_completion=False
)


@app.callback()
def _top(
    context: typer.Context,
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    if context.invoked_subcommand is None:
        from checker.cli.rules.listing import list_rules

        list_rules([], [], lang)
