"""`gouji init`: a settings file to begin with, every setting explained and none of them set."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.words import h, language


def init(
    folder: Path = typer.Argument(Path(), help=h("help_init_folder"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Write a settings file."""
    from checker.errors import UsageError
    from checker.files import write_beside
    from checker.messages import say, text
    from checker.wiring.settings import NAME

    tongue = language(lang)
    target = folder / NAME
    if target.exists() or target.is_symlink():
        raise UsageError(say("cli.settings_exist", path=str(target)))
    write_beside(target, text(say("skeletons.settings"), tongue).encode())
    typer.echo(text(say("cli.wrote", path=str(target)), tongue))
