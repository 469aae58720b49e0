"""Reports that come back: how many judgements on edited pairs of drafts are right, by format.

    python benchmarks/returns.py [PAIRS] [SEED] [--apart]

Each pair is written, read, checked and compared as `gouji diff` does; one in twelve is a PDF, which takes longest.
`--apart` takes the places that the comparison was not made by. Exit 1 below 99 % or where anything is called mended
that is not.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

import adapters
from checker.audit.audit import Run
from checker.audit.baseline import compare
from checker.check import Dossier
from tests.checker.reports import checker
from tests.generator import docx, html, pdf, text
from tests.generator.returns import APART, SITES, Pair, pairs, wrong
from tests.generator.spec import Report

FORMATS = ("docx", "html", "txt")


def written(report: Report, form: str, random: Random) -> bytes:
    """A report as a file of a format."""
    if form == "docx":
        return docx.write(report)
    if form == "pdf":
        return pdf.drawn(report)
    if form == "html":
        return html.write(report).encode()
    return text.write(report, random.choice(("tabs", "pipes"))).encode()


def outcome(report: Report, form: str, name: str, random: Random, folder: Path) -> Run:
    """The run of a report that is written and read again."""
    path = folder / f"{name}.{form}"
    path.write_bytes(written(report, form, random))
    document = adapters.read(path, path.name)
    reading = checker().recognise(document)
    assert reading is not None
    return Run((checker().check(Dossier((reading,))),))


def judged(pair: Pair, number: int, folder: Path) -> tuple[str, list[str], int]:
    """The formats of a pair, what is said wrongly of it, and how many judgements were made."""
    random = Random(number)
    forms = ("pdf", "pdf") if number % 12 == 0 else (random.choice(FORMATS), random.choice(FORMATS))
    old, new = (
        outcome(report, form, name, random, folder)
        for report, form, name in zip((pair.old, pair.new), forms, ("old", "new"), strict=True)
    )
    told, count = wrong(compare(new, old, together=True), pair.truth)
    return " -> ".join(forms), told, count


def main(arguments: list[str]) -> Iterator[str]:
    """Lines of the outcome, the last one the share that is right."""
    sites = APART if "--apart" in arguments else SITES
    numbers = [int(one) for one in arguments if one.isdecimal()]
    count, seed = [*numbers, *(300, 0)[len(numbers) :]]
    judgements: Counter[str] = Counter()
    mistakes: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        for number, pair in enumerate(pairs(count, sites, seed)):
            forms, told, made = judged(pair, number, Path(folder))
            judgements[forms] += made
            mistakes[forms] += len(told)
            yield from (f"{number} {forms}: {one}" for one in told)
    for forms in sorted(judgements):
        yield f"{forms}: {judgements[forms]} judgements, {mistakes[forms]} wrong"
    right = 1 - mistakes.total() / max(judgements.total(), 1)
    yield f"{count} pairs, {judgements.total()} judgements, {right:.2%} right"


if __name__ == "__main__":
    lines = list(main(sys.argv[1:]))
    print("\n".join(lines))
    mended = any("told as ['fixed']" in line or "fixed that never was" in line for line in lines)
    sys.exit(float(lines[-1].split()[-2].rstrip("%")) < 99 or mended)
