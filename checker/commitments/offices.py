"""Whom a plan names for a piece of work."""

from __future__ import annotations

import re

from checker.commitments.sentences import Span
from checker.commitments.vocabulary import Vocabulary
from checker.record import dataclass

_BRACKET = re.compile(r"[(\[【]((?:[^()\[\]【】]|\([^()]{1,12}\)){2,80})[)\]】]")
"""A remark in brackets, in which others may stand: (各县(市、区)政府)."""
_LIST = re.compile(r"[、,;](?![^()]*\))")
_NEXT = re.compile(r"[,;][^,;:()]{2,6}:")
"""Opens what else a remark says (责任部门:办公室;完成时限:3月底前)."""
_NAME = r"[一-鿿]{1,14}?"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on offices and where it stands, brackets included."""

    office: str
    span: Span


def remarks(text: str, vocabulary: Vocabulary) -> list[Remark]:
    """Remarks of a comparable text: (责任处室：出国处、涉外处), (疾控股), 由办公室负责."""
    found: list[Remark] = []
    for match in _BRACKET.finditer(text):
        inner = match[1]
        label = vocabulary.patterns["office_labels"].match(inner)
        if label:
            names = _NEXT.split(inner[label.end() :].lstrip(":"))[0]
            found.append(Remark(_shown(names), Span(match.start(), match.end())))
        elif (by := vocabulary.patterns["office_verbs"].search(inner)) and _offices(inner[: by.start()], vocabulary):
            found.append(Remark(_shown(inner[: by.start()]), Span(match.start(), match.end())))
        elif _offices(inner, vocabulary):
            ends = match.end() == len(text) or text[match.end()] in "。;" or text[match.start() - 1] in "。;"
            if ends:
                found.append(Remark(_shown(inner), Span(match.start(), match.end())))
    for match in _by(vocabulary).finditer(text):
        found.append(Remark(_shown(match[1]), Span(match.start(), match.end())))
    for match in re.finditer(rf"(?:{vocabulary.patterns['office_labels'].pattern}):([^。;()]{{2,60}})", text):
        if not any(remark.span.start <= match.start() < remark.span.end for remark in found):
            found.append(Remark(_shown(match[1]), Span(match.start(), match.end())))
    return sorted(found, key=lambda remark: remark.span.start)


def office_said(text: str, sentence: Span, said: list[Remark], vocabulary: Vocabulary) -> str:
    """The office of a sentence: one that it names as its subject, else the remark in it or the next after it."""
    own = subject(sentence.of(text), vocabulary)
    after = next((remark.office for remark in said if remark.span.end > sentence.start), "")
    return after or own


def _offices(names: str, vocabulary: Vocabulary) -> bool:
    return all(is_office(name, vocabulary) for name in parted_names(names))


def parted_names(office: str) -> list[str]:
    """The names in a remark on offices: 各县(市、区)政府,县教育局 is two."""
    return [name for name in _LIST.split(office) if name]


def subject(sentence: str, vocabulary: Vocabulary) -> str:
    """The office that a sentence begins with as the one who must act (秘书处要…), "" for none."""
    match = re.match(rf"({_NAME})(?:要|应|须|负责|牵头)", sentence)
    return match[1] if match and is_office(match[1], vocabulary) else ""


def is_office(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is one of an office, or of all of a kind (各县)."""
    if not 2 <= len(name) <= 16:
        return False
    everyone = vocabulary.holds("office_each", name) and any(
        vocabulary.holds(words, name) for words in ("office_places", "office_bodies", "office_anyone")
    )
    return everyone or any(name.endswith(ending) for ending in vocabulary.office_endings)


def _by(vocabulary: Vocabulary) -> re.Pattern[str]:
    verbs = vocabulary.patterns["office_verbs"].pattern
    return re.compile(rf"(?<![\u4e00-\u9fff])由([^,。;:()由]{{2,40}}?)(?:{verbs})")


def _shown(office: str) -> str:
    """As a reader of the plan writes it."""
    return office.replace(",", "，").strip("。;；:： ")
