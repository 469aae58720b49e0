"""The mailbox that reports come to: a connection that nobody listens in on."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from checker.mailserver import SECONDS, Server

if TYPE_CHECKING:
    from imapclient import IMAPClient


def mailbox(server: Server, password: str) -> IMAPClient:
    """A connection that is logged in; elsewhere than on this machine always encrypted."""
    from imapclient import IMAPClient

    context = ssl.create_default_context()
    secure = server.scheme == "imaps"
    client = IMAPClient(
        server.host, server.port, ssl=secure, ssl_context=context if secure else None, timeout=SECONDS, use_uid=True
    )
    try:
        if not secure and not server.here:
            client.starttls(context)
        client.login(server.user, password)
    except BaseException:
        client.shutdown()
        raise
    return client
