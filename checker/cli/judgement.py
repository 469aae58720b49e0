"""What people have judged before, brought to a run: waivers, a baseline; and a waivers file to fill in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.audit.audit import Run
from checker.audit.waivers import Entry
from checker.run.run import Result


@dataclass(frozen=True)
class Judgement:
    """What was loaded before the run began, so that a fault in it costs no time."""

    waivers: tuple[Entry, ...] = ()
    baseline: Run | None = None

    def brought_to(self, result: Result) -> Result:
        """The result with waived findings marked, and states against the baseline."""
        run = result.run
        if self.baseline is not None:
            from checker.audit.baseline import compare

            run = compare(run, self.baseline)
        if self.waivers:
            from checker.audit.waivers import apply, today

            run = apply(run, self.waivers, today())
        return result if run is result.run else replace(result, run=run)


def judgement(
    paths: Sequence[Path], files: Sequence[Path], given: Sequence[Path], baseline: Path | None, lang: str
) -> Judgement:
    """The waivers files of a call (those given hold for every document) and its baseline; WaiverError for a fault."""
    from checker.audit.waivers import files_for, load

    beside = files_for(files, [path for path in paths if path.is_dir()])
    named = {path.resolve() for path in given}
    entries = [entry for path in given for entry in load(path, everywhere=True)]
    entries += [entry for path in beside if path.resolve() not in named for entry in load(path)]
    old = None
    if baseline is not None:
        from checker.audit.earlier import load as load_run

        old = load_run(baseline, lang)
    return Judgement(tuple(entries), old)


def tell(run: Run) -> None:
    """The notices of a run, on standard error."""
    for notice in run.notices:
        print(notice, file=sys.stderr)


def refuse_existing(target: Path | None) -> None:
    """A waivers file with reasons in it is not to be written over."""
    from checker.errors import UsageError
    from checker.messages import say

    if target is not None and target.exists():
        raise UsageError(say("waivers.exists", path=str(target)))


def write_waivers(run: Run, target: Path) -> str:
    """Write the waivers file to fill in; a line that says so."""
    from checker.audit.audit import stands
    from checker.audit.skeleton import skeleton
    from checker.files import write_beside
    from checker.messages import say, text

    write_beside(target, skeleton(run, target.parent))
    count = sum(stands(finding) for finding in run.findings())
    return text(say("waivers.written", path=str(target), count=count), run.lang)
