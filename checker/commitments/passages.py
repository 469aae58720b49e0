"""The sentences of a report that may answer a promise: what it says of its own year, with tables left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.commitments.counts import amounts
from checker.commitments.deadlines import puts_off, without_new_day
from checker.commitments.kinds import acts_of, bare_of, heads_of, names_work
from checker.commitments.sentences import LISTED, Label, Line, Span, clauses, label_of, lines, sentences
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.years import holds, year_after
from checker.commitments.yearsaid import of_next, opens_earlier, year_said
from checker.document import Document
from checker.record import dataclass

TITLE = 45
"""Characters up to which a line that is no sentence is a heading."""
_OPENS = re.compile(r"(?:20\d\d年|[本今一]年)")
_LED = re.compile(r"([^,。;:\"《》]{2,12}):(?=[^\"])")
"""What stands before a colon at the opening of a sentence."""
_NOT_BEFORE = r"(?:预计|计划|争取|力争|拟|将)[^,;。]{{0,6}}(?:{year}年|明年|次年|下一年)"
_UNDER_WAY = re.compile(
    r"正在|正(?=[在抓加])|在编|在建|预计|计划于|进入[^,;。]{0,6}阶段|已启动|初稿|书稿|文稿|送审|评审|审稿|校对|排版|报批|待"
)
"""In a clause on what will be finished in the year after (正在编写,预计2024年付印)."""
_THOUGHT = re.compile(r"(?:研究|部署|谋划|提出|明确|制[定订]|商讨|讨论|落实|细化|形成|规划)(?:了|并|好)?\Z")
"""Before what is to come as what was spoken of."""
_NO_MORE = re.compile(r"不再(?!需|必|有|出现|发生)|(?:已|就此|最后|最终)?作罢|没(?:了|有)下文")
"""That what was meant was given up (原定的便民手册,因经费不足不再印制)."""
_FIELD_ONLY = re.compile(r"[^,;:。\d]{2,20}(?:方面|工作情况)[。:]?")
"""A sentence that only says what the next are about (政策解读方面。)."""
SHORT = 10
"""Characters of one of several pieces in a line that may name nothing that was done."""
IN_THE_END = re.compile(r"最终|实际|实有|实到")
"""Before what it came to, where what was meant stands before it (招录100名的公告,最终录用83名)."""
BETWEEN = 2
"""Characters between a word that denies and its verb (不再|另行|编印)."""
NOTHING = 4
"""Characters of a sentence that says nothing (无。)."""
LEAD = 40
"""Characters up to which the first sentence of a numbered paragraph may be its heading."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: its range in the line and its terms, by concept and by pairs of characters as well.

    `wanting`: it says that something was not done, `planned`: that it was meant to be, or was in another year what
    it no longer is in this, `few`: that only so much was,
    `weak`: that it was not done well or that there was no occasion, which answers nothing; `apart`: it speaks of
    another year; `general`: it opens with what every organ does in every year, and counts nothing (推动企业规范经营).
    `denied` are the verbs, by concept, of which it says that it is not done, or no longer (平台不再开通).
    """

    span: Span
    words: tuple[Word, ...]
    wanting: bool
    planned: bool
    few: bool
    weak: bool
    apart: bool
    general: bool
    concepts: Mapping[str, Word]
    pairs: Mapping[str, Sequence[Word]]
    denied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report. `ahead`: it speaks of the year to come and says nothing of this one.

    `wanting`: it stands among the shortcomings and names nothing as done, so that it can only say what was not done.
    `topic` is the heading above it, in comparable form.
    """

    line: Line
    span: Span
    clauses: tuple[Clause, ...]
    ahead: bool
    wanting: bool = False
    topic: str = ""

    @property
    def text(self) -> str:
        """The sentence in comparable form."""
        return self.span.of(self.line.plain.string)

    def tells(self, first: int, last: int) -> bool:
        """Whether the clauses from `first` to `last` may be evidence: of the year, and of more than a shortcoming."""
        run = self.clauses[first : last + 1]
        wanting = any(clause.wanting or clause.few for clause in run)
        meant = any(clause.planned for clause in run) and wanting  # 力度不够,原定撤并5个,实际撤并3个
        apart = any(clause.apart or (clause.weak and not clause.wanting and not meant) for clause in run)
        return not apart and (wanting or not self.wanting)

    def wants(self, first: int, last: int) -> bool:
        """Whether the clauses from `first` to `last` say that it was not done, or one behind what was meant to be."""
        run = self.clauses[first : last + 1]
        planned = any(clause.planned for clause in run)
        return any(clause.wanting for clause in (self.clauses[first:] if planned else run))

    def between(self, first: int, last: int) -> str:
        """The clauses from `first` to `last` in comparable form."""
        return self.line.plain.string[self.clauses[first].span.start : self.clauses[last].span.end]


def passages(document: Document, vocabulary: Vocabulary, year: int | None = None) -> list[Passage]:
    """The sentences of the running text in order. `year` is the report's, so that others are known as others."""
    found: list[Passage] = []
    wanting_section = False
    ahead = False
    parted = False
    topic = ""
    for line in lines(document):
        if not isinstance(line, Line):
            continue
        text = line.plain.string
        label = label_of(text)
        if _is_title(text, line, label):
            if not parted and label and label.rank <= 1:
                parted = True
                found.clear()  # what stands before the first part says what the report is, not what was done
            if label is None or label.rank <= 1:
                wanting_section = vocabulary.holds("wanting_topics", text) or (wanting_section and label is None)
                ahead = False
            topic = text
            continue
        ahead = ahead and wanting_section
        said = sentences(text)
        for index, span in enumerate(said):
            sentence = span.of(text)
            follows = said[index + 1].of(text) if index + 1 < len(said) else ""
            if follows and _FIELD_ONLY.fullmatch(sentence):
                topic = sentence
                continue
            if index and (_names_nothing(sentence, vocabulary) or _only_heads(sentence, follows, vocabulary)):
                continue
            if index == 0 and label and len(said) > 1 and _is_heading(sentence[label.length :], label, vocabulary):
                ahead = ahead or (wanting_section and vocabulary.holds("future", sentence))
                topic = sentence
                continue
            if led := _LED.match(sentence):
                wanting_section = wanting_section or vocabulary.holds("wanting_topics", led[1])
                span = Span(span.start + _led_until(sentence, led, vocabulary), span.end)
            parts = tuple(_clauses(text, span, vocabulary, year))
            soon = _is_to_come(sentence, vocabulary) or (year is not None and of_next(sentence, year, vocabulary))
            ahead = ahead or (wanting_section and soon)
            past = wanting_section and not vocabulary.holds("done", sentence)
            opens = parted and not found and label is None and index == 0
            if parts and len(sentence) > NOTHING and not (opens and _only_opens(sentence, vocabulary)):
                found.append(Passage(line, span, parts, soon or ahead, past, topic))
    return found


def _led_until(sentence: str, led: re.Match[str], vocabulary: Vocabulary) -> int:
    """Where a sentence begins behind words that only say what follows (存在问题:1.), 0 where they say more."""
    if not any(vocabulary.holds(name, led[1]) for name in ("wanting_topics", "future")):
        return 0
    label = label_of(sentence[led.end() :])
    return led.end() + (label.length if label else 0)


def _is_title(text: str, line: Line, label: Label | None) -> bool:
    """Whether a line is a heading: short, no sentence, numbered or set as one, or without any comma."""
    short = len(text) <= TITLE and "。" not in text and not text.endswith(";")
    return short and (label is not None or line.level is not None or not any(mark in text for mark in ",。;"))


def _is_heading(sentence: str, label: Label, vocabulary: Vocabulary) -> bool:
    """Whether the first sentence of a numbered paragraph only says what follows: short, no amount, nothing done."""
    if len(sentence) > LEAD or vocabulary.holds("done", sentence) or amounts(sentence, vocabulary):
        return False
    if label.rank < LISTED:
        return True
    lead = sentence.rstrip("。:")
    return "," not in lead and (not names_work(lead, vocabulary, True) or _names_a_field(lead, vocabulary))


def _names_nothing(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether one of several pieces in a line only says that one did what every organ does (四是强化考核)."""
    label = label_of(sentence)
    if label is None or label.rank < LISTED or len(sentence) > SHORT or vocabulary.wants(sentence):
        return False
    return _is_general(sentence[label.length :], vocabulary)


def _only_heads(sentence: str, follows: str, vocabulary: Vocabulary) -> bool:
    """Whether a numbered sentence within a line only says what the next is about (2.工程建设方面。)."""
    label = label_of(sentence)
    if label is None or not follows or label_of(follows) is not None:
        return False
    lead = sentence[label.length :].rstrip("。:")
    heads = lead.endswith(("方面", "情况", "工作")) or not acts_of(words(lead, vocabulary), vocabulary)
    return heads and _is_heading(sentence[label.length :], label, vocabulary)


def _names_a_field(lead: str, vocabulary: Vocabulary) -> bool:
    """Whether a verb only ends a heading as its noun (社会组织公开), and tells of no thing what was done with it."""
    inside = words(lead, vocabulary)
    ends = bool(acts_of(inside[-1:], vocabulary)) and not heads_of(inside, vocabulary)
    return ends and not vocabulary.begins("acts", lead) and not vocabulary.holds("whole", lead)


def _is_to_come(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether a sentence speaks of the time to come, and not of having thought about it (研究改进措施)."""
    meant = vocabulary.patterns["planned"].sub("", sentence)  # 原打算 is no 打算
    meant = ",".join(clause for clause in meant.split(",") if not _is_carried(clause, vocabulary))
    return any(
        not _THOUGHT.search(meant, max(found.start() - SHORT, 0), found.start())
        and not puts_off(meant[: found.start()])
        for found in vocabulary.patterns["future"].finditer(meant)
    )


def _is_carried(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause only counts what is left for the next year (结转下年度3件), as every report does."""
    return vocabulary.holds("carried", clause) and bool(amounts(clause, vocabulary))


def is_meant(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether an amount at a place of a line is what was meant to be done (原定两期的培训只办了1期: the two)."""
    said = re.split(r"[,;。]", text[:at])[-1]
    meant = list(vocabulary.patterns["planned"].finditer(said))
    if not meant:
        return False
    rest = said[meant[-1].end() :]
    return not amounts(rest, vocabulary) and not IN_THE_END.search(rest) and not vocabulary.holds("few", rest)


def _only_opens(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether the first sentence of a report only says in what spirit the year went, without an amount."""
    return _OPENS.match(sentence) is not None and not amounts(sentence, vocabulary)


def _clauses(text: str, span: Span, vocabulary: Vocabulary, year: int | None) -> list[Clause]:
    """The clauses of a sentence. What was done in another year and given up in this one was meant to be done."""
    found = list(_read(text, span, vocabulary, year))
    if year is not None and any(clause.apart for clause in found[1:]) and opens_earlier(span.of(text), year):
        back = next(at for at, clause in enumerate(found) if clause.apart)
        found[:back] = [replace(clause, apart=True) for clause in found[:back]]
    gone = next((at for at, clause in enumerate(found) if clause.apart), len(found))
    now = next((at for at in range(gone, len(found)) if not found[at].apart), len(found))
    rest = text[found[now].span.start : found[-1].span.end] if now < len(found) else ""
    if not rest or not vocabulary.holds("instead", rest) or amounts(rest, vocabulary):
        return found
    past = [replace(clause, apart=False, planned=True) if clause.apart else clause for clause in found]
    return [*past[:now], replace(past[now], wanting=True), *past[now + 1 :]]


def _read(text: str, span: Span, vocabulary: Vocabulary, year: int | None) -> Iterator[Clause]:
    """The clauses of a sentence, each by itself."""
    apart = meant = False
    whole = vocabulary.without_parts(span.of(text))
    due_later = year is not None and re.search(_NOT_BEFORE.format(year=year_after(year)), span.of(text)) is not None
    for part in clauses(text, span):
        string = part.of(text)
        shifted = tuple(
            Word(word.text, word.concept, word.start + part.start, word.end + part.start)
            for word in words(string, vocabulary)
        )
        label = label_of(string) if part.start == span.start else None
        skip = label.length if label else 0
        said = year_said(string[skip:], shifted, part.start + skip, vocabulary, year)
        apart = apart if said is None or year is None else not holds(year, said)
        if shifted:
            pairs: dict[str, list[Word]] = {}
            for word in shifted:
                for pair in pairs_of(word.text):
                    pairs.setdefault(pair, []).append(word)
            concepts = {word.concept: word for word in reversed(shifted)}
            told = whole[part.start - span.start : part.end - span.start]
            follows = whole[part.end - span.start :]
            wanting = vocabulary.wants(without_new_day(told, year, follows)) or (
                due_later and _UNDER_WAY.search(string) is not None
            )
            planned, weak = vocabulary.holds("planned", string), vocabulary.holds("weak", string)
            wanting = wanting or ((planned or meant) and _NO_MORE.search(string) is not None)
            few = vocabulary.limits_itself(string) or (meant and IN_THE_END.search(string) is not None)
            meant = meant or planned
            general, denied = (
                _is_general(string, vocabulary),
                frozenset(_denied(string, shifted, part.start, vocabulary)),
            )
            yield Clause(part, shifted, wanting, planned, few, weak, apart, general, concepts, pairs, denied)


def _denied(string: str, inside: Sequence[Word], shift: int, vocabulary: Vocabulary) -> Iterator[str]:
    """The concepts of the verbs before which a word stands that denies them (不再|开通, 不予|单独设立)."""
    for found in vocabulary.patterns["denied"].finditer(string):
        end = shift + found.end()
        verbs = (word for word in inside if word.concept in vocabulary.act_concepts and word.start >= end)
        yield from (verb.concept for verb in verbs if verb.start <= end + BETWEEN)


def _is_general(string: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause opens with the verb of a duty or a purpose, and gives no amount."""
    bare = bare_of(string, vocabulary)
    opens = any(vocabulary.begins(name, text) for name in ("duties", "purposes") for text in (string, bare))
    return opens and not amounts(string, vocabulary)


def pairs_of(text: str) -> set[str]:
    """The characters of a word two by two."""
    return {text[at : at + 2] for at in range(len(text) - 1)}
