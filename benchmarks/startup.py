"""Whole processes: --help, checks of a text, a Word file and a PDF, as ratios to an interpreter that does nothing.

    python benchmarks/startup.py [ROUNDS] [--annotate]

Processor seconds of user and system, the children's too, and seconds by the clock: of each the least of all rounds,
the commands in turn. Bounds are of processor time and stand as multiples of `python -c pass` in the same run, so that
they hold on other machines and beside other work; exit code 1 when one is missed. `--annotate` adds runs that write
annotated copies. Modules are compiled first, as an installer does it.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TEXT = ROOT / "tests/data/text/003-city-suqian.txt"
ROUNDS = 9


@dataclass(frozen=True)
class Command:
    """What is run, and how many times the floor it may take; None for what is only compared with."""

    words: list[str]
    bound: float | None = None


def reports(folder: Path) -> tuple[Path, Path]:
    """A report with its three tables on eight pages, as a Word file and as a PDF."""
    from tests.adapters.pdf_samples import REPORT, WORK, Report, as_docx, with_reportlab

    parts = list(REPORT.parts)
    first = parts.index(WORK[0])
    report = Report(REPORT.title, (*parts[:first], *(WORK * 4), *parts[first:]))
    return as_docx(report, folder / "report.docx"), with_reportlab(report, folder / "report.pdf")


def commands(folder: Path, annotating: bool) -> dict[str, Command]:
    """By the name that is shown; the first is the floor."""
    python = [sys.executable, "-c"]
    gouji = [*python, "from checker.cli import program; program()"]
    docx, pdf = reports(folder)
    made = {
        "python -c pass": Command([*python, "pass"]),
        "import typer": Command([*python, "import typer"]),
        "gouji --help": Command([*gouji, "--help"], 9),
        "gouji check text": Command([*gouji, "check", str(TEXT)], 24.5),
        "gouji check docx": Command([*gouji, "check", str(docx)], 26.7),
        "gouji check PDF": Command([*gouji, "check", str(pdf)], 33.4),
    }
    if annotating:
        for file in (docx, pdf):
            words = [*gouji, "check", str(file), "--annotate", str(folder / "copies")]
            made[f"annotate {file.suffix[1:]}"] = Command(words)
    return made


def spent(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, those of the children it waited for with it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def main() -> int:
    """Print a line for each command; 1 when one takes longer than its bound."""
    rounds = next((int(word) for word in sys.argv[1:] if word.isdigit()), ROUNDS)
    for folder in ("checker", "adapters"):
        compileall.compile_dir(ROOT / folder, quiet=2)
    with tempfile.TemporaryDirectory() as name:
        made = commands(Path(name), "--annotate" in sys.argv)
        least = dict.fromkeys(made, (float("inf"), float("inf")))
        for _ in range(rounds + 1):  # the first one warms the caches
            for key, command in made.items():
                wall, cpu = spent(command.words)
                least[key] = min(least[key][0], wall), min(least[key][1], cpu)
    missed = False
    print(f"{'command':18} {'wall s':>7} {'CPU s':>7} {'× floor':>8} {'bound':>6}")
    floor = least["python -c pass"][1]
    for key, (wall, cpu) in least.items():
        bound = made[key].bound
        missed |= bound is not None and cpu > bound * floor
        print(f"{key:18} {wall:7.3f} {cpu:7.3f} {cpu / floor:8.1f} {bound or '':>6}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
