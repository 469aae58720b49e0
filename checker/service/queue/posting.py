"""A mail handed to the mail server of the office."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from email.utils import formatdate

from checker import mailserver
from checker.mailserver import Server
from checker.service.store.notices import Mail


def written(mail: Mail, sender: str) -> EmailMessage:
    """The message: one address, plain text, marked as automatic so that no absence assistant answers. Its id is that of
    the row: a mail that is handed over twice, because nobody heard that it was taken, is known to be the same."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, mail.address, mail.subject
    made["Date"] = formatdate(localtime=True)
    made["Message-ID"] = f"<{mail.key}@{sender.rpartition('@')[2].strip('<> ')}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.text, cte="base64")
    return made


def post(mail: Mail, server: Server, password: str, sender: str) -> tuple[bool, str]:
    """(whether it was taken, what was said)."""
    try:
        mailserver.send(server, password, written(mail, sender))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return False, f"{type(error).__name__}: {error}"
    return True, "250"
