"""`gouji rules new-form`: the draft of a form from documents."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language


def new_form(
    documents: list[Path] = typer.Argument(..., metavar="FILE...", help=h("help_new_form_files"), show_default=False),
    name: str = typer.Option(..., "--name", help=h("help_new_form_name"), show_default=False),
    pack: Path = typer.Option(..., "--pack", help=h("help_new_form_pack"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Draft a form, and the sums that hold, from a blank form or from good reports."""
    import adapters
    from checker.bench.drafting.pack import write
    from checker.errors import UsageError
    from checker.messages import say, text

    tongue = language(lang)
    for path in documents:
        if not path.exists():
            raise UsageError(say("cli.no_such_file", path=str(path)))
    written, draft, count = write([adapters.read(path) for path in documents], name, pack, tongue)
    for path in written:
        typer.echo(text(say("cli.wrote", path=str(path)), tongue))
    for doubt, table in dict.fromkeys(draft.doubts):
        tell(text(say(f"drafting.doubt_{doubt}", table=table), tongue))
    told = say(
        "cli.form_drafted",
        sections=len(draft.outline),
        tables=len(draft.tables),
        fields=len(draft.fields),
        rules=count,
        pack=str(pack),
    )
    typer.echo(text(told, tongue))
