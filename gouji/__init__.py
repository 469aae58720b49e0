"""gouji for programs that embed it: documents checked, findings as values and as JSON, annotated copies.

Every function may be called from any thread. Nothing of a document is parsed in the calling process; docs/api.md says
what happens where, and what of this is promised to stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable
    from typing import Any

    from checker import __version__ as __version__
    from checker.audit.audit import Checked as Checked
    from checker.audit.audit import Promised as Promised
    from checker.audit.audit import Unchecked as Unchecked
    from checker.document import Cell as Cell
    from checker.document import Document as Document
    from checker.document import Location as Location
    from checker.document import Paragraph as Paragraph
    from checker.document import Picture as Picture
    from checker.document import Table as Table
    from checker.document import Text as Text
    from checker.errors import CheckerError as CheckerError
    from checker.errors import DocumentError as DocumentError
    from checker.errors import EngineError as EngineError
    from checker.errors import ProcessError as ProcessError
    from checker.errors import RulePackError as RulePackError
    from checker.errors import UsageError as UsageError
    from checker.errors import WaiverError as WaiverError
    from checker.finding import Comparison as Comparison
    from checker.finding import Correction as Correction
    from checker.finding import Finding as Finding
    from checker.finding import Severity as Severity
    from checker.finding import Source as Source
    from checker.finding import Term as Term
    from checker.finding import Verdict as Verdict
    from checker.finding import Waiver as Waiver
    from gouji._outcomes import Audit as Audit
    from gouji._outcomes import Batch as Batch
    from gouji._values import Copy as Copy
    from gouji._values import Pack as Pack
    from gouji._values import Rule as Rule

    StrPath = str | os.PathLike[str]

__all__ = [
    "Audit",
    "Batch",
    "Cell",
    "Checked",
    "CheckerError",
    "Comparison",
    "Copy",
    "Correction",
    "Document",
    "DocumentError",
    "EngineError",
    "Finding",
    "Location",
    "Pack",
    "Paragraph",
    "Picture",
    "ProcessError",
    "Promised",
    "Rule",
    "RulePackError",
    "Severity",
    "Source",
    "Table",
    "Term",
    "Text",
    "Unchecked",
    "UsageError",
    "Verdict",
    "Waiver",
    "WaiverError",
    "annotate",
    "check",
    "check_many",
    "close",
    "configure",
    "packs",
    "read",
]

_HOMES = {
    "checker": ("__version__",),
    "checker.audit.audit": ("Checked", "Promised", "Unchecked"),
    "checker.document": ("Cell", "Document", "Location", "Paragraph", "Picture", "Table", "Text"),
    "checker.errors": (
        "CheckerError",
        "DocumentError",
        "EngineError",
        "ProcessError",
        "RulePackError",
        "UsageError",
        "WaiverError",
    ),
    "checker.finding": ("Comparison", "Correction", "Finding", "Severity", "Source", "Term", "Verdict", "Waiver"),
    "gouji._outcomes": ("Audit", "Batch"),
    "gouji._values": ("Copy", "Pack", "Rule"),
}
"""Where each name is made; asked for when it is first used, so that `import gouji` loads nothing."""


def check(
    report: StrPath,
    *,
    plan: StrPath | Iterable[StrPath] | None = None,
    prior: StrPath | None = None,
    parts: Iterable[StrPath] = (),
    above: Iterable[StrPath] = (),
    packs: Iterable[StrPath] = (),
    lang: str = "zh-CN",
    timeout: float = 120.0,
    memory_mb: int = 2048,
) -> Audit:
    """Check a report, alone or together with the documents of its dossier.

    `plan` is what the issuer set out to do at the beginning of the year, one document or several, `prior` its report
    of the year before, `parts` are the reports of the units below, `above` plans of the level above. `packs` are names
    or folders of rule packs; without any, those that come with gouji. `lang`, "zh-CN" or "en", is the language of what
    the audit says. `timeout` in seconds and `memory_mb` are what each document may take.

    DocumentError where the report cannot be read; what else could not be checked stands in the audit's `unchecked`.
    """
    from gouji._calls import check as call

    return call(report, plan, prior, parts, above, packs, lang, timeout, memory_mb)


def check_many(
    paths: Iterable[StrPath],
    *,
    packs: Iterable[StrPath] = (),
    lang: str = "zh-CN",
    timeout: float = 120.0,
    memory_mb: int = 2048,
    workers: int = 0,
    progress: Callable[[str, int, int], Any] | None = None,
    trust_waivers: bool = False,
) -> Batch:
    """Check files and folders, put together into dossiers by issuer and year, or as a dossier.yaml says.

    `workers` is how many documents are worked on at a time, by default one for each processor. `progress` is called
    with the stage, "reading" or "checking", how many are done and how many there are. `packs`, `lang`, `timeout`
    and `memory_mb` are those of `check`. `trust_waivers`: a waivers.yaml within a folder that is checked counts; else
    it may be the submitter's own, and the notices of the batch say that it was left alone.

    A document that cannot be read stops no other: it stands in the `unchecked` of the batch.
    """
    from gouji._calls import check_many as call

    return call(paths, packs, lang, timeout, memory_mb, workers, progress, trust_waivers)


def read(path: StrPath, *, timeout: float = 120.0, memory_mb: int = 2048) -> Document:
    """What a document says, with the place of each character: paragraphs and tables in reading order.

    `timeout` and `memory_mb` are those of `check`. DocumentError where it cannot be read.
    """
    from gouji._calls import read as call

    return call(path, timeout, memory_mb)


def annotate(
    outcome: Audit | Batch, folder: StrPath, *, timeout: float = 120.0, memory_mb: int = 2048
) -> tuple[Copy, ...]:
    """Write a copy of every document of an audit or batch into a folder, with its findings at their places.

    The folder is made where it is not there; the documents have to be where they were, and are never touched. What
    has no place for comments becomes a page (HTML). `timeout` and `memory_mb` are those of `check`.
    """
    from gouji._calls import annotate as call

    return call(outcome, folder, timeout, memory_mb)


def packs(*names: StrPath, lang: str = "zh-CN") -> tuple[Pack, ...]:
    """The rule packs of these names or folders, or all that come with gouji, with their rules.

    `lang` is the language of their titles. RulePackError, with every fault at its line, for a pack that has any.
    """
    from gouji._calls import packs as call

    return call(names, lang)


def configure(*, processes: int | None = None, log: StrPath | None = None) -> None:
    """Say once how all calls of this program are worked on; what is not given stays as it is.

    `processes` is how many calls are worked on at a time, each in a process of its own, by default the number of
    processors; more than that wait. `log` is a file to which a line of JSON is appended when a stage of the work
    begins and when it ends (docs/log.md). UsageError where it cannot be written.
    """
    from gouji._calls import configure as call

    call(processes, log)


def close() -> None:
    """End the processes that have nothing to do. The next call starts one anew; there is no need to call this."""
    from gouji._calls import close as call

    call()


def __getattr__(name: str) -> object:
    """Values and errors come from where they are made when they are first asked for."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
