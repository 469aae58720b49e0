"""Figures for the tables, drawn from a seed, with every identity of the forms true."""

from __future__ import annotations

from random import Random

from tests.generator.layout import APPLICANTS, KINDS_OF_CASES, OUTCOMES, application_rows

Figures = dict[str, str]
"""What stands in a cell, by "row.column"."""


def applications(random: Random, form: str, size: int) -> Figures:
    """About `size` applications, most of them by natural persons."""
    outcomes = [row for row in application_rows(form) if row not in ("new", "carried_in", "handled", "carried_out")]
    common = ("granted", "partial", "unavailable_1", "unprocessed_1")
    weights = [8 if row in common else 1 for row in outcomes]
    figures: dict[str, int] = {}
    for column in APPLICANTS:
        scale = size if column == "natural" else size // 8
        handled = random.randint(scale // 2, scale) if scale else 0
        carried_out = random.randint(0, handled // 6)
        carried_in = random.randint(0, min(handled, handled // 5))
        counts = dict.fromkeys(outcomes, 0)
        for row in random.choices(outcomes, weights, k=handled):
            counts[row] += 1
        counts |= {
            "new": handled + carried_out - carried_in,
            "carried_in": carried_in,
            "handled": handled,
            "carried_out": carried_out,
        }
        figures |= {f"{row}.{column}": count for row, count in counts.items()}
    for row in application_rows(form):
        figures[f"{row}.total"] = sum(figures[f"{row}.{column}"] for column in APPLICANTS)
    return {key: str(value) for key, value in figures.items()}


def reviews(random: Random, most: int) -> Figures:
    """Up to `most` cases of each outcome; the total of each kind is the sum of its outcomes."""
    figures: Figures = {}
    for kind in KINDS_OF_CASES:
        counts = [random.randint(0, most) for _ in OUTCOMES[:-1]]
        for outcome, count in zip(OUTCOMES, [*counts, sum(counts)], strict=True):
            figures[f"cases.{kind}_{outcome}"] = str(count)
    return figures


def disclosure(random: Random, form: str, size: int, rules: bool) -> Figures:
    """Documents, decisions and charges; `rules`: the organ has the power to make 规章."""
    if form == "2021":
        issued, repealed = random.randint(0, size // 10 + 2), random.randint(0, size // 20 + 1)
        made = random.randint(1, 3) if rules else 0
        return {
            "rules.issued": str(made),
            "rules.repealed": "0",
            "rules.in_force": str(made + random.randint(2, 9) if rules else 0),
            "normative.issued": str(issued),
            "normative.repealed": str(repealed),
            "normative.in_force": str(issued + random.randint(3, size + 5)),
            "licensing.decisions": str(random.randint(1, size * 40)),
            "penalties.decisions": str(random.randint(0, size * 12)),
            "coercion.decisions": str(random.randint(0, size * 2)),
            "fees.amount": f"{random.randint(100, 99999) / 100:.2f}",
        }
    published = random.randint(0, size // 10 + 2)
    made = random.randint(1, 3) if rules else 0
    figures = {
        "rules.made": str(made),
        "rules.published": str(made),
        "rules.stock": str(made + random.randint(2, 9) if rules else 0),
        "normative.made": str(published),
        "normative.published": str(published),
        "normative.stock": str(published + random.randint(3, size + 5)),
        "fees.items": str(random.randint(0, 40)),
        "fees.change": "0",
        "procurement.projects": str(random.randint(1, size + 3)),
        "procurement.amount": f"{random.randint(100000, 99999999) / 10000:.4f}万元",
    }
    for row in ("licensing", "other_services", "penalties", "coercion"):
        change = random.randint(-9, 30)
        figures |= {
            f"{row}.items": str(random.randint(20, size * 20 + 40)),
            f"{row}.change": f"+{change}" if change > 0 else str(change),
            f"{row}.decisions": str(random.randint(0, size * 40)),
        }
    return figures
