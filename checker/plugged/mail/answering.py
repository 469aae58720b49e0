"""The answer to a letter: a few words on each report, with its annotated copy or its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory

from checker import __version__
from checker.audit import wording
from checker.messages import say, text
from checker.outputs import render
from checker.plugged.checking import Checked, Checker
from checker.plugged.mail.letter import OURS, Attachment, Letter
from checker.record import dataclass

SHOWN = 20
"""Findings of a report that are told in the text; the copy has them all."""
_AGAIN = re.compile(r"^(?:re|aw|sv|回复|答复)\s*[:：]\s*", re.I)


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom answers come from, and how large one may be."""

    address: str
    most: int = 20 << 20
    """Bytes of all that is attached: mail servers refuse what is larger."""
    suggest: bool = False


def answer(letter: Letter, checker: Checker, sender: Sender) -> EmailMessage:
    """The answer to a letter whose documents have been received whole."""
    lang = checker.lang
    lines: list[str] = []
    files: list[tuple[str, bytes]] = []
    room = sender.most
    with TemporaryDirectory(prefix="gouji-mail-") as folder:
        for number, one in enumerate(letter.attachments):
            said, made = _checked(one, Path(folder) / str(number), checker, sender.suggest)
            lines += [*said, ""]
            for name, content in made:
                if len(content) > room:
                    lines += [text(say("plugged.mail_too_large", name=name), lang), ""]
                    continue
                room -= len(content)
                files.append((name, content))
    if not letter.attachments:
        lines += [text(say("plugged.mail_no_document"), lang), ""]
    if letter.left_out:
        lines += [text(say("plugged.mail_left_out", count=letter.left_out), lang), ""]
    return composed(letter, sender, lines, files, lang)


def refusal(letter: Letter, sender: Sender, megabytes: int, lang: str) -> EmailMessage:
    """The answer to a letter that is too large to be fetched."""
    return composed(letter, sender, [text(say("plugged.mail_refused", megabytes=megabytes), lang), ""], [], lang)


def composed(
    letter: Letter, sender: Sender, lines: Sequence[str], files: Sequence[tuple[str, bytes]], lang: str
) -> EmailMessage:
    """A message that says of itself that a program has written it (RFC 3834, 3.1)."""
    made = EmailMessage()
    made["From"] = sender.address
    made["To"] = letter.sender
    subject = _AGAIN.sub("", wording.plain(letter.subject))[:120]
    made["Subject"] = f"Re: {subject}" if subject else text(say("plugged.mail_subject"), lang)
    made["Date"] = formatdate(localtime=True)
    made["Message-ID"] = make_msgid("gouji", domain=sender.address.partition("@")[2] or "localhost")
    if re.fullmatch(r"<[^<>\s]+>", letter.id):
        made["In-Reply-To"] = letter.id
        kept = [one for one in letter.references.split() if re.fullmatch(r"<[^<>\s]+>", one)]
        made["References"] = " ".join(kept[-20:])
    made["Auto-Submitted"] = "auto-replied"
    made[OURS] = __version__
    made.set_content("\n".join([*lines, text(say("plugged.mail_signature"), lang), ""]), charset="utf-8", cte="base64")
    for name, content in files:
        kind, _, sub = (guess_type(name)[0] or "application/octet-stream").partition("/")
        made.add_attachment(content, maintype=kind, subtype=sub, filename=name)
    return made


def _checked(
    one: Attachment, folder: Path, checker: Checker, suggest: bool
) -> tuple[list[str], list[tuple[str, bytes]]]:
    """The words on a document, and the files that go back."""
    folder.mkdir()
    path = folder / one.name
    path.write_bytes(one.content)
    checked = checker.check(path)
    lang = checker.lang
    lines = [
        text(say("plugged.answer_file", name=one.name), lang),
        text(say("plugged.counts", **checked.counts()), lang),
    ]
    lines += _told(checked, str(folder))
    made: list[tuple[str, bytes]] = []
    for copy in checker.annotated(checked, folder / "copies", suggest) if checked.result.documents else []:
        if copy.error is None:
            made.append((copy.target.name, copy.target.read_bytes()))
            lines += [f"  {text(remark, lang)}".replace(f"{folder}/", "") for remark in copy.remarks]
    if not any(name.endswith(".html") for name, _ in made) and checked.run.findings():
        page = render("html", checked.run, checked.shown.documents)
        made.append((f"{Path(one.name).stem}.html", page))
    return lines, made


def _told(checked: Checked, folder: str) -> list[str]:
    """The findings and what could not be checked, a line each; nothing of where the program has put the file."""
    run, lang = checked.run, checked.run.lang
    found = [one for one in run.findings() if one.waiver is None]
    lines = [f"  {wording.severity(one, lang)}  {wording.plain(one.message)}" for one in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append("  " + text(say("plugged.mail_more", count=len(found) - SHOWN), lang))
    for audit in run.audits:
        lines += [f"  {wording.plain(one.what)}：{wording.plain(one.why)}" for one in audit.unchecked]
        lines += [f"  {wording.plain(one)}" for one in audit.remarks]
    return [line.replace(f"{folder}/", "") for line in lines]
