"""`gouji check` from end to end: exit codes, broken files, outputs, languages."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.adapters.pdf_samples import Report, with_reportlab
from tests.cli.calls import BUREAU, CITY, FORM, PACK, ROOT, TEXTS, call, spawn, unmeasured
from tests.ole_maker import compound

CHINESE = re.compile("[\u3400-\u9fff]")


def text_file(name: str, content: str = "今天天气很好，我们去公园。\n") -> Path:
    Path(name).write_text(content, encoding="utf-8")
    return Path(name)


def names_in(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def small_pdf(name: str = "report.pdf") -> Path:
    return with_reportlab(Report("关于天气的报告", ("今天天气很好。",)), Path(name))


def test_findings_exit_with_1_and_stand_in_the_output(capfd):
    called = call(capfd, "check", BUREAU, *PACK)
    assert called.code == 1
    assert "常州市人民政府外事办公室 2020年度" in called.out
    assert "没有找到“其他需要报告的事项”部分。 [" in called.out
    assert called.err == ""


def test_no_error_exits_with_0(capfd):
    assert call(capfd, "check", CITY, *PACK).code == 0


@pytest.mark.parametrize(
    ("level", "document", "code"),
    [
        ("error", BUREAU, 1),
        ("error", CITY, 0),
        ("warning", CITY, 1),
        ("note", CITY, 1),
        ("never", BUREAU, 0),
    ],
)
def test_fail_on_sets_the_level_from_which_the_code_is_1(capfd, level, document, code):
    assert call(capfd, "check", document, *PACK, "--fail-on", level).code == code


def test_2_goes_before_3_before_1_before_0(capfd):
    strange = text_file("park.txt")
    assert call(capfd, "check", CITY, *PACK).code == 0
    assert call(capfd, "check", CITY, BUREAU, *PACK).code == 1
    assert call(capfd, "check", CITY, BUREAU, strange, *PACK).code == 3
    assert call(capfd, "check", CITY, BUREAU, strange, "nowhere.txt", *PACK).code == 2


def test_a_missing_file_is_told_and_the_others_are_checked(capfd):
    called = call(capfd, "check", "nowhere.txt", CITY, *PACK)
    assert called.code == 2
    assert called.err == "nowhere.txt：没有这个文件或文件夹，请检查路径。\n"
    assert "宿迁市 2020年度" in called.out


def test_a_folder_without_documents_is_told(capfd):
    Path("void/.hidden").mkdir(parents=True)
    Path("void/notes.exe").write_bytes(b"MZ")
    called = call(capfd, "check", "void", *PACK)
    assert (called.code, called.out) == (2, "")
    assert "void：这个文件夹里没有可检查的文件" in called.err


def protected_docx(name: str) -> None:
    Path(name).write_bytes(compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 5000}))


def protected_pdf(name: str) -> None:
    import pikepdf

    with pikepdf.open(small_pdf("open.pdf")) as pdf:
        pdf.save(name, encryption=pikepdf.Encryption(owner="owner", user="secret"))


def truncated_docx(name: str) -> None:
    Path(name).write_bytes(FORM.read_bytes()[:9000])


def truncated_pdf(name: str) -> None:
    Path(name).write_bytes(small_pdf("whole.pdf").read_bytes()[:300])


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("empty.txt", lambda name: Path(name).touch(), "文件为空"),
        ("blank.txt", lambda name: Path(name).write_bytes(b" \n\t\n"), ""),
        ("noise.bin", lambda name: Path(name).write_bytes(bytes(range(256)) * 20), "认不出这是什么格式的文件"),
        ("noise.docx", lambda name: Path(name).write_bytes(b"\x00\x01\x02\x03" * 900), "认不出这是什么格式的文件"),
        ("locked.docx", protected_docx, "密码"),
        ("locked.pdf", protected_pdf, "密码"),
        ("cut.docx", truncated_docx, "不完整或已损坏"),
        ("cut.pdf", truncated_pdf, ""),
        ("park.txt", text_file, "没有规则包认识这种文件"),
    ],
)
def test_what_cannot_be_checked_exits_with_3_and_says_why(capfd, name, make, told):
    make(name)
    called = call(capfd, "check", name, *PACK)
    assert called.code == 3
    assert "未能检查1" in called.out
    shown = re.sub(r"\n *", "", called.out)
    assert name in shown
    assert told in shown
    assert "Traceback" not in called.err


def test_a_broken_file_stops_no_other(capfd):
    truncated_docx("cut.docx")
    shutil.copy(CITY, "city.txt")
    called = call(capfd, "check", "cut.docx", "city.txt", *PACK, "--format", "json")
    dossiers = json.loads(called.out)["dossiers"]
    assert called.code == 3
    assert [one["issuer"] for one in dossiers] == ["宿迁市", None]
    assert [len(one["unchecked"]) for one in dossiers] == [0, 1]


def test_content_decides_what_a_file_is_and_a_wrong_suffix_is_told(capfd):
    shutil.copy(BUREAU, "report.docx")
    called = call(capfd, "check", "report.docx", *PACK)
    assert called.code == 1
    assert called.err == "report.docx：后缀是 .docx，内容却是 txt；已按 txt 读取。请改正后缀。\n"


def test_a_scan_without_the_extra_is_told_with_the_command():
    import pypdfium2

    source = pypdfium2.PdfDocument(small_pdf("plain.pdf"))
    source[0].render(scale=1.0).to_pil().save("scan.pdf", resolution=72)
    source.close()
    hidden = "import sys; sys.modules['rapidocr'] = None; sys.modules['onnxruntime'] = None"
    called = spawn("check", "scan.pdf", *PACK, before=hidden)
    assert called.code == 3
    assert "pip install 'gouji[ocr]'" in re.sub(r"\n *", "", called.out)


def test_a_broken_pack_is_told_with_file_and_line(capfd):
    shutil.copytree(ROOT / "rules" / "cn-disclosure-report", "rules/broken")
    (rule,) = sorted(Path("rules/broken/rules").glob("*.yaml"))[:1]
    lines = rule.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.strip().startswith("expect:"))
    lines[place] = lines[place].replace("expect:", "expct:")
    rule.write_text("\n".join(lines), encoding="utf-8")
    called = call(capfd, "check", CITY, "--pack", "rules/broken")
    assert (called.code, called.out) == (2, "")
    assert re.search(rf"{re.escape(rule.name)}:{place + 1}:\d+：不认识的键 expct；是否应为 expect", called.err)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "xml"), "--format 不能是 xml；可用：text, json"),
        (("--fail-on", "fatal"), "--fail-on 不能是 fatal；可用：error, warning, note, review, never"),
        (("--lang", "fr"), "--lang 不能是 fr；可用：zh-CN, en"),
        (("--pack", "nope"), "没有名为 nope 的规则包；可用："),
        (("--rules", "nowhere"), "nowhere：没有这个文件夹"),
        (("--summary-page",), "--summary-page 只能与 --annotate 一起使用"),
        (("--deadline", "2026-12-31"), "--deadline 只能与 --report 一起使用"),
        (("--report", "out", "--deadline", "31.12.2026"), "--deadline：31.12.2026 不是日期；应形如 2026-12-31"),
        (("--report", "out", "--letter-template", "none.docx"), "none.docx"),
        (("--baseline", "none.json"), "none.json：无法读取"),
        (("--waivers", "none.yaml"), "none.yaml"),
        (("--timout", "3"), "没有选项 --timout；是否应为 --timeout"),
        (("--jobs", "many"), "--jobs/-j 的值不可用"),
    ],
)
def test_a_wrong_call_is_told_in_few_words(capfd, words, told):
    called = call(capfd, "check", CITY, *words)
    assert (called.code, called.out) == (2, "")
    assert told in called.err
    assert "Traceback" not in called.err


@pytest.mark.parametrize(
    ("words", "chinese", "english"),
    [
        (("chek",), "没有命令 chek；是否应为 check？", "there is no command chek; did you mean check?"),
        (("rules", "tst"), "没有命令 tst；是否应为 test？", "there is no command tst; did you mean test?"),
        (("xyz",), "没有命令 xyz；可用：check, diff", "there is no command xyz; available: check, diff"),
        ((FORM,), "请用 gouji check ", "to check that file: gouji check "),
        (("rules", "list", "--pak", "x"), "没有选项 --pak；是否应为 --pack？", "did you mean --pack?"),
        (("check", "-z"), "没有选项 -z。", "there is no option -z."),
        (("--pack", "x", "check"), "要写在命令之后，如 gouji check --pack", "as in gouji check --pack"),
        (("check", "a", "--jobs"), "选项 --jobs 后面要有值。", "the option --jobs needs a value."),
        (("check", "a", "--quiet=1"), "选项 --quiet 不带值。", "the option --quiet takes no value."),
        (("check", "a", "--jobs", "many"), "（应为整数，不小于 0）", "(expected a whole number, 0 or greater)"),
        (("check", "a", "--timeout", "0"), "（应为数字，不小于 1）", "(expected a number, 1 or greater)"),
        (("diff", "a", "b", "c", "d"), "多出的内容：c d", "unexpected arguments: c d"),
        (("rules", "impact", "x"), "缺少 --against。", "--against is missing."),
    ],
)
def test_a_call_that_is_not_understood_is_told_once_in_the_language_of_the_call(
    capfd, monkeypatch, words, chinese, english
):
    for lang, told in (("zh", chinese), ("en", english)):
        monkeypatch.setenv("GOUJI_LANG", lang)
        called = call(capfd, *words)
        assert (called.code, called.out) == (2, "")
        assert called.err.count(told) == 1
        assert "详见 gouji" in called.err if lang == "zh" else "See gouji" in called.err
        assert lang == "zh" or not CHINESE.search(called.err)
        assert not re.search("No such|Did you mean|Got unexpected|Missing|Invalid|not a valid", called.err)


def test_a_call_without_paths_is_told(capfd):
    called = call(capfd, "check")
    assert called.code == 2
    assert "缺少 PATHS" in called.err


def test_the_output_goes_to_a_file_whole_or_not_at_all(capfd):
    for _ in range(2):  # what gouji has written itself it writes over
        called = call(capfd, "check", CITY, *PACK, "-f", "json", "-o", "deep/down/new.json")
        assert (called.code, called.out) == (0, "")
        assert json.loads(Path("deep/down/new.json").read_bytes())["summary"]["documents"] == 1
        assert names_in("deep/down") == ["new.json"]


@pytest.mark.parametrize("option", ["--output", "--annotate"])
def test_a_place_that_cannot_be_written_is_told(capfd, option):
    text_file("file.txt")
    called = call(capfd, "check", CITY, *PACK, option, "file.txt/inside")
    assert called.code == 2
    assert "file.txt" in called.err
    assert "无法写入" in called.err


def test_a_reader_that_goes_away_is_no_error():
    ended = subprocess.run(
        f'"{sys.executable}" -c "from checker.cli import program; program()" check "{BUREAU}" {" ".join(PACK)}'
        " | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}",
        shell=True,
        executable="/bin/bash",
        env={**unmeasured(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
    )
    assert ended.stdout.decode().strip() == "1"
    assert ended.stderr == b""


@pytest.mark.parametrize("env", [{"LANG": "en_US.UTF-8"}, {"GOUJI_LANG": "en", "LANG": "zh_CN.UTF-8"}])
def test_an_english_locale_speaks_english(env):
    text_file("park.txt")
    called = spawn("check", "park.txt", *PACK, **env)
    assert "Not checked" in called.out
    assert not CHINESE.search(called.out + called.err)


@pytest.mark.parametrize(
    "words", [("--help",), ("check", "--help"), ("diff", "--help"), ("facts", "--help"), ("nope",)]
)
def test_help_in_english_has_no_chinese_but_the_name(words):
    called = spawn(*words, "--lang=en") if words == ("nope",) else spawn(*words, GOUJI_LANG="en")
    assert not CHINESE.search(called.out + called.err)


def test_a_chinese_locale_and_none_at_all_speak_chinese():
    for env in ({"LANG": "zh_CN.UTF-8"}, {"LANG": "C"}, {}):
        assert "检查文件或文件夹" in spawn("check", "--help", **env).out


@pytest.mark.parametrize("words", [("--help",), ("check", "--help"), ("diff", "--help"), ("facts", "--help")])
def test_help_fits_a_terminal_of_80_columns(words):
    from checker.outputs.material.width import width

    for line in spawn(*words, COLUMNS="80").out.splitlines():
        assert width(line) <= 80, line


def test_help_tells_what_the_paths_are_and_what_holds_by_default():
    shown = spawn("check", "--help").out
    assert "要检查的文件、文件夹或 zip" in shown
    assert "（默认：text）" in shown
    assert [line for line in shown.splitlines() if line and not line.startswith(" ")] == [
        "用法：-c check [OPTIONS] PATHS...",
        "参数：",
        "选项：",
    ]


HEAVY = ("rich", "docx", "pdfplumber", "pypdfium2", "pikepdf", "pyhanko", "structlog", "pydantic", "yaml", "lxml",
         "jieba", "opencc", "xlsxwriter", "durable_rules_engine", "numpy", "PIL", "multiprocessing")  # fmt: skip


def loaded(*words: str | Path) -> set[str]:
    """The heavy libraries that a call loads, by the interpreter's own account."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from checker.cli import program; program()", *map(str, words)],
        env={**unmeasured(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
    )
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in ended.stderr.decode().splitlines()}
    return names & set(HEAVY)


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("check", "--help"), ("diff", "--help")])
def test_help_loads_no_heavy_library(words):
    assert loaded(*words) == set()


def test_a_text_loads_no_library_for_other_formats():
    loaded("check", CITY, *PACK)  # keeps what was read of the pack
    assert loaded("check", CITY, *PACK) <= {"durable_rules_engine", "multiprocessing", "opencc", "numpy"}


def test_a_folder_is_walked_and_our_own_files_in_it_are_no_documents(capfd):
    shutil.copytree(TEXTS, "docs")
    Path("docs/waivers.yaml").write_text("[]\n", encoding="utf-8")
    Path("docs/~$lock.docx").write_bytes(b"x")
    called = call(capfd, "check", "docs", *PACK, "--format", "json")
    assert json.loads(called.out)["summary"]["documents"] == 3


def test_partners_that_are_missing_are_told(capfd):
    shutil.copytree(TEXTS, "docs")
    called = call(capfd, "check", "docs", *PACK, "--format", "json")
    remarks = [remark for one in json.loads(called.out)["dossiers"] for remark in one["remarks"]]
    assert "没有找到同一机关的年初工作方案或要点，也没有找到上一年度的报告，未作对照。" in remarks


def test_annotated_copies_are_written_and_the_originals_stay(capfd):
    shutil.copy(FORM, "form.docx")
    shutil.copy(CITY, "city.txt")
    before = Path("form.docx").read_bytes()
    called = call(capfd, "check", "form.docx", "city.txt", *PACK, "--annotate", "out")
    assert names_in("out") == ["city（批注）.html", "form（批注）.docx"]
    assert Path("form.docx").read_bytes() == before
    assert Path("out/form（批注）.docx").read_bytes() != before
    assert called.err == "已写入 out/form（批注）.docx\n已写入 out/city（批注）.html\n"


def test_a_findings_sheet_is_appended_to_an_annotated_pdf(capfd):
    import pikepdf

    small_pdf("report.pdf")
    call(capfd, "check", "report.pdf", *PACK, "--annotate", "plain")
    call(capfd, "check", "report.pdf", *PACK, "--annotate", "sheet", "--summary-page")
    with pikepdf.open("plain/report（批注）.pdf") as plain, pikepdf.open("sheet/report（批注）.pdf") as sheet:
        assert (len(plain.pages), len(sheet.pages)) == (1, 2)


def test_the_report_of_a_batch_is_written_to_a_folder(capfd):
    shutil.copytree(TEXTS, "docs")
    words = ("--report", "out", "--issued-by", "某市政务公开办公室", "--deadline", "2027-01-31")
    called = call(capfd, "check", "docs", *PACK, *words)
    assert called.code == 1
    assert {"index.html", "ledger.xlsx", "letters", "reviews", "findings.jsonl"} <= set(names_in("out"))
    assert called.err == f"已写入 out/index.html 等 {sum(path.is_file() for path in Path('out').rglob('*'))} 个文件\n"
    assert "某市政务公开办公室" in docx_text(Path("out/通报.docx"))
    assert "2027年1月31日" in docx_text(Path("out/通报.docx"))


def docx_text(path: Path) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


STAGES = ["pack", "run", "read", "recognise", "check", "facts", "judge", "write"]


def log_lines(written):
    return [json.loads(line) for line in written.splitlines()]


def test_a_log_of_the_run_goes_to_standard_error(capfd):
    called = call(capfd, "check", CITY, *PACK, "--verbose")
    lines = log_lines(called.err)
    assert [line["stage"] for line in lines if line["event"] == "begin"] == STAGES
    assert all(line["seconds"] >= 0 for line in lines if line["event"] == "end")
    assert len(lines) == 2 * len(STAGES)


def test_a_log_file_grows_with_each_call_and_standard_error_stays_empty(capfd, tmp_path):
    log = tmp_path / "log.jsonl"
    for count in (1, 2):
        assert call(capfd, "check", CITY, *PACK, "--log", log).err == ""
        assert sum(line["event"] == "begin" for line in log_lines(log.read_text("utf-8"))) == count * len(STAGES)
    before = log.read_bytes()
    call(capfd, "check", CITY, *PACK)
    assert log.read_bytes() == before


def test_a_log_file_that_cannot_be_written_is_told_before_anything_is_read(capfd, tmp_path):
    called = call(capfd, "check", CITY, *PACK, "--log", tmp_path)
    assert (called.code, called.out) == (2, "")
    assert str(tmp_path) in called.err


HANG = "import time, adapters.text; adapters.text.read = lambda path, name: time.sleep(60)"


@pytest.mark.parametrize("more", [(), (BUREAU,)])
def test_a_document_that_hangs_leaves_its_trace_in_the_log(tmp_path, more):
    log = tmp_path / "log.jsonl"
    called = spawn("check", CITY, *more, *PACK, "--timeout", "1", "--log", log, before=HANG)
    assert called.code == 3
    lines = log_lines(log.read_text("utf-8"))
    read = [line for line in lines if line.get("stage") == "read"]
    assert {line["event"] for line in read} == {"begin"}
    hung = {line["path"]: line["pid"] for line in read}
    assert set(hung) == {str(CITY), *map(str, more)}
    assert {line["item"]: line["worker"] for line in lines if line["event"] == "lost"} == hung


def test_a_call_that_is_killed_leaves_its_trace_in_the_log(tmp_path):
    log = tmp_path / "log.jsonl"
    kept = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = f"{HANG}\nfrom checker.cli import main\nmain()"
    process = subprocess.Popen([sys.executable, "-c", program, "check", CITY, *PACK, "--log", log], env=kept)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and not (log.exists() and '"read"' in log.read_text("utf-8")):
            time.sleep(0.05)
    finally:
        process.kill()
        process.wait()
    lines = log_lines(log.read_text("utf-8"))
    os.kill(lines[-1]["pid"], signal.SIGKILL)  # nobody is left to end the worker
    assert [(line["event"], line["stage"]) for line in lines] == [
        ("begin", "pack"), ("end", "pack"), ("begin", "run"), ("begin", "read"),
    ]  # fmt: skip


def test_an_annotated_copy_and_a_report_are_stages_of_the_log(capfd, tmp_path):
    log = tmp_path / "log.jsonl"
    call(capfd, "check", CITY, *PACK, "--log", log, "--annotate", tmp_path / "out", "--report", tmp_path / "report")
    ended = [line["stage"] for line in log_lines(log.read_text("utf-8")) if line["event"] == "end"]
    assert ended[-3:] == ["write", "annotate", "report"]
