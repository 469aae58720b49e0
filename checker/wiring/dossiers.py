"""What a call and the dossier files of its folders say of which documents belong together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.errors import CheckerError, UsageError
from checker.messages import say
from checker.pack.asked import Asked
from checker.pack.pack import Pack
from checker.run import dossierfile
from checker.run.dossierfile import DossierFile
from checker.run.given import Given
from checker.wiring.files import Listing
from checker.wiring.settings import Settings


def given_by(
    paths: list[Path],
    found: Listing,
    plan: list[Path],
    prior: list[Path],
    parts: list[Path],
    packs: list[Pack],
    own: Settings | None = None,
    above: Sequence[Path] = (),
) -> Given:
    """The partners named by options, and every dossier.yaml among the settings that lie in the folders of the call.

    `own` may list the units that must have reported. UsageError where a document that is to be checked is given as its
    own partner.
    """
    _no_report_twice(paths, {"--plan": plan, "--above": above, "--prior": prior, "--part": parts})
    files: list[tuple[Path, DossierFile]] = []
    lines: dict[tuple[Path, int], str] = {}
    faulty: list[tuple[Path, CheckerError]] = []
    for path in sorted(one for one in found.settings if one.name == dossierfile.NAME):
        try:
            file, places = dossierfile.load(path)
        except CheckerError as error:
            faulty.append((path.parent, error))
            continue
        home = found.home(path)
        files.append((home, file))
        lines.update(((home, number), place) for number, place in enumerate(places))
    if own is not None and own.units and own.path is not None:
        files.append((own.path.parent, DossierFile(units=list(own.units))))
    roots = tuple(path.resolve() for path in paths)
    return Given(
        tuple(map(str, plan)),
        tuple(map(str, prior)),
        tuple(map(str, parts)),
        tuple(map(str, above)),
        tuple(files),
        lines,
        tuple(_outside(files, roots)),
        roots,
        {pack.id: pack.spec.issuers for pack in packs},
        {pack.id: pack.spec.versions for pack in packs},
        Asked(_roles, {pack.id: pack for pack in packs}),
        tuple(faulty),
    )


def _no_report_twice(paths: list[Path], partners: dict[str, Sequence[Path]]) -> None:
    asked = {path.resolve() for path in paths if not path.is_dir()}
    for option, given in partners.items():
        for path in given:
            if path.resolve() in asked:
                raise UsageError(say("cli.own_partner", option=option, path=str(path)))


def _outside(files: list[tuple[Path, DossierFile]], roots: tuple[Path, ...]) -> list[Path]:
    """Documents that the files name and the call does not."""
    named = [
        folder / name
        for folder, file in files
        for names in ([entry.report, *(path for path, _ in entry.partners())] for entry in file.dossiers)
        for name in names
    ]
    named += [folder / name for folder, file in files for name in file.above]
    return [
        path
        for path in dict.fromkeys(named)
        if not any(root == path.resolve() or root in path.resolve().parents for root in roots)
    ]


def _roles(pack: Pack) -> frozenset[str]:
    """The kinds of document a pack knows, and the roles that its rules compare with."""
    compared = {partner.role for rule in pack.rules for partner in rule.partners.values()}
    return frozenset({*pack.spec.documents, *compared})
