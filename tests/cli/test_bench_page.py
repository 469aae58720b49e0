"""`gouji rules bench` in a real browser: a rule is typed, its verdicts are seen, and it is saved, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from checker.bench.live.server import Bench
from checker.bench.new import new_pack
from checker.cli.rules.bench import made
from tests.checker.test_bench_live import REPORT, RULE
from tests.cli.calls import call
from tests.outputs.chromium import needs_chromium
from tests.service.browsing import Visitor

CTRL = 2


@pytest.fixture(params=["zh-CN", "en"])
def bench(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Bench]:
    new_pack(tmp_path, "my-rules", "en")
    for year, processed, pending in ((2022, 38, 2), (2023, 25, 15)):
        (tmp_path / f"{year}.txt").write_text(REPORT.format(year=year, processed=processed, pending=pending), "utf-8")
    files = [tmp_path / "2023.txt", tmp_path / "2022.txt"]
    server = made(str(tmp_path / "my-rules"), files, (), request.param)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@needs_chromium
def test_a_rule_is_written_and_saved_by_keyboard(bench: Bench) -> None:
    target = bench.session.directory / "rules" / "much-pending.yaml"
    with Visitor(f"http://127.0.0.1:{bench.server_port}") as author:
        author.visit(bench.address)
        author.until("document.querySelector('.card')")
        assert author.serious() == []
        author.run(
            "(() => { const s = document.querySelector('#new'); s.value = 'requests.row';"
            " s.dispatchEvent(new Event('change')); })()"
        )
        author.until("document.querySelector('#text').value.includes('new-rule-1')")
        author.run("document.activeElement.blur()")
        author.press("e")
        assert author.run("document.activeElement.id") == "text"
        author.run("document.querySelector('#text').select()")
        author.call("Input.insertText", text=RULE.replace("4 * pending", "4 * pendng"))
        author.until("document.querySelector('.gutter .error')?.textContent === '6'")
        assert author.run("document.querySelector('#save').disabled")
        author.key("F8", "F8")
        chosen = "((f) => f.value.slice(f.selectionStart, f.selectionEnd))(document.querySelector('#text'))"
        assert author.run(chosen) == "pendng <= received"
        author.call("Input.insertText", text="pending <= received")
        author.until("document.querySelector('.card.error') && !document.querySelector('#save').disabled")
        assert author.run("document.querySelectorAll('.changes li.error').length") == 1
        assert author.run("document.querySelectorAll('#paper mark.error').length") >= 1
        assert author.serious() == []
        assert not target.exists()
        for kind in ("rawKeyDown", "keyUp"):
            author.call("Input.dispatchKeyEvent", type=kind, key="s", code="KeyS", modifiers=CTRL)
        author.until("document.querySelector('#rule').value === 'much-pending'")
        assert target.read_text("utf-8") == RULE
        author.key("Escape", "Escape")
        assert author.run("document.activeElement.className").startswith("card")
        assert author.troubles == []


@needs_chromium
def test_on_a_telephone_in_the_dark(bench: Bench) -> None:
    with Visitor(f"http://127.0.0.1:{bench.server_port}") as author:
        author.visit(bench.address, 390, 800, dark=True)
        author.until("document.querySelector('.card')")
        assert author.serious() == []
        assert author.run("document.documentElement.scrollWidth") <= 390
        assert author.troubles == []


def test_files_that_the_pack_does_not_know_are_no_ground_for_a_bench(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    new_pack(tmp_path, "my-rules", "en")
    (tmp_path / "letter.txt").write_text("Dear all,\nnothing to report.\n", "utf-8")
    outcome = call(capfd, "rules", "bench", tmp_path / "my-rules", tmp_path / "letter.txt", "--lang", "en")
    assert outcome.code == 2
    assert "my-rules knows none of these files" in outcome.err
