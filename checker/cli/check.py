"""`gouji check`: documents in, findings out, and annotated copies if asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

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
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    plan: list[Path] = typer.Option([], "--plan", help=h("help_plan"), show_default=False),
    prior: list[Path] = typer.Option([], "--prior", help=h("help_prior"), show_default=False),
    part: list[Path] = typer.Option([], "--part", help=h("help_part"), show_default=False),
    waivers: list[Path] = typer.Option([], "--waivers", help=h("help_waivers"), show_default=False),
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
    summary_page: bool = typer.Option(False, "--summary-page", help=h("help_summary_page")),
    jobs: int = typer.Option(0, "--jobs", "-j", min=0, metavar="N", help=h("help_jobs"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    quiet: bool = typer.Option(False, "--quiet", "-q", help=h("help_quiet")),
    verbose: bool = typer.Option(False, "--verbose", help=h("help_verbose")),
    log_file: Path | None = typer.Option(None, "--log", metavar="FILE", help=h("help_log"), show_default=False),
) -> None:
    """Check documents against the packs."""
    from checker import log
    from checker.audit.audit import FAIL_ON
    from checker.cli.judgement import judgement, refuse_existing, tell
    from checker.cli.judgement import write_waivers as write_skeleton
    from checker.cli.running import examine, terminal
    from checker.errors import UsageError
    from checker.messages import say, text
    from checker.outputs import OUTPUTS, render
    from checker.run.run import Limits
    from checker.wiring.dossiers import given_by
    from checker.wiring.files import files_of
    from checker.wiring.packs import load_packs

    log.configure(log_file, stderr=verbose)
    tongue = language(lang)
    _one_of(output_format, list(OUTPUTS), "--format")
    _one_of(fail_on, list(FAIL_ON), "--fail-on")
    refuse_existing(write_waivers)
    _goes_with("--annotate", annotate, {"--summary-page": summary_page})
    letters = {"--letter-template": letter_template, "--issued-by": issued_by, "--deadline": deadline}
    _goes_with("--report", report, letters)
    day = date_of("--deadline", deadline)
    if letter_template is not None and not letter_template.is_file():
        raise UsageError(say("cli.no_such_file", path=str(letter_template)))
    packs = load_packs(pack, tuple(rules))
    files, faults = files_of([*paths, *plan, *prior, *part])
    given = given_by(paths, plan, prior, part, packs)
    for fault in faults:
        print(text(fault.message, tongue), file=sys.stderr)
    if not files:
        raise typer.Exit(EXIT_USAGE)
    judged = judgement(paths, [path for path, _ in files], waivers, baseline, tongue)
    limits = Limits(seconds=timeout, workers=jobs)
    result = judged.brought_to(examine(files, packs, given, limits, tongue, quiet or verbose))
    tell(result.run)
    result.run.options.update(terminal(output))
    with log.stage("write", format=output_format):
        _write(render(output_format, result.run, result.documents), output)
    if write_waivers is not None:
        print(write_skeleton(result.run, write_waivers), file=sys.stderr)
    if annotate is not None:
        from checker.wiring.copies import annotate_all

        for line in annotate_all(result, annotate, tongue, summary_page):
            print(line, file=sys.stderr)
    if report is not None:
        from checker.outputs.batch import write_report

        with log.stage("report", folder=str(report)):
            made = write_report(
                result.run, result.documents, report, template=letter_template, issued_by=issued_by, deadline=day
            )
        print(text(say("cli.reported", path=str(made[0]), count=len(made)), tongue), file=sys.stderr)
    raise typer.Exit(exit_code(result.run.fails(fail_on), result.run.unchecked, bool(faults)))


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


def _goes_with(option: str, given: object, others: Mapping[str, object]) -> None:
    """UsageError for an option that means nothing without another."""
    from checker.errors import UsageError
    from checker.messages import say

    for other, value in others.items():
        if value and given is None:
            raise UsageError(say("cli.needs", option=other, other=option))


def date_of(option: str, word: str) -> date | None:
    """The date of an option, None where it is not given; UsageError for another word."""
    from datetime import date

    from checker.errors import UsageError
    from checker.messages import say

    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        raise UsageError(say("cli.bad_date", option=option, word=word)) from None


def _write(written: bytes, output: Path | None) -> None:
    """To the file, complete or not at all; else to standard output."""
    if output is None:
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(written)
            sys.stdout.buffer.flush()
        except OSError as error:
            # What is left in the buffer has nowhere to go, and must not fail again when the interpreter ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if not isinstance(error, BrokenPipeError):
                from checker.errors import UsageError
                from checker.messages import say

                raise UsageError(say("cli.cannot_write", path="stdout", why=error.strerror or error)) from None
            # The reader of our output has seen enough; the exit code still tells the outcome.
        return
    from checker.files import write_beside

    write_beside(output, written)
