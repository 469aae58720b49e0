"""What people have judged before, brought to a run: waivers, a baseline; and a waivers file to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker.audit.audit import Run
from checker.audit.together import together
from checker.audit.waiverfile import Entry
from checker.cli.telling import tell
from checker.errors import CheckerError
from checker.messages import text
from checker.record import dataclass
from checker.run.run import Result


@dataclass(frozen=True)
class Judgement:
    """What was loaded before the run began, so that a fault in it costs no time."""

    waivers: tuple[Entry, ...] = ()
    baseline: Run | None = None
    faulty: tuple[tuple[Path, CheckerError], ...] = ()
    """Folders whose waivers file cannot be used: nobody knows what of their documents is accepted."""
    doubted: tuple[Path, ...] = ()
    """Waivers files that may be the submitters' own, and were left alone."""

    def brought_to(self, result: Result) -> Result:
        """The result with waived findings marked, and states against the baseline."""
        run = result.run
        if self.baseline is not None:
            from checker.audit.baseline import compare

            run = compare(run, self.baseline)
        if self.waivers:
            from checker.audit.waivers import apply, today

            run = apply(run, self.waivers, today())
        if self.doubted:
            from checker.audit.waiverfile import not_believed

            told = (text(message, run.lang) for message in not_believed(self.doubted))
            run = replace(run, notices=(*run.notices, *told))
        run = together(run)
        return result if run is result.run else replace(result, run=run)


def judgement(
    paths: Sequence[Path],
    files: Sequence[Path],
    given: Sequence[Path],
    baseline: Path | None,
    lang: str,
    draft: tuple[Path, Path, Sequence[Path]] | None = None,
    trusted: bool = False,
    unpacked: Sequence[Path] = (),
) -> Judgement:
    """The waivers files of a call (those given hold for every document) and its baseline; WaiverError for a fault in
    what is named. A fault in a file that lies beside documents is one of that folder.

    Those within the folders of the call count only if `trusted`; those within an archive, `unpacked` into these folders
    of their own, never.

    `draft` are the earlier and later path of a comparison and the documents of the earlier one: what was accepted there
    is so in the later.
    """
    from checker.audit.waiverfile import apart, files_for, files_of_draft, load, load_each

    folders = [path for path in paths if path.is_dir()]
    if draft is not None and draft[0].is_dir():
        folders.append(draft[0])
    named = {path.resolve() for path in given}
    there = [path for path in files_for(files, folders) if not any(folder in path.parents for folder in unpacked)]
    beside, others = (there, []) if trusted else apart(there, folders)
    entries = [entry for path in given for entry in load(path, everywhere=True)]
    found, faulty = load_each(path for path in beside if path.resolve() not in named)
    entries += found
    read = named | {path.resolve() for path in beside}
    before = files_of_draft(*draft) if draft else []
    theirs = set() if trusted else set(apart([path for path, _ in before], folders)[1])
    for path, folder in before:
        if path.resolve() not in read and path not in theirs:
            entries += load(path, folder=folder)
    old = None
    if baseline is not None:
        from checker.audit.earlier import load as load_run

        old = load_run(baseline, lang)
    doubted = [path for path in dict.fromkeys((*others, *theirs)) if path.resolve() not in named]
    return Judgement(tuple(entries), old, tuple(faulty), tuple(doubted))


def tell_notices(run: Run) -> None:
    """The notices of a run, on standard error."""
    for notice in run.notices:
        tell(notice)


def refuse_existing(target: Path | None) -> None:
    """A waivers file with reasons in it is not to be written over."""
    from checker.errors import UsageError
    from checker.messages import say

    if target is not None and (target.exists() or target.is_symlink()):
        raise UsageError(say("waivers.exists", path=str(target)))


def write_waivers(run: Run, target: Path) -> str:
    """Write the waivers file to fill in; a line that says so."""
    from checker.audit.skeleton import skeleton
    from checker.files import write_beside
    from checker.messages import say, text

    draft = skeleton(run, target.parent)
    write_beside(target, draft)
    return text(say("waivers.written", path=str(target), count=draft.count(b"\n- rule: ")), run.lang)
