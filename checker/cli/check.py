"""`gouji check`: documents in, findings out, and annotated copies if asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from checker.cli.words import h, language

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNCHECKED = 0, 1, 2, 3


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", help=h("help_check"))(check)


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
    summary_page: bool = typer.Option(False, "--summary-page", help=h("help_summary_page")),
    jobs: int = typer.Option(0, "--jobs", "-j", min=0, metavar="N", help=h("help_jobs"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    quiet: bool = typer.Option(False, "--quiet", "-q", help=h("help_quiet")),
    verbose: bool = typer.Option(False, "--verbose", help=h("help_verbose")),
) -> None:
    """Check documents against the packs."""
    from checker.audit import FAIL_ON
    from checker.cli.dossiers import given_by
    from checker.cli.judgement import judgement, refuse_existing, tell
    from checker.cli.judgement import write_waivers as write_skeleton
    from checker.cli.packs import load_packs
    from checker.cli.paths import files_of
    from checker.cli.running import examine, terminal
    from checker.errors import UsageError
    from checker.messages import say, text
    from checker.outputs import OUTPUTS, render
    from checker.run import Limits

    tongue = language(lang)
    _one_of(output_format, list(OUTPUTS), "--format")
    _one_of(fail_on, list(FAIL_ON), "--fail-on")
    refuse_existing(write_waivers)
    if summary_page and annotate is None:
        raise UsageError(say("cli.needs", option="--summary-page", other="--annotate"))
    packs = load_packs(pack, tuple(rules))
    files, faults = files_of([*paths, *plan, *prior, *part])
    given = given_by(paths, plan, prior, part, packs)
    for fault in faults:
        print(text(fault.message, tongue), file=sys.stderr)
    if not files:
        raise typer.Exit(EXIT_USAGE)
    judged = judgement(paths, [path for path, _ in files], waivers, baseline, tongue)
    limits = Limits(seconds=timeout, workers=jobs)
    result = judged.brought_to(examine(files, packs, given, limits, tongue, quiet))
    tell(result.run)
    result.run.options.update(terminal(output))
    _write(render(output_format, result.run, result.documents), output)
    if write_waivers is not None:
        print(write_skeleton(result.run, write_waivers), file=sys.stderr)
    if annotate is not None:
        from checker.cli.annotating import annotate_all

        for line in annotate_all(result, annotate, tongue, summary_page):
            print(line, file=sys.stderr)
    if verbose:
        from checker.cli.log import log_run

        log_run(result)
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


def _write(written: bytes, output: Path | None) -> None:
    """To the file, complete or not at all; else to standard output."""
    if output is None:
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(written)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # The reader of our output has seen enough; the exit code still tells the outcome.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    from checker.files import write_beside

    write_beside(output, written)
