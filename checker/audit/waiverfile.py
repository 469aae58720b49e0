"""waivers.yaml: findings that a person has accepted, with reason, by whom and until when; where such files are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from checker.audit.fingerprint import parsed
from checker.audit.formerly import FORMER
from checker.errors import CheckerError, WaiverError
from checker.messages import Message, say
from checker.record import dataclass

NAME = "waivers.yaml"


@dataclass(frozen=True, slots=True)
class PlaceSpec:
    """Where a finding's first location is: ids of the form or what the form calls them, and the text quoted there."""

    section: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class WaiverSpec:
    """An entry as it is written. `rule` with or without its pack; `document` and `issuer` are globs, of every document
    and organ without them; `year` is one or a range (2022-2024), any without it.

    A fingerprint is of one finding in the report of one organ on one year. Where `issuer` or `year` are written, they
    say of whose reports instead.
    """

    rule: str
    reason: str
    by: str
    fingerprint: str = ""
    place: PlaceSpec | None = None
    document: str = ""
    issuer: str = ""
    year: int | str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that can be used: `where` is file:line, `folder` holds the documents it is about (None: all)."""

    spec: WaiverSpec
    until: date | None
    where: str
    home: Path
    folder: Path | None


def load(path: Path, everywhere: bool = False, folder: Path | None = None) -> list[Entry]:
    """The entries of a file; WaiverError with every fault at its line.

    They hold for the documents of a folder and below, that of the file where no other is given, or `everywhere`.
    """
    from checker.yamlfiles.file import read_yaml
    from checker.yamlfiles.shape import kind_of, validate

    file = read_yaml(path, str(path))
    faults = list(file.faults)
    entries: list[Entry] = []
    if not faults and not isinstance(file.data, list | None):
        faults.append(file.fault((), say("waivers.not_list", got=kind_of(file.data))))
    home = (folder or path.parent).resolve()
    for index in range(len(file.data or ()) if not faults else 0):
        before = len(faults)
        spec = validate(WaiverSpec, file, (index,), faults)
        if spec is None or len(faults) > before:
            continue
        faults.extend(file.fault((index, *key), what) for key, what in _wrong(spec))
        mark = file.mark((index,))
        where = f"{mark.file}:{mark.line}"
        entries.append(Entry(spec, _date(spec.until), where, home, None if everywhere else home))
    if faults:
        raise WaiverError(say("packs.faulty_file", path=str(path), count=len(faults)), faults)
    return entries


def _wrong(spec: WaiverSpec) -> Iterable[tuple[tuple[str, ...], Message]]:
    for name in ("rule", "reason", "by"):
        if not getattr(spec, name).strip():
            yield (name,), say("waivers.fill_in", name=name)
    if bool(spec.fingerprint) == (spec.place is not None):
        yield (), say("waivers.one_of")
    if spec.place == PlaceSpec():
        yield ("place",), say("waivers.empty_place")
    if spec.fingerprint and parsed(spec.fingerprint) is None and not FORMER.fullmatch(spec.fingerprint):
        yield ("fingerprint",), say("waivers.bad_fingerprint", got=spec.fingerprint)
    if years_of(spec.year) is None:
        yield ("year",), say("waivers.bad_year", got=spec.year)
    if spec.until and _date(spec.until) is None:
        yield ("until",), say("waivers.bad_date", got=spec.until)


def _date(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def years_of(word: int | str) -> range | None:
    """The years of an entry, every one where it is empty; None for what is no year and no range of years."""
    first, _, last = str(word).partition("-")
    if not first and not last:
        return range(10_000)
    if not first.isdecimal() or not (last or first).isdecimal():
        return None
    return range(int(first), int(last or first) + 1)


def files_for(paths: Iterable[Path], folders: Iterable[Path]) -> list[Path]:
    """The waivers.yaml in the folders of these documents, and in those above.

    These are looked for up to the working directory, and for a document elsewhere up to the folder of the call.
    """
    here = Path().resolve()
    tops = {here, *(top for folder in folders if not (top := folder.resolve()).is_relative_to(here))}
    places: dict[Path, Path] = {}
    for path in paths:
        step = path.parent
        steps = [step]
        whole = step.resolve()
        if any(whole.is_relative_to(top) for top in tops):
            while whole not in tops:
                step, whole = step / ".." if step.name in ("", "..") else step.parent, whole.parent
                steps.append(step)
        for step in steps:
            places.setdefault(step.resolve(), step)
    return sorted(step / NAME for step in places.values() if (step / NAME).is_file())


def apart(files: Iterable[Path], folders: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Of the files that lie beside documents those that whoever calls may be taken to know, and the others.

    What lies in a folder that is named in the call may have come with what was submitted, and nobody decides on the
    findings in their own report. What lies above it, in the working directory, or beside a document that is named by
    itself is the caller's.
    """
    here, named = Path().resolve(), {folder.resolve() for folder in folders}
    known: list[Path] = []
    others: list[Path] = []
    for file in files:
        place = file.parent.resolve()
        inside = place != here and not named.isdisjoint({place, *place.parents})
        (others if inside else known).append(file)
    return known, others


def not_believed(files: Iterable[Path]) -> list[Message]:
    """What is told of files that are not believed, each by itself."""
    return [say("waivers.not_believed", path=str(file)) for file in files]


def load_each(paths: Iterable[Path]) -> tuple[list[Entry], list[tuple[Path, CheckerError]]]:
    """The entries of files that lie beside documents, and the folders of those with a fault, each with it: what is
    wrong in one folder is no matter of the others."""
    entries: list[Entry] = []
    faulty: list[tuple[Path, CheckerError]] = []
    for path in paths:
        try:
            entries += load(path)
        except CheckerError as error:
            faulty.append((path.parent, error))
    return entries, faulty


def files_of_draft(old: Path, new: Path, documents: Iterable[Path]) -> list[tuple[Path, Path]]:
    """The waivers.yaml of the earlier draft, each with the folder of the later one that it holds for.

    `documents` are those of the earlier draft, below `old` where that is a folder.
    """
    root, target = (one if one.is_dir() else one.parent for one in (old, new))
    made = []
    for file in files_for(documents, [root]):
        below = file.parent.resolve()
        inside = below.is_relative_to(root.resolve())
        made.append((file, target / below.relative_to(root.resolve()) if inside else target))
    return made
