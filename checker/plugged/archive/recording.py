"""A document of the archive checked, and what came of it written beside it: a note, and one of four tags."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from checker.audit import wording
from checker.messages import say, text
from checker.plugged.archive.client import Archive
from checker.plugged.checking import Checked, Checker, Settings
from checker.plugged.mail.letter import fit
from checker.record import dataclass

MARK = "[gouji]"
"""The last line of our notes begins with it: the next check of the document replaces its own note and no other."""
SHOWN = 30
"""Findings that are told in a note."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What documents are tagged with; of these a document has one."""

    passed: str = "gouji:通过"
    findings: str = "gouji:有问题"
    review: str = "gouji:待判定"
    unchecked: str = "gouji:未能检查"

    def every(self) -> tuple[str, str, str, str]:
        """All four."""
        return self.passed, self.findings, self.review, self.unchecked

    def of(self, checked: Checked) -> str:
        """The tag for an outcome: what could not be checked before what is wrong before what a person must decide."""
        counts = checked.counts()
        if counts["unchecked"]:
            return self.unchecked
        if counts["error"] or counts["warning"]:
            return self.findings
        return self.review if counts["review"] else self.passed


def record(archive: Archive, number: int, checker: Checker, tags: Tags) -> str:
    """Check a document and write what came of it; the tag that it got. ArchiveError where the archive says no."""
    about = archive.document(number)
    name = fit(str(about.get("original_file_name") or "")) or f"{number}"
    with TemporaryDirectory(prefix="gouji-paperless-") as folder:
        path = Path(folder) / name
        path.write_bytes(archive.original(number))
        checked = checker.check(path)
        note = written(checked, name, folder)
    ours = [one for one in archive.notes(number) if _is_ours(str(one.get("note", "")))]
    if [str(one.get("note", "")).replace("\r\n", "\n") for one in ours] != [note]:
        archive.add_note(number, note)
        for one in ours:  # behind the new one: a break in between leaves two, and the next check one again
            archive.remove_note(number, int(one["id"]))
    tag = tags.of(checked)
    numbers = {one: archive.tag(one) for one in tags.every()}
    archive.set_tags(number, [numbers[tag]], [other for one, other in numbers.items() if one != tag])
    return tag


def record_there(settings: Settings, archive: Archive, number: int, tags: Tags) -> str:
    """`record`, in a process beside."""
    return record(archive, number, settings.checker(), tags)


def written(checked: Checked, name: str, folder: str) -> str:
    """The note on a document, with nothing in it that would differ the next time."""
    run, lang = checked.run, checked.run.lang
    lines = [text(say("plugged.counts", **checked.counts()), lang)]
    found = [one for one in run.findings() if one.waiver is None]
    for one in found[:SHOWN]:
        lines.append(f"{wording.severity(one, lang)}  {wording.plain(one.message)}")
    if len(found) > SHOWN:
        lines.append(text(say("plugged.archive_more", count=len(found) - SHOWN), lang))
    for audit in run.audits:
        lines += [f"{wording.plain(one.what)}：{wording.plain(one.why)}" for one in audit.unchecked]
    packs = ", ".join(f"{id_} {version}" for audit in run.audits for id_, version, _ in audit.packs)
    return "\n".join([*lines, f"{MARK} {name} {packs}".rstrip()]).replace(f"{folder}/", "")


def _is_ours(note: str) -> bool:
    lines = note.strip().splitlines()
    return bool(lines) and lines[-1].startswith(MARK)
