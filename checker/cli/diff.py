"""`gouji diff`: two drafts of a report, or their outcomes: which findings are fixed, which remain, which are new."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from checker.cli.words import h, language


def diff(
    old: Path = typer.Argument(..., help=h("help_diff_old"), show_default=False),
    new: Path = typer.Argument(..., help=h("help_diff_new"), show_default=False),
    output_format: str = typer.Option("text", "--format", "-f", help=h("help_format")),
    output: Path | None = typer.Option(None, "--output", "-o", help=h("help_output"), show_default=False),
    annotate: Path | None = typer.Option(None, "--annotate", "-a", help=h("help_diff_annotate"), show_default=False),
    fail_on: str = typer.Option("error", "--fail-on", help=h("help_fail_on")),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    waivers: list[Path] = typer.Option([], "--waivers", help=h("help_waivers"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    jobs: int = typer.Option(0, "--jobs", "-j", min=0, metavar="N", help=h("help_jobs"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    quiet: bool = typer.Option(False, "--quiet", "-q", help=h("help_quiet")),
    verbose: bool = typer.Option(False, "--verbose", help=h("help_verbose")),
    log_file: Path | None = typer.Option(None, "--log", metavar="FILE", help=h("help_log"), show_default=False),
) -> None:
    """Compare two drafts of a report, or of a folder of reports."""
    from dataclasses import replace

    from checker import log
    from checker.audit.audit import FAIL_ON
    from checker.audit.baseline import compare, different
    from checker.audit.earlier import is_outcome, load
    from checker.cli.check import _one_of, _write, exit_code
    from checker.cli.judgement import judgement, tell
    from checker.cli.running import examine, terminal
    from checker.errors import UsageError
    from checker.messages import say, text
    from checker.outputs import OUTPUTS, changes, render
    from checker.run.run import Limits, Result
    from checker.wiring.dossiers import given_by
    from checker.wiring.files import files_of
    from checker.wiring.packs import load_packs

    log.configure(log_file, stderr=verbose)
    tongue = language(lang)
    _one_of(output_format, list(OUTPUTS), "--format")
    _one_of(fail_on, list(FAIL_ON), "--fail-on")
    if annotate is not None and is_outcome(new):
        raise UsageError(say("cli.diff_no_document", path=str(new)))
    packs = load_packs(pack, tuple(rules))
    limits = Limits(seconds=timeout, workers=jobs)

    def outcome(path: Path) -> Result:
        if is_outcome(path):
            return Result(load(path, tongue))
        files, faults = files_of([path])
        if faults:
            raise faults[0]
        return examine(files, packs, given_by([path], [], [], [], packs), limits, tongue, quiet)

    before, result = outcome(old), outcome(new)
    judged = judgement([new], [Path(path) for path in result.documents], waivers, None, tongue)
    single = not old.is_dir() and not new.is_dir()
    result = judged.brought_to(replace(result, run=compare(result.run, before.run, together=single)))
    odd = different(result.run, before.run) if single else None
    if odd is not None:
        result = replace(result, run=replace(result.run, notices=(text(odd, tongue), *result.run.notices)))
    tell(result.run)
    result.run.options.update(terminal(output))
    if output_format == "text":
        _write(changes.render(result.run, before.run, result.documents), output)
    else:
        _write(render(output_format, result.run, result.documents), output)
    if annotate is not None:
        from checker.wiring.copies import annotate_all

        for line in annotate_all(result, annotate, tongue):
            print(line, file=sys.stderr)
    raise typer.Exit(exit_code(result.run.fails(fail_on), result.run.unchecked + before.run.unchecked, False))
