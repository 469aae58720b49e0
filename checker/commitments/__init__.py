"""Promises of a plan and the sentences of a report that answer them."""

from checker.commitments.matching import Answer, Candidate, Evidence, Scorer, answers
from checker.commitments.promises import Promise, promises
from checker.commitments.vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "Answer",
    "Candidate",
    "Evidence",
    "Promise",
    "Scorer",
    "Vocabulary",
    "answers",
    "load_vocabulary",
    "promises",
]
