"""The stages of a run that are done document by document: in workers of this machine, or elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from checker.audit.audit import Audit
from checker.record import dataclass
from checker.run.limits import Limits
from checker.run.shelf import Shelf, Stowed, stowed, whole_bundle
from checker.run.sketch import Bundle, Sketch
from checker.run.work import Work
from checker.workers.pool import Outcome, run_all, run_one

if TYPE_CHECKING:
    from checker.run.posted import Content
    from checker.workers.elsewhere import Elsewhere, Post

Item = TypeVar("Item")
Made = TypeVar("Made")
Progress = Callable[[str, int, int], None]
"""Called with a stage, how many of it are done, and of how many."""


IN_MEMORY = 50
"""Documents up to which a run keeps all that it makes in memory."""


@dataclass(frozen=True, slots=True)
class Here:
    """Reading and checking in workers of this machine; `shelf` takes the bulk of what comes back."""

    work: Work
    limits: Limits
    progress: Progress | None
    shelf: Shelf | None = None

    def read(self, files: Sequence[tuple[Path, str]]) -> Iterator[Outcome[tuple[Path, str], Sketch]]:
        """Files read, in their order."""
        for outcome in run_within(
            partial(_stowed, partial(self.work.sketch, here=True), self.shelf is not None),
            files,
            self.limits,
            self.counting("reading"),
            self.progress,
        ):
            yield self.shelved(outcome)

    def check(
        self, bundles: Sequence[Bundle], over_all: Callable[[], Any], documents: int
    ) -> Iterator[Outcome[Any, Any]]:
        """Dossiers checked, in their order; last, without a dossier, what is made `over_all` so many documents.

        That is begun first, as it takes longest: beside it the others are checked.
        """
        if sys.platform != "linux":
            yield from run_within(self.work.check, bundles, self.limits, self.counting("checking"))
            yield self.after(over_all, documents)
            return
        # A worker is forked with all dossiers and needs but the number of one.
        check = partial(_nth, self.work.check, self.shelf is not None, bundles, over_all)

        def name(number: int) -> str:
            return name_of(bundles[number]) if number < len(bundles) else ""

        for outcome in run_within(
            check,
            range(len(bundles) + 1),
            self.limits,
            self.counting("checking"),
            name=name,
            last=self.limits.over(documents),
        ):
            if outcome.item == len(bundles):
                yield Outcome(None, outcome.kind, outcome.result, outcome.error, outcome.traceback)
            else:
                yield replace(self.shelved(outcome), item=bundles[outcome.item])

    def after(self, over_all: Callable[[], Made], documents: int) -> Outcome[None, Made]:
        """What is made over all documents, by itself."""
        return run_one(over_all, seconds=self.limits.over(documents), memory_mb=self.limits.memory_mb, name=name_of)

    def shelved(self, outcome: Outcome[Any, Any]) -> Outcome[Any, Any]:
        """The outcome with its bulk on the shelf, if there is one."""
        if self.shelf is None or outcome.result is None:
            return outcome
        made = outcome.result
        return replace(outcome, result=self.shelf.put(made if isinstance(made, Stowed) else stowed(made)))

    def counting(self, stage: str) -> Callable[[int, int], None] | None:
        """How far a stage is, told on."""
        return self.progress and partial(self.progress, stage)


def _stowed(function: Callable[[Any], Any], stow: bool, item: Any) -> Any:
    made = function(item)
    return stowed(made) if stow else made


def _nth(
    check: Callable[[Bundle], Audit], stow: bool, bundles: Sequence[Bundle], over_all: Callable[[], Any], number: int
) -> Any:
    if number == len(bundles):
        return over_all()
    made = check(whole_bundle(bundles[number]))
    return stowed(made) if stow else made


@dataclass(frozen=True, slots=True)
class There(Here):
    """The same elsewhere; what is kept is looked up and kept here."""

    elsewhere: Elsewhere | None = None
    content: Content | None = None

    def read(self, files: Sequence[tuple[Path, str]]) -> Iterator[Outcome[tuple[Path, str], Sketch]]:
        from checker.run.posted import Files, Opener

        post = Files(self.work.kept, self.content)
        return self._over(Opener(self.work.bare()), files, post, "reading")

    def check(
        self, bundles: Sequence[Bundle], over_all: Callable[[], Any], documents: int
    ) -> Iterator[Outcome[Any, Any]]:
        from checker.run.posted import Dossiers

        yield from self._over(self.work.bare().check, bundles, Dossiers(self.work.kept), "checking")
        yield self.after(over_all, documents)

    def _over(
        self, function: Callable[[Any], Made], items: Sequence[Item], post: Post[Item, Made], stage: str
    ) -> Iterator[Outcome[Item, Made]]:
        assert self.elsewhere is not None
        for outcome in self.elsewhere.over(
            function,
            items,
            seconds=self.limits.seconds,
            memory_mb=self.limits.memory_mb,
            post=post,
            progress=self.counting(stage),
            name=name_of,
        ):
            yield self.shelved(outcome)


def run_within(
    function: Callable[[Item], Made],
    items: Sequence[Item],
    limits: Limits,
    progress: Callable[[int, int], None] | None = None,
    pulse: Progress | None = None,
    name: Callable[[Item], str] | None = None,
    last: float | None = None,
) -> Iterator[Outcome[Item, Made]]:
    """`checker.workers.pool.run_all` within the limits of a run."""
    return run_all(
        function,
        items,
        workers=limits.processes(),
        seconds=limits.seconds,
        memory_mb=limits.memory_mb,
        progress=progress,
        pulse=pulse,
        name=name or name_of,
        last=last,
    )


def name_of(item: object) -> str:
    """What messages call a file or a dossier."""
    if isinstance(item, Bundle):
        return "、".join(sketch.document.path for sketch, _ in item.members)
    return str(item[1]) if isinstance(item, tuple) and len(item) == 2 else ""
