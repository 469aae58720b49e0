"""How much of a report is read exactly in each form of file: figures, labels, paragraphs, particulars.

    python benchmarks/reading_accuracy.py [--seeds N] [--part TEXT] [--programs]

N reports (10 unless told) of each form of the regulation, in every form of file of the tests' generator; `--part` takes
those with TEXT in their name, `--programs` adds the forms that LibreOffice and Chromium make, of two seeds. Prints a
line for each form, and what was not read as it was written, a few lines of it. Exits with 1 where a figure is wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.generator import forms, measured, spec
from tests.generator.spec import Report

SIZES = (60, 1, 900, 40_000)
"""Applications of a report, in turn."""


@dataclass
class Score:
    """Counts over the reports of one form of file."""

    cells: int = 0
    unknown: int = 0
    wrong: int = 0
    labels: int = 0
    labels_off: int = 0
    paragraphs: int = 0
    paragraphs_off: int = 0
    particulars_off: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, report: Report, read: measured.Read, only_tables: bool) -> None:
        """Count one report as read."""
        unknown, wrong, cells = measured.figures(report, read)
        off, labels = measured.labels(report, read)
        self.cells += cells
        self.unknown += len(unknown)
        self.wrong += len(wrong)
        self.labels += labels
        self.labels_off += len(off)
        self.told += [*wrong, *unknown, *off]
        if only_tables:
            return
        lost, paragraphs = measured.paragraphs(report, read)
        particulars = measured.particulars(report, read)
        self.paragraphs += paragraphs
        self.paragraphs_off += len(lost)
        self.particulars_off += len(particulars)
        self.told += [*lost, *particulars]

    def row(self, name: str) -> str:
        """The line of the table."""
        exact = self.cells - self.unknown - self.wrong
        return (
            f"{name:44}{share(exact, self.cells)}{self.unknown:9}{self.wrong:7}"
            f"{share(self.labels - self.labels_off, self.labels)}"
            f"{share(self.paragraphs - self.paragraphs_off, self.paragraphs)}{self.particulars_off:13}"
        )


def share(part: int, whole: int) -> str:
    """Per cent, or nothing where there is nothing to count."""
    return f"{100 * part / whole:9.2f} %" if whole else f"{'':11}"


def reports(seeds: int) -> dict[str, Report]:
    """Reports of both forms of the regulation, of several bodies and sizes."""
    return {
        f"{form} {seed}": make(seed, spec.ORGANS[seed % 4], size=SIZES[seed % 4])
        for form, make in (("2021", spec.report_2021), ("2019", spec.report_2019))
        for seed in range(seeds)
    }


def measure(seeds: int, part: str) -> Iterable[tuple[str, Score]]:
    """The forms that need no program beside."""
    for name, (suffix, write) in {**forms.FORMS, **forms.TABLES_ONLY}.items():
        if part not in name:
            continue
        score = Score()
        for report in reports(seeds).values():
            score.add(report, measured.read(write(report), suffix), name in forms.TABLES_ONLY)
        yield name, score


def measure_programs(part: str) -> Iterable[tuple[str, Score]]:
    """The forms that LibreOffice and Chromium make."""
    some = reports(2)
    made = {**forms.by_office(some), **forms.by_chromium(some)}
    with tempfile.TemporaryDirectory() as folder:
        found = measured.read_all(made, Path(folder))
    for form in (*forms.OFFICE, *forms.PRINTED):
        if part in form:
            score = Score()
            for name, report in some.items():
                score.add(report, found[form, name], False)
            yield form, score


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--part", default="")
    parser.add_argument("--programs", action="store_true")
    options = parser.parse_args()
    print(f"{'form':44}{'figures':>11}{'unknown':>9}{'wrong':>7}{'labels':>11}{'paragraphs':>11}{'particulars':>13}")
    scores: dict[str, Score] = {}
    for name, score in measure(options.seeds, options.part):
        scores[name] = score
        print(score.row(name), flush=True)
    if options.programs:
        for name, score in measure_programs(options.part):
            scores[name] = score
            print(score.row(name), flush=True)
    for name, score in scores.items():
        if score.told:
            print(f"\n{name}:\n{measured.brief(score.told)}")
    sys.exit(any(score.wrong for score in scores.values()))


if __name__ == "__main__":
    main()
