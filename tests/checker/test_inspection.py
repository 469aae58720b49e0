"""A generated inspection, read and put together: no wrong pair, and what cannot be known is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.run.given import Given
from checker.run.grouping import group
from checker.run.sketch import Sketch
from tests.checker.reports import PACK, checker, document_of_text, pack
from tests.generator.inspection import CITIES, inspection, score


@pytest.mark.parametrize(("cities", "seed"), [(CITIES[:2], 1), (CITIES[8:10], 2), (CITIES[-3:], 3)])
def test_reports_are_put_together_as_they_belong(cities: tuple[str, ...], seed: int) -> None:
    files, listed = inspection(seed, cities, 10)
    sketches = []
    for file in files:
        document = replace(document_of_text(file.text, file.path), sha256=file.path)
        reading = checker().recognise(document)
        assert reading is not None, file.path
        assert (reading.kind, reading.identity.year) == (file.kind, file.year), file.path
        sketches.append(Sketch(document, PACK, reading.kind, reading.identity))
    spec = pack().spec
    given = Given(files=((Path(), listed),), issuers={PACK: spec.issuers}, versions={PACK: spec.versions})
    found = score(files, group(sketches, given))
    assert found.counts["wrong"] == 0, found.wrong
    assert found.counts["missed"] == found.counts["nobody could tell, missed"] == 0, found.wrong
    assert found.counts["right"] > 50
    assert found.share >= 0.97, found.wrong
