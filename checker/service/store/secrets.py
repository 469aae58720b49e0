"""Secrets: what is random, what of it is kept, and passwords by argon2id."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from threading import BoundedSemaphore
from typing import Any

_AT_A_TIME = BoundedSemaphore(2)
"""Each password takes 19 MiB while it is looked at."""
SHORTEST = 10
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$h7H1ycYT+GkW/+vR8x8/mA$uvrjtcNzeRYY3h8ofSnuI2BSPyABlKz2ZVaubZpnChk"
"""The hash of a password that nobody has: an unknown name takes as long as a known one."""


def new_secret() -> str:
    """256 random bits, for URLs, cookies and headers."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a random secret; nobody finds it again from that."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def form_of(secret: str) -> str:
    """What the forms of a session carry: who only makes a browser send its cookie does not know it."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()[:40]


def same(one: str, other: str) -> bool:
    """Whether two texts are equal, in a time that does not tell how far."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def _hasher() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def password_hash(password: str) -> str:
    """The argon2id hash of a password."""
    with _AT_A_TIME:
        return str(_hasher().hash(password))


def password_fits(known: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; of nobody it takes as long and is wrong."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_A_TIME:
        try:
            return bool(_hasher().verify(known or _NOBODY, password)) and known is not None
        except (VerificationError, InvalidHashError):
            return False
