"""What the engine costs, against a plain loop over the same expressions; run as `python -m benchmarks.engine`."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

from checker.engine import Engine, EngineFact, EngineRule
from checker.expression import Unknown, parse

REPORT = """
import time; begun = time.perf_counter()
from checker.engine import Engine
loaded = time.perf_counter()
from benchmarks.engine import pack, report
rules, facts = pack(70), report(300)
made = time.perf_counter()
Engine(rules).judge(facts)
print(loaded - begun, time.perf_counter() - made)
"""

KINDS = 15
EXPECT = (
    "new + carried_in == handled + carried_out",
    "handled == sum('part_*')",
    "part_1 >= 0 and part_2 >= 0 and part_3 <= handled",
    "found and title != ''",
    "start == date(year, 1, 1) and end == date(year, 12, 31)",
    "column in ['natural', 'business', 'legal']",
    "not (part_1 > handled) or flagged",
    "close(rate * handled, part_1 * 100, 1)",
)
WHERE = (None, "found", "column == 'natural'", "known(new) and year >= 2021", "required and not flagged")


def pack(size: int) -> list[EngineRule]:
    """Rules spread over the kinds as in a real pack."""
    return [
        EngineRule(
            f"rule-{at}",
            f"kind-{at % KINDS}",
            parse(where) if (where := WHERE[at // KINDS % len(WHERE)]) else None,
            parse(EXPECT[at // 3 % len(EXPECT)].replace("0", str(at % 7))),
        )
        for at in range(size)
    ]


def report(size: int) -> list[EngineFact]:
    """Facts of one report; every tenth has a blank value."""
    return [
        EngineFact(
            at,
            f"kind-{at % KINDS}",
            {
                "new": 10 + at % 5,
                "carried_in": Unknown("blank") if at % 10 == 0 else 2,
                "handled": 11,
                "carried_out": 1 + at % 3,
                "part_1": 5,
                "part_2": 4,
                "part_3": 2,
                "found": at % 9 > 0,
                "required": True,
                "flagged": False,
                "title": "总体情况",
                "column": ("natural", "business", "total")[at % 3],
                "year": 2021,
                "start": date(2021, 1, 1),
                "end": date(2021, 12, 31),
                "rate": 45,
            },
        )
        for at in range(size)
    ]


def loop(rules: list[EngineRule], facts: list[EngineFact]) -> int:
    """The floor: the same expressions, evaluated one after the other in Python."""
    done = 0
    for fact in facts:
        for rule in rules:
            if rule.kind == fact.kind and (rule.where is None or rule.where.evaluate(fact.values) is True):
                rule.expect.evaluate(fact.values)
                done += 1
    return done


def main() -> None:
    for size in (70, 1000):
        begun = time.perf_counter()
        rules = pack(size)
        parsed = time.perf_counter()
        facts = report(300)
        engine = Engine(rules)
        cold = time.perf_counter()
        verdicts = engine.judge(facts)
        judged = time.perf_counter()
        engine.judge(facts)
        warm = time.perf_counter()
        loop(rules, facts)
        plain = time.perf_counter()
        print(
            f"{size} rules, 300 facts, {len(verdicts)} verdicts: parse {(parsed - begun) * 1e3:.1f} ms, "
            f"compile and judge {(judged - cold) * 1e3:.1f} ms, judge again {(warm - judged) * 1e3:.1f} ms, "
            f"plain loop {(plain - warm) * 1e3:.1f} ms, ratio {(warm - judged) / (plain - warm):.1f}"
        )
    runs = [
        subprocess.run([sys.executable, "-c", REPORT], capture_output=True, text=True, check=True) for _ in range(7)
    ]
    loads, judges = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
    print(f"in a new process: import {min(loads) * 1e3:.1f} ms, compile and judge 70 rules {min(judges) * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
