"""`gouji serve`: the service for an office, on its own machine."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language


def _s(key: str) -> str:
    """Help that only this command needs."""
    from checker.messages import say, text

    return text(say(f"service.help_{key}"), language())


def serve(
    host: str = typer.Option("127.0.0.1", "--host", help=_s("host")),
    port: int = typer.Option(8300, "--port", min=1, max=65535, help=_s("port")),
    data: Path = typer.Option(..., "--data", metavar="DIR", help=_s("data"), show_default=False),
    database: str | None = typer.Option(None, "--database", metavar="URL", help=_s("database"), show_default=False),
    socket: Path | None = typer.Option(None, "--socket", metavar="FILE", help=_s("socket"), show_default=False),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    jobs: int = typer.Option(0, "--jobs", "-j", min=0, metavar="N", help=h("help_jobs"), show_default=False),
    cluster: str = typer.Option("", "--cluster", metavar="ADDRESS", help=h("help_cluster"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    memory: int = typer.Option(2048, "--memory", min=64, metavar="MB", help=h("help_memory")),
    upload: int = typer.Option(50, "--upload", min=1, metavar="MB", help=_s("upload")),
    queue: int = typer.Option(2000, "--queue", min=1, metavar="N", help=_s("queue")),
    rate: int = typer.Option(600, "--rate", min=0, metavar="N", help=_s("rate")),
    keep_days: int = typer.Option(30, "--keep-days", min=1, help=_s("keep_days")),
    keep_years: int = typer.Option(0, "--keep-years", min=0, help=_s("keep_years")),
    hook_origin: list[str] = typer.Option(
        [], "--hook-origin", metavar="URL", help=_s("hook_origin"), show_default=False
    ),
    smtp: str = typer.Option("", "--smtp", metavar="URL", help=_s("smtp"), show_default=False),
    mail_from: str = typer.Option("", "--mail-from", metavar="ADDRESS", help=_s("mail_from"), show_default=False),
    https: bool = typer.Option(False, "--https", help=_s("https")),
    proxy: str = typer.Option("", "--proxy", metavar="ADDRESS", help=_s("proxy"), show_default=False),
    grace: float = typer.Option(20.0, "--grace", min=0.0, metavar="S", help=_s("grace")),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    log_file: Path | None = typer.Option(None, "--log", metavar="FILE", help=h("help_log"), show_default=False),
) -> None:
    """Serve an office."""
    from dataclasses import replace

    from checker import log
    from checker.messages import say, text
    from checker.service.settings import Settings

    log.configure(log_file)
    tongue = language(lang)
    settings = Settings(
        data=data,
        database=database,
        host=host,
        port=port,
        uds=str(socket) if socket is not None else None,
        packs=tuple(pack),
        lang=tongue,
        cluster=cluster,
        seconds=timeout,
        memory_mb=memory,
        token=os.environ.get("GOUJI_TOKEN", ""),
        keep_days=keep_days,
        keep_years=keep_years,
        most_file=upload << 20,
        most_body=(4 * upload + 10) << 20,
        queue=queue,
        rate=rate,
        origins=tuple(hook_origin),
        smtp=smtp,
        smtp_password=os.environ.get("GOUJI_SMTP_PASSWORD", ""),
        mail_from=mail_from,
        proxy=proxy,
        proxy_secret=os.environ.get("GOUJI_PROXY_SECRET", ""),
        secure=https,
        grace=grace,
    )
    if jobs:
        settings = replace(settings, processes=jobs)
    try:
        from checker.service.running import serve as run
    except ModuleNotFoundError as error:
        from checker.errors import UsageError

        raise UsageError(say("service.missing", name=error.name)) from None
    run(settings, tell, lambda message: text(message, tongue))
