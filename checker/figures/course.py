"""The course through a paragraph: clause by clause, number by number, bracket by bracket."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.figures.clauses import Clause
from checker.figures.counting import implied, meant
from checker.figures.frames import Frame, Topic, adjacent, concept_names, foreign, strange, time_of
from checker.figures.framing import frame
from checker.figures.lists import go_into, settled
from checker.figures.statements import statement
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.window import STRANGE, window
from checker.pack.figurewords import ACT, HEAD

_SILENT = STRANGE | {"filler", "sum", "and", "of", "all", "pause", "cause", "caused", "compared", "growth", "plan", ACT}
"""Slots of words that tell nothing of what the next figures are about."""


def read(walk: Walk, sentences: Iterable[tuple[int, Sequence[Clause]]]) -> list[Frame]:
    """The frames of the paragraph in order; each sentence comes with its number."""
    walk.linked.update(walk.heading.told)
    for number, sentence in sentences:
        walk.sentence = number
        _sentence(walk, sentence)
    return settled(walk.frames)


def _sentence(walk: Walk, clauses: Sequence[Clause]) -> None:
    walk.time, walk.scope, walk.doubt, walk.denied = "own", "", False, False
    first = clauses[0].tokens[0].slot
    if first not in ("part", "complete"):
        walk.whole = None
    held: list[tuple[int | None, int | None, Topic, bool]] = []
    behind: Token | None = None
    for clause in clauses:
        walk.named = behind is None or clause.before != "open" or behind.slot not in STRANGE
        behind = clause.tokens[-1]
        if clause.before == "semicolon" or not clause.before:
            walk.lasting = {}
        while len(held) < clause.depth:
            held.append((walk.last, walk.whole, walk.topic, walk.doubt))
            walk.whole, walk.far, walk.complete, walk.group = walk.last, False, False, walk.group + 1
        while len(held) > clause.depth:
            walk.last, walk.whole, walk.topic, walk.doubt = held.pop()
        _clause(walk, clause)
    while held:
        walk.last, walk.whole, walk.topic, walk.doubt = held.pop()


def _clause(walk: Walk, clause: Clause) -> None:
    tokens = clause.tokens
    spots = [index for index, token in enumerate(tokens) if token.slot == "number"]
    if not spots:
        if not statement(walk, clause):
            _speak(walk, tokens)
        return
    begin = 0
    for count, spot in enumerate(spots):
        after = spots[count + 1] if count + 1 < len(spots) else len(tokens)
        left, right = tokens[begin:spot], tokens[spot + 1 : after]
        more = bool(right)
        begin = after
        if after < len(tokens):
            take = 0 if any(token.slot == HEAD for token in left) else adjacent(right)
            right, begin = right[:take], spot + 1 + take
        made = frame(walk, left, tokens[spot], right, more)
        if len(made.heads) > 1 and made.number is not None and made.number.value == 0:
            # Nothing of either is nothing of each.
            for head in made.heads:
                walk.put(replace(made, heads=(head,)))
        else:
            walk.put(made)


def _speak(walk: Walk, tokens: Sequence[Token]) -> None:
    """A clause without a number: it may say what the next ones are about."""
    slots = {token.slot for token in tokens}
    if slots <= _SILENT:
        walk.doubt = walk.doubt or not STRANGE.isdisjoint(slots)
        return
    walk.time = time_of(tokens) or walk.time
    walk.look(tokens)
    said = window(tokens)
    go_into(walk, said)
    if said.heads and not (said.links and said.links[-1].start > said.heads[-1].start):
        heads = concept_names(said.heads)
        if not foreign(said.heads) and not meant(walk, said.heads, said.told):
            return
        walk.speak(
            Topic(heads, foreign(said.heads), concept_names(said.acts), said.told, said.lost, "the clause before")
        )
    elif said.links and not said.lost and not said.unknown and implied(walk, said):
        walk.speak(Topic((implied(walk, said),), False, (), said.told, False, "the clause before"))
    elif strange(tokens):
        walk.doubt = True
