"""Webhooks sent: signed as Standard Webhooks 1.0 asks, to listed origins alone, to the address that was looked at."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from checker.record import dataclass
from checker.service.store.hooks import Errand

PATIENCE = 5.0
LARGEST = 64 << 10
"""Bytes of an answer that are looked at."""


class Refused(Exception):
    """It must not be sent there; the text says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a delivery goes: the address is resolved once, and it is that which is connected to."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def origin_of(url: str) -> str:
    """https://oa.example:8443 of a URL, with the port that goes without saying. Refused for what has none."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    except (ValueError, KeyError):
        raise Refused("no http or https address") from None
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise Refused("no plain address")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host.lower()}:{port}"


def allowed(url: str, origins: Sequence[str]) -> str:
    """The origin of a URL, which is one of those listed. Refused otherwise."""
    origin = origin_of(url)
    if origin not in {origin_of(one) for one in origins}:
        raise Refused("not among the origins that the administrator has listed")
    return origin


def target(url: str, origins: Sequence[str]) -> Target:
    """Where a URL leads, looked up now. Refused where that is not allowed: a name that has come to lead to this machine
    or its neighbours by another's doing is not followed, unless that very address is listed."""
    allowed(url, origins)
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Refused(f"{host} is not known: {error.strerror or error}") from None
    address = str(found[0][4][0])
    meant = ipaddress.ip_address(address)
    near = meant.is_loopback or meant.is_link_local or meant.is_unspecified or meant.is_multicast
    if near and address != host and host != "localhost":
        raise Refused(f"{host} leads to {address}")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, address)


def signature(secret: str, key: str, moment: int, body: bytes) -> str:
    """v1,BASE64 over id, time and body."""
    word = secret.removeprefix("whsec_").encode()
    made = hmac.new(word, f"{key}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


def send(errand: Errand, origins: Sequence[str]) -> tuple[bool, str]:
    """(whether it was taken, what was said). No redirect is followed."""
    try:
        where = target(errand.url, origins)
    except Refused as refused:
        return False, str(refused)
    body = json.dumps({**errand.body, "created": errand.created}, ensure_ascii=False).encode()
    moment = int(time.time())
    signed = " ".join(signature(secret, errand.key, moment, body) for secret in errand.secrets)
    headers = {
        "Host": f"{where.host}:{where.port}",
        "Content-Type": "application/json",
        "User-Agent": "gouji",
        "webhook-id": errand.key,
        "webhook-timestamp": str(moment),
        "webhook-signature": signed,
    }
    try:
        connection = _connection(where)
        try:
            connection.request("POST", where.path, body, headers)
            answer = connection.getresponse()
            answer.read(LARGEST)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as error:
        return False, f"{type(error).__name__}: {error}"
    return 200 <= answer.status < 300, f"{answer.status} {answer.reason}"


def _connection(where: Target) -> http.client.HTTPConnection:
    """To the address that was looked at, whatever the name leads to by now."""
    plain = socket.create_connection((where.address, where.port), PATIENCE)
    made = http.client.HTTPConnection(where.host, where.port, timeout=PATIENCE)
    if where.scheme == "https":
        made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=where.host)
    else:
        made.sock = plain
    return made
