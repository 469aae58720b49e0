"""The course through a paragraph: clause by clause, number by number, bracket by bracket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.figures.chinese import OTHERS
from checker.figures.clauses import Clause
from checker.figures.counting import UNTOLD, implied
from checker.figures.frames import Frame, Topic, adjacent, concept_names, foreign, strange, time_of
from checker.figures.framing import frame
from checker.figures.lists import go_into
from checker.figures.meant import meant
from checker.figures.rows import again
from checker.figures.settling import settled
from checker.figures.statements import statement
from checker.figures.tokens import Token
from checker.figures.walk import BACK, Walk, done
from checker.figures.window import STRANGE, Window, apart, leads, loose, needs, window
from checker.pack.figurewords import ACT, HEAD, NO_MARKS

_EACH = ("均", "都", "各", "各有", "各为", "各提出", "均为", "各自")
_REASONS = ("因", "由于", "因为", "鉴于", "基于")
_AS_FOR = ("方面", "上")
"""Ends of a clause that says what the next ones are about."""
_MOSTLY = ("最多", "居多", "为主", "为多", "较多", "偏多", "集中")
_SIDE_BY_SIDE = ("and", "pause")
_SILENT = STRANGE | {"filler", "sum", "and", "of", "all", "pause", "cause", "caused", "compared", "growth", "plan", ACT}
"""Slots of words that tell nothing of what the next figures are about."""
_IMPLIED = "the subject before"
"""Why figures are of what a clause that names no noun speaks of: 政府信息公开方面，收到96件."""


def read(walk: Walk, sentences: Iterable[tuple[int, Sequence[Clause]]]) -> list[Frame]:
    """The frames of the paragraph in order; each sentence comes with its number."""
    walk.linked.update(walk.heading.told)
    for number, sentence in sentences:
        walk.sentence = number
        _sentence(walk, sentence)
    return settled(walk.frames, walk.lexicon.words)


def _sentence(walk: Walk, clauses: Sequence[Clause]) -> None:
    walk.time, walk.scope, walk.doubt, walk.denied, walk.reason = "own", "", False, False, None
    if walk.topic.why == _IMPLIED:
        # 现将政府信息公开工作报告如下。共六个部分: the subject of a whole sentence need not be that of the next one.
        walk.topic = replace(walk.topic, weak=True, loose=True)
    first = clauses[0].tokens[0].slot
    if first not in ("part", "complete"):
        walk.whole = None
    held: list[tuple[int | None, int | None, Topic, bool, str]] = []
    behind: Token | None = None
    walk.rowed, walk.again, walk.before = [], [], {}
    said = list(_without_reasons(clauses))
    for index, clause in enumerate(said):
        walk.named = behind is None or clause.before != "open" or behind.slot not in STRANGE
        behind = clause.tokens[-1]
        if clause.before == "semicolon" or not clause.before:
            walk.lasting, walk.beside, walk.parted = {}, False, len(walk.frames)
            walk.time = "own" if walk.time == "partial" else walk.time
            walk.stale = walk.time != "own"
        while len(held) < clause.depth:
            held.append((walk.last, walk.whole, walk.topic, walk.doubt, walk.time))
            walk.whole, walk.far, walk.complete, walk.group = walk.last, False, False, walk.group + 1
        while len(held) > clause.depth:
            walk.last, walk.whole, walk.topic, walk.doubt, walk.time = held.pop()
        _clause(walk, clause, _run(said, index) if walk.rowed else 1)
    while held:
        walk.last, walk.whole, walk.topic, walk.doubt, walk.time = held.pop()


def _run(clauses: Sequence[Clause], index: int) -> int:
    """How many numbers stand side by side, from the one of a clause on: 维持6件和7件."""
    after = index + 1
    while after < len(clauses) and clauses[after].before in _SIDE_BY_SIDE and len(clauses[after].tokens) == 1:
        after += 1
    return after - index


def _without_reasons(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses; one that breaks off in a reason behind its number goes on with what was done for that reason.

    其余9件因收件日期临近年末，转入2024年继续办理: of the nine it is told that they are carried over.
    """
    index = 0
    while index < len(clauses):
        clause = clauses[index]
        after = clauses[index + 1] if index + 1 < len(clauses) else None
        reason = _reason(clause)
        if reason and after is not None and clause.after == "comma" and _tells_what_was_done(after):
            clause = Clause((*clause.tokens[:reason], *after.tokens), clause.before, after.after, clause.depth, True)
            index += 1
        yield clause
        index += 1


def _reason(clause: Clause) -> int:
    """Where a reason begins that stands behind the last number of a clause and names no row of a table, or words that
    nobody knows where nothing else is told of the number; 0 if none does."""
    numbers = [index for index, token in enumerate(clause.tokens) if token.slot == "number"]
    if not numbers:
        return 0
    for index in range(numbers[-1] + 1, len(clause.tokens)):
        if clause.tokens[index].text in _REASONS:
            return 0 if window(clause.tokens[index + 1 :]).marks else index
    if all(token.slot not in STRANGE for token in clause.tokens[numbers[-1] + 1 :]):
        return 0
    behind = window(clause.tokens[numbers[-1] + 1 :])
    if not (behind.known or window(clause.tokens[: numbers[-1]]).known):
        return numbers[-1] + 1  # 还有5件正在走程序，留到2022年办理
    return 0


def _tells_what_was_done(clause: Clause) -> bool:
    """Whether a clause without number and noun tells of a carry-over or a result of what stands before it."""
    said = window(clause.tokens)
    if said.heads or {"number", "none", "all"} & said.slots or said.unknown:
        return False
    return leads(said.acts) or bool(said.marks)


def _clause(walk: Walk, clause: Clause, run: int) -> None:
    _tell(walk, clause, run)
    heads = tuple(dict.fromkeys(token.concept for token in clause.tokens if token.slot == HEAD))
    walk.ahead = heads or (walk.ahead if clause.after == "pause" else ())


def _tell(walk: Walk, clause: Clause, run: int) -> None:
    tokens = clause.tokens
    spots = [index for index, token in enumerate(tokens) if token.slot == "number"]
    hint, walk.hint = walk.hint, {}
    shared = len(spots) == 1 and tokens[spots[0]].number is not None and tokens[spots[0]].number.percent  # type: ignore[union-attr]
    if spots and hint and (shared or not window(tokens).known) and clause.before == "comma":
        walk.hint = hint
    if not spots:
        if hint and clause.before == "comma" and {token.slot for token in tokens} <= _SILENT - {ACT}:
            walk.hint = hint  # 因不掌握而无法提供的最多，排在第二位，计14件
            return
        told = any(token.concept and token.slot not in NO_MARKS for token in tokens)
        acts = [token for token in tokens if token.slot == ACT]
        said = window(tokens) if told else None
        walk.before, walk.did = said.names if said else {}, done(tokens, said.acts if said else acts[-1:])
        walk.mostly = "".join(one.text for one in tokens).endswith(_MOSTLY)
        _link(walk, tokens)
        if not statement(walk, clause):
            _speak(walk, tokens, said)
        return
    begin = 0
    for count, spot in enumerate(spots):
        after = spots[count + 1] if count + 1 < len(spots) else len(tokens)
        left, right = tokens[begin:spot], tokens[spot + 1 : after]
        if walk.rowed and len(spots) == 1:
            left = tuple(again(walk, left, run))
        behind = right[0].slot if right else ""
        begin = after
        if after < len(tokens):
            take = 0 if any(token.slot == HEAD for token in left) else adjacent(right)
            # In 收到96件，办结申请90件 the noun is the next number's, and so it is without the comma.
            take = 0 if take == len(right) and window(right[:-1]).known else take
            right, begin = right[:take], spot + 1 + take
        right, stating = _stating(right) if after == len(tokens) else (right, ())
        if stating and not right and stating[0].slot == "all" and _one_of_several(walk, left, tokens[spot]):
            # 其中6件均已答复，1件结转下年: answered are the six.
            right, stating = stating, ()
        made = frame(walk, left, tokens[spot], right, behind)
        made = replace(made, narrowed=True) if clause.reasoned else made
        for one in _each(walk, made, left):
            walk.put(one)
        if stating:
            statement(walk, Clause(tuple(stating), "comma", clause.after, clause.depth))
    _link(walk, tokens[spots[-1] + 1 :])
    walk.reason, walk.before, walk.did, walk.mostly = None, {}, (), False


def _link(walk: Walk, tokens: Sequence[Token]) -> None:
    """Take cases for those that the tables are about where all of them are told to be so: 复议23件、诉讼19件均因信息公开引发."""
    if all(token.slot != "all" for token in tokens):
        return
    said = window(tokens)
    concepts = walk.lexicon.words.concepts
    for index in range(len(walk.frames) - 1, max(len(walk.frames) - BACK, 0) - 1, -1):
        one = walk.frames[index]
        if one.sentence != walk.sentence:
            return
        wanted = {concepts[head].needs for head in one.heads if head in concepts}
        if one.why == UNTOLD and wanted and wanted <= said.told:
            walk.frames[index] = replace(one, foreign=False, why="")
            walk.linked |= wanted


def _each(walk: Walk, made: Frame, left: Sequence[Token]) -> list[Frame]:
    """A frame, or one for each of what it is told of each: 过程性信息与执法案卷各3件; nothing of either is nothing of each."""
    if any(token.text in _EACH for token in left[-2:]):
        slot = next((slot for slot, names in made.marks.items() if len(names) > 1), "")
        if slot:
            return [replace(made, marks={**made.marks, slot: (name,)}) for name in made.marks[slot]]
        return [replace(made, heads=(head,)) for head in made.heads] or [made]
    if made.number is None or made.number.value or (len(made.heads) < 2 and len(made.acts) < 2):
        return [made]
    together = len(made.acts) < 2 or walk.lexicon.means(made.heads, made.acts)
    groups = [] if together else [done(left, group) for group in apart(window(left).acts)]
    several = [acts for acts in groups if len(groups) > 1 and set(acts) <= set(made.acts)]
    return [replace(made, heads=(head,), acts=acts) for head in made.heads for acts in several or [made.acts]] or [made]


def _one_of_several(walk: Walk, left: Sequence[Token], token: Token) -> bool:
    """Whether a number is a part of which nothing is told before it: 其中6件, 其余13件, or fewer than stand before it."""
    if window(left).known:
        return False
    before = walk.frames[walk.last] if walk.last is not None else None
    number, of = token.number, before.number if before is not None else None
    if before is not None and number is not None and of is not None and before.sentence == walk.sentence:
        most = walk.most.get(before.heads, of.value)
        if not left and number.unit == of.unit and number.value < most:
            return True
    opened = {token.slot for token in left} & {"part", "apart"} or (bool(left) and left[0].text in OTHERS)
    return bool(opened) or (walk.of is not None and walk.of.known)


def _stating(right: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words behind the last number, and of those the ones that state something of their own.

    收到申请3项全部予以公开; 收到的3件申请均已办结; 行政强制4件、无行政事业性收费.
    """
    for index, token in enumerate(right):
        if token.slot == "all" and all(one.slot in ("filler", HEAD) for one in right[:index]):
            return right[:index], right[index:]
        if token.slot == "none" and index and right[index - 1].slot in ("pause", "and"):
            return right[: index - 1], right[index:]
    return right, ()


def _mostly_of(tokens: Sequence[Token]) -> Mapping[str, tuple[str, ...]]:
    """The marks of what most are told to be: 法人或其他组织以商业企业居多 are of companies."""
    begin = next((index for index, token in enumerate(tokens) if token.text == "以"), 0)
    most = begin and "".join(one.text for one in tokens).endswith(_MOSTLY)
    return window(tokens[begin + 1 :]).names if most else {}


def _speak(walk: Walk, tokens: Sequence[Token], said: Window | None) -> None:
    """A clause without a number: it may say what the next ones are about; `said` is its window, where that is made."""
    slots = {token.slot for token in tokens}
    reason = tokens[0].text in _REASONS
    if slots <= _SILENT:
        walk.reason = None if reason else walk.reason
        walk.doubt = walk.doubt or not STRANGE.isdisjoint(slots)
        return
    said = said or window(tokens)
    most = _mostly_of(tokens)
    if most or (said.marks and not said.acts and not said.heads):
        walk.hint = most or said.names
    if reason:
        walk.reason = said.names or None
    year = time_of(tokens)
    if year == "running" and said.heads:
        year = ""  # 清理历年文件，制发19件: of what was cleared up, and not when the next was done
    walk.time, walk.stale = year or walk.time, walk.stale and not year
    walk.look(tokens)
    go_into(walk, said)
    if walk.of is not None and walk.of.since < walk.parted and said.heads and not foreign(said.heads):
        walk.whole = None  # 收到96件，其中…；对收到的申请，同意公开41件: told of anew
    if tokens[0].slot == "part" and leads(said.acts) and walk.last is not None:
        # 受理46件（含上年结转）: a part without a number.
        counted = walk.frames[walk.last]
        walk.frames[walk.last] = replace(counted, contains=counted.contains | {*done(tokens, said.acts)})
    if said.heads and not (said.links and said.links[-1].start > said.heads[-1].start):
        heads = concept_names(said.heads)
        if loose(said.heads) and tokens[-1].text in _AS_FOR and not foreign(said.heads):
            walk.speak(Topic(heads, acts=concept_names(said.acts), loose=True, why="the clause before"))
            return
        if not foreign(said.heads) and (loose(said.heads) or not meant(walk, said.heads, said.told)):
            if all(map(needs, said.heads)) and walk.topic.foreign and walk.topic.heads != heads:
                # 复议23件、诉讼19件；复议案件中，维持11件: of those, whatever they are about.
                walk.speak(Topic(heads, True, concept_names(said.acts), why=UNTOLD))
            return
        walk.speak(
            Topic(heads, foreign(said.heads), concept_names(said.acts), said.told, said.lost, "the clause before")
        )
    elif said.links and not said.lost and not said.unknown and implied(walk, said):
        walk.speak(Topic((implied(walk, said),), False, (), said.told, False, _IMPLIED))
    elif strange(tokens):
        walk.doubt = True
