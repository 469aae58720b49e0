"""What the words on one side of a number say: what is counted, what happened to it, and whether all of it is understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from checker.figures.chinese import ADDED
from checker.figures.tokens import UNKNOWN, Token
from checker.pack.figurewords import ACT, FOREIGN, GRAMMAR, HEAD, LINK, NO_MARKS
from checker.record import dataclass

_NO_MARKS = NO_MARKS | {UNKNOWN, "number", "title", "code", "ordinal", "older", "month", "day"}
WITH = "with"
"""The slot of what a figure is told to include: 受理申请（含上年结转）46件."""
_NO_MARKS |= {WITH, "duration", "pause", "stop", "point", "listing"}
STRANGE = frozenset((UNKNOWN, "title", "code", "ordinal"))
"""Slots of what nobody knows the meaning of."""
_TIMES = frozenset(("own", "last", "next", "older", "month", "day"))
_SUCH_AS = frozenset(("等", "等原因", "等理由", "等缘故", "等原因的", "等的原因", "等为由"))
_JOINING = frozenset(("and", "pause"))
_YEARS = frozenset(("own", "last", "next", "older", "of", "filler"))
_BETWEEN = _JOINING | {"caused", "filler", "cause", "scope", LINK}


@dataclass(frozen=True, slots=True)
class Window:
    """A run of tokens as a frame needs it.

    `heads` are the last noun and those joined to it; `inside` are tokens within a cause, which count for nothing but
    what they tell (`told`). `unknown` are strange words after the first known word or right before it; `lost` when one
    stands after the last known word, so that the number may belong to it.
    """

    tokens: tuple[Token, ...] = ()
    heads: tuple[Token, ...] = ()
    acts: tuple[Token, ...] = ()
    marks: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)
    inside: frozenset[int] = frozenset()
    told: frozenset[str] = frozenset()
    links: tuple[Token, ...] = ()
    unknown: tuple[str, ...] = ()
    lost: bool = False
    slots: frozenset[str] = frozenset()

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The concepts of the marks, by slot."""
        return {slot: tuple(dict.fromkeys(token.concept for token in some)) for slot, some in self.marks.items()}

    @property
    def weak(self) -> bool:
        """Whether one of the words alone makes a reading doubtful."""
        return any(
            token.entry is not None and token.entry.spec is not None and token.entry.spec.weak for token in self.tokens
        )

    @property
    def loose(self) -> bool:
        """Whether one of the words may only tick a figure."""
        return loose(self.tokens)

    @property
    def known(self) -> bool:
        """Whether it says anything of what is counted."""
        return bool(self.heads or self.acts or self.marks)


_NOTHING = Window()


def loose(tokens: Sequence[Token]) -> bool:
    """Whether one of the words may only tick a figure."""
    return any(token.entry is not None and token.entry.spec is not None and token.entry.spec.loose for token in tokens)


def window(tokens: Sequence[Token]) -> Window:
    """The window over some tokens."""
    if not tokens:
        return _NOTHING
    slots = frozenset([token.slot for token in tokens])
    examples = _examples(tokens)
    causes = _causes(tokens) - examples if "cause" in slots else set()
    inside = causes | examples
    heads: list[int] = []
    acts: list[int] = []
    marks: dict[str, list[Token]] = {}
    told: set[str] = set()
    links: list[Token] = []
    known: list[int] = []
    for index, token in enumerate(tokens):
        slot, concept = token.slot, token.concept
        if concept:
            spec = token.entry.spec if token.entry is not None else None
            if spec is None or not spec.leans:
                told.add(concept)
                told.update(spec.links if spec is not None else ())
        if index in inside:
            reason = index in causes and bool(concept) and slot not in _NO_MARKS
            if not (reason and any(one.slot == slot for one in tokens[index + 1 :])):
                continue  # 因本机关不掌握而无法提供: the reason is one of the rows, as what it is the reason of
        if slot in (HEAD, FOREIGN):
            heads.append(index)
            known.append(index)
        elif slot == ACT:
            acts.append(index)
            known.append(index)
        elif slot == LINK:
            links.append(token)
        elif concept and slot not in _NO_MARKS:
            marks.setdefault(slot, []).append(token)
            known.append(index)
    some_strange = not STRANGE.isdisjoint(slots)
    strange = [index for index, token in enumerate(tokens) if token.slot in STRANGE] if some_strange else []
    first = known[0] if known else len(tokens)
    return Window(
        tuple(tokens),
        tuple(tokens[index] for index in _joined(tokens, heads, inside)),
        tuple(tokens[index] for index in _coordinated(tokens, acts)),
        {slot: tuple(some) for slot, some in marks.items()},
        frozenset(inside),
        frozenset(told),
        tuple(links),
        tuple(tokens[index].text for index in strange if index >= first - 1),
        bool(strange) and strange[-1] > (known[-1] if known else -1),
        slots,
    )


def needs(token: Token) -> bool:
    """Whether a token is a head of which it must be told what it is about."""
    return (
        token.slot == HEAD and token.entry is not None and token.entry.spec is not None and bool(token.entry.spec.needs)
    )


def _causes(tokens: Sequence[Token]) -> set[int]:
    """What stands between 因 and 引起 or 的: the reason of a case, not the case.

    Years alone are no reason (由2020年的80件), nor is a carry-over, which ends one: 因征求意见顺延到次年, 由上年转入的8件.
    """
    found: set[int] = set()
    begin: int | None = None
    for index, token in enumerate(tokens):
        if token.slot == "cause":
            begin = index if begin is None else begin
            continue
        if begin is None:
            continue
        closed = token.slot in ("caused", "of") or (bool(token.concept) and token.text[0] == "被")
        # A case has a cause and is none.
        if not (closed or needs(token) or (directs(token) and not _caused(tokens[index:]))):
            continue
        end = index
        while directs(token) and tokens[end - 1].slot in _YEARS:
            end -= 1
        if any(one.slot not in _TIMES for one in tokens[begin + 1 : end]):
            found.update(range(begin + 1, end))
        begin = None
    return found


def _caused(tokens: Sequence[Token]) -> bool:
    """Whether what stands here is told to have caused something: 结转的申请引发的复议."""
    return any(token.slot == "caused" or needs(token) for token in tokens)


def _examples(tokens: Sequence[Token]) -> set[int]:
    """What stands before 等 as an example of what is named behind it: 本机关不掌握等(原因)无法提供6件 are of both."""
    found: set[int] = set()
    for index in [index for index, token in enumerate(tokens) if index and token.text in _SUCH_AS]:
        family = _family(tokens[index - 1])
        if family and any(_family(one) == family for one in tokens[index + 1 :]):
            at = index - 1
            while at >= 0 and (_family(tokens[at]) == family or tokens[at].slot in _JOINING):
                found.add(at)
                at -= 1
    return found


def _family(token: Token) -> str:
    """What a word tells: things counted, or by its slot something of them; empty for words that build sentences."""
    if token.slot in (HEAD, FOREIGN):
        return HEAD
    return token.slot if token.concept and token.slot not in GRAMMAR else ""


def _joined(tokens: Sequence[Token], heads: list[int], inside: set[int]) -> list[int]:
    """The last head and those that are joined to it by 和 or 、."""
    if not heads:
        return []
    found = [heads[-1]]
    if len(heads) == 1:
        return found
    # 作出行政处罚决定与采取行政强制措施合计244件: of both, whatever was done to each.
    together = any(token.slot == "sum" and token.text.endswith(ADDED) for token in tokens[heads[-1] + 1 :])
    between = _BETWEEN | {ACT} if together else _BETWEEN
    for before, after in zip(reversed(heads[:-1]), reversed(heads[1:]), strict=True):
        gap = [tokens[index].slot for index in range(before + 1, after) if index not in inside]
        if not gap and tokens[before].concept == tokens[after].concept:
            continue
        if not gap and needs(tokens[before]) and needs(tokens[after]):
            found.append(before)
            continue
        if not _JOINING.intersection(gap) or not between.issuperset(gap):
            break
        found.append(before)
    return found[::-1]


def _coordinated(tokens: Sequence[Token], acts: list[int]) -> list[int]:
    """The last act and those that are one with it: 收到并办结, 制定发布, 结转2024年继续办理."""
    if not acts:
        return []
    found = [acts[-1]]
    for before, after in zip(reversed(acts[:-1]), reversed(acts[1:]), strict=True):
        gap = {tokens[index].slot for index in range(before + 1, after)}
        joined = bool(gap & _JOINING) and gap <= {"and", "pause", "filler", HEAD, "of", "all"}
        if not (joined or not gap or (directs(tokens[before]) and gap <= _YEARS)):
            break
        found.append(before)
    leading = [index for index in acts if directs(tokens[index])]
    # 上年结转申请办理数量: what is carried over is what is told, whatever is to be done with it.
    return found[::-1] if not leading or leading[-1] in found else leading[-1:]


def apart(acts: Sequence[Token]) -> list[list[Token]]:
    """The acts, those that stand as one together (制定发布), those that something joins each for itself (制定、废止)."""
    groups: list[list[Token]] = []
    for act in acts:
        if groups and groups[-1][-1].end == act.start:
            groups[-1].append(act)
        else:
            groups.append([act])
    return groups


def directs(act: Token) -> bool:
    """Whether an act leads from one year to another."""
    return act.entry is not None and act.entry.leads


def leads(acts: Sequence[Token]) -> bool:
    """Whether something is told of as carried from one year into another."""
    return any(map(directs, acts))
