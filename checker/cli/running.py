"""The run of a call: files read and checked with a progress bar, and how the terminal shows what comes of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from checker.audit.audit import Run, stands
from checker.cli.progress import Bar
from checker.cli.telling import release, tell
from checker.errors import CheckerError
from checker.messages import say, text
from checker.pack.pack import Pack
from checker.run.given import Given
from checker.run.run import Limits, Result
from checker.wiring import examine as wired
from checker.wiring.files import Listing

if TYPE_CHECKING:
    from checker.run.results import Results
    from checker.run.runfile import RunFile
    from checker.wiring.delivery import Delivery
    from checker.workers.elsewhere import Elsewhere

WIDEST = 100
"""Columns beyond which lines are hard to read."""


def examine(
    found: Listing,
    packs: list[Pack],
    given: Given,
    limits: Limits,
    lang: str,
    quiet: bool,
    faulty: Iterable[tuple[Path, CheckerError]] = (),
    kept: Results | None = None,
    record: RunFile | None = None,
    elsewhere: Elsewhere | None = None,
    shared: bool = False,
) -> Result:
    """Read and check; what is odd about a file's suffix is told on standard error, and so are faulty settings."""
    from adapters import suffix_message

    faults = (*given.faulty, *faulty)
    for _, error in faults:
        tell(error.told(lang))
    bar = Bar(lang, quiet)
    told = record.add if record is not None else None
    try:
        result = wired.examine(
            found, packs, given, limits, lang, bar, faults, kept, told, elsewhere=elsewhere, shared=shared
        )
    finally:
        bar.close()
        release()
    for document in result.documents.values():
        surprise = suffix_message(document)
        if surprise is not None:
            tell(text(surprise, lang))
    return result


def shown(run: Run, details: bool, reported: bool, annotated: bool) -> dict[str, str]:
    """How much of the findings is shown, and what may be done now: with a report folder a summary is enough."""
    if details:
        return {"detail": "full"}
    some = any(stands(finding) for finding in run.findings())
    hints = [name for name, done in (("details", reported), ("annotate", annotated)) if some and not done]
    lines = [text(say(f"cli.next_{name}"), run.lang) for name in hints]
    return {"detail": "units" if reported else "", "next": "\n".join(lines)}


def terminal(output: Path | None) -> dict[str, str]:
    """The options of a text for where it goes: colours and width of a terminal; none of them in a file or pipe."""
    if output is not None or sys.stdout is None or not sys.stdout.isatty():
        return {"color": "no"}
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return {"color": "no" if plain else "yes", "width": str(min(shutil.get_terminal_size().columns, WIDEST))}


READ = frozenset({"settings"})
"""What is no document, and is read all the same."""
NAMED = 3
"""Files of a kind that are named in the one line about them."""


def tell_skipped(run: Run) -> None:
    """One line on what else lies in the folders: how many files of each kind, and the first of them."""
    kinds: dict[str, list[str]] = {}
    for one in run.skipped:
        if one.kind not in READ:
            kinds.setdefault(one.kind, []).append(one.path)
    if not kinds:
        return
    counts = Counter({kind: len(paths) for kind, paths in kinds.items()})
    parts = []
    for kind, count in counts.most_common():
        names = text(say("cli.comma"), run.lang).join(kinds[kind][:NAMED])
        more = "" if count <= NAMED else " …"
        parts.append(
            text(say("cli.skipped_kind", kind=say(f"cli.kind_{kind}"), count=count, names=names + more), run.lang)
        )
    tell(
        text(say("cli.skipped", count=counts.total(), kinds=text(say("cli.semicolon"), run.lang).join(parts)), run.lang)
    )


def copies_told(
    delivery: Delivery,
    limits: Limits,
    lang: str,
    sheet: bool,
    sources: Mapping[str, Path] | None = None,
    suggest: bool = False,
) -> int:
    """Write the annotated copies and say what becomes of each; how many could not be written."""
    from checker.wiring.copies import told, write_copies

    lost = 0
    for copy in write_copies(delivery.result, delivery.shown, delivery.copies, limits, sheet, sources, suggest):
        lost += copy.error is not None
        for line in told(copy, lang):
            tell(line)
    return lost


def report_told(delivery: Delivery, directory: Path, limits: Limits, lang: str, record: RunFile) -> int:
    """Write the report of a batch and say what of it could not be made; how many files that is."""
    from checker import log
    from checker.wiring.delivery import delivered_report

    with log.stage("report", folder=str(directory)):
        lost = delivered_report(delivery, directory, limits, record.whole())
    with suppress(OSError):
        record.path.unlink()
    for name, error in lost.items():
        tell(text(say("cli.not_made", path=str(directory / name), why=error.message), lang))
    assert delivery.report is not None
    count = len(delivery.report.names()) + 2 - len(lost)  # with the manifest and the record of the run
    tell(text(say("cli.reported", path=str(directory / "index.html"), count=count), lang))
    return len(lost)


def room() -> Path:
    """A folder that goes when the call is over, however it ends."""
    import click

    from checker.errors import ProcessError
    from checker.leftovers import temporary

    context = click.get_current_context()
    try:
        found: Path = context.meta.get("gouji.room") or context.with_resource(temporary("gouji-in-"))
    except OSError as error:
        raise ProcessError(say("reading.no_process", why=error.strerror or str(error))) from None
    context.meta["gouji.room"] = found
    return found
