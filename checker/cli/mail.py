"""`gouji mail`: reports that come by mail are sent back with their findings."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from checker.cli.words import h, language


def mail(
    sender: str = typer.Option(..., "--from", metavar="ADDRESS", help=h("help_mail_from"), show_default=False),
    allow: list[str] = typer.Option([], "--allow", metavar="SENDER", help=h("help_mail_allow"), show_default=False),
    imap: str = typer.Option("", "--imap", metavar="URL", help=h("help_mail_imap"), show_default=False),
    smtp: str = typer.Option("", "--smtp", metavar="URL", help=h("help_mail_smtp"), show_default=False),
    password: Path | None = typer.Option(
        None, "--password-file", metavar="FILE", help=h("help_mail_password"), show_default=False
    ),
    journal_file: Path | None = typer.Option(
        None, "--journal", metavar="FILE", help=h("help_mail_journal"), show_default=False
    ),
    once: bool = typer.Option(False, "--once", help=h("help_mail_once")),
    everything: bool = typer.Option(False, "--all", help=h("help_mail_all")),
    every: float = typer.Option(60.0, "--every", min=1.0, metavar="S", help=h("help_mail_every")),
    largest: int = typer.Option(20, "--largest", min=1, metavar="MB", help=h("help_mail_largest")),
    per_hour: int = typer.Option(20, "--per-hour", min=1, metavar="N", help=h("help_mail_per_hour")),
    suggest: bool = typer.Option(False, "--suggest", help=h("help_suggest")),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    memory: int = typer.Option(2048, "--memory", min=64, metavar="MB", help=h("help_memory")),
) -> None:
    """Answer mail: a mailbox, or without `--imap` the message on standard input."""
    from email.policy import SMTP
    from functools import partial
    from importlib.util import find_spec

    from checker.cli.telling import tell
    from checker.errors import UsageError
    from checker.mailserver import Server, send
    from checker.messages import Message, say, text
    from checker.plugged.checking import Checker
    from checker.plugged.mail.answering import Sender, answer
    from checker.plugged.mail.letter import address, read
    from checker.plugged.mail.mailbox import Desk, serve, unwanted
    from checker.run.run import Limits

    tongue = language(lang)
    if not address(sender):
        raise UsageError(say("plugged.bad_address", address=sender))
    checker_ = partial(Checker.of, pack, rules, tongue, Limits(seconds=timeout, memory_mb=memory))
    own = Sender(address(sender), largest << 20, suggest)
    desk = Desk(allow, own, largest << 20, per_hour, every, once, everything)

    def said(line: Message) -> None:
        tell(text(line, tongue))

    if not imap:
        letter = read(sys.stdin.buffer.read((largest << 20) + 1))
        reason = unwanted(letter, desk if allow else Desk(["*"], own))
        if reason:
            said(say("plugged.mail_none", sender=letter.sender or "?", why=say(f"plugged.why_{reason}")))
            raise typer.Exit(1)
        made = answer(letter, checker_(), own)
        if smtp:
            send(Server.of(smtp, ("smtps", "smtp", "submission")), _password(password, "GOUJI_SMTP_PASSWORD"), made)
        else:
            sys.stdout.buffer.write(made.as_bytes(policy=SMTP))
            sys.stdout.buffer.flush()
        return
    if find_spec("imapclient") is None:
        raise UsageError(say("plugged.needs_extra_alone", what="gouji mail --imap", extra="mail"))
    for option, given in (("--smtp", smtp), ("--allow", allow), ("--journal", journal_file)):
        if not given:
            raise UsageError(say("cli.needs", option="--imap", other=option))
    from checker.plugged.mail.journal import Journal

    box, post = Server.of(imap, ("imaps", "imap")), Server.of(smtp, ("smtps", "smtp", "submission"))
    secret = _password(password, "GOUJI_MAIL_PASSWORD")
    assert journal_file is not None, "asked for above"
    journal = Journal(journal_file)
    try:
        deliver = partial(send, post, _password(password, "GOUJI_SMTP_PASSWORD"))
        serve(box, secret, desk, checker_(), journal, deliver, said)
    finally:
        journal.close()


def _password(path: Path | None, variable: str) -> str:
    """The password in a file, else in a variable of the environment; it is never a word of the call."""
    import os

    from checker.errors import UsageError
    from checker.messages import say

    if variable in os.environ:
        return os.environ[variable]
    try:
        return path.read_text("utf-8").splitlines()[0] if path is not None else ""
    except (OSError, IndexError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(say("reading.unreadable", path=str(path), why=why)) from None
