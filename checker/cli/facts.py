"""`gouji facts`: what was read of a document, and where it stands; for authors of rules."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language


def facts(
    path: Path | None = typer.Argument(None, help=h("help_path"), show_default=False),
    output_format: str = typer.Option("text", "--format", "-f", help=h("help_facts_format")),
    kind: list[str] = typer.Option([], "--kind", "-k", help=h("help_kind"), show_default=False),
    schema: bool = typer.Option(False, "--schema", help=h("help_schema")),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    force: bool = typer.Option(False, "--force", help=h("help_force")),
    output: Path | None = typer.Option(None, "--output", "-o", help=h("help_output"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Show the facts of a document, or the kinds of fact that there are."""
    import adapters
    from checker.check import Checker
    from checker.cli.check import _one_of, _write
    from checker.errors import DocumentError, UsageError
    from checker.facts import extract
    from checker.facts import listing as factlist
    from checker.facts.words import words
    from checker.files.targets import Inputs, refuse
    from checker.messages import say
    from checker.wiring.packs import load_packs
    from checker.yamlfiles.shape import unknown_word

    tongue = language(lang)

    def _put(written: bytes) -> None:
        refuse([output] if output is not None else [], Inputs([path] if path is not None else []), force)
        _write(written, output, ("schema" if schema else "facts") if output_format == "json" else output_format)

    _one_of(output_format, ["text", "json"] if schema else ["text", "json", "html"], "--format")
    packs = load_packs(pack, tuple(rules))
    checker = Checker(packs, tongue)
    there = list(dict.fromkeys(name for kinds in checker.schemas.values() for name in kinds))
    for name in kind:
        if name not in there:
            raise UsageError(unknown_word("packs.unknown_ref", "name", name, there, kind=say("packs.kind_fact")))
    if schema:
        chosen = {
            name: {one: kinds[one] for one in kinds if one in kind or not kind}
            for name, kinds in checker.schemas.items()
            if not kind or set(kind) & set(kinds)
        }
        known = {one.id: words(one, checker.schemas[one.id]) for one in packs}
        _put(factlist.schema(chosen, known, output_format, tongue))
        return
    if path is None:
        raise UsageError(say("cli.facts_needs_path"))
    if not path.exists():
        raise UsageError(say("cli.no_such_file", path=str(path)))
    try:
        document = adapters.read(path, layout=any(one.laid_out for one in packs))
    except DocumentError as error:
        from checker.messages import text

        tell(text(error.message, tongue))
        raise typer.Exit(3) from None
    reading = checker.recognise(document)
    made = [fact for fact in (extract(reading) if reading else []) if not kind or fact.kind in kind]
    if output_format == "html":
        from checker.outputs.facts import render_facts

        _put(render_facts(document, factlist.marks(made), tongue, document.path))
    else:
        _put(factlist.render(document, reading, made, output_format, tongue))
    if reading is None:
        from checker.messages import text

        tell(text(say("facts.no_pack"), tongue))
        raise typer.Exit(3)
