"""The sample files are what their script writes, and every place that an audit quotes stands in its document."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

SAMPLES = Path(__file__).parent.parent / "samples"
sys.path.insert(0, str(SAMPLES))

import make_samples  # noqa: E402

from tests.generator.spec import TABLES, Report  # noqa: E402

REPORTS = {
    "clean-2021": make_samples.clean_2021,
    "defects-2021": make_samples.defects_2021,
    "layout-2022": make_samples.layout_2022,
    "outline-2022": make_samples.outline_2022,
    "tables-2021": make_samples.tables_2021,
    "prose-2021": make_samples.prose_2021,
    "figures-2020": make_samples.figures_2020,
    "old-form-2022": make_samples.old_form_2022,
    "suqian-foreign-affairs-2020": make_samples.suqian_office,
    "suqian-2020": make_samples.suqian,
    "tianjin-foreign-affairs-2020": make_samples.tianjin_office,
}
AUDITS = [*SAMPLES.glob("*.audit.yaml"), *(SAMPLES / "texts").glob("*.audit.yaml")]


@pytest.mark.parametrize("name", [name for name in make_samples.SAMPLES if name != "defects-2021.pdf"])
def test_a_sample_is_what_its_script_writes(name: str) -> None:
    assert (SAMPLES / name).read_bytes() == make_samples.SAMPLES[name]()


def _said(report: Report) -> str:
    cells = [cell.text for name in TABLES for cell in report.grid(name).cells]
    return "\n".join([*report.paragraphs(), *cells])


@pytest.mark.parametrize("path", AUDITS, ids=lambda path: path.name)
def test_an_audit_quotes_what_its_document_says(path: Path) -> None:
    audit = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = path.with_name(audit["document"])
    assert document.exists()
    report = REPORTS.get(document.stem)
    said = _said(report()) if report else document.read_text(encoding="utf-8")
    for expected in audit["expect"]:
        assert expected["why"]
        if "text" in expected:
            assert expected["text"] in said
        if "row" in expected and expected["rule"] != "table-row-missing" and report:
            assert expected["row"] in {row for name in TABLES for row, _ in report().figures(name)}


def test_every_document_has_an_audit() -> None:
    audited = {path.name.removesuffix(".audit.yaml") for path in AUDITS}
    assert audited == set(make_samples.SAMPLES) | {path.name for path in (SAMPLES / "texts").glob("*.txt")}
