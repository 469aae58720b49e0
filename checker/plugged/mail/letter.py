"""A message that came: who wrote it, whether a program did, and the documents in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr
from fnmatch import fnmatch
from pathlib import PurePosixPath, PureWindowsPath

from checker.plugged.watching.inbox import is_document
from checker.record import dataclass

PROGRAMS = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|listserv|majordomo)(?:[+.-].*)?", re.I
)
"""What goes before the @ of senders that are no person."""
BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
OURS = "X-Gouji"
"""A header of our own: an answer is never answered."""
MOST = 10
"""Documents of a message that are checked."""
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST = 120
"""Bytes of the name of a file."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that came with a message; its name is a bare name that every system can hold."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as far as an answer needs it. `sender` is the bare address, in lower case."""

    sender: str
    subject: str
    id: str
    references: str
    recipients: tuple[str, ...]
    attachments: tuple[Attachment, ...] = ()
    left_out: int = 0
    """Documents beyond those that are checked."""
    automatic: str = ""
    """By which sign it is a program's, empty for a person's."""


def read(data: bytes) -> Letter:
    """A message of any kind; one that is broken has no sender, or no attachments."""
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage), "that is what the policy makes"
    documents = list(_documents(message))
    return Letter(
        address(_header(message, "From")),
        _header(message, "Subject"),
        _header(message, "Message-ID").strip(),
        " ".join(f"{_header(message, 'References')} {_header(message, 'Message-ID')}".split()),
        tuple(address(one) for name in ("To", "Cc") for one in _header(message, name).split(",") if one.strip()),
        tuple(documents[:MOST]),
        max(len(documents) - MOST, 0),
        _automatic(message),
    )


def address(text: str) -> str:
    """The bare address of a header, in lower case; empty where there is none, or more than one."""
    found = parseaddr(text)[1].strip().lower()
    return found if re.fullmatch(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+", found) else ""


def allowed(sender: str, patterns: Sequence[str]) -> bool:
    """Whether a sender may be answered: an address, `@domain` for all of it, or a pattern such as `*@*.gov.cn`."""
    return any(
        sender.endswith(pattern.lower()) if pattern.startswith("@") else fnmatch(sender, pattern.lower())
        for pattern in patterns
    )


def _automatic(message: Message) -> str:
    """The sign by which a message is not a person's (RFC 3834, 2), and what programs do that know no standard."""
    said = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if said not in ("", "no"):
        return f"Auto-Submitted: {said}"
    if _header(message, "Precedence").strip().lower() in BULK:
        return "Precedence"
    for name in (OURS, "List-Id", "List-Post", "List-Unsubscribe", "X-Auto-Response-Suppress", "X-Autoreply", "X-Loop"):
        if message.get(name) is not None:
            return name
    if message.get("Return-Path") is not None and _header(message, "Return-Path").strip() in ("", "<>"):
        return "Return-Path"
    if message.get_content_type() == "multipart/report":
        return "multipart/report"
    sender = address(_header(message, "From"))
    return "From" if PROGRAMS.fullmatch(sender.partition("@")[0]) else ""


def _header(message: Message, name: str) -> str:
    """A header as text; one that is badly encoded as far as it can be read."""
    try:
        given = message.get(name)
    except Exception:  # the parser of the standard library trips over some that real programs write
        return ""
    return " ".join(str(given or "").split())


def _documents(message: EmailMessage) -> Iterator[Attachment]:
    """The documents of a message in their order; those of messages in it are somebody else's."""
    taken: set[str] = set()
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            inside = part.get_payload()
            waiting[:0] = [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []
            continue
        if part.get_content_maintype() in ("message", "multipart"):
            continue
        name = fit(_filename(part))
        if not name or not is_document(name):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            stem, suffix, count = PurePosixPath(name).stem, PurePosixPath(name).suffix, 1
            while name.casefold() in taken:
                count += 1
                name = f"{stem}-{count}{suffix}"
            taken.add(name.casefold())
            yield Attachment(name, content)


def _filename(part: Message) -> str:
    """The name of an attachment; names in encoded words (RFC 2047), which do not belong there, are what many send."""
    try:
        name = part.get_filename() or ""
        return str(make_header(decode_header(name))) if "=?" in name else name
    except Exception:
        return ""


def fit(name: str) -> str:
    """A bare name for a file: no folder, no sign that some system cannot hold, not too long."""
    bare = PureWindowsPath(PurePosixPath(name).name).name
    said = _UNFIT.sub("_", bare).strip(" .").encode("utf-8", "ignore").decode()
    stem, suffix = PurePosixPath(said).stem, PurePosixPath(said).suffix[:16]
    while len((stem + suffix).encode()) > _LONGEST:
        stem = stem[:-1]
    return stem + suffix
