"""`gouji rules bench`: a page on this machine to write a rule on, before the documents that it is for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language

if TYPE_CHECKING:
    from checker.bench.live.server import Bench
    from checker.document import Document


def bench(
    pack: str = typer.Argument(..., help=h("help_pack_up"), show_default=False),
    files: list[Path] = typer.Argument(..., help=h("help_bench_files"), show_default=False),
    rule: str = typer.Option("", "--rule", help=h("help_bench_rule"), show_default=False),
    port: int = typer.Option(0, "--port", min=0, max=65535, help=h("help_bench_port"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Write a rule in the browser."""
    from checker.messages import say, text

    tongue = language(lang)
    server = made(pack, files, tuple(rules), tongue, rule.rpartition("/")[2], port)
    typer.echo(text(say("bench.live_address", address=server.address), tongue))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return
    finally:
        server.server_close()


def made(pack: str, files: Sequence[Path], extra: tuple[Path, ...], lang: str, rule: str = "", port: int = 0) -> Bench:
    """The server, with its documents read. UsageError where the pack knows none of them, or the port is taken."""
    from checker.bench.live.server import HOST, Bench
    from checker.bench.live.session import Session
    from checker.errors import UsageError
    from checker.loading.load import find
    from checker.messages import say

    folder = find(pack, extra)
    session = Session(folder, extra, _read(files, lang), lang)
    if not session.standing.known:
        raise UsageError(say("bench.live_none", pack=session.standing.pack.id))
    try:
        return Bench(session, port, rule)
    except OSError as error:
        raise UsageError(say("cli.cannot_write", path=f"{HOST}:{port}", why=error.strerror or str(error))) from None


def _read(files: Sequence[Path], lang: str) -> list[Document]:
    """The documents, read in workers; of those that cannot be read it is said why."""
    import adapters
    from checker.cli.progress import Bar
    from checker.messages import text
    from checker.run.limits import Limits
    from checker.wiring.files import files_of
    from checker.workers.pool import run_all

    found, faults = files_of(list(files))
    for fault in faults:
        tell(text(fault.message, lang))
    limits, bar = Limits(), Bar(lang, False)
    read = []
    try:
        for outcome in run_all(
            partial(_one, partial(adapters.read, layout=True)),
            found,
            workers=limits.processes(),
            seconds=limits.seconds,
            memory_mb=limits.memory_mb,
            progress=partial(bar, "reading"),
        ):
            if outcome.result is not None:
                read.append(outcome.result)
            elif outcome.error is not None:
                tell(f"{outcome.item[1]}: {outcome.error.told(lang)}")
    finally:
        bar.close()
    return read


def _one(read: partial[Document], file: tuple[Path, str]) -> Document:
    return read(*file)
