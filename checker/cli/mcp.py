"""`gouji mcp`: a server for assistants, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.words import h, language


def mcp(
    folders: list[Path] = typer.Argument(..., metavar="FOLDER...", help=h("help_mcp_folders"), show_default=False),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    memory: int = typer.Option(2048, "--memory", min=64, metavar="MB", help=h("help_memory")),
) -> None:
    """Serve an assistant."""
    from importlib.util import find_spec

    from checker.errors import UsageError
    from checker.messages import say
    from checker.plugged.assistant.folders import Folders
    from checker.plugged.checking import Settings
    from checker.run.run import Limits

    if find_spec("mcp") is None:
        raise UsageError(say("plugged.needs_extra_alone", what="gouji mcp", extra="mcp"))
    from checker.plugged.assistant.server import Desk, server

    limits = Limits(seconds=timeout, memory_mb=memory)
    desk = Desk(Folders(folders), Settings(tuple(pack), tuple(rules), language(lang), limits))
    try:
        server(desk).run()
    finally:
        desk.close()
