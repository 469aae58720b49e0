"""What a number counts: the noun beside it, else what its words imply, else what the text speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.figures.frames import Topic, adjacent, concept_names, foreign, strange
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.window import Window, leads, window
from checker.pack.figurespec import ConceptSpec
from checker.pack.figurewords import FOREIGN, HEAD


def counted(walk: Walk, said: Window, behind: Window, right: Sequence[Token], nought: bool) -> Topic:
    """What a number counts: the noun beside it, else what its words imply, else what the text speaks of."""
    told = said.told | behind.told
    near = adjacent(right)
    if near and any(token.slot in (HEAD, FOREIGN) for token in right[near:]):
        return Topic(foreign=True, why="two nouns")
    if near:
        return _named(walk, window(right[:near]).heads, told, nought)
    if said.heads:
        if said.lost and not any(act.start > said.heads[-1].start for act in said.acts):
            return Topic(foreign=True, why="a word nobody knows")
        return _named(walk, said.heads, said.told, nought)
    if behind.heads and not strange(right):
        return _named(walk, behind.heads, told, nought)
    if said.lost or not (said.known or behind.known or (walk.named and not strange(right))):
        return Topic(foreign=True, why="a word nobody knows")
    head = implied(walk, said) if said.acts else ""
    if head:
        return Topic((head,))
    if said.links and said.acts and not leads(said.acts):
        return Topic(concept_names(said.links), True)
    spoken = _listed(walk) or walk.spoken
    spoken = replace(spoken, weak=spoken.weak or (walk.doubt and walk.whole is None))
    head = next((head for words in _words(said, behind) for head in _implied_by(words)), "")
    if not head or spoken.heads == (head,) or (spoken.foreign and walk.spoken_in == walk.sentence):
        return spoken
    return Topic((head,), weak=spoken.foreign, why="the word for it")


def _listed(walk: Walk) -> Topic | None:
    """What the list is of that a number stands in."""
    whole = walk.of
    if whole is None or not whole.heads:
        return None
    return Topic(whole.heads, whole.foreign, whole.acts, whole.told, whole.weak, "what it is a part of")


def _named(walk: Walk, heads: Sequence[Token], told: frozenset[str], nought: bool) -> Topic:
    """Heads that stand there, unless they need something told that has not been."""
    names = concept_names(heads)
    if foreign(heads):
        return Topic(names, True)
    if meant(walk, heads, told):
        return Topic(names)
    if meant(walk, heads, told, nought or _related(walk, heads), _free(walk, heads)):
        return Topic(names, weak=True)
    return Topic(names, True, why="not told of what")


def implied(walk: Walk, said: Window) -> str:
    """The head that is meant where only the subject is named, if what happened can happen to it: 受理政府信息公开3件."""
    for link in said.links:
        head = link.entry.spec.implies if link.entry and link.entry.spec else ""
        if head and (not said.acts or walk.lexicon.acts.get(head, frozenset()).intersection(_concepts(said.acts))):
            return head
    return ""


def meant(walk: Walk, heads: Sequence[Token], told: frozenset[str], untold: bool = False, free: bool = False) -> bool:
    """Whether heads that need to be told of before, or lean on what has been told, are meant here.

    `untold`: it need not be told of what they are; `free`: nor need anything have been told to lean on.
    """
    for token in heads:
        spec = token.entry.spec if token.entry else None
        if spec is not None and spec.leans and not (free or _spoken_of(walk, token.concept, spec)):
            return False
        spec = walk.lexicon.words.concepts.get(token.concept)
        if spec is None or not spec.needs:
            continue
        if spec.needs in told or walk.section in spec.sections:
            walk.linked.add(spec.needs)
        elif spec.needs not in walk.linked and not untold:
            return False
    return True


def _related(walk: Walk, heads: Sequence[Token]) -> bool:
    """Whether the paragraph or its heading speaks of something to which heads that need a link may belong."""
    concepts = walk.lexicon.words.concepts
    spoken = {*walk.heading.heads, *walk.spoken_of}
    links = {link for name in spoken if name in concepts for link in concepts[name].links}
    return all(concepts[token.concept].needs in links for token in heads if token.concept in concepts)


def _free(walk: Walk, heads: Sequence[Token]) -> bool:
    """Whether words that lean on what is spoken of stand where nothing has been."""
    leaning = all(token.entry and token.entry.spec and token.entry.spec.leans for token in heads)
    return leaning and not (walk.topic.heads or walk.heading.heads or walk.topic.foreign)


def _spoken_of(walk: Walk, concept: str, spec: ConceptSpec) -> bool:
    named = walk.lexicon.words.concepts.get(concept, spec)
    heads = (*(() if walk.topic.foreign else walk.topic.heads), *walk.heading.heads)
    if walk.last is not None and walk.frames[walk.last].known:
        heads += walk.frames[walk.last].heads
    return concept in heads or walk.section in (*spec.sections, *named.sections)


def _concepts(tokens: Sequence[Token]) -> set[str]:
    return {token.concept for token in tokens}


def _words(said: Window, behind: Window) -> Iterator[Sequence[Token]]:
    """The words on both sides of a number that may imply what is counted."""
    for one in (said, behind):
        yield from one.marks.values()
        yield one.acts


def _implied_by(words: Sequence[Token]) -> list[str]:
    """The heads that words are always said of."""
    specs = (token.entry.spec for token in words if token.entry is not None)
    return [spec.implies for spec in specs if spec is not None and spec.implies]
