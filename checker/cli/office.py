"""Commands about the store of `gouji serve`: accounts, the audit log, a backup, moving it elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language

if TYPE_CHECKING:
    from checker.service.store.database import Database
    from checker.service.store.files import Files


def _s(key: str) -> str:
    from checker.messages import say, text

    return text(say(f"service.help_{key}"), language())


_DATA = typer.Option(..., "--data", metavar="DIR", help=_s("data"), show_default=False)
_DATABASE = typer.Option(None, "--database", metavar="URL", help=_s("database"), show_default=False)
_LANG = typer.Option(None, "--lang", help=h("help_lang"), show_default=False)


def _store(data: Path, database: str | None) -> tuple[Database, Files]:
    """The store of a server; UsageError where the extra is not installed."""
    from checker.errors import UsageError
    from checker.messages import say

    try:
        from checker.service.settings import Settings
        from checker.service.store.opening import store
    except ModuleNotFoundError as error:
        raise UsageError(say("service.missing", name=error.name)) from None
    return store(Settings(data=data, database=database))


def _told(key: str, tongue: str, **params: object) -> None:
    from checker.messages import say, text

    tell(text(say(f"service.{key}", **params), tongue))


def _noted(store: Database, action: str, path: Path) -> None:
    """In the audit log, of whoever has a command line on this machine."""
    from checker.service.store import trail

    with store.write() as connection:
        trail.note(store, connection, None, action, path.name[:120])


def account(
    name: str = typer.Argument(..., help=_s("account_name"), show_default=False),
    role: list[str] = typer.Option([], "--role", metavar="ROLE", help=_s("account_role"), show_default=False),
    title: str = typer.Option("", "--title", help=_s("account_title"), show_default=False),
    disable: bool = typer.Option(False, "--disable", help=_s("account_disable")),
    data: Path = _DATA,
    database: str | None = _DATABASE,
    lang: str | None = _LANG,
) -> None:
    """Make an account, or give one other roles or another password."""
    from checker.errors import UsageError
    from checker.messages import say

    tongue = language(lang)
    store, _ = _store(data, database)
    from checker.service.store import accounts
    from checker.service.store.secrets import SHORTEST
    from checker.service.store.viewer import ROLES

    for one in role:
        if one not in ROLES:
            raise UsageError(say("cli.not_one_of", option="--role", word=one, valid=", ".join(ROLES)))
    if disable:
        if not accounts.disable(store, name):
            raise UsageError(say("service.no_account", name=name))
        _told("account_disabled", tongue, name=name)
        return
    password = _password(tongue)
    if len(password) < SHORTEST:
        raise UsageError(say("service.short_password", least=SHORTEST))
    made = accounts.put(store, name, role, title, password)
    _told("account_made" if made else "account_changed", tongue, name=name)


def _password(tongue: str) -> str:
    """From the terminal, unseen; else the first line of standard input."""
    from getpass import getpass

    from checker.messages import say, text

    if sys.stdin is not None and sys.stdin.isatty():
        return getpass(text(say("service.ask_password"), tongue))
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""


def audit(data: Path = _DATA, database: str | None = _DATABASE, lang: str | None = _LANG) -> None:
    """Look whether the audit log is whole."""
    tongue = language(lang)
    store, _ = _store(data, database)
    from checker.service.store import trail

    with store.read() as connection:
        count, broken = trail.verified(connection)
    if broken is not None:
        _told("audit_broken", tongue, number=broken)
        raise typer.Exit(1)
    _told("audit_whole", tongue, count=count)


def backup(
    folder: Path = typer.Argument(..., help=_s("backup_folder"), show_default=False),
    data: Path = _DATA,
    database: str | None = _DATABASE,
    lang: str | None = _LANG,
) -> None:
    """Copy the store while the server runs."""
    tongue = language(lang)
    store, files = _store(data, database)
    from checker.service.store import backups

    count = backups.back_up(store, files, folder)
    _noted(store, "store.backed_up", folder)
    _told("backed_up", tongue, path=str(folder), count=count)


def export(
    target: Path = typer.Argument(..., help=_s("export_file"), show_default=False),
    inspection: str = typer.Option(
        "", "--inspection", metavar="WORD", help=_s("export_inspection"), show_default=False
    ),
    unit: str = typer.Option("", "--unit", metavar="WORD", help=_s("export_unit"), show_default=False),
    data: Path = _DATA,
    database: str | None = _DATABASE,
    lang: str | None = _LANG,
) -> None:
    """Write a store into one file: all of it, one inspection or one unit."""
    tongue = language(lang)
    store, files = _store(data, database)
    from checker.service.store import moving

    rows, kept = moving.export(store, files, target, inspection=inspection, unit=unit)
    _noted(store, "store.exported", target)
    _told("exported", tongue, path=str(target), rows=rows, files=kept)


def bring(
    source: Path = typer.Argument(..., help=_s("import_file"), show_default=False),
    data: Path = _DATA,
    database: str | None = _DATABASE,
    lang: str | None = _LANG,
) -> None:
    """Fill an empty store from such a file."""
    tongue = language(lang)
    store, files = _store(data, database)
    from checker.service.store import moving

    rows, kept = moving.bring(store, files, source)
    _noted(store, "store.imported", source)
    _told("imported", tongue, path=str(source), rows=rows, files=kept)
