"""What of the page changes while a rule is typed, as markup that is safe: faults, facts, differences, paper."""

from __future__ import annotations

from collections.abc import Sequence

from checker.audit.wording import place, plain
from checker.bench.impact import Impact
from checker.bench.live.typed import Fault
from checker.bench.running import Outcome
from checker.bench.trying import Trial
from checker.document import Document, Location
from checker.fact import COMMON, POSITION, Fact
from checker.facts.listing import shown
from checker.finding import Finding, Verdict
from checker.messages import Message, say, text
from checker.outputs.page import attr, esc
from checker.outputs.page.marked import Mark, markup
from checker.record import dataclass

MOST = 200
"""Facts of a document that are shown."""
MOST_FILES = 100
LOOKS = {Verdict.FAIL: "error", Verdict.REVIEW: "review", Verdict.PASS: "good", Verdict.NOT_APPLICABLE: "waived"}
"""Verdicts in the order in which their facts are shown, with the class of their colour."""


@dataclass(frozen=True, slots=True)
class Item:
    """A fact as a card: what it is called and told of, its values with their places; the place of the first is its
    own."""

    look: str
    pill: str
    name: str
    place: Location
    values: tuple[tuple[str, str, Location | None], ...]
    told: tuple[str, ...] = ()


def of_trials(trials: Sequence[Trial], lang: str) -> list[Item]:
    """What a rule looked at; what it violates comes first."""
    order = list(LOOKS)
    return [
        Item(
            LOOKS[one.verdict],
            text(say(f"cli.verdict_{one.verdict.value}"), lang),
            one.fact,
            one.place,
            one.used,
            (text(one.why, lang), *((f"→ {one.finding.message}",) if one.finding is not None else ())),
        )
        for one in sorted(trials, key=lambda one: order.index(one.verdict))
    ]


def of_facts(facts: Sequence[Fact]) -> list[Item]:
    """Facts with all that they say."""
    return [
        Item(
            "note",
            "",
            fact.kind,
            fact.place,
            tuple(
                (name, shown(value), fact.places.get(name))
                for name, value in fact.values.items()
                if name not in COMMON and name != POSITION
            ),
        )
        for fact in facts
    ]


def cards(items: Sequence[Item], document: Document, lang: str) -> str:
    """The facts as cards; each value with a place of its own is a link to it."""
    made = "".join(_card(number, item, document, lang) for number, item in enumerate(items[:MOST]))
    if len(items) > MOST:
        made += f'<p class="more">{esc(_t("live_more", lang, count=len(items) - MOST))}</p>'
    return made or f'<p class="none">{esc(_t("live_no_facts", lang))}</p>'


def _card(number: int, item: Item, document: Document, lang: str) -> str:
    values = "".join(
        f"<dt>{esc(name)}</dt><dd>{_linked(number, part + 1, plain(value), at, document)}</dd>"
        for part, (name, value, at) in enumerate(item.values)
    )
    pill = f'<span class="pill">{esc(item.pill)}</span>' if item.pill else ""
    where = _linked(number, 0, place(item.place, document, lang), item.place, document)
    lines = "".join(f'<p class="message">{esc(plain(line))}</p>' for line in item.told)
    return (
        f'<article class="card small {item.look}" tabindex="0" data-item="{number}"><header>{pill}'
        f'<h3>{esc(item.name)}</h3><span class="where">{where}</span></header><dl>{values}</dl>{lines}</article>'
    )


def _linked(number: int, part: int, shown_as: str, at: Location | None, document: Document) -> str:
    there = at is not None and at.path == document.path and at.block is not None
    return f'<a href="#at-{number}-{part}">{esc(shown_as)}</a>' if there else esc(shown_as)


def paper(items: Sequence[Item], document: Document, lang: str) -> str:
    """The document with the facts marked in place."""
    marks = []
    for number, item in enumerate(items[:MOST]):
        numbered = str(number + 1) if item.look in ("error", "review") else ""
        places = [(0, item.place, item.name)]
        places += [(part + 1, at, f"{name} = {value}") for part, (name, value, at) in enumerate(item.values) if at]
        seen: set[Location] = set()
        for part, at, label in places:
            if at.path == document.path and (part == 0 or at not in seen):
                marks.append(Mark(at, str(number), part, item.look, plain(label), numbered if part == 0 else ""))
                seen.add(at)
    return markup(document, marks, (), lang)


def faults(found: Sequence[Fault], lang: str) -> str:
    """What is wrong with the text, each with its line as a button."""
    return "".join(
        f'<li class="{"error" if one.stops else "warning"}"><button type="button" data-line="{one.line}" '
        f'data-column="{one.column}">{one.line}:{one.column}</button><span>{esc(text(one.what, lang))}</span></li>'
        for one in found
    )


def tests(outcomes: Sequence[Outcome], lang: str) -> str:
    """The tests that did not hold, each with what came of it."""
    made = []
    for one in (outcome for outcome in outcomes if not outcome.held):
        line, column = one.given.where.rsplit(":", 2)[1:]
        told = [_t("live_test", lang, promised=one.given.promised.value, came=one.verdict.value)]
        told += [f"{part}: {came}" for part, _, came in one.differing]
        made.append(
            f'<li class="error"><button type="button" data-line="{attr(line)}" data-column="{attr(column)}">'
            f"{esc(line)}:{esc(column)}</button><span>{esc('；'.join(told) if lang == 'zh-CN' else '; '.join(told))}"
            "</span></li>"
        )
    return "".join(made)


def changes(impacts: Sequence[Impact], lang: str) -> str:
    """What is newly found and no longer found, by document."""
    moved = [one for one in impacts if one.new or one.gone or one.changed]
    made = []
    for one in moved[:MOST_FILES]:
        lines = [_change("+", "error", finding) for finding in one.new]
        lines += [_change("−", "good", finding) for finding in one.gone]
        lines += [_change("~", "review", after) for _, after in one.changed]
        made.append(f"<section><h3>{esc(plain(one.path))}</h3><ul>{''.join(lines)}</ul></section>")
    if len(moved) > MOST_FILES:
        made.append(f'<p class="more">{esc(_t("live_more", lang, count=len(moved) - MOST_FILES))}</p>')
    return "".join(made)


def _change(sign: str, look: str, finding: Finding) -> str:
    rule = finding.rule.rpartition("/")[2]
    return (
        f'<li class="{look}"><b>{sign}</b><span>{esc(plain(finding.message))} '
        f"<code>{esc(rule)} {finding.verdict.value}</code></span></li>"
    )


def _t(key: str, lang: str, **params: object) -> str:
    message: Message = say(f"bench.{key}", **params)
    return text(message, lang)
