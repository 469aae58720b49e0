"""What a server is told when it starts."""

from __future__ import annotations

import os
from dataclasses import field
from pathlib import Path

from checker.record import dataclass


def processors() -> int:
    """How many checks can be worked on at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Settings:
    """Limits are in bytes, seconds, days; `token` is an administrator's, from the environment."""

    data: Path
    database: str | None = None
    host: str = "127.0.0.1"
    port: int = 8300
    uds: str | None = None
    packs: tuple[str, ...] = ()
    lang: str = "zh-CN"
    seconds: float = 120.0
    memory_mb: int = 2048
    cluster: str = ""
    """The address of a Dask scheduler whose machines read and check."""
    processes: int = field(default_factory=processors)
    token: str = ""
    keep_days: int = 30
    keep_years: int = 0
    """Of closed inspections; 0 is for ever."""
    most_file: int = 50 << 20
    most_body: int = 210 << 20
    most_small: int = 1 << 20
    """Of a body that brings no files."""
    queue: int = 2000
    rate: int = 600
    """Requests that change something, of one caller in a minute."""
    lease: float = 60.0
    origins: tuple[str, ...] = ()
    """Where webhooks may go, https://oa.example:8443 each."""
    smtp: str = ""
    """The mail server that notes and reminders to units are handed to, smtps://user@host each."""
    smtp_password: str = ""
    mail_from: str = ""
    proxy: str = ""
    """Address or socket of a proxy that is trusted to say who somebody is."""
    proxy_secret: str = ""
    proxy_header: str = "x-remote-user"
    secure: bool = False
    """Whether browsers come by https."""
    grace: float = 20.0
    """Seconds that a server which is told to stop waits for the checks that it is at."""

    @property
    def alone(self) -> bool:
        """Whether nobody but this machine can reach it: then it opens without accounts."""
        return self.uds is None and self.host in ("127.0.0.1", "::1", "localhost")
