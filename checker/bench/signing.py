"""Signatures of packs: Ed25519 over the manifest of an archive, which holds the hash of every file.

Keys are files that OpenSSH or OpenSSL made: `ssh-keygen -t ed25519`, `openssl genpkey -algorithm ed25519`.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64decode, b64encode
from binascii import Error
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.messages import say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PASSWORD = "GOUJI_KEY_PASSWORD"
"""The variable with the password of a signing key that has one."""
_ABOUT = b"gouji rule pack 1\n"
"""Before what is signed, so that no signature made for anything else is one of a pack."""


def sign(manifest: bytes, key: Path) -> bytes:
    """The public key and the signature, each in base64 on a line of its own. UsageError where the key cannot be
    used."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_ssh_private_key

    content = _content(key)
    password = os.environ.get(PASSWORD, "").encode() or None
    load = load_ssh_private_key if b"BEGIN OPENSSH" in content else load_pem_private_key
    try:
        private = load(content, password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageError(say("bench.bad_key", path=str(key), why=str(error))) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise UsageError(say("bench.other_key", path=str(key)))
    lines = (private.public_key().public_bytes_raw(), private.sign(_ABOUT + manifest))
    return b"".join(b64encode(one) + b"\n" for one in lines)


def signer(manifest: bytes, signature: bytes) -> str | None:
    """The name of the key that has signed a manifest; None where what is said to be a signature is none of it."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        raw, signed = (b64decode(line, validate=True) for line in signature.split(b"\n")[:2])
        public = Ed25519PublicKey.from_public_bytes(raw)
        public.verify(signed, _ABOUT + manifest)
    except (ValueError, Error, InvalidSignature):
        return None
    return name_of(public)


def trusted(key: Path) -> str:
    """The name of the public key in a file. UsageError where it holds none."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key, load_ssh_public_key

    content = _content(key).strip()
    load = load_pem_public_key if content.startswith(b"-----") else load_ssh_public_key
    try:
        public = load(content)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageError(say("bench.bad_key", path=str(key), why=str(error))) from None
    if not isinstance(public, Ed25519PublicKey):
        raise UsageError(say("bench.other_key", path=str(key)))
    return name_of(public)


def name_of(public: Ed25519PublicKey) -> str:
    """SHA-256 of the key, by which people and locks name it."""
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()


def _content(key: Path) -> bytes:
    try:
        return key.read_bytes()
    except OSError as error:
        raise UsageError(say("bench.bad_key", path=str(key), why=error.strerror or str(error))) from None
