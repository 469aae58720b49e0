"""What the grouping of a run knows of a dossier beyond its documents."""

from __future__ import annotations

from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """Several documents that may stand in one role, with the one that was taken, empty for none.

    `why`: `several` where names and folders do not tell which it is, `nameless` where one does not say whose it is.
    `unit` is the unit below of which they are the reports.
    """

    role: str
    paths: tuple[str, ...]
    why: str = "several"
    unit: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """`missing_units` should have reported; `told` says of documents, by path, who put them into the dossier.

    `renamed` are old and new names of organs.
    """

    missing_units: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


NOTHING = Beside()
