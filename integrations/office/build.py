#!/usr/bin/env python3
"""Lays the pane out for a server: python3 build.py DIR --library FILE.tgz [--address https://gouji.example.cn].

DIR is `office` in the server's data folder, or what a proxy gives out at /office/. FILE.tgz is the package
@microsoft/office-js as `npm pack` fetches it: its licence lets an office use it in what interoperates with Word, and is
not that of this project, which therefore does not carry it. Of it only what Word's pane loads is taken, unchanged, with
its licence. Without --library the pane is laid out for WPS alone.
"""

import argparse
import re
import shutil
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).parent
OWN = ("*.html", "*.css", "*.js", "*.png", "word-manifest.xml", "wps/*")
PLACEHOLDER = "https://gouji.example.cn"
LICENCE = "office-js-LICENSE.md"
TAKEN = re.compile(
    r"package/(?:dist/(?P<dist>office\.js|word(?:ios)?-[a-z0-9.-]+(?<!\.debug)\.js|o15apptofilemappingtable\.js"
    r"|telemetry/[\w.-]+\.js|(?:zh|en)-[a-z]{2}/office_strings\.js)|(?P<licence>LICENSE\.md))"
)


def own(target, address):
    """Our files; the manifest with the address of the server."""
    for pattern in OWN:
        for path in sorted(HERE.glob(pattern)):
            place = target / path.relative_to(HERE)
            place.parent.mkdir(parents=True, exist_ok=True)
            if path.name == "word-manifest.xml" and address:
                place.write_text(path.read_text("utf-8").replace(PLACEHOLDER, address.rstrip("/")), "utf-8")
            else:
                shutil.copyfile(path, place)


def library(target, package):
    """The files of office.js out of the package, each by its name; how many. Nothing else is looked at."""
    count = 0
    with tarfile.open(package) as archive:
        for member in archive:
            found = TAKEN.fullmatch(member.name)
            content = archive.extractfile(member) if found and member.isfile() else None
            if content is None:
                continue
            place = target / (LICENCE if found["licence"] else found["dist"])
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                shutil.copyfileobj(content, file)
            count += 1
    if not (target / "office.js").is_file() or not (target / LICENCE).is_file():
        sys.exit(f"{package}: no package @microsoft/office-js")
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path, metavar="DIR")
    parser.add_argument("--library", type=Path, metavar="FILE.tgz", help="the package @microsoft/office-js")
    parser.add_argument("--address", default="", metavar="URL", help="where Word reaches the server, by https")
    options = parser.parse_args()
    if options.address and not options.address.startswith("https://"):
        sys.exit("--address: Word takes panes over https alone")
    options.target.mkdir(parents=True, exist_ok=True)
    own(options.target, options.address)
    if options.library:
        print(f"office.js: {library(options.target, options.library)} files; see {LICENCE}")
