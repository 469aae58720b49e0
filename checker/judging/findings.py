"""Findings from verdicts: message, sum, places, thing, severity."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value, is_number
from checker.expression.explain import Sides, SideTerm
from checker.finding import Comparison, Finding, Likely, Severity, Shown, Source, Term, Verdict
from checker.judging.causes import Draft, by_rule, failing
from checker.judging.correcting import correction
from checker.judging.judge import Judged
from checker.judging.nesting import parted
from checker.judging.onefigure import explained
from checker.judging.operands import missing_names, places_of, used_names
from checker.judging.things import Things
from checker.messages import Message, say, text
from checker.pack.model import Case
from checker.pack.pack import FORM_IN_USE, Pack, Rule, expression
from checker.reading.apart import said_of_table

MOST_PARTS = 5
"""Of the unread parts, how many a message names."""


_TOLD = (Verdict.FAIL, Verdict.REVIEW)


def findings(
    judged: Iterable[Judged], packs: Mapping[str, Pack], lang: str, things: Things | None = None
) -> tuple[list[Finding], list[Judged]]:
    """The findings of some verdicts, in the order of their places, and the verdicts that a cause keeps quiet.

    `things` knows the documents, whose words tell things apart that are alike.
    """
    judged = list(judged)
    made = drafts(judged, packs, lang, things)
    related = _Related(by_rule(made))
    told, quiet = parted(made, failing(made))
    blamed = explained(told, judged)
    kept = [
        _with_one_figure(_with_related(one, finding, related, lang), blamed.get(index), lang)
        for index, (one, finding) in enumerate(told)
    ]
    return sorted(kept, key=_order), [
        *(one for one, _ in quiet),
        *(one for one in judged if one.verdict is Verdict.REVIEW and _said(one)),
    ]


def drafts(judged: Iterable[Judged], packs: Mapping[str, Pack], lang: str, things: Things | None = None) -> list[Draft]:
    """What there is to tell of some verdicts, each by itself: no cause keeps any quiet, none names a related one. Of a
    table whose rows could not be told apart the document says so once."""
    about = things or Things()
    told = (one for one in judged if one.verdict in _TOLD and not _said(one))
    made = ((one, _finding(one, packs[one.rule.pack], lang, about)) for one in told)
    return [(one, finding) for one, finding in made if finding is not None]


def _said(one: Judged) -> bool:
    """Whether the document says it once for its table, of what is undecided."""
    return one.verdict is Verdict.REVIEW and said_of_table(one.values, missing_names(one.rule, one.values))


def _finding(one: Judged, pack: Pack, lang: str, things: Things) -> Finding | None:
    verdict = one.settled
    if verdict not in (Verdict.FAIL, Verdict.REVIEW):
        return None
    rule, values = one.rule, one.values
    severity = next((case for when, case in rule.severities if when.evaluate(values) is True), Severity.WARNING)
    sides = rule.expect.sides(values) if one.verdict is Verdict.FAIL else None
    undecided = one.verdict is Verdict.REVIEW
    missing = missing_names(rule, values) if undecided else ()
    used = used_names(rule, values, sides, missing)
    locations = places_of(one, used, missing)
    texts = rule.text(lang)
    shown = _Shown(one, pack, lang, sides, missing)
    template = (texts.review or "") if undecided else _message(rule, texts.message, values)
    message = (
        _FILLER.vformat(template, (), shown)
        if template
        else text(say("facts.review", title=_FILLER.vformat(texts.title, (), shown), missing=shown["missing"]), lang)
    )
    if one.verdict is Verdict.FAIL and one.unread is not None:
        message += _uncertain(one.unread, lang)
    if one.why is not None:
        message += ("" if lang == "zh-CN" else " ") + text(one.why, lang)
    keys = [name for name in (*_identity(one), *used) if name in values]
    return Finding(
        rule.full_id,
        severity,
        verdict,
        _FILLER.vformat(texts.title, (), shown),
        message,
        _FILLER.vformat(texts.advice, (), shown) if texts.advice else "",
        _source(one, rule, pack, lang),
        {name: plain(values[name]) for name in dict.fromkeys(keys)},
        locations,
        _comparison(one, sides, locations, pack, lang),
        issuer=one.fact.issuer,
        group=_group(rule, locations) or _misread(one, locations),
        thing=things.of(one.fact),
        correction=correction(one, locations) if verdict is Verdict.FAIL and rule.spec.fix is not None else None,
    )


def _uncertain(unread: Sequence[Message], lang: str) -> str:
    """Why a violation is for review: what it misses may stand in a part that was not read."""
    names = list(dict.fromkeys(text(part, lang) for part in unread))
    shown = ("、" if lang == "zh-CN" else ", ").join(names[:MOST_PARTS])
    more = "facts.unread" if len(names) <= MOST_PARTS else "facts.unread_more"
    space = "" if lang == "zh-CN" else " "
    return space + text(say(more if names else "facts.unread_some", parts=shown, count=len(names)), lang)


def _message(rule: Rule, message: str | list[Case], values: Mapping[str, Value]) -> str:
    """The message, of several the first whose condition holds; a translation has the conditions of the original."""
    if isinstance(message, str):
        return message
    own = rule.spec.message
    conditions = [case.when for case in own] if not isinstance(own, str) else []
    for index, case in enumerate(message):
        when = conditions[index] if index < len(conditions) else case.when
        if expression(when).evaluate(values) is True:
            return case.is_
    return message[-1].is_


def _group(rule: Rule, locations: Sequence[Location]) -> str:
    ids = rule.spec.together
    if not ids or not locations:
        return ""
    first = locations[0]
    return "\0".join((rule.full_id, first.path, *(getattr(first, name) or "" for name in ids if name != "document")))


def _misread(one: Judged, locations: Sequence[Location]) -> str:
    """What is told as one: the violations of a rule in a table that is likelier misread."""
    if one.why is None or one.why.key != "facts.misread" or not locations:
        return ""
    return "\0".join((one.rule.full_id, locations[0].path, str(locations[0].block)))


def _source(one: Judged, rule: Rule, pack: Pack, lang: str) -> Source:
    """The passage in a language: a quote in other words is no longer verbatim."""
    own, texts = rule.source, pack.texts.get(lang)
    said = texts.clauses if texts else {}
    return replace(
        own,
        document=_source_name(one, rule, pack, lang),
        clause=said.get(own.clause, own.clause),
        quote=said.get(own.quote, own.quote),
        verbatim=own.verbatim and own.quote not in said,
    )


def _source_name(one: Judged, rule: Rule, pack: Pack, lang: str) -> str:
    ref = rule.spec.source.ref
    if ref == FORM_IN_USE and one.fact.values.get("form") in pack.forms:
        ref = str(one.fact.values["form"])
    texts = pack.texts.get(lang)
    return (texts.sources.get(ref, "") if texts else "") or pack.spec.sources.get(ref, ref)


def _identity(one: Judged) -> list[str]:
    """The values that say which fact it is: the ids of its place, and its name where it is named after its kind."""
    ids = ("section", "table", "row", "column", "field", "topic", "label", "title", one.fact.kind)
    return [name for name in dict.fromkeys(ids) if name in one.fact.values]


def _comparison(
    one: Judged, sides: Sides | None, locations: tuple[Location, ...], pack: Pack, lang: str
) -> Comparison | None:
    if sides is None or not is_number(sides.left_value) or not is_number(sides.right_value):
        return None
    if not _tied(one, (*sides.left, *sides.right)):
        return None

    order = {place: at for at, place in enumerate(locations)}

    def term(side: SideTerm) -> Term:
        place = one.places.get(side.name or "")
        at = order.get(place) if place is not None else None
        label = _label(one, pack, side.name, lang) if side.name else ""
        return Term(label, plain(side.value), at, side.sign)

    return Comparison(
        tuple(term(side) for side in sides.left),
        sides.operator,
        tuple(term(side) for side in sides.right),
        plain(sides.left_value),
        plain(sides.right_value),
        sides.difference,
    )


def _tied(one: Judged, terms: Sequence[SideTerm]) -> bool:
    """Whether figures are set against figures, so that their difference means something.

    Not where one side is a number of the rule (字数 0 against 0), and not where two values are only in the wrong order
    or unequal that stand nowhere by themselves: a year, the number of a heading.
    """
    if any(term.name is None for term in terms):
        return False
    summed = any(term.name in one.rule.lets and one.rule.lets[term.name][0].sum for term in terms)
    return len(terms) > 2 or summed or all(term.name in one.places for term in terms)


def _label(one: Judged, pack: Pack, name: str, lang: str) -> str:
    """What a reader knows a value as: the form's label, the pack's name, else the id."""
    own = name.rpartition(".")[2]
    table, _, axis = one.fact.kind.partition(".")
    other = {"row": "column", "column": "row"}.get(axis, axis)
    label = pack.translated(other, own, table, lang) or one.fact.labels.get(own) or pack.name(own, lang)
    partner = name.rpartition(".")[0]
    return f"{pack.name(partner, lang)}·{label}" if partner else label


def plain(value: Value) -> Shown:
    """A value as a finding holds it; unknown is None."""
    return None if isinstance(value, Unknown) else value


class _Filler(string.Formatter):
    """Fills {name} by the value of that whole name: dots are part of a name, and nothing of a value is looked into."""

    def get_field(self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> tuple[object, str]:
        return kwargs[field_name], field_name


_FILLER = _Filler()


class _Shown(dict[str, str]):
    """The fields of a message, as a reader writes them."""

    def __init__(self, one: Judged, pack: Pack, lang: str, sides: Sides | None, missing: Sequence[str]) -> None:
        super().__init__()
        self._one, self._pack, self._lang = one, pack, lang
        if sides is not None:
            if "left" not in one.fact.values:  # the left margin of a page
                self["left"] = written(sides.left_value, lang)
            if "right" not in one.fact.values:
                self["right"] = written(sides.right_value, lang)
            self["difference"] = (
                written(Decimal(sides.difference).copy_abs(), lang) if sides.difference is not None else ""
            )
        joiner = "、" if lang == "zh-CN" else ", "
        self["missing"] = joiner.join(f"{_label(one, pack, name, lang)}{self._why(name)}" for name in missing)
        self["path"] = one.fact.path

    def _why(self, name: str) -> str:
        value = self._one.values.get(name, Unknown("absent"))
        if not isinstance(value, Unknown):
            return ""
        if value.reason == "unread" and value.why is None:
            return text(say("facts.why_unread_some"), self._lang)
        return text(say(f"facts.why_{value.reason}", text=value.text, why=value.why), self._lang)

    def __missing__(self, name: str) -> str:
        value: Value | None = self._one.values.get(name)
        if value is None or isinstance(value, Unknown):
            label = value.text if isinstance(value, Unknown) and value.text else ""
            return label or text(say("facts.unknown"), self._lang)
        if isinstance(value, str):
            table = self._one.values.get("table", self._one.fact.kind.partition(".")[0])
            known = self._pack.translated(name, value, str(table), self._lang)
            return known or self._one.fact.labels.get(name) or self._pack.name(value, self._lang)
        return written(value, self._lang)


def written(value: Value, lang: str) -> str:
    """A value as a reader writes it."""
    if isinstance(value, Unknown):
        return value.text or text(say("facts.unknown"), lang)
    if isinstance(value, bool):
        return text(say("facts.yes" if value else "facts.no"), lang)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if lang == "zh-CN" else value.isoformat()
    if isinstance(value, Decimal):
        # A quotient that does not end has 40 digits, of which nobody reads more than a few.
        shown = value if len(value.as_tuple().digits) < 40 else round(value, 4)
        return format(shown.normalize(), "f")
    return str(value)


class _Related:
    """The findings of each rule, by the places that they stand at."""

    def __init__(self, found: Mapping[str, Sequence[Finding]]) -> None:
        self._found = found
        self._at: dict[str, dict[Location, list[int]]] = {}

    def beside(self, finding: Finding, rule: str) -> list[Finding]:
        """Those of a rule that share a place with a finding, in order."""
        found = self._found.get(rule, ())
        if rule not in self._at:
            held = self._at[rule] = {}
            for number, other in enumerate(found):
                for place in other.locations:
                    held.setdefault(place, []).append(number)
        at = self._at[rule]
        shared = {number for place in finding.locations for number in at.get(place, ())} if at else ()
        return [found[number] for number in sorted(shared) if found[number] is not finding]


def _with_related(one: Judged, finding: Finding, related: _Related, lang: str) -> Finding:
    """The finding with the related rules that failed at a place it shares, which its advice names."""
    also = [other for name in one.rule.spec.related for other in related.beside(finding, name)]
    if not also:
        return finding
    joiner = "；" if lang == "zh-CN" else "; "
    more = text(say("facts.related", titles=joiner.join(dict.fromkeys(other.title for other in also))), lang)
    return replace(_advising(finding, more, lang), related=tuple(dict.fromkeys(other.rule for other in also)))


def _with_one_figure(finding: Finding, one: Likely | None, lang: str) -> Finding:
    """The finding, its advice with the figure that would make it and others tie."""
    if one is None:
        return finding
    said = {"label": one.label, "stands": written(one.stands, lang), "becomes": written(one.becomes, lang)}
    return replace(_advising(finding, text(say("facts.one_figure", sums=one.sums, **said), lang), lang), likely=one)


def _advising(finding: Finding, more: str, lang: str) -> Finding:
    return replace(finding, advice=f"{finding.advice}{'' if lang == 'zh-CN' or not finding.advice else ' '}{more}")


def _order(finding: Finding) -> tuple[object, ...]:
    first = finding.locations[0] if finding.locations else Location("")
    return (
        first.path,
        -1 if first.block is None else first.block,
        first.cell or (-1, -1),
        -1 if first.start is None else first.start,
        finding.severity.weight,
        finding.rule,
    )
