"""`gouji check`: documents in, findings out, and annotated copies if asked for.

Annotations are no texts here: typer would compile those of each option, five times, at every call.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNCHECKED = 0, 1, 2, 3


def check(
    paths: list[Path] = typer.Argument(..., help=h("help_paths"), show_default=False),
    output_format: str = typer.Option("text", "--format", "-f", help=h("help_format")),
    output: Path | None = typer.Option(None, "--output", "-o", help=h("help_output"), show_default=False),
    annotate: Path | None = typer.Option(None, "--annotate", "-a", help=h("help_annotate"), show_default=False),
    fail_on: str = typer.Option("error", "--fail-on", help=h("help_fail_on")),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    select: list[str] = typer.Option([], "--select", metavar="RULE", help=h("help_select"), show_default=False),
    ignore: list[str] = typer.Option([], "--ignore", metavar="RULE", help=h("help_ignore"), show_default=False),
    settings: Path | None = typer.Option(
        None, "--settings", metavar="FILE", help=h("help_settings"), show_default=False
    ),
    no_settings: bool = typer.Option(False, "--no-settings", help=h("help_no_settings")),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    plan: list[Path] = typer.Option([], "--plan", help=h("help_plan"), show_default=False),
    above: list[Path] = typer.Option([], "--above", help=h("help_above"), show_default=False),
    prior: list[Path] = typer.Option([], "--prior", help=h("help_prior"), show_default=False),
    part: list[Path] = typer.Option([], "--part", help=h("help_part"), show_default=False),
    waivers: list[Path] = typer.Option([], "--waivers", help=h("help_waivers"), show_default=False),
    trust_waivers: bool = typer.Option(False, "--trust-waivers", help=h("help_trust_waivers")),
    write_waivers: Path | None = typer.Option(
        None, "--write-waivers", help=h("help_write_waivers"), show_default=False
    ),
    baseline: Path | None = typer.Option(None, "--baseline", help=h("help_baseline"), show_default=False),
    report: Path | None = typer.Option(None, "--report", help=h("help_report"), show_default=False),
    letter_template: Path | None = typer.Option(
        None, "--letter-template", help=h("help_letter_template"), show_default=False
    ),
    issued_by: str = typer.Option("", "--issued-by", help=h("help_issued_by"), show_default=False),
    deadline: str = typer.Option("", "--deadline", help=h("help_deadline"), show_default=False),
    store: str | None = typer.Option(None, "--store", metavar="URL", help=h("help_store"), show_default=False),
    summary_page: bool = typer.Option(False, "--summary-page", help=h("help_summary_page")),
    suggest: bool = typer.Option(False, "--suggest", help=h("help_suggest")),
    force: bool = typer.Option(False, "--force", help=h("help_force")),
    resume: bool = typer.Option(False, "--resume", help=h("help_resume")),
    no_cache: bool = typer.Option(False, "--no-cache", help=h("help_no_cache")),
    jobs: int = typer.Option(0, "--jobs", "-j", min=0, metavar="N", help=h("help_jobs"), show_default=False),
    cluster: str = typer.Option("", "--cluster", metavar="ADDRESS", help=h("help_cluster"), show_default=False),
    shared_files: bool = typer.Option(False, "--shared-files", help=h("help_shared_files")),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    memory: int = typer.Option(2048, "--memory", min=64, metavar="MB", help=h("help_memory")),
    details: bool = typer.Option(False, "--details", "-v", help=h("help_details")),
    quiet: bool = typer.Option(False, "--quiet", "-q", help=h("help_quiet")),
    verbose: bool = typer.Option(False, "--verbose", help=h("help_verbose")),
    log_file: Path | None = typer.Option(None, "--log", metavar="FILE", help=h("help_log"), show_default=False),
) -> None:
    """Check documents against the packs."""
    from checker import log
    from checker.audit.audit import FAIL_ON
    from checker.cli.judgement import judgement, refuse_existing, tell_notices
    from checker.cli.judgement import write_waivers as write_skeleton
    from checker.cli.running import copies_told, examine, report_told, room, shown, tell_skipped, terminal
    from checker.cli.settings import current, pages
    from checker.errors import CheckerError, UsageError
    from checker.files.targets import Inputs
    from checker.messages import say, text
    from checker.outputs import OUTPUTS
    from checker.run.private import masked, private_rules
    from checker.run.run import Limits
    from checker.wiring.delivery import Wanted, planned, refuse_early, rendered
    from checker.wiring.dossiers import given_by
    from checker.wiring.files import listing, with_files
    from checker.wiring.packs import load_packs
    from checker.wiring.settings import tuned

    refuse_log(log_file)
    log.configure(log_file, stderr=verbose)
    tongue = language(lang)
    _one_of(output_format, list(OUTPUTS), "--format")
    _one_of(fail_on, list(FAIL_ON), "--fail-on")
    refuse_existing(write_waivers)
    _goes_with("--annotate", annotate, {"--summary-page": summary_page, "--suggest": suggest})
    letters = {"--letter-template": letter_template, "--issued-by": issued_by, "--deadline": deadline}
    _goes_with("--report", report, {**letters, "--resume": resume})
    _goes_with("--cluster", cluster or None, {"--shared-files": shared_files})
    if resume and no_cache:
        raise UsageError(say("cli.not_both", option="--resume", other="--no-cache"))
    day = date_of("--deadline", deadline)
    if letter_template is not None and not letter_template.is_file():
        raise UsageError(say("cli.no_such_file", path=str(letter_template)))
    own = current()
    packs = tuned(load_packs(pack, tuple(rules)), own, select, ignore)
    limits = Limits(seconds=timeout, memory_mb=memory, workers=jobs)
    found = listing([*paths, *plan, *above, *prior, *part], limits, room)
    given = given_by(paths, found, plan, prior, part, packs, own, above)
    found = with_files(found, given.extra, limits)
    for fault in found.faults:
        tell(fault.told(tongue))
    if not found.files and not found.closed:
        raise typer.Exit(EXIT_USAGE)
    wanted = Wanted(output, write_waivers, annotate, report, force, letter_template, issued_by, day)
    named = [one for one in (letter_template, baseline, log_file, own.path) if one is not None]
    inputs = Inputs([*paths, *found.everything(), *waivers, *named])
    refuse_early(wanted, inputs)
    judged = judgement(
        paths,
        [path for path, _ in found.files],
        waivers,
        baseline,
        tongue,
        trusted=trust_waivers,
        unpacked=[folder for folder, _ in found.unpacked],
    )
    kept = None
    if not no_cache and (len(found.files) > 1 or report is not None):
        from checker.wiring.examine import results_of

        kept = results_of(packs, limits, tongue, own, select, ignore)
    record = None
    if report is not None:
        from checker.run.runfile import RunFile, begun_with, beside, done_before

        named_files = [*plan, *above, *prior, *part]
        behind = [*found.settings, *waivers, *(one for one in (letter_template, baseline, own.path) if one is not None)]
        about = begun_with(packs, limits, tongue, named_files, behind, issued_by, deadline, [*select], [*ignore])
        if resume:
            count = done_before(beside(report), about)
            tell(text(say("cli.resumed" if kept is not None else "cli.resumed_anew", count=count), tongue))
        record = RunFile(beside(report), about)
    others = None
    if cluster:
        from checker.wiring.cluster import cluster as at

        others = at(cluster)
    silent = quiet or verbose
    examined = examine(found, packs, given, limits, tongue, silent, judged.faulty, kept, record, others, shared_files)
    result = judged.brought_to(examined)
    tell_notices(result.run)
    tell_skipped(result.run)
    result.run.options.update(terminal(output))
    result.run.options.update(pages())
    result.run.options.update(shown(result.run, details, report is not None, annotate is not None))
    delivery = planned(result, masked(result, private_rules(packs)), wanted, inputs)
    lost = 0
    refused: list[CheckerError] = []

    def attempted(step: Callable[[], int]) -> None:
        """What becomes of one output is no matter of the others."""
        nonlocal lost
        try:
            lost += step()
        except CheckerError as error:
            tell(error.told(tongue))
            refused.append(error)

    def write_output() -> int:
        with log.stage("write", format=output_format):
            _write(rendered(output_format, delivery.shown.run, delivery.shown.documents, limits), output, output_format)
        return 0

    def write_draft(target: Path) -> int:
        tell(write_skeleton(delivery.shown.run, target))
        return 0

    def file_in(url: str) -> int:
        from checker.cli.filing import file_run

        for line in file_run(result.run, url, sources):
            tell(line)
        return 0

    sources = {name: path for path, name in found.files}
    attempted(write_output)
    if write_waivers is not None:
        attempted(partial(write_draft, write_waivers))
    if annotate is not None:
        attempted(lambda: copies_told(delivery, limits, tongue, summary_page, sources, suggest))
    if store is not None:
        attempted(partial(file_in, store))
    if report is not None and record is not None:
        attempted(partial(report_told, delivery, report, limits, tongue, record))
    usage = any(isinstance(error, UsageError) for error in refused)
    unchecked = result.run.unchecked + result.run.uncompared + lost + len(refused)
    raise typer.Exit(exit_code(result.run.fails(fail_on), unchecked, bool(found.faults) or usage))


def refuse_log(path: Path | None) -> None:
    """A log is appended to a log, not to a document."""
    from checker.errors import UsageError
    from checker.messages import say

    if path is None or not path.is_file():
        return
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError:
        return  # told where it is opened to be written
    if head and not head.startswith(b'{"timestamp":'):
        raise UsageError(say("cli.no_log", path=str(path)))


def exit_code(findings: bool, unchecked: int, usage: bool) -> int:
    """2 over 3 over 1 over 0."""
    if usage:
        return EXIT_USAGE
    if unchecked:
        return EXIT_UNCHECKED
    return EXIT_FINDINGS if findings else EXIT_CLEAN


def _one_of(word: str, valid: list[str], option: str) -> None:
    from checker.errors import UsageError
    from checker.messages import say

    if word not in valid:
        raise UsageError(say("cli.not_one_of", option=option, word=word, valid=", ".join(valid)))


def _goes_with(option: str, given: object, others: "Mapping[str, object]") -> None:
    """UsageError for an option that means nothing without another."""
    from checker.errors import UsageError
    from checker.messages import say

    for other, value in others.items():
        if value and given is None:
            raise UsageError(say("cli.needs", option=other, other=option))


def date_of(option: str, word: str) -> "date | None":
    """The date of an option, None where it is not given; UsageError for another word."""
    from datetime import date

    from checker.errors import UsageError
    from checker.messages import say

    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        raise UsageError(say("cli.bad_date", option=option, word=word)) from None


def _write(written: bytes, output: Path | None, kind: str) -> None:
    """To the file, with the mark of its kind, complete or not at all; else to standard output."""
    from checker.errors import UsageError
    from checker.messages import say

    if output is not None:
        from checker.files import write_beside
        from checker.files.marks import marked

        write_beside(output, marked(written, kind))
        return
    if sys.stdout is None:
        raise UsageError(say("cli.cannot_write", path="stdout", why=say("cli.stream_closed")))
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer has nowhere to go, and must not fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise UsageError(say("cli.cannot_write", path="stdout", why=error.strerror or error)) from None
        # The reader of our output has seen enough; the exit code still tells the outcome.
