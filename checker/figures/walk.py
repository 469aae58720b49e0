"""What a paragraph has told so far: the state that its frames are made in, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal

from checker.figures.frames import Frame, Instead, Topic, directed
from checker.figures.lexicon import Lexicon
from checker.figures.tokens import Token
from checker.figures.window import directs
from checker.record import dataclass

BACK = 24
"""Figures before one that may tell what is spoken of."""


@dataclass()
class Walk:
    """A paragraph under way. `heading` is what its heading and section speak of."""

    lexicon: Lexicon
    section: str = ""
    heading: Topic = field(default_factory=Topic)
    earlier: Topic = field(default_factory=Topic)
    """What the paragraph before spoke of last."""
    frames: list[Frame] = field(default_factory=list)
    topic: Topic = field(default_factory=Topic)
    last: int | None = None
    whole: int | None = None
    named: bool = True
    """Unless the clause at hand is a bracket behind a word that nobody knows."""
    far: bool = False
    """It is not sure what the list of parts is a list of."""
    instead: tuple[Instead, ...] = ()
    """What the list of parts may be of as well as of `instead_of`."""
    instead_of: int | None = None
    group: int = 0
    complete: bool = False
    lasting: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Marks that hold until a semicolon, of figures that count `lasting_of`."""
    lasting_of: tuple[str, ...] = ()
    parts: dict[tuple[int | None, int], tuple[int, Decimal | int]] = field(default_factory=dict)
    """By list how many parts it has so far, and their sum, of those in the unit of the whole."""
    parted: int = 0
    """The figures before the last semicolon."""
    beside: bool = False
    """They are of the last of several that were told side by side: what follows may be of all of them."""
    row: list[tuple[str, str]] = field(default_factory=list)
    """What the next numbers are of, one each: slot and concept."""
    ahead: tuple[str, ...] = ()
    """What the clause before names, each once: 处罚为强制的6倍，分别是210件、34件."""
    rowed: list[tuple[str, int]] = field(default_factory=list)
    """The figures of the last row by their index, each with the slot that the row is of."""
    again: list[int] = field(default_factory=list)
    """Those of the row that the next numbers are parts of, one each: 分别为9件和10件，其中维持6件和7件."""
    again_of: tuple[Token, ...] = ()
    """What is said of each of those parts."""
    reason: Mapping[str, tuple[str, ...]] | None = None
    """What the clause before gave as the reason of what follows."""
    parting: bool = False
    """The words before the number at hand open a list of parts."""
    linked: set[str] = field(default_factory=set)
    time: str = "own"
    scope: str = ""
    sentence: int = 0
    spoken_of: set[str] = field(default_factory=set)
    """The heads that the paragraph has told of."""
    spoken_in: int = -1
    """The sentence in which the topic was told."""
    spoken_since: int = 0
    """The figures before the last semicolon before it."""
    doubt: bool = False
    """Something strange has been said in this sentence since its last known noun."""
    most: dict[tuple[str, ...], Decimal | int] = field(default_factory=dict)
    """By heads the largest number that has been told of them."""
    hint: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The marks that the clause before told without a number: 以自然人为主，共118件."""
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The marks of the clause right before, whatever else it tells, if it has no number."""
    did: tuple[str, ...] = ()
    """The acts of the clause right before, if it has no number."""
    stale: bool = False
    """The year that is spoken of was told before the last semicolon."""
    shared: list[Frame] = field(default_factory=list)
    """What the next shares are of, one each: 自然人和商业企业分别占53%和29%."""
    mostly: bool = False
    """The clause right before tells what most of them are."""
    denied: bool = False
    """The clause before denied something."""

    @property
    def of(self) -> Frame | None:
        """The frame that the number at hand is a part of."""
        return self.frames[self.whole] if self.whole is not None else None

    @property
    def spoken(self) -> Topic:
        """What the text speaks of: the clause or figure before, else what the heading says, else the paragraph before."""
        if self.topic.heads or self.topic.foreign:
            return self.topic
        return self.heading if self.heading.heads or self.heading.foreign else self.earlier

    @property
    def background(self) -> Topic:
        """What was spoken of before something that nobody knows: it may still be, where the words fit it."""
        heads = next((one.heads for one in reversed(self.frames[-BACK:]) if one.known), ())
        known = Topic(heads) if heads else self.heading if self.heading.heads else self.earlier
        return replace(known, weak=True, loose=True, acts=(), why="the background")

    def put(self, frame: Frame) -> None:
        """Take a frame in: what follows may go on from it."""
        frame = replace(frame, since=self.parted) if self.parted else frame
        self.frames.append(frame)
        index = len(self.frames) - 1
        of = self.frames[frame.parent].number if frame.parent is not None else None
        if of is not None and frame.number is not None and frame.number.unit == of.unit and not frame.number.percent:
            count, added = self.parts.get((frame.parent, frame.group), (0, 0))
            self.parts[frame.parent, frame.group] = count + 1, added + frame.number.value
        if frame.parent is not None and frame.kind == "count":
            counted = self.frames[frame.parent]
            if counted.since == self.parted and not self._marked_before(frame, counted):
                # 收到96件，其中自然人71件，上年结转8件: what is told behind parts of another kind need be none of them.
                contains = counted.contains | {*frame.acts} | _names(frame.marks)
                self.frames[frame.parent] = replace(counted, contains=contains)
        if frame.kind == "growth":
            self._grown(frame)
        if frame.kind == "part":
            self.last = index
        elif frame.kind == "count" and frame.says == "number":
            self.last = index
            if frame.number is not None:
                self.most[frame.heads] = max(frame.number.value, self.most.get(frame.heads, 0))
            whole = self.frames[frame.parent] if frame.parent is not None else None
            if whole is not None and frame.foreign and whole.known and whole.since == self.parted:
                # 局长信箱收到2件 is a way that applications came, among them.
                return
            self.speak(Topic(frame.heads, frame.foreign, frame.acts, frame.told, frame.weak, "the figure before"))

    def _grown(self, frame: Frame) -> None:
        """Go on from what a growth was told of: 许可17件；复议比上年增加3件，维持11件; of what nobody knows, in doubt."""
        if frame.heads and frame.heads != self.topic.heads:
            self.speak(Topic(frame.heads, weak=frame.weak, why="the figure before"))
        elif frame.weak and not frame.heads:
            self.doubt = True

    def _marked_before(self, frame: Frame, whole: Frame) -> bool:
        """Whether the part before one that is told by its act alone is told by a mark."""
        before = self.frames[-2] if len(self.frames) > 1 else whole
        alone = frame.marks == whole.marks and not frame.unsaid
        return alone and before.parent == frame.parent and before.group == frame.group and before.marks != whole.marks

    def speak(self, topic: Topic) -> None:
        """What the text speaks of from here on."""
        self.topic, self.spoken_in, self.doubt = topic, self.sentence, False
        self.spoken_since = self.parted
        if not topic.foreign:
            self.spoken_of.update(topic.heads)

    def look(self, tokens: Sequence[Token]) -> None:
        """Note whose figures these words say the next ones are."""
        for token in tokens:
            if token.slot == "scope" and token.entry is not None and token.entry.spec is not None:
                spec = token.entry.spec
                self.scope = f"{spec.reach}:{'|'.join(spec.levels)}:{token.text}" if spec.reach != "own" else ""


def done(tokens: Sequence[Token], acts: Sequence[Token]) -> tuple[str, ...]:
    """The concepts of acts that stand among these tokens, with the direction of those that have one.

    上年度没有办完转过来: what may lead either way goes the way of the act beside it that tells which.
    """
    ways = [(act, directed(tokens, act)) for act in acts]
    told = any(way and directs(act) for act, way in ways)
    return tuple(dict.fromkeys(way or act.concept for act, way in ways if way or not (told and _may_lead(act))))


def _may_lead(act: Token) -> bool:
    """Whether an act leads from one year to another only where its sentence says so: 结转, 待办."""
    spec = act.entry.spec if act.entry else None
    return spec is not None and bool(spec.into or spec.out)


def _names(marks: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {name for some in marks.values() for name in some}
