"""Of what kind a deed is: what a promise asks for, and what a sentence shows, in whatever words.

The words of a plan for a thing stand also where something else was done with it (公开安全生产检查|结果, and
开展安全生产检查6轮; 修订指南, and 指南长期展示). A report that published something says so in some word: 上网, 张榜,
一看便知.
"""

from __future__ import annotations

import re

from checker.commitments.deadlines import without_since
from checker.commitments.passages import Passage
from checker.commitments.promises import Promise
from checker.commitments.terms import words
from checker.commitments.vocabulary import SIGNS, Vocabulary
from checker.commitments.weighing import behind_whom
from checker.record import dataclass

SUBJECT, PUBLISHED = SIGNS
_WHICH = re.compile(r"[\u4e00-\u9fff]{2}的")
"""A word that what it belongs to is known by."""
_OPEN = re.compile("公开")
_LISTED = re.compile(r"\A[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})+等")
"""Things of one kind that open a clause: what is done with them follows (归集、提取、贷款等业务每季度公布)."""
_TITLE = re.compile(r"《[^《》]{2,40}》")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a sentence shows of the kinds of deeds that a promise asks for: 1, or -1 where not; 0 where none is asked.

    `subject`: what the whole plan is about (政务公开); `missing` is the share of all further kinds asked for that it
    does not show.
    """

    subject: int = 0
    published: int = 0
    missing: float = 0.0

    @property
    def known(self) -> tuple[float, ...]:
        """What is not shown of each."""
        return float(self.subject < 0), float(self.published < 0), self.missing


def asked_by(promise: Promise, vocabulary: Vocabulary) -> frozenset[str]:
    """The kinds of deeds that a promise asks for.

    What it is done to is none (对评估靠后的|单位进行约谈), nor is what only says which is meant (新修订的, 不更新的),
    nor how the thing is called that is made public (发放明细公开), or another verb's (完成公开指南修编).
    """
    text = _without_names(behind_whom(without_since(promise.plain)), vocabulary)
    text = _LISTED.sub("", text)
    acts = [found.span() for found in vocabulary.open_acts.finditer(text)]  # 作为考核的内容 is what is done

    def left(found: re.Match[str]) -> str:
        return found[0] if any(low <= found.start() < high for low, high in acts) else ""

    asked = _kinds("asks", _WHICH.sub(left, text), vocabulary)
    if PUBLISHED not in asked:
        return asked
    return _kinds("asks", vocabulary.naming.sub(left, _WHICH.sub(left, text)), vocabulary)


def _without_names(text: str, vocabulary: Vocabulary) -> str:
    """A text without 公开 in the name of a thing: right between a verb and what is made (修订|公开|指南)."""

    def left(found: re.Match[str]) -> str:
        before, behind = text[: found.start()], text[found.end() :]
        return "" if before.endswith(vocabulary.acts) and behind.startswith(vocabulary.deliverables) else found[0]

    return _OPEN.sub(left, text)


def shown_by(passage: Passage, vocabulary: Vocabulary) -> frozenset[str]:
    """The kinds of deeds that a sentence shows; what all is about also its heading."""
    found = _kinds("shows", passage.text, vocabulary)
    return found | {SUBJECT} if vocabulary.holds(f"asks_{SUBJECT}", passage.topic) else found


def signs(asked: frozenset[str], shown: frozenset[str]) -> Signs:
    """Which of the kinds asked for a sentence shows."""

    def told(kind: str) -> int:
        return (1 if kind in shown else -1) if kind in asked else 0

    further = asked - {SUBJECT, PUBLISHED}
    return Signs(told(SUBJECT), told(PUBLISHED), len(further - shown) / len(further) if further else 0.0)


def _kinds(role: str, text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """公开 in the name of what all is about (政务公开) is no deed, nor is a word in the title of a text.

    Words in which what shows a deed shows none (入网, 公开指南) are left out.
    """
    bare = vocabulary.patterns[f"asks_{SUBJECT}"].sub("", _TITLE.sub("", text))
    bare = vocabulary.patterns["no_signs"].sub(",", bare)
    return frozenset(
        kind for kind in vocabulary.signs if vocabulary.holds(f"{role}_{kind}", text if kind == SUBJECT else bare)
    )


def is_of_the_subject(promise: Promise, vocabulary: Vocabulary) -> bool:
    """Whether a promise is of what all is about as such, so that the same deed without it is another.

    将政务公开|纳入考核 and 政务公开|培训 are; where it only says of what a named thing is (政务公开|专区,
    信息公开|联络员), the thing tells more.
    """
    text = promise.plain
    for found in vocabulary.patterns[f"asks_{SUBJECT}"].finditer(text):
        follows = next(iter(words(text[found.end() :].split(",")[0], vocabulary)), None)
        if follows is None or not text.startswith(follows.text, found.end()):
            return True
        if follows.text in vocabulary.generic or follows.concept in vocabulary.act_concepts:
            return True
    return False
