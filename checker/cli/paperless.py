"""`gouji paperless`: documents of an archive are checked, their findings noted beside them."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.words import h, language


def paperless(
    numbers: list[int] = typer.Argument(None, metavar="[ID]...", help=h("help_paperless_ids"), show_default=False),
    url: str = typer.Option(..., "--url", envvar="PAPERLESS_URL", help=h("help_paperless_url"), show_default=False),
    token: Path | None = typer.Option(
        None, "--token-file", metavar="FILE", help=h("help_paperless_token"), show_default=False
    ),
    listen: str = typer.Option(
        "", "--listen", metavar="HOST:PORT", help=h("help_paperless_listen"), show_default=False
    ),
    secret: Path | None = typer.Option(
        None, "--secret-file", metavar="FILE", help=h("help_paperless_secret"), show_default=False
    ),
    waiting: Path = typer.Option(
        Path("gouji-paperless.json"), "--waiting", metavar="FILE", help=h("help_paperless_waiting")
    ),
    catch_up: bool = typer.Option(False, "--catch-up", help=h("help_paperless_catch_up")),
    query: str = typer.Option("", "--query", help=h("help_paperless_query"), show_default=False),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    memory: int = typer.Option(2048, "--memory", min=64, metavar="MB", help=h("help_memory")),
) -> None:
    """Check documents of an archive: these, those that were never checked, or those that it calls about."""
    from threading import Thread

    from checker.cli.mail import _password as secret_of
    from checker.cli.telling import tell
    from checker.errors import CheckerError, UsageError
    from checker.messages import say, text
    from checker.plugged.archive.client import Archive
    from checker.plugged.archive.receiver import Waiting, receiver
    from checker.plugged.archive.recording import Tags, record_there
    from checker.plugged.checking import Settings, nothing
    from checker.run.run import Limits
    from checker.workers.beside import Processes

    tongue = language(lang)
    key = secret_of(token, "PAPERLESS_TOKEN")
    if not key:
        raise UsageError(say("cli.needs", option="gouji paperless", other="--token-file"))
    archive, tags = Archive(url, key), Tags()
    settings = Settings(tuple(pack), tuple(rules), tongue, Limits(seconds=timeout, memory_mb=memory))
    # Calls are answered by threads, beside which no worker is to be forked.
    beside = Processes(1, nothing)
    failed = 0

    def done(number: int) -> None:
        nonlocal failed
        try:
            tag = beside.call(record_there, settings, archive, number, tags)
            tell(text(say("plugged.archive_done", number=number, tag=tag), tongue))
        except CheckerError as error:
            failed += 1
            tell(f"{number}: {error.told(tongue)}")

    wanted = list(numbers or ())
    if catch_up:
        wanted += archive.without([archive.tag(one) for one in tags.every()], query)
    for number in dict.fromkeys(wanted):
        done(number)
    if not listen:
        if not wanted and not catch_up:
            raise UsageError(say("cli.needs", option="gouji paperless", other="ID, --catch-up, --listen"))
        raise typer.Exit(3 if failed else 0)
    host, _, port = listen.rpartition(":")
    password = secret_of(secret, "GOUJI_SECRET")
    if not port.isdigit() or not password:
        raise UsageError(say("cli.needs", option="--listen HOST:PORT", other="--secret-file"))
    queue = Waiting(waiting)
    server = receiver(host.strip("[]") or "127.0.0.1", int(port), password, queue.add)
    tell(text(say("plugged.listening", at=listen), tongue))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        while True:
            number = queue.next()
            done(number)
            queue.done(number)
    finally:
        server.shutdown()
        server.server_close()
