"""Each stage of a check as a ratio to the least that its file costs: inflating and parsing, pdfium's text, decoding.

    python benchmarks/stages.py [FILE ...]

Without files: a report of about eight pages as docx and PDF, and as text. CPU time, the least of 7 rounds.
"""

from __future__ import annotations

import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import adapters  # noqa: E402
from checker import facts  # noqa: E402
from checker.audit.annotation import notes  # noqa: E402
from checker.audit.audit import Run  # noqa: E402
from checker.check import Checker, Dossier  # noqa: E402
from checker.loading.load import available, find, load  # noqa: E402
from checker.outputs import render  # noqa: E402
from tests.adapters.pdf_samples import REPORT, WORK, Report, as_docx, with_reportlab  # noqa: E402

TEXT = ROOT / "tests/data/text/003-city-suqian.txt"
ROUNDS = 7


def samples(folder: Path) -> list[Path]:
    """The report of the tests, its running text thrice, in three formats."""
    at = REPORT.parts.index(WORK[0])
    report = Report(REPORT.title, (*REPORT.parts[:at], *(WORK * 3), *REPORT.parts[at:]))
    return [as_docx(report, folder / "report.docx"), with_reportlab(report, folder / "report.pdf"), TEXT]


def floor(path: Path) -> None:
    """The least that a program does with such a file."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
                if part in archive.namelist():
                    etree.fromstring(archive.read(part))
    elif path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(path)
        for page in pdf:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        pdf.close()
    else:
        path.read_bytes().decode("utf-8", "replace")


def stages(path: Path, folder: Path) -> dict[str, Callable[[], object]]:
    """What `gouji check` does with a file, each stage on what the one before has made."""
    checker = Checker([load(find(name)) for name in available()])
    document = adapters.read(path)
    known = checker.recognise(document)
    if known is None:
        raise SystemExit(f"{path}: no pack knows it")
    name, kind = known.pack.id, known.kind
    reading = checker.reading(document, name, kind, kind)
    made = [*checker.facts_of(reading), *facts.extract_together([reading])]
    audit = checker.check(Dossier((reading,)))
    run = Run((audit,), options={"color": "no"})
    found: dict[str, Callable[[], object]] = {
        "read": lambda: adapters.read(path),
        "recognise": lambda: checker.recognise(document),
        # Of a reading that nobody has asked anything: in a check too it is that of `recognise`.
        "facts": lambda: checker.facts_of(replace(reading)),
        "judge": lambda: checker.judge(name, made),
        "render": lambda: render("text", run, {document.path: document}),
    }
    if adapters.supports_annotation(document.format):
        made_notes = notes(audit, document.path, run.lang)
        found["annotate"] = lambda: adapters.annotate(path, document, made_notes, folder / f"copy{path.suffix}")
    else:
        found["annotate"] = lambda: render("html", run, {document.path: document})
    return found


def least(work: Callable[[], object]) -> float:
    """CPU milliseconds of the fastest round; the first one, which loads what is needed, does not count."""
    best = float("inf")
    for number in range(ROUNDS + 1):
        start = time.process_time()
        work()
        if number:
            best = min(best, time.process_time() - start)
    return best * 1e3


def main() -> None:
    """Print a block of lines for each file."""
    with tempfile.TemporaryDirectory() as name:
        for path in [Path(name) for name in sys.argv[1:]] or samples(Path(name)):
            low = least(lambda: floor(path))  # noqa: B023
            print(f"{path.name}\n  {'floor':10} {low:8.2f} ms")
            for stage, work in stages(path, Path(name)).items():
                took = least(work)
                print(f"  {stage:10} {took:8.2f} ms {took / low:8.1f} × floor")


if __name__ == "__main__":
    main()
