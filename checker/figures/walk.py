"""The way through a paragraph from number to number, with what the text has spoken of so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.figures.clauses import Clause
from checker.figures.frames import TIMES, Frame, Topic, adjacent, concept_names, directed, foreign, strange, time_of
from checker.figures.lexicon import Lexicon
from checker.figures.tokens import Token
from checker.figures.window import STRANGE, Window, directs, window
from checker.pack.figurespec import ConceptSpec
from checker.pack.figurewords import ACT, FOREIGN, HEAD

_SILENT = STRANGE | {"filler", "sum", "and", "of", "all", "pause", "cause", "caused", "compared", "growth", "plan", ACT}
"""Slots of words that tell nothing of what the next figures are about."""
_INTRODUCING = ("sum", "all", "each", ACT)
"""Slots of the words of which one must stand before a number without a unit, if it is a quantity."""
TIME = "time"
ENUMERATED = 6
"""Characters of a part and its mark in an enumeration."""
NO_DIRECTION = "?"
"""The act of a carry-over that does not say from which year to which."""


@dataclass
class Walk:
    """A paragraph under way. `heading` is what its heading and section speak of."""

    lexicon: Lexicon
    section: str = ""
    heading: Topic = Topic()
    frames: list[Frame] = field(default_factory=list)
    topic: Topic = Topic()
    last: int | None = None
    whole: int | None = None
    named: bool = True
    """Unless the clause at hand is a bracket behind a word that nobody knows."""
    group: int = 0
    complete: bool = False
    lasting: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Marks that hold until a semicolon, of figures that count `lasting_of`."""
    lasting_of: tuple[str, ...] = ()
    row: list[tuple[str, str]] = field(default_factory=list)
    """What the next numbers are of, one each: slot and concept."""
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
    doubt: bool = False
    """Something strange has been said in this sentence since its last known noun."""

    def read(self, sentences: Iterable[tuple[int, Sequence[Clause]]]) -> list[Frame]:
        """The frames of the paragraph in order; each sentence comes with its number."""
        self.linked.update(self.heading.told)
        for number, sentence in sentences:
            self.sentence = number
            self._sentence(sentence)
        return [self._in_list(index) if frame.listed else frame for index, frame in enumerate(self.frames)]

    def _in_list(self, index: int) -> Frame:
        """A frame whose word means a mark only in a list of such: without it where nothing of the kind is beside it."""
        frame = self.frames[index]
        if any(len(names) > 1 for names in frame.marks.values()):
            return frame
        beside = self.frames[max(index - 1, 0) : index] + self.frames[index + 1 : index + 2]
        slots = {slot for one in beside if not one.listed and one.sentence == frame.sentence for slot in one.marks}
        return frame if slots & set(frame.marks) else replace(frame, foreign=True, why="no list of such")

    def _sentence(self, clauses: Sequence[Clause]) -> None:
        self.time, self.scope, self.doubt = "own", "", False
        first = clauses[0].tokens[0].slot
        if first not in ("part", "complete"):
            self.whole = None
        held: list[tuple[int | None, int | None, Topic, bool]] = []
        behind: Token | None = None
        for clause in clauses:
            self.named = behind is None or clause.before != "open" or behind.slot not in STRANGE
            behind = clause.tokens[-1]
            if clause.before == "semicolon" or not clause.before:
                self.lasting = {}
            while len(held) < clause.depth:
                held.append((self.last, self.whole, self.topic, self.doubt))
                self.whole, self.complete, self.group = self.last, False, self.group + 1
            while len(held) > clause.depth:
                self.last, self.whole, self.topic, self.doubt = held.pop()
            self._clause(clause)
        while held:
            self.last, self.whole, self.topic, self.doubt = held.pop()

    def _clause(self, clause: Clause) -> None:
        tokens = clause.tokens
        spots = [index for index, token in enumerate(tokens) if token.slot == "number"]
        if not spots:
            from checker.figures.statements import statement

            if not statement(self, clause):
                self._speak(tokens)
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
            frame = self._frame(left, tokens[spot], right, more)
            if len(frame.heads) > 1 and frame.number is not None and frame.number.value == 0:
                # Nothing of either is nothing of each.
                for head in frame.heads:
                    self.put(replace(frame, heads=(head,)))
            else:
                self.put(frame)

    def put(self, frame: Frame) -> None:
        """Take a frame in: what follows may go on from it."""
        self.frames.append(frame)
        index = len(self.frames) - 1
        if frame.parent is not None and frame.kind == "count":
            whole = self.frames[frame.parent]
            self.frames[frame.parent] = replace(whole, contains=whole.contains | {*frame.acts} | _names(frame.marks))
        if frame.kind == "part":
            self.last = index
        elif frame.kind == "count" and frame.says == "number":
            self.last = index
            if frame.parent is not None and frame.foreign and self.frames[frame.parent].known:
                # 局长信箱收到2件 is a way that applications came, among them.
                return
            self.speak(Topic(frame.heads, frame.foreign, frame.acts, frame.told, frame.weak, "the figure before"))

    def speak(self, topic: Topic) -> None:
        """What the text speaks of from here on."""
        self.topic, self.spoken_in, self.doubt = topic, self.sentence, False
        self.spoken_of.update(topic.heads)

    def _speak(self, tokens: Sequence[Token]) -> None:
        """A clause without a number: it may say what the next ones are about."""
        slots = {token.slot for token in tokens}
        if slots <= _SILENT:
            self.doubt = self.doubt or not STRANGE.isdisjoint(slots)
            return
        self.time = time_of(tokens) or self.time
        self._scope(tokens)
        said = window(tokens)
        self._list(said)
        if said.heads and not (said.links and said.links[-1].start > said.heads[-1].start):
            heads = concept_names(said.heads)
            if not foreign(said.heads) and not self.meant(said.heads, said.told):
                return
            self.speak(
                Topic(heads, foreign(said.heads), concept_names(said.acts), said.told, said.lost, "the clause before")
            )
        elif said.links and not said.lost and not said.unknown and self.implied(said):
            self.speak(Topic((self.implied(said),), False, (), said.told, False, "the clause before"))
        elif strange(tokens):
            self.doubt = True

    def _scope(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.slot == "scope" and token.entry is not None and token.entry.spec is not None:
                spec = token.entry.spec
                self.scope = f"{spec.reach}:{'|'.join(spec.levels)}:{token.text}" if spec.reach != "own" else ""

    # --- one number -------------------------------------------------------------------------------------------------

    def _frame(self, left: Sequence[Token], token: Token, right: Sequence[Token], more: bool) -> Frame:
        said, behind = window(left), window(right)
        number = token.number
        assert number is not None
        if not self._leads(said.acts):
            # 2020年结转: the year is where it comes from, not the year spoken of.
            self.time = time_of(left) or self.time
        self._scope(left)
        kind = self._kind(said, number, more)
        if kind in ("share", "growth", "base"):
            return self._beside(said, token, kind)
        self._list(said)
        whole = self.frames[self.whole] if self.whole is not None else None
        counted = self._counted(said, behind, right, number.value == 0)
        self._row(said)
        if whole is not None and whole.known and not counted.foreign and not set(counted.heads) & set(whole.heads):
            # Something else is counted: the list of parts has ended.
            self.whole = whole = None
        both = (*left, *right)
        acts = self.done(both, said.acts)
        said_marks = said.marks
        if not said_marks and not strange(right):
            said_marks = behind.marks
            acts = acts or self.done(both, behind.acts)
        acts, marks, listed = self.fitting(counted.heads, acts, said_marks)
        time = "plan" if "plan" in said.slots else time_of(left) or time_of(right) or self.time
        if "to" in said.slots:
            time = self.time = "own"
        if self.row:
            slot, name = self.row.pop(0)
            if slot == HEAD:
                counted = replace(counted, heads=(name,), foreign=False, weak=counted.weak)
            elif slot == TIME:
                time = name
            else:
                marks = {**marks, slot: (name,)}
        marks = self._lasting(marks, said_marks, counted, whole)
        borrowed = not acts and bool(counted.heads)
        if borrowed:
            acts = self._acts(counted, whole)
        unknown = (*said.unknown, *strange(right))
        if kind == "count" and self._unsaid(said, behind, marks, whole):
            kind = "part"
        return Frame(
            token.start,
            token.end,
            number,
            "number",
            kind,
            counted.heads,
            counted.foreign or (whole is not None and ((whole.foreign and bool(whole.heads)) or whole.listed)),
            acts,
            marks,
            said.told | behind.told,
            time if time != "own" or whole is None else whole.time,
            self.scope,
            counted.weak or bool(unknown) or said.weak or behind.weak or (whole is not None and whole.foreign),
            unknown,
            self.whole,
            self.group,
            frozenset(),
            self.complete and self.whole is not None,
            self.sentence,
            counted.why,
            borrowed and not counted.why,
            listed,
        )

    def fitting(
        self, heads: tuple[str, ...], acts: tuple[str, ...], marks: Mapping[str, tuple[Token, ...]]
    ) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], bool]:
        """The acts, and the marks that say something of these heads; what is said of others only may be an act."""
        kept: dict[str, tuple[str, ...]] = {}
        listed = False
        for slot, some in marks.items():
            for token in some:
                spec = token.entry.spec if token.entry else None
                only = (spec.of or ([spec.implies] if spec.implies else [])) if spec else []
                if spec is not None and spec.apart and not self.parting and self.whole is None and _all_of_them(some):
                    continue
                if not only or not heads or set(only) & set(heads):
                    kept[slot] = tuple(dict.fromkeys((*kept.get(slot, ()), token.concept)))
                    listed = listed or (spec is not None and spec.listed)
                elif spec is not None and spec.otherwise:
                    acts = tuple(dict.fromkeys((*acts, spec.otherwise)))
        return acts, kept, listed

    def _beside(self, said: Window, token: Token, kind: str) -> Frame:
        """A share, a change, or what is compared with: it says something of the figure before."""
        way = next((one.text for one in reversed(said.tokens) if one.slot == "growth"), "")
        outside = "scope" in said.slots or bool(strange(said.tokens)) or "all" in said.slots
        names = tuple(one.text for one in said.tokens if one.slot == "share")
        return Frame(
            token.start,
            token.end,
            token.number,
            "number",
            kind,
            acts=(way,) if way else (),
            marks={"share": names} if names else {},
            weak=outside,
            parent=self.last,
            contains=frozenset(("each",)) if "each" in said.slots else frozenset(),
            sentence=self.sentence,
        )

    def done(self, tokens: Sequence[Token], acts: Sequence[Token]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(directed(tokens, act) or NO_DIRECTION for act in acts))

    def _kind(self, said: Window, number: object, more: bool) -> str:
        percent = getattr(number, "percent", False) or getattr(number, "unit", "") in ("‰", "个百分点", "百分点")
        changed = "growth" in said.slots
        if percent:
            return "growth" if changed or "compared" in said.slots else "share"
        if changed and "to" not in said.slots and not said.acts:
            return "growth"
        if "to" in said.slots:
            if self.last is not None:
                self.frames[self.last] = replace(self.frames[self.last], time="last", kind="base")
            return "count"
        if "compared" in said.slots and not said.acts:
            return "base"
        if not getattr(number, "unit", "") and (more or not said.tokens or said.tokens[-1].slot not in _INTRODUCING):
            return "other"
        return "other" if "none" in said.slots else "count"

    def _unsaid(self, said: Window, behind: Window, marks: Mapping[str, tuple[str, ...]], whole: Frame | None) -> bool:
        """Whether it is a part of something without a word of which part: 其中2起已转交, 另有1起, 其余3件."""
        acts = [act for act in (*said.acts, *behind.acts) if not (directs(act) or _rest(act))]
        heads = {token.concept for token in (*said.heads, *behind.heads)}
        if whole is not None and whole.known:
            own = {act.concept for act in acts} - set(whole.acts) or heads - set(whole.heads)
            leads = len(acts) < len(said.acts) + len(behind.acts)
            return not own and not leads and not set(marks.items()) - set(whole.marks.items())
        if marks or len(acts) < len(said.acts) + len(behind.acts):
            return False
        opened = self.parting and whole is None and not acts
        before = self.frames[self.last] if self.last is not None else None
        if acts and before is not None and self.lexicon.directed.intersection(before.acts):
            # 1件结转，其余17件均已答复: what is not carried over is all that was done.
            return False
        return (opened or "apart" in said.slots) and not heads

    def _lasting(
        self,
        marks: dict[str, tuple[str, ...]],
        said: Mapping[str, Sequence[Token]],
        counted: Topic,
        whole: Frame | None,
    ) -> dict[str, tuple[str, ...]]:
        """The marks with those of what it is a part of, and those that hold for the figures behind them."""
        if whole is not None and whole.heads == counted.heads:
            marks = {**whole.marks, **marks}
        if counted.heads != self.lasting_of:
            self.lasting, self.lasting_of = {}, counted.heads
        for slot, some in said.items():
            spec = some[-1].entry.spec if some[-1].entry else None
            if spec is not None and spec.lasts:
                self.lasting[slot] = marks.get(slot, ())
        return {**self.lasting, **marks}

    def _row(self, said: Window) -> None:
        """Begin, go on with or leave a row of things whose numbers follow in order: 复议、诉讼分别为9件、4件."""
        if said.known or not said.slots <= {"filler", "sum", "and", "pause"}:
            self.row = []
        if not any(token.text.startswith("分别") for token in said.tokens):
            return
        rows: list[list[tuple[str, str]]] = [[(HEAD, token.concept) for token in said.heads]]
        rows += [[(slot, token.concept) for token in some] for slot, some in said.marks.items()]
        rows.append([(TIME, token.slot) for token in said.tokens if token.slot in TIMES])
        self.row = max(rows, key=len)
        if len(self.row) < 2:
            self.row = []

    def _list(self, said: Window) -> None:
        """Open, go on with, or close a list of parts."""
        self.parting = "part" in said.slots
        if {"part", "complete"} & said.slots:
            if "part" in said.slots or "each" not in said.slots or self.whole is None:
                self.whole, self.group = self.last, self.group + 1
            self.complete = "complete" in said.slots
        elif "apart" in said.slots or (self.whole is not None and self._ends(said, self.frames[self.whole])):
            self.whole = None

    def _ends(self, said: Window, whole: Frame) -> bool:
        """Whether something with an act of its own begins, so that a list of parts has ended."""
        own = any(not directs(one) and one.concept not in whole.acts for one in said.acts)
        return own and not said.marks and (not whole.foreign or (bool(said.heads) and not foreign(said.heads)))

    def _leads(self, acts: Sequence[Token]) -> bool:
        """Whether something is told of as carried from one year into another."""
        return any(map(directs, acts))

    def _counted(self, said: Window, behind: Window, right: Sequence[Token], nought: bool) -> Topic:
        """What a number counts: the noun beside it, else what its words imply, else what the text speaks of."""
        told = said.told | behind.told
        near = adjacent(right)
        if near and any(token.slot in (HEAD, FOREIGN) for token in right[near:]):
            return Topic(foreign=True, why="two nouns")
        if near:
            return self._named(window(right[:near]).heads, told, nought)
        if said.heads:
            if said.lost and not any(act.start > said.heads[-1].start for act in said.acts):
                return Topic(foreign=True, why="a word nobody knows")
            return self._named(said.heads, said.told, nought)
        if behind.heads and not strange(right):
            return self._named(behind.heads, told, nought)
        if said.lost or not (said.known or behind.known or (self.named and not strange(right))):
            return Topic(foreign=True, why="a word nobody knows")
        implied = self.implied(said) if said.acts else ""
        if implied:
            return Topic((implied,))
        if said.links and said.acts and not self._leads(said.acts):
            return Topic(concept_names(said.links), True)
        spoken = self._listed() or self.spoken()
        spoken = replace(spoken, weak=spoken.weak or (self.doubt and self.whole is None))
        meant = next((head for words in _words(said, behind) for head in _implied_by(words)), "")
        if not meant or spoken.heads == (meant,) or (spoken.foreign and self.spoken_in == self.sentence):
            return spoken
        return Topic((meant,), weak=spoken.foreign, why="the word for it")

    def _listed(self) -> Topic | None:
        """What the list is of that a number stands in."""
        whole = self.frames[self.whole] if self.whole is not None else None
        if whole is None or not whole.heads:
            return None
        return Topic(whole.heads, whole.foreign, whole.acts, whole.told, whole.weak, "what it is a part of")

    def _named(self, heads: Sequence[Token], told: frozenset[str], nought: bool) -> Topic:
        """Heads that stand there, unless they need something told that has not been."""
        names = concept_names(heads)
        if foreign(heads):
            return Topic(names, True)
        if self.meant(heads, told):
            return Topic(names)
        if self.meant(heads, told, nought or self._related(heads), self._free(heads)):
            return Topic(names, weak=True)
        return Topic(names, True, why="not told of what")

    def spoken(self) -> Topic:
        """What the text speaks of: the clause or figure before, else what the heading says."""
        return self.topic if self.topic.heads else self.heading

    def _acts(self, counted: Topic, whole: Frame | None) -> tuple[str, ...]:
        """The acts of what it is a part of, or of what the text speaks of, where the same is counted."""
        if whole is not None and whole.heads == counted.heads:
            return whole.acts
        spoken = self.spoken()
        if counted.why:
            return spoken.acts if spoken.heads == counted.heads else ()
        # 制定规章6部，规范性文件181件: the verb is not said again.
        same = self.spoken_in != self.sentence or spoken.heads == counted.heads
        return () if same or self.lexicon.directed.intersection(self.topic.acts) else self.topic.acts

    def implied(self, said: Window) -> str:
        """The head that is meant where only the subject is named, if what happened can happen to it: 受理政府信息公开3件."""
        for link in said.links:
            head = link.entry.spec.implies if link.entry and link.entry.spec else ""
            if head and (not said.acts or self.lexicon.acts.get(head, frozenset()).intersection(_concepts(said.acts))):
                return head
        return ""

    def meant(self, heads: Sequence[Token], told: frozenset[str], untold: bool = False, free: bool = False) -> bool:
        """Whether heads that need to be told of before, or lean on what has been told, are meant here.

        `untold`: it need not be told of what they are; `free`: nor need anything have been told to lean on.
        """
        for token in heads:
            spec = token.entry.spec if token.entry else None
            if spec is not None and spec.leans and not (free or self._spoken_of(token.concept, spec)):
                return False
            spec = self.lexicon.words.concepts.get(token.concept)
            if spec is None or not spec.needs:
                continue
            if spec.needs in told or self.section in spec.sections:
                self.linked.add(spec.needs)
            elif spec.needs not in self.linked and not untold:
                return False
        return True

    def _related(self, heads: Sequence[Token]) -> bool:
        """Whether the paragraph or its heading speaks of something to which heads that need a link may belong."""
        concepts = self.lexicon.words.concepts
        spoken = {*self.heading.heads, *self.spoken_of}
        links = {link for name in spoken if name in concepts for link in concepts[name].links}
        return all(concepts[token.concept].needs in links for token in heads if token.concept in concepts)

    def _free(self, heads: Sequence[Token]) -> bool:
        """Whether words that lean on what is spoken of stand where nothing has been."""
        leaning = all(token.entry and token.entry.spec and token.entry.spec.leans for token in heads)
        return leaning and not (self.topic.heads or self.heading.heads or self.topic.foreign)

    def _spoken_of(self, concept: str, spec: ConceptSpec) -> bool:
        named = self.lexicon.words.concepts.get(concept, spec)
        heads = (*self.topic.heads, *self.heading.heads)
        if self.last is not None:
            heads += self.frames[self.last].heads
        return concept in heads or self.section in (*spec.sections, *named.sections)


def _concepts(tokens: Sequence[Token]) -> set[str]:
    return {token.concept for token in tokens}


def _names(marks: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {name for some in marks.values() for name in some}


def _rest(act: Token) -> bool:
    return act.entry is not None and act.entry.spec is not None and act.entry.spec.rest


def _all_of_them(marks: Sequence[Token]) -> bool:
    """Whether several parts are named one after the other, as ways of which any may be meant: 通过邮寄、现场等方式."""
    return len(marks) > 1 and marks[-1].start - marks[0].start < ENUMERATED * len(marks)


def _words(said: Window, behind: Window) -> Iterator[Sequence[Token]]:
    """The words on both sides of a number that may imply what is counted."""
    for one in (said, behind):
        yield from one.marks.values()
        yield one.acts


def _implied_by(words: Sequence[Token]) -> list[str]:
    """The heads that words are always said of."""
    specs = (token.entry.spec for token in words if token.entry is not None)
    return [spec.implies for spec in specs if spec is not None and spec.implies]
