"""`gouji watch`: reports that are dropped into a folder are checked and answered."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.words import h, language


def watch(
    inbox: Path = typer.Argument(..., help=h("help_watch_inbox"), show_default=False),
    out: Path = typer.Option(..., "--out", "-o", help=h("help_watch_out"), show_default=False),
    done: Path | None = typer.Option(None, "--done", help=h("help_watch_done"), show_default=False),
    once: bool = typer.Option(False, "--once", help=h("help_watch_once")),
    polling: bool = typer.Option(False, "--polling", help=h("help_watch_polling")),
    rest: float = typer.Option(2.0, "--rest", min=0.0, metavar="S", help=h("help_watch_rest")),
    every: float = typer.Option(2.0, "--every", min=0.1, metavar="S", help=h("help_watch_every")),
    server: str = typer.Option("", "--server", metavar="URL", help=h("help_watch_server"), show_default=False),
    token: Path | None = typer.Option(
        None, "--token-file", metavar="FILE", help=h("help_watch_token"), show_default=False
    ),
    suggest: bool = typer.Option(False, "--suggest", help=h("help_suggest")),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    memory: int = typer.Option(2048, "--memory", min=64, metavar="MB", help=h("help_memory")),
    log_file: Path | None = typer.Option(None, "--log", metavar="FILE", help=h("help_log"), show_default=False),
) -> None:
    """Watch a folder."""
    from importlib.util import find_spec

    from checker import log
    from checker.cli.check import refuse_log
    from checker.cli.mail import _password as secret_of
    from checker.cli.telling import tell
    from checker.errors import UsageError
    from checker.files import make_folder
    from checker.messages import Message, say, text
    from checker.plugged.checking import Checker
    from checker.plugged.watching.answers import Answers
    from checker.plugged.watching.journal import Journal
    from checker.plugged.watching.store import Store
    from checker.plugged.watching.watch import Watched, looked_over
    from checker.plugged.watching.watch import watch as begin
    from checker.run.run import Limits

    tongue = language(lang)
    refuse_log(log_file)
    log.configure(log_file)
    folders = Watched(inbox, out, done, rest, every, once, polling)
    looked_over(folders)
    if not (once or polling) and find_spec("watchfiles") is None:
        raise UsageError(say("plugged.needs_extra", what="gouji watch", extra="watch", other="--polling"))
    store = Store.at(server, secret_of(token, "GOUJI_TOKEN"), tongue) if server else None
    checker = Checker.of(pack, rules, tongue, Limits(seconds=timeout, memory_mb=memory))
    make_folder(out)
    journal = Journal(out)

    def said(line: Message | str) -> None:
        tell(line if isinstance(line, str) else text(line, tongue))

    try:
        if not once:
            said(say("plugged.watching", inbox=str(inbox), out=str(out)))
        begin(folders, Answers(out, checker, suggest, store), journal, said)
    finally:
        journal.close()
