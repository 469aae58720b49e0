"""Pages as people meet them: nothing that axe holds to be serious, white on paper, one screen of many units."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import axe_core_python
import pypdfium2
import pytest

from checker.audit.audit import Run
from checker.outputs import render
from checker.outputs.batch import plan_report, write_report
from tests.checker.reports import check, document_of_text, known_report, with_lines
from tests.generator import text
from tests.outputs.chromium import Browser, needs_chromium
from tests.outputs.given_runs import attacked, bureau, city, missing, plan_and_report, run_of

pytestmark = pytest.mark.chromium
AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
ASK = "axe.run().then(found => JSON.stringify(found.violations.map(one => [one.impact, one.id, one.nodes[0].html])))"
PHONE, DESK = (390, 844), (1440, 900)
PAGES = ("index.html", "review.html", "plan.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An overview with a finding across units, a review of several documents, and a plan with its report."""
    folder = tmp_path_factory.mktemp("pages")
    run, documents = run_of(city(), bureau(), attacked())
    report = city()[0]
    alike = replace(missing(report), locations=(report.locate(0, 0, 2), bureau()[0].locate(0, 0, 2)))
    write_report(plan_report(replace(run, batch=(alike,)), documents), folder)
    (folder / "review.html").write_bytes(render("html", run, documents))
    (folder / "plan.html").write_bytes(render("html", *plan_and_report(finding=True)))
    return folder


def many(count: int, folder: Path) -> Path:
    """The overview of so many units, every third without a finding."""
    made = []
    for number in range(count):
        document, audit = city()
        path = f"reports/{number}.txt"
        moved = tuple(
            replace(one, locations=tuple(replace(place, path=path) for place in one.locations))
            for one in audit.findings[: number % 3]
        )
        known = (replace(audit.documents[0], path=path),)
        made.append(
            (replace(document, path=path), replace(audit, issuer=f"{number}局", documents=known, findings=moved))
        )
    plan = plan_report(*run_of(*made))
    target = folder / f"{count}.html"
    target.write_bytes(plan.overview({}))
    return target


@needs_chromium
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, pages: Path, name: str, size: tuple[int, int], dark: bool) -> None:
    browser.open(pages / name, *size, dark=dark)
    browser.run(f"(() => {{ {AXE}\n }})()")
    found = json.loads(browser.run(ASK))
    assert [one for one in found if one[0] in ("serious", "critical")] == []


@needs_chromium
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_telephone(browser: Browser, pages: Path, name: str) -> None:
    browser.open(pages / name, *PHONE)
    assert browser.run("document.documentElement.scrollWidth") == PHONE[0]


@needs_chromium
@pytest.mark.parametrize("name", ["index.html", "review.html"])
def test_what_is_printed_from_a_dark_screen_is_white(browser: Browser, pages: Path, name: str) -> None:
    browser.open(pages / name, *DESK, dark=True)
    printed = browser.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
    with pypdfium2.PdfDocument(base64.b64decode(printed["data"])) as pdf:
        for page in pdf:
            shown = page.render(scale=0.3, grayscale=True).to_pil().tobytes()
            assert sum(shown) / len(shown) > 200


ASTRAY = """[...document.querySelectorAll('.tick')].filter(tick => {
  const before = document.createRange(), text = tick.previousSibling ?? tick.parentNode.previousSibling;
  const node = text.nodeType === 3 ? text : text.lastChild;
  before.setStart(node, node.length - 1);
  before.setEnd(node, node.length);
  const [a, b] = [before.getBoundingClientRect(), tick.getBoundingClientRect()];
  return b.bottom < a.top || b.top > a.bottom;
}).length"""
"""Ticks that do not stand on the line of the character before them."""


@needs_chromium
def test_a_tick_stays_beside_its_figure(browser: Browser, tmp_path: Path) -> None:
    line = "全年新收政府信息公开申请40件，上年结转6件，办结43件，结转下年度继续办理3件。"
    document = document_of_text(text.write(with_lines(known_report(), "overview", [line] * 3)), "a.txt")
    page = tmp_path / "ticks.html"
    page.write_bytes(render("html", Run((check(document),)), {"a.txt": document}))
    for width in range(PHONE[0], 2 * PHONE[0], 30):
        browser.open(page, width, 900)
        if width <= 860:
            browser.click(".tabs [data-tab=paper]")
        assert browser.run("document.querySelectorAll('.tick').length") >= 12
        assert browser.run(ASTRAY) == 0


@needs_chromium
def test_five_hundred_units_begin_with_one_screen(browser: Browser, tmp_path: Path) -> None:
    browser.open(many(500, tmp_path), *DESK)
    assert browser.run("document.documentElement.scrollHeight") < DESK[1] * 1.1
    browser.click(".all")
    assert browser.run("[...document.querySelectorAll('.units tbody tr')].filter(one => !one.hidden).length") == 500
