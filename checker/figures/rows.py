"""Rows of things whose numbers follow in order, and the parts of them that follow in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from checker.figures.chinese import OTHERS
from checker.figures.frames import TIMES, directed
from checker.figures.tokens import Token
from checker.figures.walk import BACK, Walk
from checker.figures.window import Window, window
from checker.pack.figurewords import ACT, HEAD

TIME = "time"


def row(walk: Walk, said: Window) -> bool:
    """Begin, go on with or leave a row of things whose numbers follow in order: 复议、诉讼分别为9件、4件.

    True where one begins that is no list of parts.
    """
    if said.known or not said.slots <= {"filler", "sum", "and", "pause"}:
        walk.row = []
    if not any(token.text.startswith(("分别", "依次")) for token in said.tokens):
        return False
    rows: list[list[tuple[str, str]]] = [[(HEAD, token.concept) for token in said.heads]]
    acts = [token for token in said.tokens if token.slot == ACT]
    rows.append([(ACT, directed(said.tokens, act)) for act in acts])
    rows += [
        [*((slot, token.concept) for token in some), *_rest(walk, said, slot, some)]
        for slot, some in said.marks.items()
    ]
    rows.append([(TIME, token.slot) for token in said.tokens if token.slot in TIMES])
    if said.marks and not said.heads:
        # 复议9件、诉讼4件，维持的分别为6件和2件.
        rows.append([(HEAD, head) for head in _beside(walk)])
    if not said.known and walk.of is not None:
        # 准予公开或部分公开共31件（分别为24件和7件）.
        rows += [[(slot, name) for name in names] for slot, names in walk.of.marks.items()]
    if not said.known:
        rows.append([(HEAD, head) for head in walk.ahead])
    walk.row, walk.rowed = max(rows, key=_variety), []
    if _variety(walk.row) < 2:
        walk.row = []
    elif "part" not in said.slots and said.known:
        walk.whole = None
        return True
    return False


def _rest(walk: Walk, said: Window, slot: str, some: Sequence[Token]) -> list[tuple[str, str]]:
    """What 其他 at the end of a row is: 企业、科研机构和其他分别为9件、4件、1件."""
    last = next((index for index, token in enumerate(said.tokens) if token is some[-1]), len(said.tokens))
    ended = [token.text for token in said.tokens[last + 1 :] if token.slot not in ("and", "pause", "of")]
    others = next((name for name, spec in walk.lexicon.words.concepts.items() if spec.others and spec.slot == slot), "")
    return [(slot, others)] if others and ended and ended[0] in OTHERS else []


def _beside(walk: Walk) -> list[str]:
    """What the figures count that stand side by side before, each something else."""
    heads: list[str] = []
    for one in reversed(walk.frames[-BACK:]):
        plain = one.kind == "count" and one.says == "number" and one.parent is None and not one.marks
        if not plain or one.sentence != walk.sentence or len(one.heads) != 1 or one.heads[0] in heads:
            break
        heads.insert(0, one.heads[0])
    return heads


def again(walk: Walk, left: Sequence[Token], run: int) -> Sequence[Token]:
    """The words before a number; `run` is how many numbers with nothing between follow one another from it on.

    So many as a row before had are of the row, one each: 分别为9件和10件，其中维持6件和7件.
    """
    if walk.again:
        if not left:
            return walk.again_of
        walk.again = []
    slots = {slot for slot, _ in walk.rowed}
    if run != len(walk.rowed) or run < 2 or TIME in slots:
        return left
    said = window(left)
    if said.marks and not slots & {*said.marks, *(token.slot for token in said.heads)}:
        walk.again, walk.again_of = [index for _, index in walk.rowed], tuple(left)
    return left


def _variety(row: Sequence[tuple[str, str]]) -> int:
    return len(set(row))
