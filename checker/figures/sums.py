"""Sums that the text itself states: a total with its parts, before or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.figures.chinese import LEFT_OVER, OTHERS, REST
from checker.figures.figure import Figure
from checker.figures.plainlists import plain_lists
from checker.figures.spans import spans
from checker.figures.tie import AGREE
from checker.record import dataclass
from checker.text.digits import chinese_number
from checker.text.numerals import Number

NEAR = Decimal("0.15")
"""Parts that come this close to the total, as a share of it, are meant to be all of it."""
MOST = 30
"""Parts before a total that are added up."""
_IN_ALL = ("共", "共计", "合计", "总计", "共为", "合计为")
_SO_MANY = re.compile(
    "([两二三四五六七八九十]|[2-9])(?:大?[种类项者个]|方面)(?:类别|渠道|方式|途径|形式|指标|数字|情形|单位|部门|平台)?[总共相]?(?:合计|共计|总计|共|计|相加)(?:为|是|达)?$"
)
FAR = 16
"""Characters before a total in which it says of how many it is."""
_OF_WHICH = re.compile("[,;(]?其中")
_REST = re.compile("|".join((*REST, *OTHERS[:2])))
_LEFT = re.compile("|".join((*REST[1:], *LEFT_OVER)))
_YEARS = ("running", "older")
"""Times that are more than the year before."""
FIGURES_BEFORE = 6
"""Figures before a total among which is the one that a list of parts may be meant for instead."""
SURE_PARTS = 3
"""A list of so many parts that comes near its total is meant to be whole, unless 其中 opens it; a shorter one may leave
something out."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, by their index among the figures of the paragraph.

    `whole`: the parts must make up the total: the list says so, has three parts near it and no 其中 before it, or just
    exceeds it. `near`: another list that just falls short, so that something may be left out, or one that far exceeds
    it.
    """

    total: int
    parts: tuple[int, ...]
    value: int | Decimal
    whole: bool
    near: bool

    def holds(self, figures: Sequence[Figure]) -> bool:
        """Whether the parts make up the total."""
        number = figures[self.total].frame.number
        return number is not None and number.value == self.value


def sums(figures: Sequence[Figure], plain: str) -> Iterator[Sum]:
    """The sums of a paragraph, whose comparable text is `plain`."""
    several = (*_left_over(figures, plain), *_told(figures, plain))
    found = list({(one.total, one.parts): one for one in several}.values())
    yield from found
    known = {one.total for one in found if one.whole or one.holds(figures)} | {
        part for one in found for part in one.parts
    }
    for total, some, holds in plain_lists(figures, plain):
        added = sum(_value(figures[index]) for index in some)
        near = abs(Decimal(added) - Decimal(_value(figures[total]))) <= NEAR * Decimal(_value(figures[total]))
        if total not in known and (holds or near):
            yield Sum(total, some, added, True, False)


def _left_over(figures: Sequence[Figure], plain: str) -> Iterator[Sum]:
    """What a sentence says is left of two figures right before: 馆藏4.2万卷，已完成2.9万卷，尚余1.3万卷."""
    for index in range(2, len(figures)):
        whole, part, left = (figures[one].frame for one in (index - 2, index - 1, index))
        numbers = [one.number for one in (whole, part, left)]
        if len({one.sentence for one in (whole, part, left)}) > 1 or not all(
            _alike(numbers[0], one) for one in numbers
        ):
            continue
        if numbers[0] is None or numbers[0].approximate or whole.time != "own" or whole.parent is not None:
            continue
        if not _LEFT.search(plain, part.end, left.start) or not _value(figures[index - 2]) > _value(figures[index - 1]):
            continue
        added = _value(figures[index - 1]) + _value(figures[index])
        holds = added == _value(figures[index - 2])
        near = abs(Decimal(added) - Decimal(_value(figures[index - 2]))) <= NEAR * Decimal(_value(figures[index - 2]))
        told = any(one.tie.status == AGREE for one in figures[index - 2 : index + 1])
        if holds or (near and not told):
            yield Sum(index - 2, (index - 1, index), added, holds, True)


def _told(figures: Sequence[Figure], plain: str) -> Iterator[Sum]:
    """The sums that words tell of."""
    by_total: dict[tuple[int, int], list[int]] = {}
    for index, figure in enumerate(figures):
        frame = figure.frame
        if frame.parent is None or frame.kind not in ("count", "part") or frame.number is None:
            continue
        whole = figures[frame.parent].frame
        before = frame.time == "last" and frame.timed and whole.time == "own" and frame.since > whole.since
        if not before and (frame.time not in _YEARS or whole.time in _YEARS):
            # 今年40件，近三年分别为28件、32件、40件: years one after the other are no parts of one; nor is that of the year
            # before behind a semicolon.
            by_total.setdefault((frame.parent, frame.group), []).append(index)
    totals = {total for total, _ in by_total}
    nested = {total for (total, _), parts in by_total.items() if totals.intersection(parts)}
    for (total, _), parts in by_total.items():
        made = _sum(figures, plain, total, parts, total in nested or figures[total].frame.parent is not None)
        if made is not None:
            yield made
    for total, some in spans(figures, plain):
        added = sum(_value(figures[index]) for index in some)
        if not any(figures[index].frame.parent == total for index in some):
            yield Sum(total, some, added, not figures[total].frame.contains, False)
    yield from _behind(figures, plain)


def _sum(figures: Sequence[Figure], plain: str, total: int, parts: Sequence[int], nested: bool) -> Sum | None:
    whole = figures[total].frame.number
    if whole is None or whole.approximate or not whole.unit or whole.percent:
        return None
    same = [index for index in parts if _alike(whole, figures[index].frame.number)]
    mixed = [index for index in parts if _countable(figures[index].frame.number)]
    for some in dict.fromkeys((tuple(same), tuple(mixed))):
        running: int | Decimal = 0
        for count, index in enumerate(some):
            running += _value(figures[index])
            if count and running == whole.value:
                # What follows a list that is complete counts something else.
                return Sum(total, some[: count + 1], running, True, False)
    if (
        any(figures[index].frame.instead for index in same)
        and max(_value(figures[index]) for index in same) > whole.value
    ):
        # 行政复议23件、行政诉讼19件，其中维持24件: of both of them.
        return None
    near_by = [index for index in same if ";" not in plain[figures[total].frame.end : figures[index].frame.start]]
    most = max((_value(figures[index]) for index in near_by), default=0)
    if most > whole.value and _told_as_parts(figures, total, same, plain):
        # 公开信息397条，其中公众号412条: no part is more than all of it.
        added = sum(_value(figures[index]) for index in near_by)
        return Sum(total, tuple(near_by), added, not _fits_before(figures, total, most), len(near_by) > 1)
    if len(same) < 2:
        return None
    running = sum(_value(figures[index]) for index in same)
    if running > whole.value:
        trimmed = _before_another(figures, plain, total, same)
        parts = parts if len(trimmed) == len(same) else trimmed
        same = trimmed
        running = sum(_value(figures[index]) for index in same)
    gap = Decimal(running) - Decimal(whole.value)
    sentence = plain[figures[total].frame.end : figures[same[-1]].frame.end + 24]
    if nested or any(word in sentence for word in ("同步", "重复", "交叉", "重叠", "同时发布")):
        return Sum(total, tuple(same), running, False, False)
    closed = figures[same[0]].frame.complete
    end = figures[same[-1]].frame.end
    open_ended = plain[end : end + 4].lstrip(')"').startswith("等")
    near = abs(gap) <= NEAR * abs(Decimal(whole.value)) and not open_ended
    if gap > 0:
        if _of_all_beside(figures, total, same[0], running):
            return None
        again = any(_value(figures[index]) == whole.value for index in same)
        open_to_others = not figures[total].frame.known or not near_by
        if not near and open_to_others and (again or _fits_before(figures, total, running)):
            # 发布信息55条，更新信息5条，其中...; 办结99件，提前办结18件；其中...: parts of the greater one; or the whole told
            # again, of another channel.
            return None
        # Of what no table counts, the parts may overlap: the same news on several channels.
        return Sum(total, tuple(same), running, near or figures[total].frame.known, not open_ended)
    if gap < 0 and _carried_on(figures, same[-1], -gap):
        return Sum(total, tuple(same), running, False, False)
    if not closed and all(figures[index].tie.status == AGREE for index in (total, *same)):
        # The tables state every one of them, and so what is left out.
        return Sum(total, tuple(same), running, False, False)
    # 网站公开41条，公众号公开128条；编发明白纸6种: what is counted in another unit behind a semicolon is none of them.
    apart = [index for index in parts if index > same[-1] and ";" in plain[end : figures[index].frame.start]]
    near = near and len(same) == len(parts) - len(apart)
    long = len(same) >= SURE_PARTS
    if long and gap < 0 and _told_as_parts(figures, total, same, plain):
        # What 其中 opens may leave something out, however long it is, unless it ends with the rest.
        long = bool(_REST.search(plain, figures[same[-2]].frame.end, figures[same[-1]].frame.start))
    return Sum(total, tuple(same), running, near and (closed or long), near)


def _told_as_parts(figures: Sequence[Figure], total: int, parts: Sequence[int], plain: str) -> bool:
    """Whether a list stands right behind its whole, opened by a word for parts."""
    return parts[0] == total + 1 and bool(
        _OF_WHICH.match(plain, figures[total].frame.end, figures[parts[0]].frame.start)
    )


def _before_another(figures: Sequence[Figure], plain: str, total: int, parts: Sequence[int]) -> list[int]:
    """The parts up to the semicolon behind which something else is counted, if so many can be parts of the whole.

    网站公布信息411条，其中要闻307条，专栏97条；微信公布信息230条. One part is a list where its whole stands between
    semicolons itself: 部分公开6件；不公开7件，内含执法案卷4件；无法提供7件.
    """
    most, running = _value(figures[total]), Decimal(0)
    before = figures[total - 1].frame.end if total else 0
    least = 1 if ";" in plain[before : figures[total].frame.start] else 2
    for count, index in enumerate(parts[:-1], 1):
        running += _value(figures[index])
        between = plain[figures[index].frame.end : figures[parts[count]].frame.start]
        if running <= most < running + _value(figures[parts[count]]) and ";" in between and count >= least:
            return list(parts[:count])
    return list(parts)


def _carried_on(figures: Sequence[Figure], last: int, missing: Decimal) -> bool:
    """Whether what is missing is told right behind a list, as something else: 其中公开3件，不予公开1件，转入下年2件."""
    if last + 1 == len(figures):
        return False
    after, before = figures[last + 1].frame, figures[last].frame
    same = after.sentence == before.sentence and after.number is not None and before.number is not None
    return same and _alike(before.number, after.number) and _value(figures[last + 1]) == missing


def _of_all_beside(figures: Sequence[Figure], total: int, first: int, value: int | Decimal) -> bool:
    """Whether parts, of which `first` is the first, make up a figure together with those beside it: 新申请61件、老申请4件，
    其中62件…，3件…."""
    running: int | Decimal = 0
    for index in range(first - 1, max(total - FIGURES_BEFORE, -1), -1):
        one, last = figures[index].frame, figures[min(index + 1, first - 1)].frame
        if one.sentence != last.sentence or not _alike(last.number, one.number) or one.kind != "count":
            return False
        running += _value(figures[index])
        if index <= total and running == value:
            return True
    return False


def _fits_before(figures: Sequence[Figure], total: int, value: int | Decimal) -> bool:
    """Whether one of the figures before a total, of its unit, is great enough for the parts, or those of the same beside it
    together: 结转8件，新收96件，其中办结99件."""
    unit, whole = figures[total].frame.number, figures[total].frame
    running = Decimal(0)
    for one in reversed(figures[max(total - FIGURES_BEFORE, 0) : total + 1]):
        if one.frame.heads != whole.heads or one.frame.sentence != whole.sentence or one.frame.kind != "count":
            break
        running += _value(one)
    if whole.known and running >= value > _value(figures[total]):
        return True
    return any(
        _alike(unit, one.frame.number) and _value(one) >= value
        for one in figures[max(total - FIGURES_BEFORE, 0) : total]
        if unit is not None and one.frame.kind == "count"
    )


def _countable(number: Number | None) -> bool:
    return number is not None and bool(number.unit) and not number.percent and number.yuan is None


def _behind(figures: Sequence[Figure], plain: str) -> Iterator[Sum]:
    """Totals that stand behind their parts: 网上申请20件、信函申请6件，共26件.

    县本级28件，14个乡镇19件，县直部门47件，三者合计94件: what is counted in other units between is none of them.
    """
    run: list[int] = []
    told: list[int] = []
    for index, figure in enumerate(figures):
        frame = figure.frame
        number = frame.number
        counts = frame.kind in ("count", "part")
        if not counts or number is None or (run and figures[run[-1]].frame.sentence != frame.sentence):
            run = []
        if told and (number is None or figures[told[-1]].frame.sentence != frame.sentence):
            told = []
        if not counts or number is None:
            continue
        many = _of_so_many(plain, frame.start) if len(told) > 1 else 0
        alike = [one for one in told if _alike(number, figures[one].frame.number)] if many > 1 else []
        if 1 < many <= len(alike) and len({figures[one].frame.parent for one in (*alike[-many:], index)}) == 1:
            # 网上20件、信函6件，两种渠道合计26件: the total says itself of how many it is.
            added = sum(_value(figures[one]) for one in alike[-many:])
            yield Sum(index, tuple(alike[-many:]), added, True, False)
        elif len(run) > 1 and frame.parent is None and _of_all(figures, run, index, plain):
            total: int | Decimal = 0
            for count in range(1, min(len(run), MOST) + 1):
                total += _value(figures[run[-count]])
                if count > 1 and total == number.value:
                    yield Sum(index, tuple(run[-count:]), total, True, False)
                    break
            else:
                if (
                    _bare(figures, run)
                    and _of_one_kind(figures, run, index)
                    and abs(Decimal(total) - Decimal(number.value)) <= NEAR * Decimal(number.value)
                ):
                    # 动态228条、公告64条，共293条: close to the sum of all that the sentence tells, and not it.
                    yield Sum(index, tuple(run), total, True, False)
        told = [*told[-MOST:], index]
        run = [*run[-MOST:], index] if not run or _alike(number, figures[run[-1]].frame.number) else [index]


def _of_all(figures: Sequence[Figure], run: Sequence[int], index: int, plain: str) -> bool:
    """Whether a figure says that it is a total: 共, or 共计 with what was done to each of them (两微共计发布2028条)."""
    frame = figures[index].frame
    if plain.endswith(_IN_ALL, 0, frame.start):
        return True
    return frame.added and bool(frame.acts) and all(figures[one].frame.acts == frame.acts for one in run)


def _of_so_many(plain: str, end: int) -> int:
    """The number of figures that a total says it is of, right before it: 三种渠道合计; 0 if it says none."""
    match = _SO_MANY.search(plain, max(end - FAR, 0), end)
    if match is None:
        return 0
    return int(match[1] if match[1].isdigit() else chinese_number(match[1].replace("两", "二")) or 0)


def _bare(figures: Sequence[Figure], run: Sequence[int]) -> bool:
    """Whether figures stand side by side, none of them a part of another or carried from one year to another."""
    frames = [figures[index].frame for index in run]
    return all(one.parent is None and one.kind == "count" for one in frames) and len({one.acts for one in frames}) == 1


def _of_one_kind(figures: Sequence[Figure], run: Sequence[int], total: int) -> bool:
    """Whether nothing shows that a total is of something else: 无法提供14件、1件；涉及信息公开的诉讼共19件."""
    heads = figures[total].frame.heads
    return not heads or all(figures[one].frame.heads in ((), heads) or figures[one].frame.foreign for one in run)


def _alike(one: Number | None, other: Number | None) -> bool:
    return (
        one is not None and other is not None and other.unit == one.unit and not other.percent and not other.approximate
    )


def _value(figure: Figure) -> int | Decimal:
    return figure.frame.number.value if figure.frame.number is not None else 0
