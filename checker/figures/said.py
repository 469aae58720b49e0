"""What is said of one number by the words on its sides, by the row that it stands in, and by what it goes on from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.figures.chinese import CLOSING, LEFT
from checker.figures.frames import Frame, Topic, adjacent, strange
from checker.figures.lists import fitting
from checker.figures.rows import TIME
from checker.figures.tokens import Token
from checker.figures.walk import BACK, Walk, done
from checker.figures.window import STRANGE, Window, window
from checker.pack.figurewords import ACT, FOREIGN, HEAD

_TO = ("对", "针对", "向")
"""Words before those to whom something was done."""


def near(tokens: Sequence[Token], said: Window) -> frozenset[str]:
    """The concepts of words, those of a cause too, but for what a cause is about."""
    return frozenset(
        one.concept
        for index, one in enumerate(tokens)
        if one.concept and not (one.slot == FOREIGN and index in said.inside)
    )


def of_whom(left: Sequence[Token]) -> bool:
    """Whether all words that nobody knows tell to whom something was done: 对沿街商户作出行政处罚9件."""
    begin = next((index for index, token in enumerate(left) if token.text in _TO), len(left))
    end = next((index for index in range(begin, len(left)) if left[index].slot == ACT), 0)
    return begin < end and all(begin < index < end for index, one in enumerate(left) if one.slot in STRANGE)


def told(
    walk: Walk,
    said: Window,
    behind: Window,
    what: Topic,
    around: tuple[Sequence[Token], Sequence[Token]],
    whole: Frame | None,
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], bool, Mapping[str, Sequence[Token]], tuple[str, ...]]:
    """What was done with what is counted, its marks, whether it is one of a list, the marks said, and what of the words
    behind the number is not known; `around` are the words before and behind it."""
    left, right = around
    both = (*left, *right)
    lost_behind = strange(right, behind.inside)
    named = window(right[: adjacent(right)])
    acts = done(both, _acts_said(said, what))
    said_marks = said.marks
    if named.acts:
        # 办理40件新收申请和6件结转申请: new and carried over, whatever was done to both.
        acts = done(both, named.acts)
    elif walk.lexicon.directed.intersection(carried := done(right, behind.acts)) and not lost_behind:
        # 年底收到的5件结转下年度办理: carried over, whatever was done to them before.
        acts = acts if walk.lexicon.directed.intersection(acts) else carried
    ended = behind.marks and whole is not None and whole.known and not behind.lost
    if not said_marks and (ended or not lost_behind):
        said_marks = behind.marks
        acts = acts or done(both, behind.acts)
    said_marks = {slot: kept for slot, some in said_marks.items() if (kept := _beside(some, left))}
    acts, marks, listed = fitting(walk, what.heads, acts, said_marks)
    return acts, marks, listed, said_marks, lost_behind


def _beside(marks: Sequence[Token], left: Sequence[Token]) -> tuple[Token, ...]:
    """The marks without those that stand too far from the number, behind `left`, to be any of it."""
    return tuple(
        one for one in marks if not (one.entry and one.entry.spec and one.entry.spec.close) or one in left[-1:]
    )


def as_row(
    walk: Walk, said: Window, what: Topic, time: str, acts: tuple[str, ...], marks: dict[str, tuple[str, ...]]
) -> tuple[Topic, str, tuple[str, ...], dict[str, tuple[str, ...]]]:
    """What one of several numbers counts whose names stand before them in a row (公开、不予公开分别为9件和3件)."""
    slot, name = walk.row.pop(0)
    first = walk.frames[walk.rowed[0][1]] if walk.rowed else None
    if first is not None and slot != HEAD and not said.known:
        what = replace(what, heads=first.heads, foreign=first.foreign)
    walk.rowed.append((slot, len(walk.frames)))
    if slot == HEAD:
        what = replace(what, heads=(name,), foreign=False)
        if first is not None and not said.known:
            marks = {**first.marks, **marks}
    elif slot == TIME:
        time = name
    elif slot == ACT:
        acts = (name,)
    else:
        marks = {**marks, slot: (name,)}
    return what, time, acts, marks


def closing(walk: Walk, left: Sequence[Token], what: Topic) -> tuple[str, ...]:
    """The acts of a stock at the end of the year whose beginning its sentence has told: 年初有效的10件，…，年末13件."""
    if not any(token.text in CLOSING for token in left) or any(token.concept for token in left):
        return ()
    begun = (one for one in reversed(walk.frames[-BACK:]) if one.time == "last" and one.heads == what.heads)
    return next((one.acts for one in begun if one.sentence == walk.sentence), ())


def left_over(walk: Walk, left: Sequence[Token], acts: tuple[str, ...]) -> tuple[str, ...]:
    """The acts that a number goes on with: of what is told to be left, what they are as long as they are not done."""
    if not any(token.text in LEFT for token in left):
        return acts
    concepts = walk.lexicon.words.concepts
    still = (concepts[name].still for name in acts if name in concepts)
    return tuple(dict.fromkeys(one for one in still if one))


def _acts_said(said: Window, counted: Topic) -> list[Token]:
    """The acts without those that are said of other heads only: 有效申请 are applications, 有效文件 are in force."""
    specs = [(act, act.entry.spec if act.entry else None) for act in said.acts]
    return [act for act, spec in specs if spec is None or not spec.of or set(spec.of) & set(counted.heads)]


def acts_gone_on(walk: Walk, counted: Topic, whole: Frame | None) -> tuple[str, ...]:
    """The acts of what it is a part of, or of what the text speaks of, where the same is counted."""
    if whole is not None and whole.heads == counted.heads:
        return whole.acts
    spoken = walk.spoken
    if spoken.why == "the figure before" and walk.lexicon.directed.intersection(spoken.acts):
        # 上年结转29件，共1493件: what is carried over is told of that number alone.
        return ()
    if counted.why:
        return spoken.acts if spoken.heads == counted.heads else ()
    # 制定规章6部，规范性文件181件: the verb is not said again.
    same = walk.spoken_in != walk.sentence or spoken.heads == counted.heads
    topic, concepts = walk.topic, walk.lexicon.words.concepts
    left = any(concepts[name].rest for name in topic.acts if name in concepts)
    if same or left or (topic.foreign and not counted.foreign) or walk.lexicon.directed.intersection(topic.acts):
        # 办结99件，未办结5件；行政复议23件; 热线收到诉求96件，办结90件；申请96件: whatever was done to others.
        return ()
    last = walk.frames[-1] if walk.frames else None
    if last is not None and last.parent is not None and last.marks and last.since != walk.parted:
        # 办结99件，其中公开41件；复议23件: parts of the one stand between, and the verb has ended with their list.
        return ()
    known = [walk.lexicon.acts.get(head, frozenset()) for head in counted.heads]
    # 废止规范性文件26件；行政处罚210件: what cannot be done to them was done to others.
    return topic.acts if all(set(topic.acts) & acts or not acts for acts in known) else ()


def silent(walk: Walk, said: Window, behind: Window, counted: Topic) -> bool:
    """Whether no word beside a number tells anything, and its sentence has counted nothing of its kind: 收到申请96件。申请人
    要求较高，共12件."""
    before = (one for one in walk.frames[-BACK:] if one.sentence == walk.sentence)
    return not (said.known or behind.known or any(one.heads == counted.heads for one in before))
