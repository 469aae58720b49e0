"""Packs from their folders: found by name, read, checked, extended, and kept ready for the next run."""

from __future__ import annotations

import hashlib
from pathlib import Path

import checker
from checker import log
from checker.errors import RulePackError
from checker.loading import kept
from checker.loading.digest import digest
from checker.messages import say
from checker.pack.pack import Pack
from checker.record import dataclass


def built_in() -> Path:
    """The folder of the packs that come with gouji: in the wheel, or beside the package in its source tree."""
    package = Path(checker.__file__).parent
    inside = package / "_packs"
    return inside if inside.is_dir() else package.parent / "rules"


def find(name: str, extra: tuple[Path, ...] = ()) -> Path:
    """The folder of a pack, by path or by name; the user's folders before the built-in ones."""
    given = Path(name)
    if (given / "pack.yaml").is_file():
        return given if given.name else given.resolve()  # "." has no name of its own
    for folder in (*extra, built_in()):
        if folder.name == name and (folder / "pack.yaml").is_file():
            return folder
        if (folder / name / "pack.yaml").is_file():
            return folder / name
    raise RulePackError(say("packs.not_found", name=name, valid=", ".join(available(extra))))


def available(extra: tuple[Path, ...] = ()) -> list[str]:
    """The names of all packs that can be found."""
    folders = [folder for top in (*extra, built_in()) if top.is_dir() for folder in (top, *sorted(top.iterdir()))]
    return list(dict.fromkeys(folder.name for folder in folders if (folder / "pack.yaml").is_file()))


def load(directory: Path, extra: tuple[Path, ...] = (), *, cached: bool = True) -> Pack:
    """A pack ready for use; raises RulePackError with every fault. `extra` are folders where packs that it extends are
    looked for, after its own; `cached` says whether the kept copy may be used and one be left."""
    with log.stage("pack", path=str(directory)) as told:
        chain = _chain(directory, extra, cached)
        pack, told["kept"] = _ready(chain, cached)
        return pack


@dataclass(frozen=True, slots=True)
class _Folder:
    """A pack as it lies there. `lock` is SHA-256 over its files and, where it extends another, over that one's."""

    directory: Path
    own: str
    extends: str
    lock: str
    copy: kept.Kept | None


def _chain(directory: Path, extra: tuple[Path, ...], cached: bool, above: tuple[Path, ...] = ()) -> list[_Folder]:
    """The pack, the one that it extends, and so on; `above` are those that extend it."""
    own = digest(directory)
    copy = kept.find(directory) if cached else None
    if copy is not None and copy.own == own:
        extends = copy.extends
    else:
        extends, copy = _extends(directory), None
    if not extends:
        return [_Folder(directory, own, "", own, copy)]
    passed = (*above, directory)
    below = find(extends, (directory.parent, *extra))
    if any(below.samefile(one) for one in passed):
        raise RulePackError(say("packs.circle", chain=" → ".join(one.name for one in (*passed, below))))
    rest = _chain(below, extra, cached, passed)
    lock = hashlib.sha256(f"{own}{rest[0].lock}".encode()).hexdigest()
    return [_Folder(directory, own, extends, lock, copy), *rest]


def _extends(directory: Path) -> str:
    """The pack that this one extends; an empty text for none."""
    from checker.yamlfiles.peek import top_value

    found = top_value(directory / "pack.yaml", "extends")
    return found if isinstance(found, str) else ""


def _ready(chain: list[_Folder], cached: bool) -> tuple[Pack, bool]:
    """The first pack of a chain, and whether it was a kept one."""
    folder, *below = chain
    pack = folder.copy.pack(folder.lock) if folder.copy is not None else None
    if pack is not None:
        return pack.at(str(folder.directory)), True
    from checker.loading.build import build

    base = _ready(below, cached)[0] if below else None
    pack = build(folder.directory, base, folder.lock)
    if cached:
        kept.keep(folder.directory, folder.own, folder.extends, pack)
    return pack, False
