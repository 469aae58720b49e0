"""`gouji completion`: what a shell reads to complete commands and options of gouji."""

from __future__ import annotations

import click
import typer

from checker.cli.words import h

SHELLS = ("bash", "zsh", "fish")


def completion(shell: str = typer.Argument(..., help=h("help_shell"), show_default=False)) -> None:
    """Print the script for a shell."""
    from click.shell_completion import get_completion_class

    from checker.cli.check import _one_of

    _one_of(shell, list(SHELLS), "SHELL")
    kind = get_completion_class(shell)
    assert kind is not None
    typer.echo(kind(_command(), {}, "gouji", "_GOUJI_COMPLETE").source())


def answer(instruction: str) -> int:
    """Answer a shell that asks how a call may go on; `instruction` is what it has put into _GOUJI_COMPLETE."""
    from click.shell_completion import shell_complete

    return shell_complete(_command(), {}, "gouji", "_GOUJI_COMPLETE", instruction)


def _command() -> click.Command:
    from typer.main import get_command

    from checker.cli.app import app

    return get_command(app)
