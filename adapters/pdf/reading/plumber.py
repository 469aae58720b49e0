"""pdfplumber's table module without the rest of the package.

`import pdfplumber.table` runs the package's own `__init__`, which loads pdfminer with its font tables, an encoding
detector and the package's metadata: 70 ms, a quarter of the check of a PDF, for a parser that gets no page to see.
So the module is loaded from the installed package under a name of ours, and nothing under pdfplumber's own: a program
which embeds gouji and imports pdfplumber gets all of it. What the table module wants beyond geometry and clustering
comes from the real package when it is asked for, and so does the module itself where its files do not stand as they
do today.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

NAME = "adapters.pdf.reading.pdfplumber_alone"


def table_module() -> Any:
    """`pdfplumber.table`, alone unless the package is loaded already."""
    if "pdfplumber" not in sys.modules:
        try:
            return alone()
        except (ImportError, AttributeError, TypeError):
            pass
    return import_module("pdfplumber.table")


def alone() -> ModuleType:
    """The table module from the files of the installed package; ImportError and its like where they lie otherwise."""
    spec = find_spec("pdfplumber")
    folders = [] if spec is None else list(spec.submodule_search_locations or ())
    _package(NAME, folders)
    utils = _package(f"{NAME}.utils", [str(Path(folder) / "utils") for folder in folders])
    for part in ("clustering", "geometry"):
        utils.__dict__.update(
            (name, value)
            for name, value in vars(import_module(f"{NAME}.utils.{part}")).items()
            if not name.startswith("_")
        )
    utils.__dict__["__getattr__"] = lambda name: getattr(import_module("pdfplumber.utils"), name)
    return import_module(f"{NAME}.table")


def _package(name: str, folders: list[str]) -> ModuleType:
    """A package that runs no code of its own, whose modules are found in these folders."""
    if name not in sys.modules:
        made = ModuleType(name)
        made.__path__ = folders
        sys.modules[name] = made
    return sys.modules[name]
