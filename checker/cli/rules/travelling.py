"""`gouji rules pack` and `install`: packs as archives with hashes, and a lock of what was installed."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.words import h, language


def pack_up(
    pack: str = typer.Argument(..., help=h("help_pack_up"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    sign: Path | None = typer.Option(None, "--sign", metavar="KEY", help=h("help_sign"), show_default=False),
    force: bool = typer.Option(False, "--force", help=h("help_force")),
    output: Path | None = typer.Option(None, "--output", "-o", help=h("help_output"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Write an archive of a pack."""
    import hashlib

    from checker.bench.travelling import archive
    from checker.errors import UsageError
    from checker.files.writing import write_beside
    from checker.loading.load import find
    from checker.messages import say, text

    name, content = archive(find(pack, tuple(rules)), sign)
    path = output or Path(name)
    if path.exists() and not force:
        raise UsageError(say("packs.exists", name=path.name, path=str(path)))
    write_beside(path, content)
    told = say("bench.packed", path=str(path), sha256=hashlib.sha256(content).hexdigest())
    typer.echo(text(told, language(lang)))


def install(
    archive: Path | None = typer.Argument(None, help=h("help_archive"), show_default=False),
    folder: Path = typer.Option(..., "--rules", help=h("help_install_into"), show_default=False),
    sha256: str = typer.Option("", "--sha256", help=h("help_sha256"), show_default=False),
    trust: list[Path] = typer.Option([], "--trust", metavar="KEY", help=h("help_trust"), show_default=False),
    verify: bool = typer.Option(False, "--verify", help=h("help_verify")),
    force: bool = typer.Option(False, "--force", help=h("help_install_force")),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Put the pack of an archive into a folder, or compare the folder with its lock."""
    from checker.bench.signing import trusted
    from checker.bench.travelling import changed
    from checker.bench.travelling import install as put
    from checker.errors import UsageError
    from checker.messages import say, text

    tongue = language(lang)
    if archive is not None:
        name, version = put(archive, folder, sha256, force, [trusted(key) for key in trust])
        typer.echo(text(say("bench.installed", pack=name, version=version, path=str(folder / name)), tongue))
    elif not verify:
        raise UsageError(say("bench.archive_or_verify"))
    if verify:
        told = changed(folder)
        for one in told:
            typer.echo(text(one, tongue))
        if told:
            raise typer.Exit(1)
        typer.echo(text(say("bench.as_locked", path=str(folder)), tongue))
