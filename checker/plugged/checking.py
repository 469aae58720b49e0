"""One document checked as the command would, for what stands beside it for a long time: packs are loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import Path

from checker.audit.audit import Run
from checker.audit.together import together
from checker.audit.waiverfile import files_for, load_each
from checker.audit.waivers import apply, today
from checker.finding import Severity
from checker.pack.pack import Pack
from checker.record import dataclass
from checker.run.private import masked, private_rules
from checker.run.run import Limits, Result
from checker.wiring.copies import Copy, targets, write_copies
from checker.wiring.dossiers import given_by
from checker.wiring.examine import examine
from checker.wiring.files import listing, with_files
from checker.wiring.packs import load_packs


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a document: `result` as it is, for annotated copies; `shown` as everybody else may see it."""

    result: Result
    shown: Result

    @property
    def run(self) -> Run:
        """The run, without personal data."""
        return self.shown.run

    def counts(self) -> dict[str, int]:
        """How many findings there are of each level, for review, and of what could not be checked."""
        levels = {severity.value: self.run.count(severity) for severity in Severity}
        return {**levels, "review": self.run.reviews, "unchecked": self.run.unchecked}


@dataclass(frozen=True)
class Checker:
    """Checks documents one at a time, each in a worker that may take `limits`."""

    packs: Sequence[Pack]
    lang: str = "zh-CN"
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def of(cls, names: Sequence[str], folders: Sequence[Path], lang: str, limits: Limits) -> Checker:
        """With these packs, all that come with gouji for none; RulePackError where one is faulty."""
        return cls(load_packs(list(names), tuple(folders)), lang, limits)

    def check(self, path: Path, plan: Path | None = None, prior: Path | None = None) -> Checked:
        """The document with what belongs to it; CheckerError for a path that leads nowhere.

        What cannot be read is no error: it stands in the run's `unchecked`.
        """
        plans, priors = ([one] if one is not None else [] for one in (plan, prior))
        found = listing([path, *plans, *priors], self.limits)
        given = given_by([path], found, plans, priors, [], list(self.packs))
        found = with_files(found, given.extra, self.limits)
        if found.faults:
            raise found.faults[0]
        entries, faulty = load_each(files_for([one for one, _ in found.files], []))
        result = examine(found, self.packs, given, self.limits, self.lang, None, faulty)
        run = together(apply(result.run, entries, today()) if entries else result.run)
        return self.seen(replace(result, run=run))

    def seen(self, result: Result) -> Checked:
        """A result with what may be shown of it."""
        return Checked(result, masked(result, private_rules(self.packs)))

    def annotated(self, checked: Checked, folder: Path, suggest: bool = False) -> list[Copy]:
        """Write the annotated copies into a folder; an error in one stands in it."""
        planned = targets(checked.result, folder)
        return list(write_copies(checked.result, checked.shown, planned, self.limits, False, None, suggest))


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes a checker; a process beside a program with threads can be told it."""

    packs: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()
    lang: str = "zh-CN"
    limits: Limits = field(default_factory=Limits)

    def checker(self) -> Checker:
        """The checker of a process, made once."""
        if self not in _checkers:
            _checkers[self] = Checker.of(self.packs, self.folders, self.lang, self.limits)
        return _checkers[self]


_checkers: dict[Settings, Checker] = {}


def nothing() -> None:
    """What a process beside makes ready after its first call: all it needs it has by then."""
