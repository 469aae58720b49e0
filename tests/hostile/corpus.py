"""The corpus of hostile files, written into a folder.

python -m tests.hostile.corpus FOLDER
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from tests.hostile import packages, plain
from tests.hostile.packages import SECRET, Make

FILES: dict[str, Make] = {**packages.MADE, **plain.MADE}


def write(folder: Path) -> list[str]:
    """Write the files; their names, which are not those of what the links in them lead to."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    return list(FILES)


def write_oddities(folder: Path, outside: Path) -> list[str]:
    """What lies in a folder and is no file to read: a pipe, a socket, links, names that are commands or no text."""
    folder.mkdir(parents=True, exist_ok=True)
    outside.write_text(SECRET, "utf-8")
    os.mkfifo(folder / "pipe.docx")
    made = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    try:
        os.chdir(folder)  # a path in full may be too long for a socket
        made.bind("socket.docx")
    finally:
        os.chdir(here)
        made.close()
    (folder / "loop.docx").symlink_to("loop.docx")
    (folder / "outside.txt").symlink_to(outside)
    (folder / "up").symlink_to("..")
    odd = ["pipe.docx", "socket.docx", "loop.docx", "outside.txt", "up"]
    for name in (b"\x1b]0;PWN\x07.docx", b"\xff\xfe.txt", "\u202etxt.docx".encode()):
        (folder / os.fsdecode(name)).write_bytes(b"")
        odd.append(os.fsdecode(name))
    return odd


if __name__ == "__main__":
    print("\n".join(write(Path(sys.argv[1]))))
