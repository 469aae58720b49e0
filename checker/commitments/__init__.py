"""Promises of a plan and the sentences of a report that answer them."""

from checker.commitments.answer import STATUSES, Answer, Candidate, Evidence
from checker.commitments.closeness import Scorer
from checker.commitments.matching import answers
from checker.commitments.promises import Promise, promises, rows
from checker.commitments.ranking import Others
from checker.commitments.semantic import meaning
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.wording import load_vocabulary

__all__ = [
    "STATUSES",
    "Answer",
    "Candidate",
    "Evidence",
    "Others",
    "Promise",
    "Scorer",
    "Vocabulary",
    "answers",
    "load_vocabulary",
    "meaning",
    "promises",
    "rows",
]
