"""What a number counts: the noun beside it, else what its words imply, else what the text speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.figures.frames import Frame, Topic, adjacent, concept_names, foreign, strange
from checker.figures.meant import free, meant, related
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.window import STRANGE, Window, leads, needs, window
from checker.pack.figurewords import FOREIGN, HEAD
from checker.text.numerals import Number

UNTOLD = "not told of what"
"""Why a case that needs something told counts for nothing."""
NARROWED = "the part that is"
PROPERTY = "a property"
"""Why documents of a property count for nothing."""
NEIGHBOURS = 12
"""Figures before one that may show what it is."""
_THINGS = STRANGE | {HEAD, FOREIGN}


def counted(walk: Walk, said: Window, behind: Window, right: Sequence[Token], number: Number) -> Topic:
    """What a number counts: the noun beside it, else what its words imply, else what the text speaks of."""
    told = said.told | behind.told
    nought = number.value == 0
    near = adjacent(right)
    if near and any(token.slot in (HEAD, FOREIGN) for token in right[near:]):
        return Topic(foreign=True, why="two nouns")
    if strange(right[:1]) and said.tokens and said.tokens[-1].text == "等":
        # 机构职能、依申请公开等4个板块: what is counted stands behind the number.
        return Topic(foreign=True, why="a word nobody knows")
    whole = walk.of
    if whole is not None and _linked(walk, whole, said, told):
        if walk.whole is not None and whole.why != UNTOLD:
            # 诉讼19件。复议75件，其中涉及政府信息公开的23件: the 75 are about whatever, though disclosure was spoken of.
            walk.frames[walk.whole] = replace(whole, foreign=True, why=UNTOLD)
        return Topic(whole.heads, why=NARROWED)
    if near:
        return _named(walk, said, window(right[:near]).heads, told, nought)
    if whole is not None and whole.known and foreign(said.heads) and _marked_behind(said, whole.heads):
        # 对申请的信息作区分处理后部分公开4件: a part of the list by its mark, whatever it was done to.
        return Topic(whole.heads, weak=True, why="what it is a part of")
    if said.heads:
        if _another_kind(said) or (said.lost and not any(act.start > said.heads[-1].start for act in said.acts)):
            return Topic(foreign=True, why="a word nobody knows")
        return _named(walk, said, said.heads, said.told, nought, number.unit)
    if whole is not None and whole.known and foreign(behind.heads) and _marked_behind(behind, whole.heads):
        # 其中8件未查询到相关信息无法提供.
        return Topic(whole.heads, weak=True, why="what it is a part of")
    if foreign(behind.heads) and not said.known:
        return Topic(foreign=True, why="something else")
    lost = strange(right, behind.inside)
    if behind.heads and not lost:
        return _named(walk, said, behind.heads, told, nought)
    if lost:
        # What stands behind a word that nobody knows tells nothing of the number.
        behind = Window()
    if said.lost or not (said.known or behind.known or (walk.named and not lost)):
        return Topic(foreign=True, why="a word nobody knows")
    head = implied(walk, said) if said.acts else ""
    if head:
        return Topic((head,))
    if said.links and said.acts and not leads(said.acts):
        return Topic(concept_names(said.links), True)
    spoken = _listed(walk) or walk.spoken
    spoken = replace(spoken, weak=spoken.weak or (walk.doubt and walk.whole is None))
    head = next((head for words in _words(said, behind) for head in implied_by(words)), "")
    here = walk.spoken_in == walk.sentence
    unknown = spoken.foreign and not spoken.heads
    if spoken.weak and spoken.heads == (head,) and not (spoken.foreign or spoken.loose or _listed_only(said, behind)):
        # 至年底办结99件，…；不予公开12件: whatever the 99 are, what is not made public are applications.
        spoken = replace(spoken, weak=False)
    if head and here and not spoken.foreign and _done_with(walk, spoken.heads, said, behind):
        return spoken  # 制定规范性文件19件，累计公开130件
    if unknown and not head and (said.acts or said.marks) and not strange(said.tokens) and not _goes_on(walk, number):
        behind_it = walk.background
        return behind_it if behind_it.heads and not behind_it.foreign else spoken
    if (
        not head
        or (spoken.heads == (head,) and (here or not spoken.foreign) and not spoken.loose)
        or (spoken.foreign and here and not unknown and walk.spoken_since == walk.parted)
    ):
        return spoken
    if unknown and here:
        # What nobody knows stood before: 由此可得办结数33件，予以公开13件.
        return Topic((head,), weak=True, loose=True, why="the word for it")
    # 行政复议12件，维持7件，作出其他处理3件: the word is used of something else than what it is always said of.
    of_cases = here and bool(spoken.heads) and not spoken.loose and walk.spoken_since == walk.parted
    of_cases = of_cases and not _told_beside(walk, head, spoken.heads)
    return Topic((head,), weak=spoken.foreign or of_cases, loose=of_cases, why="the word for it")


def _told_beside(walk: Walk, head: str, spoken: Sequence[str]) -> bool:
    """Whether what a word is always said of stands beside what is spoken of, with the same need: 没有行政复议，直接起诉1件."""
    concepts = walk.lexicon.words.concepts
    wanted = {concepts[name].needs for name in (head, *spoken) if name in concepts}
    return len(wanted) == 1 and all(wanted)


def _done_with(walk: Walk, heads: Sequence[str], said: Window, behind: Window) -> bool:
    """Whether marks are words for what is known to be done with something, none of them a mark of that: 公开 of documents."""
    marks = [token for one in (said, behind) for some in one.marks.values() for token in some]
    acts = walk.lexicon.acts.get(heads[0], frozenset()) if len(heads) == 1 else frozenset()
    specs = [token.entry.spec for token in marks if token.entry is not None]
    return bool(specs) and all(
        spec is not None and bool(acts & {spec.otherwise}) and spec.implies not in heads for spec in specs
    )


def _listed_only(said: Window, behind: Window) -> bool:
    """Whether words imply what is counted in a list of such alone: 公开."""
    marks = [token for one in (said, behind) for some in one.marks.values() for token in some]
    return all(one.entry and one.entry.spec and (one.entry.spec.listed or one.entry.spec.weak) for one in marks)


def _goes_on(walk: Walk, number: Number) -> bool:
    """Whether a number goes on counting what nobody knows: 新订校级制度34项、修订18项."""
    last = walk.frames[-1] if walk.frames else None
    same = last is not None and last.sentence == walk.sentence and last.number is not None and last.kind == "count"
    return same and last is not None and last.number is not None and last.number.unit == number.unit and last.foreign


def _marked_behind(said: Window, heads: Sequence[str]) -> bool:
    """Whether a word that is always said of one of these heads stands behind the nouns."""
    last = said.heads[-1].start
    return any(
        token.start > last and set(implied_by([token])) & set(heads) for some in said.marks.values() for token in some
    )


def _another_kind(said: Window) -> bool:
    """Whether a head that leans on what is spoken of has a word before it that nobody knows: 占用道路申请件."""
    head = said.heads[0]
    at = next(index for index, token in enumerate(said.tokens) if token is head)
    leans = head.entry is not None and head.entry.spec is not None and head.entry.spec.leans
    return leans and at > 0 and said.tokens[at - 1].slot in STRANGE


def _listed(walk: Walk) -> Topic | None:
    """What the list is of that a number stands in."""
    whole = walk.of
    if whole is None or not whole.heads:
        return None
    last = walk.frames[walk.last] if walk.last is not None else whole
    if last.parent == walk.whole and last.known and last.since == walk.parted and last.heads != whole.heads:
        return None  # 行政争议42件，其中复议23件，维持11件: of that part
    return Topic(whole.heads, whole.foreign, whole.acts, whole.told, whole.weak, "what it is a part of")


def _linked(walk: Walk, whole: Frame, said: Window, told: frozenset[str]) -> bool:
    """Whether a part is told to be about the subject, which the whole is not: 复议25件，其中涉及政府信息公开的9件."""
    wanted = {spec.needs for name in whole.heads for spec in [walk.lexicon.words.concepts.get(name)] if spec}
    if not all(wanted) or not wanted or (whole.why != UNTOLD and wanted & whole.told):
        return False
    marks = [token for some in said.marks.values() for token in some]
    cases = all(
        token.text.endswith("案件") and (token.concept in whole.heads or not needs(token)) for token in said.heads
    )
    return wanted <= told and cases and not said.acts and not strange(said.tokens) and all(map(_apart, marks))


def _apart(mark: Token) -> bool:
    return mark.entry is not None and mark.entry.spec is not None and mark.entry.spec.apart


def _named(
    walk: Walk, said: Window, heads: Sequence[Token], told: frozenset[str], nought: bool, unit: str = ""
) -> Topic:
    """Heads that stand there, unless they need something told that has not been; `said` stands before the number."""
    names = concept_names(heads)
    if foreign(heads):
        return Topic(names, True)
    if _of_another(walk, said, heads, told):
        return Topic(names, True, why=UNTOLD)
    if unit and _property(walk, heads, unit):
        return Topic(names, True, why=PROPERTY)
    if meant(walk, heads, told):
        first = next((index for index, token in enumerate(said.tokens) if token is heads[0]), 0)
        sort = needs(heads[0]) and first > 0 and said.tokens[first - 1].slot in STRANGE
        # 医疗损害责任纠纷诉讼11件: cases with a word before them that nobody knows may be of another sort.
        return Topic(names, weak=sort, loose=sort)
    if meant(walk, heads, told, nought or related(walk, heads), free(walk, heads)):
        return Topic(names, weak=not (_first(walk) and _surely(said, names)))
    return Topic(names, True, why=UNTOLD)


def _first(walk: Walk) -> bool:
    """Whether nothing has been counted yet in the sentence."""
    return not walk.frames or walk.frames[-1].sentence != walk.sentence


def _surely(said: Window, heads: tuple[str, ...]) -> bool:
    """Whether a mark that is no mark of a list alone is always said of what a word that leans stands for: 自然人提交申请71件."""
    marks = [token for some in said.marks.values() for token in some]
    sure = (token for token in marks if token.entry and token.entry.spec and not token.entry.spec.listed)
    return any(set(implied_by([token])) & set(heads) for token in sure)


def _property(walk: Walk, heads: Sequence[Token], unit: str) -> bool:
    """Whether what seems counted is what others of the same unit are told not to be: 主动公开188件，依申请公开265件."""
    spec = heads[-1].entry.spec if heads[-1].entry else None
    if spec is None or not spec.unlike:
        return False
    return any(
        one.sentence == walk.sentence
        and one.number is not None
        and one.number.unit == unit
        and not one.known
        and not set(one.acts).isdisjoint(spec.unlike)
        for one in walk.frames[-NEIGHBOURS:]
    )


def _of_another(walk: Walk, said: Window, heads: Sequence[Token], told: frozenset[str]) -> bool:
    """Whether cases are told to be about something else: 土地征收类行政复议, 因房屋拆迁引起的行政诉讼."""
    wanted = {spec.needs for token in heads for spec in [walk.lexicon.words.concepts.get(token.concept)] if spec}
    if not all(wanted) or wanted & told or _by_whom(heads[0]):
        return False
    first = next((index for index, token in enumerate(said.tokens) if token is heads[0]), len(said.tokens))
    concepts = walk.lexicon.words.concepts
    if any(
        token.slot in _THINGS and not (token.concept in concepts and wanted & set(concepts[token.concept].links))
        for token in (said.tokens[index] for index in said.inside if index < first)
    ):
        return True
    before = [token for token in said.tokens[:first] if token.text not in ("的", "案件")]
    sort = len(before) > 1 and before[-1].text in ("类", "领域", "方面")
    return bool(before) and before[-1 - sort].slot in (_THINGS if sort else (HEAD, FOREIGN)) and not needs(before[-1])


def _by_whom(head: Token) -> bool:
    """Whether cases are named by who decides them: what stands before is why they were decided so (因说理不足被法院改判)."""
    spec = head.entry.spec if head.entry else None
    return spec is not None and spec.leans


def implied(walk: Walk, said: Window) -> str:
    """The head that is meant where only the subject is named, if what happened can happen to it: 受理政府信息公开3件."""
    for link in said.links:
        head = link.entry.spec.implies if link.entry and link.entry.spec else ""
        if head and (not said.acts or walk.lexicon.acts.get(head, frozenset()).intersection(_concepts(said.acts))):
            return head
    return ""


def _concepts(tokens: Sequence[Token]) -> set[str]:
    return {token.concept for token in tokens}


def _words(said: Window, behind: Window) -> Iterator[Sequence[Token]]:
    """The words on both sides of a number that may imply what is counted."""
    for one in (said, behind):
        yield from one.marks.values()
        yield one.acts


def implied_by(words: Sequence[Token]) -> list[str]:
    """The heads that words are always said of."""
    specs = (token.entry.spec for token in words if token.entry is not None)
    return [spec.implies for spec in specs if spec is not None and spec.implies]
