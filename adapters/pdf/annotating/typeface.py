"""A Chinese font of the system, cut down to the characters of a text, to be embedded."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from checker.record import dataclass

_FOLDERS = (
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
    "/usr/local/share/fonts",
    "/usr/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    f"{os.environ.get('WINDIR', 'C:/Windows')}/Fonts",
)
_NAMES = (
    "notosanscjk-regular", "notosanscjksc-regular", "notosanssc-regular", "notoserifcjk-regular",
    "notoserifcjksc-regular", "notoserifsc-regular", "sourcehansanssc-regular", "sourcehansanscn-regular",
    "sourcehanserifsc-regular", "sourcehanserifcn-regular", "simsun", "msyh", "simhei", "fandolsong-regular",
    "wqy-microhei", "wqy-zenhei", "droidsansfallback", "droidsansfallbackfull", "stheiti light", "pingfang",
    "notosanscjk-medium", "notosanscjk-light", "notosanscjk-bold", "notoserifcjk-bold", "notosanssc[wght]",
    "notosanssc-vf",
)  # fmt: skip
"""File names without suffix, the most suitable first."""
_SUFFIXES = frozenset((".ttf", ".otf", ".ttc", ".otc"))
_DROPPED = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "OS/2", "STAT", "VORG", "avar", "fvar", "gvar",
            "name", "post", "vhea", "vmtx"]  # fmt: skip
_RESTRICTED = 0x0002
"""Of fsType: the maker allows no embedding."""


# What fontTools remarks on a font's odd tables is no message for people.
logging.getLogger("fontTools").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font program for a CID font. `codes` and `widths` (thousandths of an em) are by character."""

    program: bytes
    outlines: str
    """CFF or TrueType."""
    codes: dict[str, int]
    widths: dict[str, int]
    ascent: int
    descent: int


def typeface(text: str) -> Typeface | None:
    """The first font of the system that has most characters of the text, None where there is none."""
    wanted = {char for char in text if char.isprintable()}
    for path in _candidates():
        try:
            found = _cut(path, wanted)
        except Exception:
            continue
        if found is not None and len(found.codes) > 0.9 * len(wanted):
            return found
    return None


@lru_cache(maxsize=1)
def _candidates() -> tuple[Path, ...]:
    ranked = [(_NAMES.index(path.stem.lower()), path) for path in _files() if path.stem.lower() in _NAMES]
    return tuple(path for _, path in sorted(ranked))


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        for place, _, names in os.walk(Path(folder).expanduser()):
            yield from (Path(place, name) for name in names if Path(name).suffix.lower() in _SUFFIXES)


def _cut(path: Path, wanted: set[str]) -> Typeface | None:
    # fontTools has no types.
    subset, library = import_module("fontTools.subset"), import_module("fontTools.ttLib")
    with library.TTFont(path, fontNumber=_number(path), lazy=True) as font:
        if ("OS/2" in font and font["OS/2"].fsType & _RESTRICTED) or not ("glyf" in font or "CFF " in font):
            return None
        names = {char: name for char in wanted if (name := font.getBestCmap().get(ord(char)))}
        options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True)
        options.drop_tables += _DROPPED
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(char) for char in names])
        cutter.subset(font)
        scale = 1000 / font["head"].unitsPerEm
        widths = {char: round(font["hmtx"][name][0] * scale) for char, name in names.items()}
        ascent, descent = round(font["hhea"].ascent * scale), round(font["hhea"].descent * scale)
        if "CFF " in font and hasattr(font["CFF "].cff.topDictIndex[0], "ROS"):
            codes = {char: int(name[3:]) for char, name in names.items()}  # cid01234
        else:
            codes = {char: font.getGlyphID(name) for char, name in names.items()}
        if "CFF " in font:
            return Typeface(font.getTableData("CFF "), "CFF", codes, widths, ascent, descent)
        del font["cmap"]
        out = BytesIO()
        font.save(out)
        return Typeface(out.getvalue(), "TrueType", codes, widths, ascent, descent)


def _number(path: Path) -> int:
    """Which font of a collection: the one for simplified Chinese, else the first; -1 for a file of one font."""
    if path.suffix.lower() not in (".ttc", ".otc"):
        return -1
    with import_module("fontTools.ttLib").TTCollection(path, lazy=True) as collection:
        for index, font in enumerate(collection.fonts):
            name: Any = font["name"].getDebugName(1) or ""
            if name.endswith((" SC", " GB", " CN")):
                return index
    return 0
