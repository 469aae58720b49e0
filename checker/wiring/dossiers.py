"""What a call and the dossier files of its folders say of which documents belong together."""

from __future__ import annotations

from pathlib import Path

from checker.pack.pack import Pack
from checker.run.grouping import Given


def given_by(paths: list[Path], plan: list[Path], prior: list[Path], parts: list[Path], packs: list[Pack]) -> Given:
    """The partners named by options, and every dossier.yaml in the folders of the call."""
    folders = [path for path in paths if path.is_dir()]
    found = sorted({file for folder in folders for file in folder.rglob("dossier.yaml")})
    files = []
    if found:
        from checker.run.dossierfile import load

        files = [(path.parent, load(path)) for path in found]
    return Given(
        tuple(map(str, plan)),
        tuple(map(str, prior)),
        tuple(map(str, parts)),
        tuple(files),
        {pack.id: pack.spec.issuers for pack in packs},
        {pack.id: frozenset(_roles(pack)) for pack in packs},
    )


def _roles(pack: Pack) -> set[str]:
    """The kinds of document a pack knows, and the roles that its rules compare with."""
    compared = {partner.role for rule in pack.rules for partner in rule.partners.values()}
    return {*pack.spec.documents, *compared}
