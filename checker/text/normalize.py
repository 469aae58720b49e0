"""Text made comparable: width, variants, script, inserted pronunciations and spaces; every character keeps its origin.

The canonical form is half-width for everything that has an ASCII twin (，：；！？（）％／０Ａ become ,:;!?()%/0A), the
Chinese mark for what has none (。、《》〔〕【】 stay), one kind of quotation mark, one dash (-) and one middle dot (·).
〔〕, ﹝﹞ and 【】 are kept apart, because a document number must not mix them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from unicodedata import normalize

from checker.record import dataclass

_SAME = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "〝": '"', "〞": '"', "「": '"', "」": '"', "『": '"', "』": '"',
    "｢": '"', "｣": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-", "─": "-", "━": "-",
    "〜": "~", "∼": "~", "˜": "~", "∕": "/", "⁄": "/", "∶": ":", "︰": ":", "﹕": ":", "﹔": ";", "﹐": ",", "﹪": "%",
    "﹙": "(", "﹚": ")", "｡": "。", "､": "、", "•": "·", "・": "·", "‧": "·", "∙": "·", "･": "·", "￥": "¥",
    "〈": "<", "〉": ">", "○": "〇", "◯": "〇",
}  # fmt: skip

_RADICALS = (
    "⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民"
    "⺡氵⺢氺⺣灬⺤爪⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罒⺲罒⺳网⺴罓⺵网⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹"
    "⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食"
    "⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)
"""Pairs of a radical of the supplement U+2E80-2EF3, which NFKC mostly leaves alone, and the character it stands for."""


def _one_to_one() -> dict[int, str]:
    table = {ord(key): value for key, value in _SAME.items()}
    table.update((code, chr(code - 0xFEE0)) for code in range(0xFF01, 0xFF5F))
    table.update((ord(radical), character) for radical, character in zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
    for low, high in ((0x2E80, 0x2FE0), (0xF900, 0xFB00)):
        for code in range(low, high):
            folded = normalize("NFKC", chr(code))
            if len(folded) == 1 and ord(folded) != code:
                table.setdefault(code, folded)
    return table


_FOLD = _one_to_one()
_FOLDED = frozenset(map(chr, (*_FOLD, *range(0x2F800, 0x2FA20))))
UNSEEN = (
    "\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
"""Characters that show nothing and take no room, for a character class: zero-width, of direction, of variants."""
_LETTERS_UP = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u207d\u207e\ufe61" + "".join(map(chr, _LETTERS_UP.values()))
"""Raised digits, brackets, stars and small letters, for a character class: the signs of notes."""
_RAISED = re.compile(f"[{RAISED}]")
UP = str.maketrans("0123456789()０１２３４５６７８９（）", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾" * 2)
"""Raised figures have characters of their own, so that a text can show what a reader sees: 36¹ and not 361."""
_NOTE_UP = {**UP, **_LETTERS_UP, **str.maketrans("[]〔〕*①②③④⑤⑥⑦⑧⑨", "⁽⁾⁽⁾﹡¹²³⁴⁵⁶⁷⁸⁹")}
_NOTE = re.compile(r"[\[〔(（]?(?:[0-9]{1,3}|[a-z]|[ivx]{1,4}|\*{1,3}|[①-⑨])?[\]〕)）]?")
ZERO_WIDTH = re.compile(f"[{UNSEEN}]+")


def lifted(run: str) -> str:
    """A run that stands raised, with the raised characters that there are: figures anywhere, and all of a note's sign
    (*, [3], ii); what else is raised, as the th of 4th, keeps its letters."""
    return run.translate(_NOTE_UP if _NOTE.fullmatch(run.strip()) else UP)


# These two are compiled where a text has letters in brackets.
_SYLLABLE = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?"
    r"(?:[iu]?(?:ang?|ong)|eng?|ing?|un|[iu]?ao|i?a|uai|ai|ei|u[oi]|ou|i[eu]|ue|ve|üe|ün|[aeiouüv]|er|io)"
)
_TONED = "[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c]|[1-5]\\s*[)）]"
_READING = r"[(（]\s{0,2}[a-zɡāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ\u0300\u0301\u0304\u0308\u030c]{1,8}[1-5]?\s{0,2}[)）]"
_DROPPED = rf"\s\x00-\x1f\x7f-\x9f\u2028\u2029\u2800{UNSEEN}{RAISED}"
_WIDE = r"\u2474-\u249b\u3220-\u3229"
_EDIT = re.compile(
    rf"(?=[(（{_DROPPED}{_WIDE}])"  # asked first: most characters are none of these
    rf"(?:(?P<reading>(?:{_READING})+)|(?P<drop>[{_DROPPED}]+)|(?P<wide>[{_WIDE}]))"
)
_ABBREVIATIONS = frozenset(("ai", "an", "er", "ge", "he", "me"))
"""Syllables of two letters that stand in brackets for something else too."""
_ANSWER = "(?<=[反答回批函])覆"
"""覆 where it is the traditional 復 (反覆, 答覆); 覆盖 is good simplified writing."""
_OTHER_WORDS = (("性檔案", "性文件"), ("資訊公開", "信息公开"), ("公開資訊", "公开信息"))
"""Words of Taiwan that a converter of script puts for those of the mainland, of as many characters; 檔案 alone may be
archives."""
_TRADITIONAL_IN_GB = frozenset("吒夥後徵捱摺於榘甯菸薹醣麴麽")
"""Traditional characters of GB 2312, where all the others have no place; 乾 (乾隆) is good simplified writing too."""
_SIMPLE: set[str] = set()
"""Characters that have been seen to need no conversion to simplified script, so that each is looked at once."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """Text in the canonical form; `origin[i]` is the offset in the original of what became character `i`."""

    string: str
    origin: tuple[int, ...]

    def __str__(self) -> str:
        return self.string

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that `string[start:end]` came from; for an empty range the point where it lies."""
        if start >= len(self.origin):
            point = self.origin[-1] + 1 if self.origin else 0
            return point, point
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1

    def part(self, start: int, end: int) -> Comparable:
        """The characters [start:end], each with its origin."""
        return Comparable(self.string[start:end], self.origin[start:end])


def comparable(text: str, fold_case: bool = False) -> Comparable:
    """The text without spaces, inserted pronunciations and differences of width, variant and script.

    Latin letters keep their case unless `fold_case`. A character folds the same wherever it stands; only whether two
    letters without a tone, as in (ju), are a pronunciation may hang on others in the text.
    """
    parts: list[str] = []
    origin: list[int] = []
    done = 0
    toned: bool | None = None
    for match in _EDIT.finditer(text):
        start, end = match.span()
        if match.lastgroup == "reading":
            if toned is None:
                toned = any(re.search(_TONED, reading) for reading in re.findall(_READING, text))
            if not _is_reading(text, start, match.group(), toned):
                continue
        parts.append(text[done:start])
        origin.extend(range(done, start))
        if match.lastgroup == "wide":
            wide = normalize("NFKC", match.group())
            parts.append(wide)
            origin.extend([start] * len(wide))
        done = end
    if done:
        parts.append(text[done:])
        origin.extend(range(done, len(text)))
        string = "".join(parts)
    else:
        string, origin = text, list(range(len(text)))
    string = _fold(string)
    if fold_case:
        string = string.lower() if len(string.lower()) == len(string) else "".join(map(_lower, string))
    return Comparable(string, tuple(origin))


@lru_cache(maxsize=512)  # a report's paragraphs are asked for by several, and many stand in every report
def comparable_paragraph(text: str) -> Comparable:
    """The text made comparable, of a paragraph: held as long as others of its document are looked at."""
    return comparable(text)


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """What is left of a label when brackets, punctuation, spaces and case do not count; what is in brackets does."""
    return re.sub(r"[\W_]+", "", comparable(text).string).lower()


@lru_cache(maxsize=512)
def is_unseen(character: str) -> bool:
    """Whether a character shows nothing and takes no room."""
    return ZERO_WIDTH.match(character) is not None


def same_length(text: str) -> str:
    """Width, variants and script folded with every offset kept: spaces and inserted pronunciations stay.

    A raised figure becomes a space: it is the number of a note, and what it stands between goes on after it.
    """
    return _fold(_RAISED.sub(" ", text))


def _fold(string: str) -> str:
    if string.isascii():
        return string
    characters = set(string)
    folded = characters & _FOLDED
    if folded:
        # One after the other: none becomes another that is folded, and a table is asked at each character.
        for character in folded:
            string = string.replace(character, _FOLD.get(ord(character), character))
        if re.search("[\U0002f800-\U0002fa1f]", string):
            string = re.sub("[\U0002f800-\U0002fa1f]", lambda match: normalize("NFKC", match.group()), string)
        characters = set(string)
    if _has_traditional(characters):
        for word, meant in _OTHER_WORDS:
            string = string.replace(word, meant)
        string = string.translate(_simplified())
    return re.sub(_ANSWER, "复", string) if "覆" in string else string


def _has_traditional(characters: set[str]) -> bool:
    unknown = characters - _SIMPLE
    if not unknown:
        return False
    if not unknown.isdisjoint(_TRADITIONAL_IN_GB):
        return True
    try:
        "".join(character for character in unknown if character >= "㐀").encode("gb2312")
    except UnicodeEncodeError:
        return True
    _SIMPLE.update(unknown)
    return False


@lru_cache(maxsize=1)
def _simplified() -> Mapping[int, str]:
    """The character table of OpenCC, first choice each; what GB 2312 writes as well stays, save the few named above."""
    from importlib.resources import files

    table: dict[int, str] = {}
    for line in files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == len(first) == 1 and traditional not in "乾阪" and traditional != first:
            table[ord(traditional)] = first
    return table


def _is_reading(text: str, start: int, groups: str, toned: bool) -> bool:
    """Whether bracketed letters are the pronunciation of the character before them, and no abbreviation.

    Tone marks settle it, here or elsewhere in the text; so does a doubled bracket; else the syllable decides.
    """
    before = text[max(start - 3, 0) : start].rstrip()[-1:]
    if not ("㐀" <= before <= "鿿" or "豈" <= before <= "﫿" or before >= "\U00020000"):
        return False
    if re.search(_TONED, groups):
        return True
    syllables = re.findall(r"[a-zɡü]+", groups)
    if not all(re.fullmatch(_SYLLABLE, syllable) for syllable in syllables):
        return False
    short = len(syllables[0]) < 2 or syllables[0] in _ABBREVIATIONS
    return toned or len(syllables) > 1 or not short


def _lower(character: str) -> str:
    folded = character.lower()
    return folded if len(folded) == 1 else character


def in_order(short: Iterable[str], long: Iterable[str]) -> bool:
    """Whether the characters of the one stand in the other in their order, as those of a short name do in the full one
    (交通局, 交通运输局)."""
    rest = iter(long)
    return all(character in rest for character in short)
