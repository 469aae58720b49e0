"""The review page in real headless Chromium: it filters, leads both ways, and lets no document do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.audit.audit import Run
from checker.document import Cell, Document, Table, Text
from checker.outputs import render
from checker.outputs.page.marked import markup
from tests.outputs.chromium import Browser, needs_chromium
from tests.outputs.given_runs import HOSTILE, attacked, bureau, city, run_of

pytestmark = pytest.mark.chromium
ACTIVE = "document.querySelector('.card.active')?.dataset.item"
SHOWN = "[...document.querySelectorAll('.card')].filter(c => !c.hidden).map(c => c.dataset.rule.split('/')[1])"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """The city's review page, open; whatever a test does with it, it must make no trouble."""
    target = tmp_path / "review.html"
    target.write_bytes(render("html", *run_of(city())))
    browser.troubles.clear()
    browser.open(target)
    yield browser
    browser.run("1")
    assert browser.troubles == []


@needs_chromium
def test_a_click_on_a_card_leads_to_its_place(page):
    page.click(".card[data-rule$='applications-balance'] h3")
    assert page.run("document.querySelector('mark.active').textContent") == "10"
    assert page.run("document.querySelector('mark.active').closest('td').cellIndex") == 1


@needs_chromium
def test_a_click_on_a_mark_leads_to_its_card(page):
    page.click("mark.warning")
    assert page.run("document.querySelector('.card.active').dataset.rule").endswith("/period-mismatch")


@needs_chromium
def test_each_operand_of_a_sum_is_a_link_to_its_figure(page):
    links = "[...document.querySelectorAll('.card[data-rule$=applications-balance] a.term')]"
    assert page.run(f"{links}.map(a => a.textContent)") == ["本年新收 10", "上年结转 2", "总计 11", "结转下年度 2"]
    for index, figure in enumerate(["10", "2", "11", "2"]):
        page.run(f"{links}[{index}].click()")
        assert page.run("document.querySelector('mark.active').textContent") == figure
        assert page.run("document.querySelector('mark.active').closest('tr').rowIndex") == index + 1


@needs_chromium
def test_filters_by_severity_section_rule_and_words(page):
    mended = "contact-invalid"
    everything = ["period-mismatch", mended, "applications-balance", "applications-row-total", "section-missing"]
    assert page.run(SHOWN) == everything
    page.click(".chip.error")
    assert page.run(SHOWN) == ["applications-balance", "section-missing"]
    page.click(".chip.fixed")
    assert page.run(SHOWN) == [mended]
    page.click(".chip.waived")
    assert page.run(SHOWN) == ["table-label"]
    page.click(".chip.waived")
    assert page.run(SHOWN) == everything
    menu = "[...document.querySelector('select[data-filter=rule]').options].map(o => o.textContent)"
    assert "缺少规定的部分" in page.run(menu)
    choose = "(() => {{ const m = document.querySelector('select[data-filter={0}]'); m.value = '{1}';"
    choose += " m.dispatchEvent(new Event('change')); }})()"
    page.run(choose.format("section", "前言"))
    assert page.run(SHOWN) == ["period-mismatch", mended]
    assert page.run("document.querySelectorAll('mark:not(.off)').length") == 1
    page.run(choose.format("section", ""))
    page.run(choose.format("rule", "cn-disclosure-report/section-missing"))
    assert page.run(SHOWN) == ["section-missing"]
    page.run(choose.format("rule", ""))
    page.click("input[type=search]")
    for letter in "period":
        page.press(letter)
    assert page.run(SHOWN) == ["period-mismatch"]
    assert page.run("document.querySelector('output').textContent") == "1 / 6"


@needs_chromium
def test_the_keyboard_does_it_all(page):
    for _ in range(3):
        page.press("j")
    assert page.run(ACTIVE) == "2"
    page.press("k")
    assert page.run(ACTIVE) == "1"
    page.press("j")
    page.press("Enter")
    assert page.run("document.querySelector('mark.active').textContent") == "10"
    page.press("1")
    pressed = "[...document.querySelectorAll('.chip[data-filter=rank][aria-pressed=true]')].map(c => c.classList[1])"
    assert page.run(pressed) == ["error"]
    page.press("1")
    assert len(page.run(pressed)) > 1
    page.press("/")
    assert page.run("document.activeElement.type") == "search"
    page.press("Escape")
    page.press("t")
    assert page.run("document.documentElement.dataset.theme") == "dark"
    page.press("?")
    assert page.run("document.querySelector('dialog').open")


@needs_chromium
def test_an_address_opens_a_card_or_a_rule(browser, tmp_path):
    target = tmp_path / "review.html"
    target.write_bytes(render("html", *run_of(city())))
    browser.open(target, fragment="#f2")
    assert browser.run("document.querySelector('.card.active').dataset.rule").endswith("/contact-invalid")
    browser.open(target, fragment="#rule=cn-disclosure-report/section-missing")
    assert browser.run(SHOWN) == ["section-missing"]


@needs_chromium
def test_a_small_screen_shows_list_or_document(browser, tmp_path):
    target = tmp_path / "review.html"
    target.write_bytes(render("html", *run_of(city())))
    browser.troubles.clear()
    browser.open(target, 390, 844)
    assert browser.run("document.documentElement.scrollWidth") == 390
    assert not browser.run("document.querySelector('.papers').getClientRects().length")
    browser.click(".card[data-rule$='applications-balance'] h3")
    assert browser.run("document.querySelector('.peek b').textContent") == "表三勾稽：第一项加第二项等于第三项加第四项"
    assert browser.run("document.querySelector('mark.active').getClientRects().length") == 1
    assert not browser.run("document.querySelector('.list').getClientRects().length")
    browser.press("Escape")
    assert browser.run("document.querySelector('.list').getClientRects().length")
    assert browser.troubles == []


@needs_chromium
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_a_hostile_document_does_no_harm(browser, tmp_path, lang):
    target = tmp_path / "review.html"
    target.write_bytes(render("html", *run_of(attacked(), city(), bureau(), lang=lang)))
    browser.troubles.clear()
    browser.open(target)
    assert browser.run("document.title") != "owned"
    assert browser.run("document.querySelectorAll('img, iframe, object, link, base').length") == 0
    assert browser.run("document.scripts.length") == 1
    seen = HOSTILE.replace("\u202e", "U+202E").replace("\x07", "U+0007")
    assert browser.run("document.querySelector('.paper td').textContent") == seen
    assert browser.run("document.querySelector('.paper h3').textContent") == "<i>1" + seen
    browser.click(".card:not(.waived) h3")
    assert browser.troubles == []


@needs_chromium
def test_nothing_of_a_document_is_run_even_past_the_escaping(browser, tmp_path):
    """The policy is the second wall: markup that got in would still not run."""
    target = tmp_path / "review.html"
    written = render("html", *run_of(city())).replace(b"</body>", b"<script>document.title='owned'</script></body>")
    target.write_bytes(written)
    browser.open(target)
    assert browser.run("document.title") != "owned"
    assert any("Content Security Policy" in trouble for trouble in browser.troubles)
    browser.troubles.clear()


@needs_chromium
def test_printing_shows_every_document_and_every_detail(page):
    page.call("Emulation.setEmulatedMedia", media="print")
    hidden = "[...document.querySelectorAll('.card:not([hidden]) dl, .paper')].filter(e => !e.getClientRects().length)"
    assert page.run(f"{hidden}.length") == 0
    page.call("Emulation.setEmulatedMedia", media="")


def test_the_page_asks_for_nothing_from_outside():
    text = render("html", *run_of(city(), bureau())).decode()
    assert not re.search(r"""(src|href)=["'](?!#)|@import|url\(|https?:(?!//www\.w3\.org/)""", text)
    assert "unsafe-inline" not in text


def test_no_mark_of_direction_and_no_control_character_is_left():
    text = render("html", *run_of(attacked())).decode()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", text)


def test_a_run_without_documents_is_a_page_too():
    assert "未发现问题。".encode() in render("html", Run(), {})


def test_a_table_of_unknown_spans_is_filled_to_its_width():
    """The figures of a shorter row stand under those of a longer one; a row of one cell takes the whole width."""
    rows = [["标题"], ["", "甲", "乙", "丙", "丁", "总计"], ["类", "小类", "1", "2", "3", "4", "10"]]
    cells = tuple(
        Cell(row, column, Text(string)) for row, line in enumerate(rows) for column, string in enumerate(line)
    )
    document = Document("a.txt", "text", "0" * 64, (Table(cells, 3, 7, ragged=True),))
    spans = re.findall(r"<td([^>]*)>", markup(document, [], [], "en"))
    assert [re.sub(' class="[a-z]+"', "", span) for span in spans] == [' colspan="7"', ' colspan="2"'] + [""] * 12
