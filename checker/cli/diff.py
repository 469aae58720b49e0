"""`gouji diff`: two drafts of a report, or their outcomes: which findings are fixed, which remain, which are new."""

from __future__ import annotations

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
    select: list[str] = typer.Option([], "--select", metavar="RULE", help=h("help_select"), show_default=False),
    ignore: list[str] = typer.Option([], "--ignore", metavar="RULE", help=h("help_ignore"), show_default=False),
    settings: Path | None = typer.Option(
        None, "--settings", metavar="FILE", help=h("help_settings"), show_default=False
    ),
    no_settings: bool = typer.Option(False, "--no-settings", help=h("help_no_settings")),
    waivers: list[Path] = typer.Option([], "--waivers", help=h("help_waivers"), show_default=False),
    trust_waivers: bool = typer.Option(False, "--trust-waivers", help=h("help_trust_waivers")),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    jobs: int = typer.Option(0, "--jobs", "-j", min=0, metavar="N", help=h("help_jobs"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    memory: int = typer.Option(2048, "--memory", min=64, metavar="MB", help=h("help_memory")),
    force: bool = typer.Option(False, "--force", help=h("help_force")),
    details: bool = typer.Option(False, "--details", "-v", help=h("help_details")),
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
    from checker.cli.judgement import judgement, tell_notices
    from checker.cli.running import copies_told, examine, terminal
    from checker.cli.settings import current
    from checker.errors import UsageError
    from checker.files.targets import Inputs
    from checker.messages import say, text
    from checker.outputs import OUTPUTS, changes
    from checker.run.private import masked, private_rules
    from checker.run.run import Limits, Result
    from checker.wiring.delivery import Wanted, made_of, planned, rendered
    from checker.wiring.dossiers import given_by
    from checker.wiring.files import listing, with_files
    from checker.wiring.packs import load_packs
    from checker.wiring.settings import tuned

    log.configure(log_file, stderr=verbose)
    tongue = language(lang)
    _one_of(output_format, list(OUTPUTS), "--format")
    _one_of(fail_on, list(FAIL_ON), "--fail-on")
    if annotate is not None and is_outcome(new):
        raise UsageError(say("cli.diff_no_document", path=str(new)))
    own = current()
    packs = tuned(load_packs(pack, tuple(rules)), own, select, ignore)
    limits = Limits(seconds=timeout, memory_mb=memory, workers=jobs)

    def outcome(path: Path) -> Result:
        if is_outcome(path):
            return Result(load(path, tongue))
        found = listing([path], limits)
        given = given_by([path], found, [], [], [], packs)
        found = with_files(found, given.extra, limits)
        if found.faults:
            raise found.faults[0]
        return examine(found, packs, given, limits, tongue, quiet)

    before, result = outcome(old), outcome(new)
    here, there = ([Path(path) for path in one.documents] for one in (result, before))
    judged = judgement([new], here, waivers, None, tongue, (old, new, there), trust_waivers)
    single = not old.is_dir() and not new.is_dir()
    roots = (str(new) if new.is_dir() else "", str(old) if old.is_dir() else "")
    compared = compare(result.run, before.run, together=single, roots=roots)
    result = judged.brought_to(replace(result, run=compared))
    odd = different(result.run, before.run) if single else None
    if odd is not None:
        result = replace(result, run=replace(result.run, notices=(text(odd, tongue), *result.run.notices)))
    tell_notices(result.run)
    result.run.options.update(terminal(output))
    result.run.options.update({"detail": "full"} if details else {})
    inputs = Inputs([old, new, *waivers, *here, *there])
    private = private_rules(packs)
    visible = masked(result, private)
    delivery = planned(result, visible, Wanted(output=output, copies=annotate, force=force), inputs)
    if output_format == "text":
        written = made_of(changes.render, visible.run, visible.documents, limits, "text")
    else:
        written = rendered(output_format, visible.run, visible.documents, limits)
    _write(written, output, output_format)
    lost = copies_told(delivery, limits, tongue, False) if annotate is not None else 0
    open_ = result.run.unchecked + before.run.unchecked + result.run.uncompared + lost
    raise typer.Exit(exit_code(result.run.fails(fail_on), open_, False))
