#!/usr/bin/env python3
"""Packs the extension: python3 build.py [FILE.oxt]. The same sources give the same bytes."""

import sys
import zipfile
from pathlib import Path

SOURCE = Path(__file__).parent / "source"
FORGOTTEN = ("__pycache__", ".pyc")


def build(target):
    """Write the extension to `target`."""
    files = sorted(
        path for path in SOURCE.rglob("*") if path.is_file() and not any(word in str(path) for word in FORGOTTEN)
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(SOURCE).as_posix(), (2026, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else "gouji.oxt"))
