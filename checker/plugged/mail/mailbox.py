"""The loop of a mailbox: every new letter is answered once, and no letter of a program ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from smtplib import SMTPException
from time import monotonic, sleep
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.mailserver import Server
from checker.messages import Message, say
from checker.plugged.checking import Checker
from checker.plugged.mail.answering import Sender, answer, refusal
from checker.plugged.mail.journal import Journal
from checker.plugged.mail.letter import Letter, allowed, read
from checker.plugged.mail.servers import mailbox
from checker.record import dataclass

if TYPE_CHECKING:
    from imapclient import IMAPClient

RENEWED = 25 * 60
"""Seconds after which waiting begins anew: servers hang up after 29 minutes."""
LONGEST_PAUSE = 300.0
HEADERS = b"BODY[HEADER]"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is answered, and how much is taken from whom."""

    senders: Sequence[str]
    sender: Sender
    largest: int = 20 << 20
    """Bytes of a message that is fetched."""
    per_hour: int = 20
    """Answers to one sender within an hour."""
    every: float = 60.0
    """Seconds between two looks where the server does not tell of new messages."""
    once: bool = False
    everything: bool = False
    """Also what was there before the first look."""


Send = Callable[[EmailMessage], None]
Tell = Callable[[Message], None]


def serve(
    server: Server, password: str, desk: Desk, checker: Checker, journal: Journal, send: Send, tell: Tell
) -> None:
    """Answer what comes, without end, or once; a connection that breaks is made anew."""
    pause = 1.0
    while True:
        try:
            client = mailbox(server, password)
            try:
                pause = 1.0
                for validity, uids in _looks(client, server, desk, journal, tell):
                    for uid in uids:
                        _answered(client, validity, uid, desk, checker, journal, send, tell)
                    if desk.once:
                        return
            finally:
                with suppress(Exception):
                    client.shutdown()  # a farewell would wait for an answer while the server waits for us
        except (OSError, EOFError, client_errors()) as error:
            if desk.once or is_refusal(error):
                raise UsageError(say("plugged.mail_closed", host=server.host, why=_words(error))) from None
            tell(say("plugged.mail_lost", host=server.host, why=_words(error), seconds=int(pause)))
            sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def is_refusal(error: Exception) -> bool:
    """Whether a server has said that it will not let us in, which it will say again."""
    from imapclient.exceptions import LoginError

    return isinstance(error, LoginError)


def _words(error: Exception) -> str:
    """What an error says; servers answer in bytes."""
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(error)


def client_errors() -> type[Exception]:
    """What the library raises for a server that says no, or something that nobody understands."""
    from imapclient.exceptions import IMAPClientError

    found: type[Exception] = IMAPClientError
    return found


def _looks(
    client: IMAPClient, server: Server, desk: Desk, journal: Journal, tell: Tell
) -> Iterator[tuple[int, list[int]]]:
    """The messages that are open at each look, with the validity of their numbers; waits in between."""
    state = client.select_folder(server.folder)
    validity, following = int(state[b"UIDVALIDITY"]), int(state.get(b"UIDNEXT", 1))
    if validity not in journal.first:
        # A mailbox of years is not answered when it is looked into for the first time. When the server has numbered
        # it anew, what came since the last look is open, and the names of messages tell what was answered.
        first = 1 if desk.everything else following
        if journal.last_seen:
            day = datetime.fromtimestamp(journal.last_seen, UTC) - timedelta(days=1)
            first = min([*client.search(["SINCE", day.date()]), following])
        journal.begins(validity, first)
    for uid in journal.unfinished(validity):
        tell(say("plugged.mail_unfinished", uid=uid))
        with suppress(Exception):
            client.add_flags([uid], [b"\\Flagged"])
        journal.done(validity, uid, "", "unfinished")
    waits = client.has_capability("IDLE")
    while True:
        found = client.search(["UID", f"{journal.first[validity]}:*"])
        # `n:*` always holds the last message, whatever its number.
        yield (
            validity,
            sorted(uid for uid in found if uid >= journal.first[validity] and journal.is_new(validity, uid, "")),
        )
        if waits:
            client.idle()
            until = monotonic() + RENEWED
            with suppress(TimeoutError):
                while monotonic() < until:
                    told = client.idle_check(timeout=min(desk.every * 5, until - monotonic()))
                    if not told or any(b"EXISTS" in one for one in told if isinstance(one, tuple)):
                        break
            client.idle_done()
        else:
            sleep(desk.every)
            client.noop()


def _answered(
    client: IMAPClient, validity: int, uid: int, desk: Desk, checker: Checker, journal: Journal, send: Send, tell: Tell
) -> None:
    """Answer a message, or note why it is not."""
    about = client.fetch([uid], ["RFC822.SIZE", "BODY.PEEK[HEADER]"]).get(uid)
    if about is None:  # gone meanwhile
        return
    size = int(about[b"RFC822.SIZE"])
    letter = read(about[HEADERS])
    reason = unwanted(letter, desk, journal)
    if not journal.is_new(validity, uid, letter.id):
        reason = "duplicate"
    if reason:
        tell(say("plugged.mail_not_answered", uid=uid, sender=letter.sender or "?", why=say(f"plugged.why_{reason}")))
        journal.done(validity, uid, letter.id if reason != "limit" else "", reason)
        return
    if size > desk.largest:
        made = refusal(letter, desk.sender, desk.largest >> 20, checker.lang)
    else:
        letter = read(client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"])
        made = answer(letter, checker, desk.sender)
    journal.begin(validity, uid, letter.id, letter.sender)
    try:
        send(made)
    except (OSError, SMTPException) as error:
        tell(say("plugged.mail_not_sent", uid=uid, sender=letter.sender, why=str(error)))
        with suppress(Exception):
            client.add_flags([uid], [b"\\Flagged"])
        journal.done(validity, uid, letter.id, "not sent")
        return
    journal.done(validity, uid, letter.id, "answered")
    with suppress(Exception):
        client.add_flags([uid], [b"\\Answered", b"\\Seen"])
    tell(say("plugged.mail_answered", uid=uid, sender=letter.sender, count=len(letter.attachments)))


def unwanted(letter: Letter, desk: Desk, journal: Journal | None = None) -> str:
    """Why a letter is not answered; empty where it is."""
    if letter.automatic:
        return "automatic"
    if not letter.sender:
        return "nobody"
    if letter.sender == desk.sender.address.lower():
        return "ours"
    if not allowed(letter.sender, desk.senders):
        return "stranger"
    if journal is not None and journal.recent(letter.sender) >= desk.per_hour:
        return "limit"
    return ""
