"""The commands of `gouji` and its options without a command."""

from typing import ClassVar

import typer

from checker.cli.commands import Group
from checker.cli.words import h


class Top(Group):
    """`gouji` itself."""

    members: ClassVar[dict[str, str]] = {
        "check": "checker.cli.check:check",
        "diff": "checker.cli.diff:diff",
        "fix": "checker.cli.fix:fix",
        "facts": "checker.cli.facts:facts",
        "watch": "checker.cli.watch:watch",
        "mail": "checker.cli.mail:mail",
        "mcp": "checker.cli.mcp:mcp",
        "paperless": "checker.cli.paperless:paperless",
        "rules": "checker.cli.rules:app",
        "serve": "checker.cli.serve:serve",
        "account": "checker.cli.office:account",
        "audit": "checker.cli.office:audit",
        "backup": "checker.cli.office:backup",
        "export": "checker.cli.office:export",
        "import": "checker.cli.office:bring",
        "bundle": "checker.cli.bundle:bundle",
        "init": "checker.cli.init:init",
        "completion": "checker.cli.completion:completion",
    }


app = typer.Typer(
    name="gouji",
    cls=Top,
    help=h("help"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from checker import __version__

        typer.echo(f"gouji {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help=h("help_version")),
) -> None:
    pass
