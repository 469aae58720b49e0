"""A mail server as an address names it, and messages handed to it where nobody listens in."""

from __future__ import annotations

import smtplib
import ssl
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from checker.errors import UsageError
from checker.messages import say
from checker.record import dataclass

if TYPE_CHECKING:
    from email.message import EmailMessage

PORTS = {"imaps": 993, "imap": 143, "smtps": 465, "smtp": 25, "submission": 587}
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server as an address names it: imaps://user@host:993/INBOX. `user` is empty where nobody logs in."""

    scheme: str
    host: str
    port: int
    user: str = ""
    folder: str = "INBOX"

    @classmethod
    def of(cls, url: str, schemes: tuple[str, ...]) -> Server:
        """UsageError for an address of another kind, and for one with a password, which other users could see."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise UsageError(say("plugged.bad_server", url=url, valid=", ".join(schemes))) from None
        if parts.scheme not in schemes or not parts.hostname:
            raise UsageError(say("plugged.bad_server", url=url, valid=", ".join(schemes)))
        if parts.password is not None:
            raise UsageError(say("plugged.password_in_address"))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        return cls(parts.scheme, parts.hostname, port or PORTS[parts.scheme], unquote(parts.username or ""), folder)

    @property
    def here(self) -> bool:
        """Whether it is this machine: what does not leave it needs no encryption."""
        return self.host in HERE


def send(server: Server, password: str, message: EmailMessage) -> None:
    """Hand a message to the server that sends it; OSError or SMTPException where it does not take it."""
    context = ssl.create_default_context()
    connection: smtplib.SMTP
    if server.scheme == "smtps":
        connection = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    with connection:
        if server.scheme != "smtps" and not server.here:
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, password)
        connection.send_message(message)
