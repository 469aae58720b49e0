"""What the process beside a program does for its calls; it reads no document, but forks workers that do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checker.record import dataclass
from gouji._values import Copy, Pack, Rule

if TYPE_CHECKING:
    from checker.audit.audit import Run
    from checker.document import Document
    from checker.run.run import Limits, Result

Made = TypeVar("Made")
Progress = Callable[[str, int, int], None]

READY = (
    "adapters.docx.reader",
    "adapters.pdf.reading.reader",
    "adapters.prepared",
    "adapters.text",
    "checker.engine",
    "checker.judging.judge",
    "checker.messages.facts",
    "checker.messages.reading",
    "checker.run.run",
    "lxml.etree",
    "multiprocessing.connection",
    "multiprocessing.popen_fork",
    "pikepdf",
    "pypdfium2",
)
"""What reading and judging import, at the latest when they are needed."""


@dataclass(frozen=True, slots=True)
class Share:
    """What each document may take, and how many are worked on at a time (0: one for each processor)."""

    seconds: float
    memory_mb: int
    workers: int

    def limits(self) -> Limits:
        from checker.run.run import Limits

        return Limits(self.seconds, self.memory_mb, self.workers)


def check(
    report: str, roles: Mapping[str, tuple[str, ...]], packs: tuple[str, ...], lang: str, share: Share
) -> tuple[Run, dict[str, Document]]:
    """The run over a dossier, and its documents."""
    return _examined((report,), roles, packs, lang, share)


def check_many(
    paths: tuple[str, ...], packs: tuple[str, ...], lang: str, share: Share, progress: Progress | None = None
) -> tuple[Run, dict[str, Document]]:
    """The run over files and folders, and its documents."""
    return _examined(paths, {}, packs, lang, share, progress)


def _examined(
    paths: tuple[str, ...],
    roles: Mapping[str, tuple[str, ...]],
    packs: tuple[str, ...],
    lang: str,
    share: Share,
    progress: Progress | None = None,
) -> tuple[Run, dict[str, Document]]:
    """What `gouji check` does with the same words."""
    from checker.audit.waivers import apply, files_for, today
    from checker.audit.waivers import load as load_waivers
    from checker.wiring.dossiers import given_by
    from checker.wiring.examine import examine
    from checker.wiring.files import files_of
    from checker.wiring.packs import load_packs

    loaded = load_packs(list(packs), ())
    named = [Path(path) for path in paths]
    plan, prior, parts = ([Path(path) for path in roles.get(role, ())] for role in ("plan", "prior", "parts"))
    files, faults = files_of([*named, *plan, *prior, *parts])
    if faults:
        raise faults[0]
    given = given_by(named, plan, prior, parts, loaded)
    waived = files_for([path for path, _ in files], [path for path in named if path.is_dir()])
    entries = [entry for path in waived for entry in load_waivers(path)]
    result = examine(files, loaded, given, share.limits(), lang, progress)
    return apply(result.run, entries, today()) if entries else result.run, result.documents


def read(path: str, share: Share) -> Document:
    """A document, read in a worker."""
    return _one_in_a_worker(_read, path, share)


def _read(path: str) -> Document:
    import adapters
    from checker import log

    with log.stage("read", path=path) as told:
        document = adapters.read(Path(path), path)
        told.update(format=document.format, blocks=len(document.blocks), pages=document.pages)
    return document


def annotate(run: Run, documents: dict[str, Document], folder: str, share: Share) -> tuple[Copy, ...]:
    """Copies of the documents, each written in a worker."""
    from checker.messages import text
    from checker.run.run import Result
    from checker.wiring.copies import targets
    from checker.workers.pool import run_all

    result = Result(run, documents)
    planned = targets(result, Path(folder))
    limits = share.limits()
    made = []
    for outcome in run_all(
        partial(_copy, result),
        planned,
        workers=limits.processes(),
        seconds=limits.seconds,
        memory_mb=limits.memory_mb,
        name=lambda item: item[0],
    ):
        path, target = outcome.item
        if outcome.error is not None:
            made.append(Copy(path, None, (text(outcome.error.message, run.lang),)))
        else:
            made.append(Copy(path, str(target), outcome.result or ()))
    return tuple(made)


def _copy(result: Result, item: tuple[str, Path]) -> tuple[str, ...]:
    from checker.messages import text
    from checker.wiring.copies import write_copy

    return tuple(text(remark, result.run.lang) for remark in write_copy(result, *item))


def packs(names: tuple[str, ...], lang: str) -> tuple[Pack, ...]:
    """Packs with their rules, as values that stand by themselves."""
    from checker.wiring.packs import load_packs

    return tuple(
        Pack(
            pack.id,
            pack.spec.version,
            pack.title(lang),
            pack.digest,
            pack.directory,
            tuple(
                Rule(
                    rule.full_id,
                    rule.text(lang).title,
                    tuple(dict.fromkeys(severity for _, severity in rule.severities)),
                    rule.source,
                )
                for rule in pack.rules
            ),
        )
        for pack in load_packs(list(names), ())
    )


def make_ready() -> None:
    """Load what most documents need: a forked worker then finds it there."""
    import gc
    import sys
    from importlib import import_module

    if sys.platform != "linux":  # workers are started there and inherit nothing
        return
    for name in READY:
        import_module(name)
    gc.collect()
    gc.freeze()  # so that collecting in a worker does not copy what it shares with us


def _one_in_a_worker(function: Callable[[str], Made], path: str, share: Share) -> Made:
    from checker.workers.pool import run_all

    (outcome,) = run_all(function, [path], workers=1, seconds=share.seconds, memory_mb=share.memory_mb)
    if outcome.error is not None:
        raise outcome.error
    assert outcome.result is not None
    return outcome.result
