"""dossier.yaml beside the documents: which belong together, and which units must have reported."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from checker.errors import RulePackError
from checker.messages import say
from checker.record import dataclass

NAME = "dossier.yaml"


@dataclass(frozen=True, slots=True)
class DossierEntry:
    """The documents of one dossier, by paths from the file's folder."""

    report: str
    plan: str = ""
    prior: str = ""
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DossierFile:
    """`units` must all have a report; `whole` is the issuer whose tables are the sum of theirs.

    `renamed` says of organs what they are called now: {云泽市环境保护局: 云泽市生态环境局}.
    """

    dossiers: list[DossierEntry] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    whole: str = ""
    renamed: dict[str, str] = field(default_factory=dict)


def load(path: Path) -> DossierFile:
    """Read a dossier file; RulePackError with every fault at its line."""
    from checker.yamlfiles.file import read_yaml
    from checker.yamlfiles.shape import validate

    file = read_yaml(path, str(path))
    faults = list(file.faults)
    found = validate(DossierFile, file, (), faults) if not faults and file.data is not None else None
    if faults:
        raise RulePackError(say("packs.faulty_file", path=str(path), count=len(faults)), faults)
    return found or DossierFile()
