"""The command `gouji`: wires files, packs, checker and outputs; decides nothing about documents or rules."""

from __future__ import annotations

import sys

import click
import typer

from checker.cli.helping import Formatter
from checker.cli.words import h, language

click.Context.formatter_class = Formatter

app = typer.Typer(
    name="gouji",
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


def _register() -> None:
    from checker.cli import check, diff, facts, rules

    check.register(app)
    diff.register(app)
    facts.register(app)
    rules.register(app)


_register()


def main() -> None:
    """Run the command; what the user can mend is told in a few words, with exit code 2."""
    from checker.errors import CheckerError
    from checker.messages import text

    lang = language()
    try:
        code = app(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        raise SystemExit(2) from None
    except click.ClickException as error:
        from checker.cli.usage import told

        print(told(error, lang), file=sys.stderr)
        raise SystemExit(2) from None
    except CheckerError as error:
        faults = getattr(error, "faults", ())
        print("\n".join([text(error.message, lang), *(f"  {text(fault, lang)}" for fault in faults)]), file=sys.stderr)
        raise SystemExit(2) from None
    raise SystemExit(code if isinstance(code, int) else 0)
