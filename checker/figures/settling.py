"""What only the other figures of a paragraph tell of one: whether a word is a mark, and a part all that there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.figures.frames import Frame
from checker.pack.figurewords import FigureWords


def settled(frames: Sequence[Frame], words: FigureWords) -> list[Frame]:
    """The frames, with what only the others tell: a word that means a mark in a list of such alone is none where there is
    no such list, and a part that nothing else is told of beside may be all there is.
    """
    lists: dict[tuple[int, int | None, int], set[str]] = {}
    named: dict[tuple[int, str], set[str]] = {}
    parts: Counter[tuple[int, str]] = Counter()
    for one in frames:
        if not one.listed:
            lists.setdefault((one.sentence, one.parent, one.group), set()).update(one.marks)
        parts.update((one.sentence, slot) for slot in one.marks)
        for slot, names in one.marks.items():
            named.setdefault((one.sentence, slot), set()).update(names)
    made: list[Frame] = []
    told: set[tuple[int, tuple[str, ...]]] = set()
    for index, one in enumerate(frames):
        if one.listed:
            several = any(
                len(named[one.sentence, slot]) > 1 and (one.loose or columned(names, words))
                for slot, names in one.marks.items()
            )
            one = one if several else _in_list(one, frames, index, lists, words)
        elif one.kind == "count":
            one = _lone(one, words, parts, (one.sentence, one.heads) in told)
        told.add((one.sentence, one.heads))
        made.append(one)
    return made


def columned(names: Sequence[str], words: FigureWords) -> bool:
    """Whether marks are columns of a table: who asked."""
    return all(name in words.concepts and bool(words.concepts[name].columns) for name in names)


def _in_list(
    frame: Frame,
    frames: Sequence[Frame],
    index: int,
    lists: Mapping[tuple[int, int | None, int], set[str]],
    words: FigureWords,
) -> Frame:
    near = (frame.sentence, frame.parent, frame.group)
    beside = set(lists.get(near, ())) if frame.parent is not None else set()
    for other in (*frames[max(index - 1, 0) : index], *frames[index + 1 : index + 2]):
        # 公开政府信息8460条，其中网站发布6120条: its own parts have its marks, and are no list that it stands in.
        if not other.listed and other.sentence == frame.sentence and other.parent != index:
            beside.update(other.marks)
    if beside & set(frame.marks) or any(len(names) > 1 for names in frame.marks.values()):
        return frame
    if frame.loose and frame.known and frame.acts and all(columned(names, words) for names in frame.marks.values()):
        # 收到公民的申请96件: who asks is told of no list.
        return replace(frame, marks={}, listed=False, loose=False, weak=True)
    whole = frames[frame.parent] if frame.parent is not None else None
    if whole is not None and whole.known and whole.heads == frame.heads and not whole.listed:
        # 收到申请3件，其中公开3件: of what can be granted only.
        return replace(frame, weak=True)
    return replace(frame, foreign=True, why="no list of such")


def _lone(frame: Frame, words: FigureWords, parts: Mapping[tuple[int, str], int], told: bool) -> Frame:
    """The figure without a mark that no other part is told beside; `told`: others of the same were told before it."""
    lone = {
        slot
        for slot, names in frame.marks.items()
        if parts[frame.sentence, slot] == 1
        and all(words.concepts[name].own or (words.concepts[name].lone and frame.acts and not told) for name in names)
    }
    if not lone:
        return frame
    weak = frame.weak or not all(words.concepts[name].own for slot in lone for name in frame.marks[slot])
    return replace(frame, marks={slot: some for slot, some in frame.marks.items() if slot not in lone}, weak=weak)
