"""A short search with each reader and the loader of packs, always the same inputs; by hand it goes on for longer."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.workers.pool import run_one
from tests.hostile.fuzz import AT_ONCE, CONVERTED, FORMATS, TARGETS, attempt, convert, search, seeds
from tests.hostile.mutants import mutant

SECONDS = 1.5
SEED = 1

pytestmark = [pytest.mark.once, pytest.mark.skipif(sys.platform != "linux", reason="limits of memory")]


def searched(target: str, seed: int) -> int:
    """How many inputs were tried; what breaks one is raised."""
    return search(target, SECONDS, seed)


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_damaged_is_read_or_refused(target):
    seed = SEED
    outcome = run_one(partial(searched, target, seed), seconds=60, memory_mb=2048)
    again = f"python -m tests.hostile.fuzz {target} --seed {seed}"
    # A page may ask for a picture larger than a worker may hold: it is given up then, and that is said.
    allowed = ("done", "memory") if target == "pdf" else ("done",)
    assert outcome.kind in allowed, f"{again}: {outcome.traceback or outcome.error}"
    assert outcome.kind == "memory" or (outcome.result or 0) >= len(seeds(target))


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("target", CONVERTED)
def test_what_is_damaged_is_converted_or_refused(target):
    """One start for each; the seed itself is the first input, and is read."""
    assert seeds(target)
    random = Random(SEED)
    some = [*seeds(target)[:1], *(mutant(random.choice(seeds(target)), random) for _ in range(AT_ONCE - 1))]
    with TemporaryDirectory() as folder:
        became = convert(target, some, Path(folder))
    assert len(became) == AT_ONCE
    assert became[0] == "read"


@given(st.binary(max_size=300), st.sampled_from(FORMATS))
@settings(max_examples=100, deadline=None)
def test_no_bytes_whatever_break_a_reader(tmp_path_factory, data, suffix):
    assert attempt(suffix, data, Path(tmp_path_factory.getbasetemp())) in ("read", "refused")


def test_what_breaks_is_seen(tmp_path, monkeypatch):
    from tests.hostile import fuzz

    def broken(path: Path, name: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("adapters.read", broken)
    with pytest.raises(fuzz.Broken, match="ZeroDivisionError"):
        attempt("txt", b"x", tmp_path)
