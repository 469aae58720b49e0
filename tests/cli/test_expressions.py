"""Regular expressions that one call keeps compiled for the next."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.calls import ROOT, unmeasured

BOTH = """
import re, sys, json
from checker.cli.expressions import reuse
anew, compiled = re._compiler.compile, 0
def counting(pattern, flags=0):
    global compiled
    compiled += type(pattern) is str
    return anew(pattern, flags)
re._compiler.compile = counting
keep = reuse()
import checker.text.dates, checker.text.numerals, checker.reading.headings, textwrap
of_modules = compiled
found = [one for name, module in sys.modules.items() if name.startswith("checker.") or name == "textwrap"
         for one in vars(module).values() if isinstance(one, re.Pattern) and isinstance(one.pattern, str)]
def later(name):
    return re.compile(name + "(?P<x>..)")
later("confidential")
def alike(one):
    other = anew(one.pattern, one.flags & ~re.UNICODE)
    return one == other and (one.groups, one.groupindex) == (other.groups, other.groupindex)
same = all(map(alike, found))
keep()
print(json.dumps([of_modules, compiled - of_modules, len(found), same]))
"""


def run(cache: Path) -> list[object]:
    env = {**unmeasured(), "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)}
    made = subprocess.run([sys.executable, "-c", BOTH], env=env, capture_output=True, text=True, check=True)
    return json.loads(made.stdout)


def kept(cache: Path) -> Path:
    (file,) = (cache / "gouji").glob("expressions-*")
    return file


def test_what_one_call_compiles_for_its_modules_the_next_takes_and_it_is_the_same(tmp_path):
    first, second = run(tmp_path), run(tmp_path)
    assert first[0] > 10 < first[2]
    assert (second[0], second[2]) == (0, first[2])
    assert first[3] is second[3] is True


def test_what_is_no_expression_of_a_module_is_not_kept(tmp_path):
    assert run(tmp_path)[1] == run(tmp_path)[1] == 1
    assert b"confidential" not in kept(tmp_path).read_bytes()


def test_a_kept_file_that_is_damaged_or_wrong_is_not_used(tmp_path):
    first = run(tmp_path)
    file = kept(tmp_path)
    whole = file.read_bytes()
    for wrong in (whole[:-3], whole.replace(b"[", b"{"), b"", b"\n\n"):
        file.write_bytes(wrong)
        assert run(tmp_path) == first


def test_numbers_that_the_engine_does_not_take_are_compiled_anew(tmp_path):
    import zlib

    first = run(tmp_path)
    file = kept(tmp_path)
    head, _, rest = file.read_bytes().partition(b"\n")
    index, _, codes = rest.partition(b"\n")
    rest = index + b"\n" + b"\xff" * len(codes)
    magic, order, _ = json.loads(head)
    file.write_bytes(json.dumps([magic, order, zlib.crc32(rest)]).encode() + b"\n" + rest)
    assert run(tmp_path) == first
