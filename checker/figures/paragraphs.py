"""The paragraphs of a document with their frames: headings say what those behind them are about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from checker.figures.clauses import Clause, sentences
from checker.figures.course import read
from checker.figures.frames import Frame, Topic, concept_names, foreign
from checker.figures.lexicon import Lexicon, lexicon
from checker.figures.tokens import Token, settled
from checker.figures.walk import Walk
from checker.figures.window import window
from checker.reading.reading import Passage, Reading

_KINDS_OF_ORGAN = ("局", "厅", "委员会", "委", "署", "部")
_SENTENCE_ENDS = ("。", "；", ";", "！", "!")
_PLACES = ("省", "自治区", "市", "州", "盟", "县", "区", "旗")


def paragraphs(reading: Reading) -> Iterator[tuple[Passage, str, list[Frame]]]:
    """Each paragraph of the running text that has frames, with its section."""
    words = lexicon(reading.pack.figures)
    organ = reading.identity.organ or ""
    own = (*own_names(organ, reading.pack.spec.issuers.fillers), *short_names(organ, reading.passages))
    others, fields = words.names(reading.identity.level or ""), own_fields(organ)
    heading, earlier, section = Topic(), Topic(), ""
    for passage in reading.passages:
        if not _running(passage):
            continue
        now = reading.section_at(passage.spot) or ""
        if now != section:
            heading, earlier, section = Topic(), Topic(), now
        fixed = settled(passage.plain, passage.text.string, reading.identity.year, own, others)
        frames, heading, earlier = paragraph(passage, fixed, words, now, heading, earlier, fields)
        if frames:
            yield passage, now, frames


def _running(passage: Passage) -> bool:
    """Whether it is running text: a paragraph, also a sentence set in a text box, whose labels are those of a drawing."""
    boxed = passage.part == "textbox" and passage.plain.string.endswith(_SENTENCE_ENDS)
    return passage.cell is None and (passage.part == "body" or boxed)


def paragraph(
    passage: Passage,
    fixed: Sequence[Token],
    words: Lexicon,
    section: str,
    heading: Topic,
    earlier: Topic,
    fields: Collection[str] = (),
) -> tuple[list[Frame], Topic, Topic]:
    """The frames of a paragraph, what those behind it are about if it is their heading, and what it spoke of last.

    `fixed` are the tokens that are settled before any word is looked up, `fields` what the organ has to do with.
    """
    made = list(sentences(passage.plain.string, fixed, words, fields))
    headed = passage.number != "" or passage.level is not None or (bool(fixed) and fixed[0].slot == "listing")
    if headed and made and made[0][0] == 0:
        heading, earlier = _heading(made[0][1]) or heading, Topic()
    walk = Walk(words, section, heading, earlier)
    frames = read(walk, made)
    last = walk.topic
    if last.heads and not last.foreign:
        earlier = Topic(last.heads, told=last.told, loose=True, why="the paragraph before")
    return frames, heading, earlier if not last.foreign else Topic()


def _heading(sentence: Sequence[Clause]) -> Topic | None:
    """What the first sentence of a numbered paragraph is about, if it is a heading; None where it is none."""
    if len(sentence) != 1 or any(token.slot == "number" for token in sentence[0].tokens):
        return None
    said = window(sentence[0].tokens)
    if not said.heads or said.lost:
        return Topic()
    return Topic(concept_names(said.heads), foreign(said.heads), (), said.told, False, "the heading")


def own_names(organ: str, fillers: Sequence[str] = ()) -> tuple[str, ...]:
    """What an organ calls itself: its whole name, and what is left of it without its place or without 人民政府."""
    names = [organ]
    for mark in _PLACES:
        before, found, rest = organ.partition(mark)
        if found and before and len(rest) > 1:
            names += [mark + rest, rest]
    names += [name.replace(filler, "") for name in names for filler in fillers if filler in name[1:]]
    long = {name for name in names if len(name) > 2 or name.endswith(_PLACES)}
    return tuple(sorted(long, key=len, reverse=True))


def own_fields(organ: str) -> frozenset[str]:
    """What an organ has to do with, by its name: 税务 of a tax bureau, 卫生健康 of a commission."""
    found = {organ[organ.find(mark) + len(mark) :] for mark in _PLACES if mark in organ[1:]} | {organ}
    bare = (one.removesuffix(end) for one in found for end in _KINDS_OF_ORGAN if one.endswith(end))
    return frozenset(one for one in bare if len(one) > 1)


def short_names(organ: str, passages: Iterable[Passage]) -> tuple[str, ...]:
    """What a text calls the organ for short: 市林草局, 区水利局, 省厅: letters of its name in order, behind its sign of place.

    Only such forms as stand in the text; a whole name is none of them.
    """
    place = max(organ.rfind(mark, 0, -2) + len(mark) if mark in organ[:-2] else 0 for mark in _PLACES)
    body = organ[place:]
    if len(body) < 2 or not all("一" <= letter <= "鿿" for letter in body):
        return ()
    letters = [letter + "?" for letter in body[:-1]]
    sign = organ[place - 1] + "".join(letters) if place else ""
    own = f"{body[0]}{''.join(letters[1:])}"
    short = re.compile(f"(?<![各其他])(?:{sign}|{own}){body[-1]}" if sign else f"(?<![各其他]){own}{body[-1]}")
    found: set[str] = set()
    for passage in passages:
        if passage.cell is None and body[-1] in passage.plain.string:
            found.update(match.group() for match in short.finditer(passage.plain.string))
    return tuple(sorted(found, key=len, reverse=True))
