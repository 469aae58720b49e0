"""The pane for Word and WPS, in a real browser against a real server; the word processors are imitated.

What is imitated is only what the pane asks of them: the open document as bytes, its paragraphs, a selection; and once,
beneath Word's own library, what that asks of Word.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import urllib.request
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest
from lxml import etree

import gouji
from tests.cli.calls import ROOT
from tests.outputs.chromium import needs_chromium
from tests.plugged.pane_server import PANE, Proxy
from tests.plugged.tracked import string

OFFICE_JS = "1.1.110"
"""The version of the package @microsoft/office-js that was tried."""
OFFICE_JS_DIGEST = "36ff8129165f63da0b80ce429f9739f4bc1038bd2fa87902ffd1b825f8605fef"
IN_WORD = "_host_Info=Word$Win32$16.01$zh-CN$$$$0"
"""What Word adds to the address of a pane: the library goes by it."""
WORD_HOST = Path(__file__).parent / "word_host.js"
DEFECTS = ROOT / "samples" / "defects-2021.docx"

WORD = """
"use strict";
const BYTES = Uint8Array.from(atob("%(data)s"), (sign) => sign.charCodeAt(0));
window.PARAGRAPHS = %(paragraphs)s;
window.SELECTED = null;
window.Office = {
  AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" }, FileType: { Compressed: "compressed" },
  HostType: { Word: "Word" }, onReady: () => Promise.resolve({ host: "Word", platform: "PC" }),
  context: { document: { getFileAsync: (type, options, then) => then({ status: "succeeded", value: {
    size: BYTES.length, sliceCount: Math.ceil(BYTES.length / options.sliceSize),
    getSliceAsync: (index, done) => done({ status: "succeeded",
      value: { data: [...BYTES.slice(index * options.sliceSize, (index + 1) * options.sliceSize)] } }),
    closeAsync: () => {} } }) } },
};
window.Word = { run: async (work) => {
  const pick = (paragraph, start, end) => { window.SELECTED = { paragraph, start, end }; };
  const items = window.PARAGRAPHS.map((text, number) => ({ text,
    select: () => pick(number, 0, text.length),
    search: (words) => {
      const plain = words.replace(/\\^\\^/g, "^"), found = [];
      for (let at = text.indexOf(plain); at >= 0; at = text.indexOf(plain, at + 1)) {
        const from = at; found.push({ select: () => pick(number, from, from + plain.length) });
      }
      return { load: () => {}, items: found };
    } }));
  return work({ sync: async () => {}, document: { body: { paragraphs: { load: () => {}, items } } } });
} };
"""

WPS = """
"use strict";
window.PARAGRAPHS = %(paragraphs)s;
window.SELECTED = null;
const STARTS = []; let AT = 0;
for (const one of window.PARAGRAPHS) { STARTS.push(AT); AT += one.length + 1; }
window.Application = {
  FileSystem: { readAsBinaryString: () => atob("%(data)s") },
  ActiveDocument: { Saved: true, Path: "C:\\\\", FullName: "C:\\\\report.docx",
    Paragraphs: { Count: window.PARAGRAPHS.length,
      Item: (index) => ({ Range: { Start: STARTS[index - 1], Text: window.PARAGRAPHS[index - 1] + "\\r" } }) },
    Range: (first, last) => ({ Select: () => {
      const paragraph = STARTS.findLastIndex((start) => start <= first);
      window.SELECTED = { paragraph, start: first - STARTS[paragraph], end: last - STARTS[paragraph] };
    } }) },
};
"""


@needs_chromium
@pytest.mark.parametrize("host", ["word", "wps"])
def test_findings_are_listed_and_a_click_selects_their_words(served_here: tuple[str, str], host: str) -> None:
    from tests.service.browsing import Visitor

    base, token = served_here
    paragraphs = string(DEFECTS).split("\n")
    given = {"data": base64.b64encode(DEFECTS.read_bytes()).decode(), "paragraphs": json.dumps(paragraphs)}
    proxy = Proxy(base, (WORD if host == "word" else WPS) % given)
    try:
        with Visitor(proxy.base) as visitor:
            visitor.visit("/office/pane.html", width=390)
            visitor.until(f"document.body.dataset.host === '{host}'")
            visitor.click("#check")
            visitor.until(
                "document.getElementById('state').textContent.length > 8 && !document.getElementById('check').disabled"
            )
            assert visitor.run("document.querySelectorAll('#findings li').length") == 0, (
                "without a token nothing is told"
            )
            visitor.run("document.getElementById('settings').open = true")
            visitor.write("#token", token)
            visitor.click("#keep")
            visitor.click("#check")
            visitor.until("document.querySelectorAll('#findings li').length > 10")
            lang = "zh-CN" if visitor.run("document.documentElement.lang") == "zh-CN" else "en"
            audit = gouji.check(DEFECTS, packs=["cn-disclosure-report"], lang=lang)
            (wanted,) = (one for one in audit.findings if one.rule.endswith("/number-brackets"))
            titles = visitor.run("[...document.querySelectorAll('#findings button')].map((one) => one.textContent)")
            (index,) = (number for number, title in enumerate(titles) if wanted.title in title)
            visitor.run(f"document.querySelectorAll('#findings button')[{index}].click()")
            visitor.until("window.SELECTED")
            at = visitor.run("window.SELECTED")
            assert paragraphs[at["paragraph"]][at["start"] : at["end"]] == wanted.locations[0].text
            # A paragraph more before it, and the place is another; the paragraph gone, and it says so.
            if host == "word":
                visitor.run("window.PARAGRAPHS.unshift('新的一段'); window.SELECTED = null")
                visitor.run(f"document.querySelectorAll('#findings button')[{index}].click()")
                visitor.until("window.SELECTED")
                assert visitor.run("window.SELECTED.paragraph") == at["paragraph"] + 1
                visitor.run(f"window.PARAGRAPHS.splice({at['paragraph'] + 1}, 1)")
                visitor.run(f"document.querySelectorAll('#findings button')[{index}].click()")
                visitor.until("document.querySelector('li.lost')")
    finally:
        proxy.close()


@pytest.fixture(scope="session")
def office_js(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with Word's own library: what GOUJI_OFFICE_JS names, else as npm fetches it."""
    named = os.environ.get("GOUJI_OFFICE_JS")
    if named is None and shutil.which("npm") is None:
        pytest.skip("needs npm, or GOUJI_OFFICE_JS=FILE.tgz")
    folder = tmp_path_factory.mktemp("npm")
    if named is None:
        words = ["npm", "pack", f"@microsoft/office-js@{OFFICE_JS}", "--pack-destination", str(folder), "--silent"]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    found = Path(named) if named is not None else next(folder.glob("*.tgz"), None)
    if found is None:
        # In continuous integration nothing that is there goes untried.
        told = pytest.fail if os.environ.get("CI") else pytest.skip
        told("npm does not reach a registry; GOUJI_OFFICE_JS=FILE.tgz does without")
    assert hashlib.sha256(found.read_bytes()).hexdigest() == OFFICE_JS_DIGEST
    return found


@needs_chromium
def test_with_words_own_library_the_server_alone_is_asked(office_js: Path, tmp_path: Path) -> None:
    """What is imitated is Word itself, by the one object through which the library speaks to it."""
    from tests.service.browsing import Visitor
    from tests.service.serving import TOKEN, served

    paragraphs = string(DEFECTS).split("\n")
    given = {"data": base64.b64encode(DEFECTS.read_bytes()).decode(), "paragraphs": json.dumps(paragraphs)}
    with served(tmp_path / "data") as made:
        built = [sys.executable, str(PANE / "build.py"), str(tmp_path / "data" / "office"), "--library", str(office_js)]
        subprocess.run([*built, "--address", "https://check.example.cn/"], check=True, capture_output=True, timeout=60)
        assert "gouji.example.cn" not in (tmp_path / "data" / "office" / "word-manifest.xml").read_text("utf-8")
        with urllib.request.urlopen(f"{made.base}/office/wps/", timeout=20) as answer:
            assert b"main.js" in answer.read(), "WPS asks for the folder"
        with Visitor(made.base) as visitor:
            visitor.visit("/office/pane.html")
            visitor.until("document.getElementById('check').disabled")
            assert "WPS" in visitor.text(), "the library finds no Word"
            visitor.call("Page.enable")
            visitor.call("Page.addScriptToEvaluateOnNewDocument", source=WORD_HOST.read_text("utf-8") % given)
            visitor.visit(f"/office/pane.html?{IN_WORD}", width=390)
            visitor.until("document.body.dataset.host === 'word'")
            assert visitor.run("typeof Word.run") == "function"
            visitor.run("document.getElementById('settings').open = true")
            visitor.write("#token", TOKEN)
            visitor.click("#keep")
            visitor.click("#check")
            visitor.until("document.querySelectorAll('#findings li').length > 10")
            titles = visitor.run("[...document.querySelectorAll('#findings button')].map((one) => one.textContent)")
            lang = "zh-CN" if visitor.run("document.documentElement.lang") == "zh-CN" else "en"
            audit = gouji.check(DEFECTS, packs=["cn-disclosure-report"], lang=lang)
            (wanted,) = (one for one in audit.findings if one.rule.endswith("/number-brackets"))
            (index,) = (number for number, title in enumerate(titles) if wanted.title in title)
            visitor.run(f"document.querySelectorAll('#findings button')[{index}].click()")
            visitor.until("window.SELECTED")
            at = visitor.run("window.SELECTED")
            assert paragraphs[at["paragraph"]][at["start"] : at["end"]] == wanted.locations[0].text
            assert [one for one in visitor.troubles if "[DOM]" not in one] == [], "nobody else was asked"


@pytest.mark.parametrize(
    "name", ["../gouji.db", "%2e%2e/key", "wps/../../key", "/etc/hosts.js", "link.js", "wps", "none.js", "key.pem"]
)
def test_of_the_folder_of_the_pane_nothing_else_is_given_out(tmp_path: Path, name: str) -> None:
    from checker.service.web.pages.pane import content

    folder = tmp_path / "office"
    (folder / "wps").mkdir(parents=True)
    for path in (tmp_path / "key", tmp_path / "key.js", tmp_path / "gouji.db", folder / "key.pem", folder / "own.js"):
        path.write_bytes(b"secret")
    (folder / "link.js").symlink_to(tmp_path / "key.js")
    assert content(folder, name) is None
    assert content(folder, "own.js") == b"secret"


def test_a_package_of_something_else_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "other.tgz", "w:gz") as archive:
        archive.add(PANE / "pane.js", "package/dist/../../outside.js")
        archive.add(PANE / "pane.js", "package/dist/excel.js")
    words = [sys.executable, str(PANE / "build.py"), "out", "--library", "other.tgz"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "office-js" in done.stderr
    assert not (tmp_path / "outside.js").exists()
    assert not (tmp_path / "out" / "excel.js").exists()
    words = [sys.executable, str(PANE / "build.py"), "out", "--address", "http://check.example.cn"]
    assert b"https" in subprocess.run(words, cwd=tmp_path, capture_output=True, timeout=60).stderr


@needs_chromium
def test_outside_of_a_word_processor_it_says_so() -> None:
    from tests.service.browsing import Visitor

    proxy = Proxy("http://127.0.0.1:1", "")
    try:
        with Visitor(proxy.base) as visitor:
            visitor.visit("/office/pane.html")
            visitor.until("document.getElementById('check').disabled")
            assert "WPS" in visitor.text()
            assert visitor.serious() == []
    finally:
        proxy.close()


MANIFEST = etree.RelaxNG(file=str(Path(__file__).parent / "schemas" / "word-manifest.rng"))


@pytest.mark.parametrize("address", ["", "https://check.example.cn/"])
def test_the_manifest_for_word_holds_by_its_schema_and_names_files_that_are_there(tmp_path: Path, address: str) -> None:
    words = [sys.executable, str(PANE / "build.py"), str(tmp_path / "office"), "--address", address]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    manifest = etree.parse(tmp_path / "office" / "word-manifest.xml")
    MANIFEST.assertValid(manifest)
    UUID(manifest.findtext("{*}Id") or "")
    ours = (address or "https://gouji.example.cn").rstrip("/")
    named = [value for one in manifest.iter("{*}*") for value in one.attrib.values() if "//" in value]
    assert len(named) == 4
    for url in named:
        assert url.startswith(f"{ours}/"), url
        assert url == f"{ours}/" or (tmp_path / url.removeprefix(f"{ours}/")).is_file(), url
    assert manifest.find("{*}Hosts/{*}Host").get("Name") == "Document"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("https://gouji.example.cn/office/pane.html", "http://gouji.example.cn/office/pane.html"),
        ("5c0b7a5e-6f0a-4b0e-9a57-8f2f0d1c9e31", "5c0b7a5e"),
        ("<Version>1.0.0.0</Version>", "<Version>1.0.0.0b1</Version>"),
        ("ReadWriteDocument", "ReadWriteItem"),
        ('MinVersion="1.1"', 'MinVersion="1"'),
        ('Host Name="Document"', 'Host Name="Mailbox"'),
        ("<ProviderName>gouji</ProviderName>", ""),
        ("<Override Locale", "<Overrride Locale"),
        ('DefaultValue="gouji 勾稽"', f'DefaultValue="{"长" * 126}"'),
        ('xsi:type="TaskPaneApp"', 'xsi:type="ContentApp"'),
    ],
)
def test_a_manifest_that_is_off_does_not_hold(right: str, wrong: str) -> None:
    text = (PANE / "word-manifest.xml").read_text("utf-8")
    assert right in text
    assert not MANIFEST.validate(etree.fromstring(text.replace(right, wrong).encode())), wrong


def test_the_add_in_for_wps_names_what_is_there() -> None:
    folder = PANE / "wps"
    ribbon = etree.parse(folder / "ribbon.xml").getroot()
    called = {value for one in ribbon.iter() for name, value in one.attrib.items() if name.startswith("on")}
    script = (folder / "main.js").read_text("utf-8")
    assert called
    assert all(re.search(rf"^function {name}\(", script, re.M) for name in called), "callbacks are global functions"
    assert etree.parse(folder / "manifest.xml").getroot().tag == "JsPlugin"
    assert "main.js" in (folder / "index.html").read_text("utf-8")


def test_the_pane_asks_nobody_but_its_own_server() -> None:
    for path in [*PANE.glob("*.html"), *PANE.glob("*.js"), *PANE.glob("*.css"), *(PANE / "wps").glob("*")]:
        addresses = re.findall(r"https?://[^\s\"'<>]+", path.read_text("utf-8"))
        assert not [one for one in addresses if "schemas." not in one], path
