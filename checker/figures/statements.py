"""Statements without a number: that there was none (未收到申请), or that something was done with all (均已办结)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.chinese import OTHERS
from checker.figures.clauses import Clause
from checker.figures.counting import implied, implied_by
from checker.figures.denials import acts_of, denied, each_mark, known, restricted
from checker.figures.frames import Frame, Topic, concept_names, foreign, strange, time_of
from checker.figures.lists import ALL_RESULTS, fitting
from checker.figures.meant import free, meant
from checker.figures.settling import columned
from checker.figures.tokens import Token
from checker.figures.walk import Walk, done
from checker.figures.window import Window, apart, directs, leads, needs, window
from checker.pack.figurewords import ACT, FOREIGN, HEAD

_JOINING = ("and", "pause")
_ALREADY = ("已", "业已", "现已")
_THERE_IS_NONE = ("无", "不存在", "无发生")
"""Denials of a thing and not of an act: 无废止的规章 is as much as 未废止规章."""
_ASKED = ("申请", "提出", "提交")
"""Words of a clause that tells who asked."""
_ALL_OF_THEM = ("所有", "全部", "全体")
_DOING = (ACT, "filler", "of", *_JOINING)


def statement(walk: Walk, clause: Clause) -> bool:
    """Take in what a clause without a number states; False where it states nothing of the kind."""
    slots = [token.slot for token in clause.tokens]
    denied, walk.denied = walk.denied, False
    if "plan" in slots:
        return False
    if "none" in slots:
        walk.denied = _none(walk, clause.tokens, slots.index("none"), clause.before)
        return walk.denied
    if "all" in slots:
        return _all(walk, clause.tokens, slots.index("all"), clause.before)
    if clause.before == "comma" and _already(walk, clause.tokens):
        return _all(walk, clause.tokens, 0, clause.before, True)
    if denied and clause.before == "comma" and not clause.after:
        return _none_either(walk, clause.tokens)
    return False


def _already(walk: Walk, tokens: Sequence[Token]) -> bool:
    """Whether a clause tells what was done with what has just been counted, as if of all of it: 收到1件，已按时办结."""
    last = walk.frames[-1] if walk.frames else None
    if last is None or last.sentence != walk.sentence or last.says != "number" or last.kind != "count" or last.marks:
        return False
    acts = {token.concept for token in tokens if token.slot == ACT}
    plain = all(token.slot in _DOING for token in tokens)
    return plain and tokens[0].text.startswith(_ALREADY) and bool(acts - set(last.acts))


def _none_either(walk: Walk, tokens: Sequence[Token]) -> bool:
    """A denial that goes on behind a comma: 无因信息公开引起的行政复议，提起行政诉讼的情况."""
    heads = [token for token in tokens if token.slot == HEAD]
    if (
        not heads
        or not all(map(needs, heads))
        or {token.slot for token in tokens} - {HEAD, "filler", "of", "and", "pause", "caused"}
    ):
        return False
    said = window(tokens)
    for head in heads:
        if meant(walk, [head], frozenset(), untold=True):
            _put_none(walk, tokens, 0, (head,), head.concept, said, False, said.told, ())
    return True


def _none(walk: Walk, tokens: Sequence[Token], at: int, opened: str) -> bool:
    ahead, behind = window(tokens[:at]), window(tokens[at + 1 :])
    if not leads((*ahead.acts, *behind.acts)):
        # 上年无结转: the year is where nothing comes from, not the year spoken of.
        walk.time = time_of(tokens[:at], ahead.inside) or ("own" if walk.time == "running" else walk.time)
    heads = denied(tokens[at + 1 :], behind)
    told, weak = ahead.told | behind.told, bool(strange(behind.tokens))
    if not heads and not behind.known and not strange(behind.tokens):
        if behind.links and implied(walk, behind):
            return _put_none(walk, tokens, at, (), implied(walk, behind), behind, weak, told)
        if ahead.heads and not ahead.lost:
            heads = list(ahead.heads)
        elif (ahead.acts or ahead.marks) and not ahead.lost and not strange(ahead.tokens):
            # 未制定规范性文件，现行有效数为零: of what was spoken of before.
            behind = ahead
        elif opened == "colon" and walk.topic.heads and not walk.topic.foreign:
            return _put_none(walk, tokens, at, (), walk.topic.heads[0], behind, walk.topic.weak, told)
    if _relative(behind) and not tokens[at].text.endswith(_THERE_IS_NONE):
        return True
    for head in heads:
        if restricted(head, behind) or _of_something_else(walk, head, ahead, told):
            continue
        surely = head.slot != FOREIGN and meant(walk, [head], told, untold=True)
        if surely or (head.slot != FOREIGN and meant(walk, [head], told, True, free(walk, [head]))):
            whose = (
                replace(behind, marks={**ahead.marks, **behind.marks}) if ahead.marks and not ahead.heads else behind
            )
            for acts in known(walk, head, apart(acts_of(head, behind))):
                for one in each_mark(whose):
                    _put_none(walk, tokens, at, (head,), head.concept, one, weak, told, done(tokens, acts), not surely)
    if not heads and (behind.acts or behind.marks) and not strange(behind.tokens):
        spoken = walk.spoken
        own = next((name for some in behind.marks.values() for name in implied_by(some)), "")
        of = own or (spoken.heads[0] if spoken.heads and not spoken.foreign else "")
        for one in each_mark(behind) if of else ():
            _put_none(walk, tokens, at, (), of, one, weak or (not own and spoken.weak) or walk.doubt, told)
    if heads and not foreign(heads):
        walk.speak(Topic(concept_names(heads), False, (), told, weak, "the clause before"))
    elif heads:
        walk.speak(Topic(concept_names(heads), True))
    return bool(heads or behind.known)


def _of_something_else(walk: Walk, head: Token, ahead: Window, told: frozenset[str]) -> bool:
    """Whether cases are denied of what nobody knows, where no link to the subject is told: 执法工作未被申请行政复议."""
    spec = walk.lexicon.words.concepts.get(head.concept)
    linked = spec is None or not spec.needs or spec.needs in told
    return not linked and bool(strange(ahead.tokens)) and walk.section not in (spec.sections if spec else ())


def _relative(said: Window) -> bool:
    """Whether the denial is of an act only: 未受理的申请 are applications."""
    slots = [token.slot for token in said.tokens]
    if any(map(directs, said.acts)):
        return False
    return any(
        slot == ACT and "of" in slots[index + 1 : index + 2] and HEAD in slots[index + 2 :]
        for index, slot in enumerate(slots)
    )


def _put_none(
    walk: Walk,
    tokens: Sequence[Token],
    at: int,
    heads: Sequence[Token],
    head: str,
    said: Window,
    weak: bool,
    told: frozenset[str],
    acts: tuple[str, ...] | None = None,
    loose: bool = False,
) -> bool:
    did, marks, _ = fitting(walk, (head,), done(tokens, said.acts) if acts is None else acts, said.marks)
    did = _way_out(walk, did)
    ends = [token.end for token in (tokens[at], *heads, *said.links)] + [token.end for token in said.acts]
    walk.put(
        Frame(
            min([tokens[at].start, *(token.start for token in heads)]),
            max(ends) if not heads else max(tokens[at].end, *(token.end for token in heads)),
            None,
            "none",
            "count",
            (head,),
            False,
            did,
            marks,
            told,
            walk.time,
            walk.scope,
            weak or said.weak,
            strange(said.tokens),
            sentence=walk.sentence,
            loose=loose or said.loose or (not heads and walk.spoken.loose),
        )
    )
    return True


def _way_out(walk: Walk, acts: tuple[str, ...]) -> tuple[str, ...]:
    """What may lead either way leads out of the year behind what was done in it: 办结99件，无结转."""
    concepts = walk.lexicon.words.concepts
    last = walk.frames[-1] if walk.frames else None
    if (
        last is None
        or last.sentence != walk.sentence
        or not any(one in concepts and concepts[one].still for one in last.acts)
    ):
        return acts
    return tuple((concepts[one].out or one) if one in concepts else one for one in acts)


def _all(walk: Walk, tokens: Sequence[Token], at: int, opened: str, weak: bool = False) -> bool:
    ahead, behind = window(tokens[:at]), window(tokens[at + 1 :])
    whose = any(word in token.text for token in tokens for word in _ASKED)
    marks = {slot: names for slot, names in behind.names.items() if not _listed(walk, behind.marks[slot], whose)}
    others = any(token.slot == "apart" or token.text in OTHERS for token in tokens[:at])
    if others or not (behind.acts or marks):
        # 除1件尚未审结外，其他均获维持: not all of them.
        return False
    subject: Topic
    if ahead.heads and not ahead.lost:
        if foreign(ahead.heads):
            return False
        if not meant(walk, ahead.heads, ahead.told):
            if not any(token.text in _ALL_OF_THEM for token in tokens[:at]):
                return False
            weak = True  # 所有申请均已办结, told far from where they were counted
        subject = Topic(concept_names(ahead.heads), acts=done(tokens[:at], ahead.acts))
    elif ahead.lost or ahead.known:
        return False
    else:
        last = walk.frames[walk.last] if walk.last is not None else None
        if last is not None and last.parent is None and (last.kind == "part" or last.why == ALL_RESULTS):
            # 公开41件，不予公开12件，合计53件，均按期办结: of those that have been told.
            return False
        if last is not None and last.foreign and last.heads:
            return False  # 办理99件，其中…；来信90件，全部办结
        if opened == "close" and last is not None and last.parent is not None:
            # 13件(含2件转下年)均已办结: all of the part before the bracket.
            return False
        while last is not None and last.parent is not None:
            if walk.frames[last.parent].since < last.since:
                return False  # of what a semicolon parts from the whole
            last = walk.frames[last.parent]
        if last is not None and last.marks:
            return False
        subject = walk.spoken if last is None or last.heads == walk.spoken.heads else Topic(last.heads, last.foreign)
        if not subject.foreign and not subject.acts:
            subject = replace(subject, heads=_together(walk, subject.heads))
    by_column = bool(marks) and all(columned(names, walk.lexicon.words) for names in marks.values())
    carried = tuple(act for act in subject.acts if act in walk.lexicon.directed)
    if not subject.heads or subject.foreign or (carried and not by_column):
        return False
    known = [*behind.acts, *(token for slot in marks for token in behind.marks[slot])]
    walk.put(
        Frame(
            tokens[at].start,
            max(token.end for token in known),
            None,
            "all",
            "count",
            subject.heads,
            False,
            (*carried, *dict.fromkeys(token.concept for token in behind.acts)),
            marks,
            ahead.told | behind.told,
            walk.time,
            walk.scope,
            weak or subject.weak or walk.doubt or bool(strange(behind.tokens)) or behind.weak,
            strange(behind.tokens),
            sentence=walk.sentence,
            loose=subject.loose or behind.loose,
        )
    )
    return True


def _listed(walk: Walk, tokens: Sequence[Token], whose: bool) -> bool:
    """Whether words are marks only in a list of such; not who asked, where the clause tells of that: 全部由企业提出."""
    listed = any(token.entry and token.entry.spec and token.entry.spec.listed for token in tokens)
    return listed and not (whose and columned(concept_names(tokens), walk.lexicon.words))


def _together(walk: Walk, heads: tuple[str, ...]) -> tuple[str, ...]:
    """The heads of the figures that stand side by side before a statement: 行政复议5件、行政诉讼1件，均为结果维持."""
    found = list(heads)
    for one in reversed(walk.frames):
        same = one.sentence == walk.sentence and one.kind == "count" and one.parent is None
        if not same or one.says != "number" or one.marks or one.foreign or one.acts:
            break
        found += [head for head in one.heads if head not in found]
    return tuple(found)
