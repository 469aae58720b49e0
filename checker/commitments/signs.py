"""Of what kind a deed is: what a promise asks for, and what a sentence shows, in whatever words.

The words of a plan for a thing stand also where something else was done with it (公开安全生产检查|结果, and
开展安全生产检查6轮). A report that published something says so in some word: 上网, 张榜, 一看便知.
"""

from __future__ import annotations

from checker.commitments.passages import Passage
from checker.commitments.promises import Promise
from checker.commitments.vocabulary import SIGNS, Vocabulary
from checker.record import dataclass
from checker.text.normalize import comparable

SUBJECT, PUBLISHED = SIGNS[:2]
OTHERS = SIGNS[2:]


@dataclass(frozen=True, slots=True)
class Signs:
    """Of each kind of deed that a promise asks for, whether a sentence shows it: 1, or -1 where not; 0 of no promise.

    `subject`: what the whole plan is about (政务公开); `deed` is of any further kind of the pack.
    """

    subject: int = 0
    published: int = 0
    deed: int = 0

    @property
    def known(self) -> tuple[float, ...]:
        """What is not shown of each, and that it was published."""
        missing = (self.subject, self.published, self.deed)
        return (*(float(told < 0) for told in missing), float(self.published > 0))


def asked_by(promise: Promise, vocabulary: Vocabulary) -> frozenset[str]:
    """The kinds of deeds that a promise asks for."""
    return _kinds("asks", comparable(promise.text).string, vocabulary)


def shown_by(passage: Passage, vocabulary: Vocabulary) -> frozenset[str]:
    """The kinds of deeds that a sentence shows; what all is about also its heading."""
    found = _kinds("shows", passage.text, vocabulary)
    return found | {SUBJECT} if vocabulary.holds(f"asks_{SUBJECT}", passage.topic) else found


def _kinds(role: str, text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """公开 in the name of what all is about (政务公开) is no deed."""
    bare = vocabulary.patterns[f"asks_{SUBJECT}"].sub("", text)
    return frozenset(kind for kind in SIGNS if vocabulary.holds(f"{role}_{kind}", text if kind == SUBJECT else bare))


def signs(asked: frozenset[str], shown: frozenset[str]) -> Signs:
    """Which of the kinds asked for a sentence shows."""

    def told(*kinds: str) -> int:
        wanted = [kind for kind in kinds if kind in asked]
        return (1 if shown.issuperset(wanted) else -1) if wanted else 0

    return Signs(told(SUBJECT), told(PUBLISHED), told(*OTHERS))
