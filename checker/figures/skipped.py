"""Words that a reader passes over or puts others for: the organ's own field, examples of what is named behind them, 无 that
begins a word, the former and the latter of two, brackets round a number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from checker.figures.chinese import LEFT, POINTERS
from checker.figures.lexicon import Lexicon
from checker.figures.tokens import UNKNOWN, Token
from checker.figures.window import STRANGE
from checker.pack.figurewords import ACT, FOREIGN, GRAMMAR, HEAD, LINK

_AMONG = ("中", "之中", "当中", "里", "里面", "里头", "内")
_EXCEPT, _BEYOND = ("除", "除了", "除去"), ("外", "之外", "以外")
_SUCH_AS = ("等", "等各类", "等各项")
_ENDS = frozenset(("comma", "semicolon", "colon", "open", "close", "dash", "number", ACT))
_NO_EXAMPLES = frozenset(("scope", "office", "none", "all", "apart", "part", "last", "next", "older"))
_BETWEEN = frozenset(("filler", LINK))
_JOINING = ("pause", "and")
_NO_THINGS = GRAMMAR | {ACT, LINK, FOREIGN, "scope", "office"}


def without_skipped(tokens: list[Token], fields: Collection[str]) -> list[Token]:
    """The tokens of a sentence, what tells nothing as fillers; `fields` are what the organ has to do with (税务)."""
    for index, token in enumerate(tokens):
        if token.slot == UNKNOWN:
            if token.text in fields and index + 1 < len(tokens) and tokens[index + 1].slot == HEAD:
                tokens[index] = token._replace(slot="filler")  # 税务规范性文件, of a tax bureau
            elif index and tokens[index - 1].text == "无" and _begins_a_word(tokens, index):
                tokens[index - 1] = tokens[index - 1]._replace(slot=UNKNOWN)
        elif token.text in _SUCH_AS:
            _skip_examples(tokens, index)
    return tokens


def _begins_a_word(tokens: Sequence[Token], index: int) -> bool:
    """Whether 无 is the beginning of the word that nobody knows at `index`: 对无证机构作出处罚4件 denies nothing."""
    for token in tokens[index + 1 :]:
        if token.slot in ("comma", "semicolon", "number", "none"):
            return False
        if token.slot == ACT:
            return True
    return False


def _within_a_word(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb goes on a word that nobody knows: 污泥处置费等."""
    return tokens[index].slot == ACT and index > 0 and tokens[index - 1].slot in STRANGE


def _skip_examples(tokens: list[Token], at: int) -> None:
    """Make fillers of what stands before 等 as examples of the noun behind it: 取水、排污口设置等行政许可 are all of them."""
    head = at + 1
    while head < len(tokens) and tokens[head].slot in _BETWEEN:
        head += 1
    spec = tokens[head].entry.spec if head < len(tokens) and tokens[head].entry is not None else None  # type: ignore[union-attr]
    if head == len(tokens) or tokens[head].slot != HEAD or (spec is not None and spec.leans):
        return
    begin = at
    while begin and (tokens[begin - 1].slot not in _ENDS or _within_a_word(tokens, begin - 1)):
        begin -= 1
    some = tokens[begin:at]
    if not any(one.slot in STRANGE for one in some) or any(one.slot in _NO_EXAMPLES for one in some):
        return
    for index in range(begin, at):
        if tokens[index].slot in STRANGE or tokens[index].slot in (HEAD, FOREIGN) or tokens[index].concept:
            tokens[index] = tokens[index]._replace(slot="filler", concept="", entry=None)


def without_pointers(tokens: list[Token]) -> list[Token]:
    """The tokens, words for the former and the latter of two as what they stand for: 以企业和律所居多，前者13件，后者5件.

    Where something of that kind is told behind one it opens a list: 个人71件，单位25件，后者之中企业13件.
    """
    pair: list[Token] = []
    counted = False
    for index, token in enumerate(tokens):
        counted = counted or token.slot == "number"
        if token.text not in POINTERS:
            continue
        pair = pair or _last_two(tokens[:index])
        of = pair[POINTERS.index(token.text)] if pair else token
        if counted and _of_which(tokens, index, of.slot):
            tokens[index] = token._replace(slot="part", concept="", entry=None)
        elif pair:
            tokens[index] = token._replace(slot=of.slot, concept=of.concept, entry=of.entry)
    return tokens


def _of_which(tokens: Sequence[Token], index: int, slot: str) -> bool:
    """Whether what is told behind the word at `index` is a part of what it points to."""
    end = next((at for at in range(index + 1, len(tokens)) if tokens[at].slot in _ENDS - {ACT}), len(tokens))
    some = tokens[index + 1 : end]
    parted = bool(some) and (some[0].text in _AMONG or some[0].slot in ("part", "complete"))
    return parted or any(one.concept and one.slot == slot not in _NO_THINGS for one in some)


def _last_two(tokens: Sequence[Token]) -> list[Token]:
    """The last two of one kind, each something else; none where a third is joined to them, or where two that nobody knows
    stand nearer."""
    found: list[Token] = []
    joined = False
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        beside = {tokens[at].slot for at in (index - 1, index + 1) if 0 <= at < len(tokens)}
        if len(found) < 2 and (token.slot == "semicolon" or (token.slot in _JOINING and beside <= STRANGE)):
            return []
        thing = token.concept and token.slot not in _NO_THINGS and (not found or token.slot == found[0].slot)
        if len(found) == 2:
            joined = joined or token.slot in _JOINING
            if thing or token.slot in _ENDS:
                return [] if thing and joined else found
        elif thing and all(one.concept != token.concept for one in found):
            found.insert(0, token)
    return found if len(found) == 2 else []


def without_excepted(tokens: list[Token]) -> list[Token]:
    """The tokens, those that tell what is left out as fillers: 除予以公开之外排在第二位，计14件 are no granted ones."""
    begin = -1
    for index, token in enumerate(tokens):
        if token.text in _EXCEPT:
            begin = index
        elif token.slot in ("comma", "semicolon", "colon", "number"):
            begin = -1
        elif begin >= 0 and token.text in _BEYOND:
            for at in range(begin + 1, index):
                tokens[at] = tokens[at]._replace(slot="filler", concept="", entry=None)
            begin = -1
    return tokens


def still_going_on(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens, acts that are told of what is left as not yet done: 尚有1件在法定期限内办理, 未及时回复的2件."""
    for index, token in enumerate(tokens[:-1]):
        if token.slot == "none":
            _not_yet_done(tokens, index, lexicon)
        if token.text not in LEFT or tokens[index + 1].slot != "number":
            continue
        for at in range(index + 2, len(tokens)):
            one = tokens[at]
            if one.slot in ("comma", "semicolon", "colon", "number"):
                break
            still = one.entry.spec.still if one.entry is not None and one.entry.spec is not None else ""
            if still:
                tokens[at] = one._replace(concept=still, entry=lexicon.kind(still))
    return tokens


def _not_yet_done(tokens: list[Token], denied: int, lexicon: Lexicon) -> None:
    """Take a denied act right before a number for what is still going on, where the act is known to: 未回复的2件."""
    at = denied + 1
    while at < len(tokens) and tokens[at].slot == "filler":
        at += 1
    of = next((index for index in range(at + 1, len(tokens)) if tokens[index].slot not in ("of", "sum", "filler")), 0)
    spec = tokens[at].entry.spec if of and tokens[at].entry is not None else None  # type: ignore[union-attr]
    if spec is not None and spec.still and tokens[of].slot == "number":
        tokens[denied] = tokens[denied]._replace(slot="filler")
        tokens[at] = tokens[at]._replace(concept=spec.still, entry=lexicon.kind(spec.still))


def by_short_names(tokens: list[Token]) -> list[Token]:
    """The tokens, nouns that are the end of one before them as that one, not for certain: 规范性文件17件，废止的2件文件."""
    named: list[Token] = []
    for index, token in enumerate(tokens):
        if token.slot == HEAD:
            named.append(token)
        elif token.slot == FOREIGN and len(token.text) > 1:
            of = next((one for one in reversed(named) if one.text.endswith(token.text)), None)
            entry = of.entry if of is not None else None
            if of is not None and entry is not None and entry.spec is not None and _bare(tokens, index):
                short = replace(entry, spec=replace(entry.spec, loose=True))
                tokens[index] = token._replace(slot=HEAD, concept=of.concept, entry=short)
    return tokens


def _bare(tokens: Sequence[Token], index: int) -> bool:
    """Whether no word before a noun narrows it (上级文件); one that nobody knows may be what is done with it (开展文件清理)."""
    if not index:
        return True
    before = tokens[index - 1]
    if before.slot == UNKNOWN:
        return index < 2 or tokens[index - 2].slot in _ENDS
    return not before.concept or before.slot in (ACT, "number")


def without_contents(tokens: list[Token]) -> list[Token]:
    """The tokens, what a noun is told to take in as fillers where no number is told of it: 许可包括登记、备案等事项，…."""
    for index, token in enumerate(tokens):
        if token.slot != "complete" or index == 0 or tokens[index - 1].slot != HEAD:
            continue
        end = index + 1
        while end < len(tokens) and tokens[end].slot not in ("comma", "semicolon", "colon", "number"):
            end += 1
        if end == len(tokens) or tokens[end].slot == "number":
            continue
        for at in range(index, end):
            tokens[at] = tokens[at]._replace(slot="filler", concept="", entry=None)
    return tokens


def without_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets round the number of what stands right before them: 与行政强制（37件）相加为910件."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].slot == "open" and kept and _unnumbered(kept):
            end = index + 1
            while end < len(tokens) and tokens[end].slot in ("filler", "sum"):
                end += 1
            if [one.slot for one in tokens[end : end + 2]] == ["number", "close"] and tokens[end].number is not None:
                number = tokens[end].number
                if number is not None and number.unit and not number.percent:
                    if not number.value:
                        _undeny(kept)
                    kept += tokens[index + 1 : end + 1]
                    index = end + 2
                    continue
        kept.append(tokens[index])
        index += 1
    return kept


def _undeny(tokens: list[Token]) -> None:
    """Take a denial in the clause that the tokens end with for nothing: the nought in brackets says it (上年无结转（0件）)."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].slot in _ENDS - {ACT}:
            return
        if tokens[at].slot == "none":
            tokens[at] = tokens[at]._replace(slot="filler")


def _unnumbered(tokens: Sequence[Token]) -> bool:
    """Whether what stands last is a thing, a mark of one, or what was done, that no number in its clause has counted."""
    if not tokens[-1].concept or tokens[-1].slot in _NO_THINGS - {ACT}:
        return False
    for token in reversed(tokens):
        if token.slot in ("comma", "semicolon", "colon", "open", "close", "pause"):
            return True
        if token.slot == "number":
            return False
    return True
