"""The answer to a file: a folder with the annotated copy, the page to look through, the outcome and a few words."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from checker.audit import wording
from checker.audit.audit import Run
from checker.audit.baseline import compare
from checker.audit.earlier import load
from checker.errors import CheckerError
from checker.files.marks import marked
from checker.files.writing import cannot_write, umask
from checker.messages import say, text
from checker.outputs import render
from checker.plugged.checking import Checked, Checker
from checker.plugged.watching.inbox import Look
from checker.plugged.watching.journal import ANSWER
from checker.plugged.watching.store import Store
from checker.record import dataclass

OUTCOME, PAGE, WORDS = "outcome.json", "review.html", "answer.txt"
STAGED = ".gouji-watch-"
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
"""What names of folders cannot hold on some system."""
_LONGEST = 120
"""Bytes of the name of a unit's folder."""
_VERSION = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """`folder` is below the output folder; `line` tells of it in one line."""

    folder: str
    line: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A file of the inbox: its path there, where it is, what it looked like when the hash of its content was taken."""

    name: str
    path: Path
    look: Look
    digest: str


class Answers:
    """Writes answers into a folder, each under the unit and year of its report, version by version."""

    def __init__(self, out: Path, checker: Checker, suggest: bool = False, store: Store | None = None) -> None:
        """With a `store` each report is handed in as well, and its answer has the receipt."""
        self._out, self._checker, self._suggest, self._store = out, checker, suggest, store
        for left in out.glob(f"{STAGED}*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)

    def give(self, asked: Asked) -> Answer | None:
        """Check a file and answer; None where somebody has gone on writing it meanwhile, and nothing is answered.

        The folder of the answer appears whole or not at all. UsageError where nothing can be written.
        """
        checked = self._checker.check(asked.path)
        receipt = self._store.hand_in(asked.path, asked.name, asked.digest) if self._store is not None else {}
        unit = _unit(checked.run, asked.name)
        while True:
            before = self._versions(unit)
            number = (before[-1] if before else 0) + 1
            compared = self._compared(checked, unit, before)
            target = self._out / unit / str(number)
            try:
                staged = Path(mkdtemp(prefix=STAGED, dir=self._out))
                staged.chmod(0o777 & ~umask())
            except OSError as error:
                raise cannot_write(self._out, error) from None
            try:
                line = self._write(asked, compared, staged, unit, number, receipt)
                if Look.of(asked.path) != asked.look:
                    return None
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.exists():  # somebody else's; a folder that is empty would be replaced
                    continue
                staged.rename(target)
                _kept(target.parent)
                return Answer(target.relative_to(self._out).as_posix(), line)
            except OSError as error:
                raise cannot_write(target, error) from None
            finally:
                shutil.rmtree(staged, ignore_errors=True)

    def _versions(self, unit: str) -> list[int]:
        """The numbers of the versions that there are, in order."""
        with suppress(OSError):
            return sorted(int(one.name) for one in (self._out / unit).iterdir() if _VERSION.fullmatch(one.name))
        return []

    def _compared(self, checked: Checked, unit: str, versions: list[int]) -> Checked:
        """With the state of each finding against the version before, where that can be told."""
        if not versions:
            return checked
        try:
            earlier = load(self._out / unit / str(versions[-1]) / OUTCOME, self._checker.lang)
        except CheckerError:
            return checked
        run = compare(checked.result.run, earlier, together=True)
        return self._checker.seen(replace(checked.result, run=run))

    def _write(
        self, asked: Asked, checked: Checked, folder: Path, unit: str, number: int, receipt: Mapping[str, object]
    ) -> str:
        lang, run = self._checker.lang, checked.run
        copies = self._checker.annotated(checked, folder, self._suggest) if checked.result.documents else []
        copy = next((one.target.name for one in copies if one.error is None and one.target.suffix != ".html"), "")
        for one in copies:  # what comes back as a page has its page here already
            if one.error is None and one.target.suffix == ".html":
                one.target.unlink()
        (folder / PAGE).write_bytes(marked(render("html", run, checked.shown.documents), "html"))
        (folder / OUTCOME).write_bytes(render("json", run, checked.shown.documents))
        counts = checked.counts()
        states = {state: sum(one.state == state for one in run.findings()) for state in ("new", "remaining", "fixed")}
        summary = text(say("plugged.counts", **counts), lang)
        lines = [text(say("plugged.answer_file", name=asked.name), lang)]
        lines.append(text(say("plugged.answer_unit", unit=unit, number=number), lang))
        lines.append(summary)
        if number > 1 and any(states.values()):
            lines.append(text(say("plugged.answer_states", number=number - 1, **states), lang))
        if receipt:
            lines.append(text(say("plugged.answer_receipt", receipt=receipt["receipt"]), lang))
        lines += ["", *_told(run, lang)]
        names = [name for name in (copy, PAGE, OUTCOME) if name]
        lines += ["", text(say("plugged.answer_files", names="、".join(names)), lang), ""]
        (folder / WORDS).write_bytes(marked("\n".join(lines).encode("utf-8", "replace"), "text"))
        said = {
            "gouji": "answer",
            "file": asked.name,
            "sha256": asked.digest,
            "unit": unit,
            "version": number,
            "time": datetime.now().astimezone().isoformat(timespec="seconds"),
            "counts": counts,
            "states": states if number > 1 else {},
            "copy": copy,
            "page": PAGE,
            "outcome": OUTCOME,
            **({"submission": dict(receipt)} if receipt else {}),
        }
        (folder / ANSWER).write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", "utf-8")
        for file in folder.iterdir():
            _kept(file)
        return f"{asked.name} → {unit}/{number}: {summary}"


def _told(run: Run, lang: str) -> Iterator[str]:
    """What was found, a line each; what could not be checked, and why."""
    for finding in run.findings():
        if finding.waiver is None and finding.state != "fixed":
            said = wording.plain(finding.message)
            yield f"{wording.severity(finding, lang)}  {wording.plain(finding.title)}：{said}"
    for audit in run.audits:
        yield from (f"{wording.plain(one.what)}：{wording.plain(one.why)}" for one in audit.unchecked)


def _unit(run: Run, name: str) -> str:
    """The folder of a unit's report on a year; named after the file where the report does not say whose it is."""
    audit = run.audits[0] if run.audits else None
    words = f"{audit.issuer} {audit.year or ''}" if audit is not None and audit.issuer else Path(name).stem
    said = _UNFIT.sub("_", words).strip(" .") or "_"
    while len(said.encode("utf-8", "replace")) > _LONGEST:
        said = said[:-1]
    return said.encode("utf-8", "replace").decode()


def _kept(path: Path) -> None:
    """Let the system write it out now: an answer that was noted must not be lost with the power."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
