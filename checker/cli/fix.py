"""`gouji fix`: what has exactly one right form, listed, and written into copies as tracked changes."""

from __future__ import annotations

from pathlib import Path

import typer

from checker.cli.words import h, language


def fix(
    paths: list[Path] = typer.Argument(..., help=h("help_paths"), show_default=False),
    output: Path | None = typer.Option(None, "--output", "-o", help=h("help_fix_output"), show_default=False),
    output_format: str = typer.Option("text", "--format", "-f", help=h("help_fix_format")),
    pack: list[str] = typer.Option([], "--pack", "-p", help=h("help_pack"), show_default=False),
    rules: list[Path] = typer.Option([], "--rules", help=h("help_rules_dir"), show_default=False),
    select: list[str] = typer.Option([], "--select", metavar="RULE", help=h("help_select"), show_default=False),
    ignore: list[str] = typer.Option([], "--ignore", metavar="RULE", help=h("help_ignore"), show_default=False),
    settings: Path | None = typer.Option(
        None, "--settings", metavar="FILE", help=h("help_settings"), show_default=False
    ),
    no_settings: bool = typer.Option(False, "--no-settings", help=h("help_no_settings")),
    waivers: list[Path] = typer.Option([], "--waivers", help=h("help_waivers"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
    jobs: int = typer.Option(0, "--jobs", "-j", min=0, metavar="N", help=h("help_jobs"), show_default=False),
    timeout: float = typer.Option(120.0, "--timeout", min=1.0, metavar="S", help=h("help_timeout")),
    memory: int = typer.Option(2048, "--memory", min=64, metavar="MB", help=h("help_memory")),
    force: bool = typer.Option(False, "--force", help=h("help_force")),
    quiet: bool = typer.Option(False, "--quiet", "-q", help=h("help_quiet")),
) -> None:
    """Suggest corrections; exit code 1 where there are any."""
    from checker.audit.corrections import corrected
    from checker.cli.check import _one_of, exit_code
    from checker.cli.judgement import judgement, tell_notices
    from checker.cli.running import examine, room
    from checker.cli.settings import current
    from checker.cli.telling import tell
    from checker.files.targets import Inputs, refuse
    from checker.messages import say, text
    from checker.outputs.corrections import FORMATS
    from checker.run.private import masked, private_rules
    from checker.run.run import Limits
    from checker.wiring.copies import told
    from checker.wiring.dossiers import given_by
    from checker.wiring.files import listing, with_files
    from checker.wiring.packs import load_packs
    from checker.wiring.settings import tuned
    from checker.wiring.suggestions import suggested, write_suggestions

    tongue = language(lang)
    _one_of(output_format, list(FORMATS), "--format")
    own = current()
    packs = tuned(load_packs(pack, tuple(rules)), own, select, ignore)
    limits = Limits(seconds=timeout, memory_mb=memory, workers=jobs)
    found = listing(paths, limits, room)
    given = given_by(paths, found, [], [], [], packs, own)
    found = with_files(found, given.extra, limits)
    for fault in found.faults:
        tell(fault.told(tongue))
    if not found.files and not found.closed:
        raise typer.Exit(2)
    judged = judgement(paths, [path for path, _ in found.files], waivers, None, tongue)
    result = judged.brought_to(examine(found, packs, given, limits, tongue, quiet, judged.faulty))
    tell_notices(result.run)
    shown = masked(result, private_rules(packs))
    typer.echo(FORMATS[output_format](shown.run, shown.documents), nl=False)
    lost = 0
    if output is not None:
        planned = suggested(result, output)
        refuse([target for _, target in planned], Inputs([*paths, *found.everything(), *waivers]), force)
        sources = {name: path for path, name in found.files}
        for copy in write_suggestions(result, planned, limits, sources):
            lost += copy.error is not None
            for line in told(copy, tongue):
                tell(line)
        written = {path for path, _ in planned}
        rest = dict.fromkeys(one.correction.at.path for one in corrected(result.run) if one.correction is not None)
        for path in (one for one in rest if one not in written):
            tell(text(say("cli.fix_listed", path=path), tongue))
    raise typer.Exit(exit_code(bool(corrected(result.run)), result.run.unchecked + lost, bool(found.faults)))
