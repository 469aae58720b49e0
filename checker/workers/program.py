"""What a machine runs, by parts: two that differ in one may come to other results for the same document."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata, util
from pathlib import Path

PACKAGES = ("checker", "adapters")
"""The packages of which every source file counts; libraries count by their versions."""
NAME = "gouji"


@cache
def program() -> dict[str, str]:
    """Part to its version or digest: the interpreter, our sources, and the libraries that they need, "" for none.

    Libraries of extras that read or judge count as well: with one of them a machine finds more than without.
    """
    version = sys.version_info
    found = {"python": f"{version.major}.{version.minor}", NAME: _sources()}
    for name in _libraries():
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found


def differing(other: dict[str, str]) -> list[str]:
    """The parts in which another machine's program is not ours, as `part here/there`."""
    own = program()
    return [
        f"{name} {own.get(name, '')[:12] or '-'}/{other.get(name, '')[:12] or '-'}"
        for name in sorted({*own, *other})
        if own.get(name) != other.get(name)
    ]


READING = ("ocr", "semantic")
"""The extras whose libraries have a say in what is found."""


def _libraries() -> Iterator[str]:
    try:
        needed = metadata.requires(NAME) or []
    except metadata.PackageNotFoundError:  # run from its sources
        return
    for line in needed:
        what, _, when = line.partition(";")
        if "extra" in when and not any(f'"{extra}"' in when or f"'{extra}'" in when for extra in READING):
            continue
        yield "".join(character if character.isalnum() or character in "-_." else " " for character in what).split()[0]


def _sources() -> str:
    """A digest over the sources and the packs, wherever they lie."""
    whole = hashlib.sha256()
    for package in PACKAGES:
        spec = util.find_spec(package)
        root = Path(spec.origin).parent if spec is not None and spec.origin else None
        if root is None:
            continue
        for path in sorted(root.rglob("*.py")):
            whole.update(f"{path.relative_to(root)}\0".encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()
