"""Whether a noun is meant that must have been told of before: a case is one about disclosure, 申请 leans on what is spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.pack.figurespec import ConceptSpec


def meant(walk: Walk, heads: Sequence[Token], told: frozenset[str], untold: bool = False, free: bool = False) -> bool:
    """Whether heads that need to be told of before, or lean on what has been told, are meant here.

    `untold`: it need not be told of what they are; `free`: nor need anything have been told to lean on.
    """
    for token in heads:
        spec = token.entry.spec if token.entry else None
        if (
            spec is not None
            and spec.leans
            and not (free or token.concept in told or _spoken_of(walk, token.concept, spec))
        ):
            return False
        spec = walk.lexicon.words.concepts.get(token.concept)
        if spec is None or not spec.needs:
            continue
        if spec.needs in told or walk.section in spec.sections:
            walk.linked.add(spec.needs)
        elif spec.needs not in walk.linked and not untold:
            return False
    return True


def related(walk: Walk, heads: Sequence[Token]) -> bool:
    """Whether the paragraph or its heading speaks of something to which heads that need a link may belong."""
    concepts = walk.lexicon.words.concepts
    spoken = {*walk.heading.heads, *walk.spoken_of}
    links = {link for name in spoken if name in concepts for link in concepts[name].links}
    return all(concepts[token.concept].needs in links for token in heads if token.concept in concepts)


def free(walk: Walk, heads: Sequence[Token]) -> bool:
    """Whether words that lean on what is spoken of stand where nothing has been."""
    leaning = all(token.entry and token.entry.spec and token.entry.spec.leans for token in heads)
    return leaning and not (walk.topic.heads or walk.heading.heads or walk.topic.foreign)


def _spoken_of(walk: Walk, concept: str, spec: ConceptSpec) -> bool:
    named = walk.lexicon.words.concepts.get(concept, spec)
    heads = (*(() if walk.topic.foreign else walk.topic.heads), *walk.heading.heads)
    if walk.last is not None and walk.frames[walk.last].known:
        heads += walk.frames[walk.last].heads
    return concept in heads or walk.section in (*spec.sections, *named.sections)
