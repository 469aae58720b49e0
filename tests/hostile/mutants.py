"""Damaged copies of files: what a disk, a network or an enemy makes of them."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from random import Random

_WORDS = (b"-1", b"0", b"2147483648", b"99999999999", b"1e308", b"null", b"", b"/", b"<<", b">>", b"[", b"]", b"R")


def mutant(data: bytes, random: Random) -> bytes:
    """A damaged copy: bytes altered, cut out, doubled or exchanged, numbers replaced, a part of a package changed."""
    if data.startswith(b"PK\x03\x04") and random.random() < 0.7:
        try:
            return _repacked(data, random)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError, zlib.error):
            pass
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 5, 20, 100))):
        if not changed:
            break
        at, kind = random.randrange(len(changed)), random.random()
        if kind < 0.4:
            changed[at] = random.randrange(256)
        elif kind < 0.55:
            del changed[at : at + random.choice((1, 10, 100, 5000))]
        elif kind < 0.7:
            changed[at:at] = changed[at : at + random.choice((10, 1000))]
        elif kind < 0.95:
            end = at
            while at > 0 and chr(changed[at - 1]).isdigit():
                at -= 1
            while end < len(changed) and chr(changed[end]).isdigit():
                end += 1
            changed[at:end] = random.choice(_WORDS)
        else:
            del changed[at:]
    return bytes(changed)


def _repacked(data: bytes, random: Random) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        texts = [name for name in old.namelist() if name.endswith((".xml", ".rels"))] or old.namelist()
        chosen, kind = random.choice(texts), random.random()
        for name in dict.fromkeys(old.namelist()):
            content = old.read(name)
            if name == chosen and kind < 0.1:
                continue
            new.writestr(name, _part(content, random) if name == chosen else content)
    return target.getvalue()


def _part(content: bytes, random: Random) -> bytes:
    """Elements of a part moved, doubled, lost; or its bytes changed."""
    pieces = content.split(b"<")
    for _ in range(random.choice((1, 3, 10))):
        if len(pieces) < 4 or random.random() < 0.15:
            return mutant(content, random)
        at, other = random.randrange(1, len(pieces)), random.randrange(1, len(pieces))
        choice = random.random()
        if choice < 0.3:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif choice < 0.6:
            pieces[at:at] = pieces[other : other + 40]
        elif choice < 0.8:
            del pieces[at : at + 3]
        else:
            pieces[at] = pieces[at].replace(b'"', b'"' + random.choice(_WORDS), 1)
    return b"<".join(pieces)
