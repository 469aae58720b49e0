"""LibreOffice as a second opinion on a Word file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lxml import etree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def convert(path: Path, form: str) -> Path:
    """The file in another format, beside it."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", form, "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    target = path.with_suffix("." + form.partition(":")[0])
    assert target.exists(), "LibreOffice could not open the file"
    return target


def commented(path: Path) -> dict[str, str]:
    """By the first line of each comment, the characters it spans."""
    root = etree.parse(convert(path, "fodt"), etree.XMLParser(huge_tree=True)).getroot()
    spans: dict[str, list[str]] = {}
    opened: dict[str, str] = {}
    titles: list[str] = []

    def write(text: str | None) -> None:
        for title in opened.values():
            spans[title].append(text or "")

    def visit(element: etree._Element) -> None:
        tag = element.tag
        if tag == OFFICE + "annotation":
            title = "".join(next(element.iter(TEXT + "p")).itertext())
            spans[title] = []
            titles.append(title)
            name = element.get(OFFICE + "name")
            if name is not None:
                opened[name] = title
        elif tag == OFFICE + "annotation-end":
            opened.pop(element.get(OFFICE + "name", ""), None)
        elif tag == TEXT + "s":
            write(" " * int(element.get(TEXT + "c", "1")))
        elif tag == TEXT + "tab":
            write("\t")
        elif tag == TEXT + "line-break":
            write("\n")
        else:
            if tag in (TEXT + "p", TEXT + "h"):
                for title in opened.values():
                    if spans[title]:
                        spans[title].append("\n")
            if tag not in (TEXT + "tracked-changes", TEXT + "note"):
                write(element.text if tag.startswith(TEXT) else None)
                for child in element:
                    visit(child)
        write(element.tail if element.getparent() is not None and element.getparent().tag.startswith(TEXT) else None)

    body = root.find(f"{OFFICE}body")
    assert body is not None
    visit(body)
    return {title: "".join(spans[title]) for title in titles}
