"""Running text whose lines an editor or a person cut at one width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import repeat

from adapters.text import SPACE
from adapters.text.inline import BARS, is_rule
from adapters.text.lines import Line
from adapters.text.shapes import has_enumerator, width
from checker.record import dataclass

_NARROWEST, _WIDEST = 18, 100
"""The width of a line, in signs, that may be that of a text."""
_NEARLY = 2
"""By how much a full line may be shorter."""
_BROKEN = 3
"""The same of one that ends in mid sentence."""
_LEAST = 5
"""Full lines that show that text was cut, and indented ones that show where its paragraphs begin."""
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)
"""What is not cut at the end of a line."""
_GAP = re.compile("(?<=[^ \u00a0\u3000])[ \u00a0\u3000]{3,}(?=[^ \u00a0\u3000])")
"""What stands between the cells of a row."""
_FIGURES = re.compile(r"(?: +[0-9][0-9.,]*){2}$")
"""With what a row ends."""
_SET_APART = re.compile("(?<=[^ -~]) (?=[!-~])|(?<=[!-~]) (?=[^ -~])")
"""What a program that sets a page puts between Chinese and other signs: a quarter of a sign, copied as a blank."""
_INDENT, _INDENTED = 2.0, 3.0
"""Signs by which the first line of a paragraph is indented, of which a copy may keep less, or put so many in their
place."""
_NARROW = re.compile("[0-9A-Za-z]")
_HANGING = "，。、；："
"""Signs that may stand beyond the width at the end of a line."""
_FAR = (" " * 8, "\u3000" * 4)
"""The beginning of a line that is set to the middle or the right."""
_ENDS = "。！？；：!?;:"

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Wrap:
    """The width of full lines, how it is measured, and whether each paragraph begins with an indented line."""

    width: float
    measure: Measure
    indented: bool

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether a line was cut at the width in mid sentence and goes on in the next."""
        string = following.string
        if following.picture or following.blank or following.level is not None or string.startswith(tuple(SPACE)):
            return False
        if has_enumerator(string) or is_rule(following) or BARS.search(string) or "\t" in string:
            return False
        long, ended = self.measure(line.string), line.string.rstrip(SPACE)[-1:] in _ENDS
        if not self.indented and ended:
            return False
        return _no_room(long, string, self.measure, self.width) or (not ended and long >= self.width - _BROKEN)


def wrap_of(lines: Sequence[Line]) -> Wrap | None:
    """How running text was cut, None when it was not, or not certainly: at a number of signs, wide ones count twice or
    not."""
    running = [line.string for line in lines if not (line.picture or line.blank or is_rule(line) or _is_row(line))]
    # A signature may be set to the right of all other lines.
    near = [string for string in running if not string.startswith(_FAR)]
    if max(map(_signs, near), default=0.0) / 2 > _WIDEST:  # a sign is half as wide at the least
        return None
    following = [*near[1:], ""]
    wraps: list[tuple[int, Wrap]] = []
    for measure in (_full_width, _as_set, _signs):
        widths = [measure(string) for string in near]
        widest = _widest(near, widths) if measure is _as_set else max(widths, default=0.0)
        if not _NARROWEST <= widest <= _WIDEST or max(widths) > widest + _NEARLY:
            continue
        full = sum(map(_no_room, widths, following, repeat(measure), repeat(widest)))
        half = sum(one > widest / 2 and string[-1:] not in _ENDS for string, one in zip(near, widths, strict=True))
        if full >= _LEAST and full * 3 >= half * 2:
            wraps.append((full, Wrap(widest, measure, _indented(running, measure, widest))))
    return max(wraps, key=lambda wrap: wrap[0])[1] if wraps else None


def _widest(near: Sequence[str], widths: Sequence[float]) -> float:
    """The width of the widest line; of those of Chinese signs alone if there are several, since others are of any
    width in a face."""
    firm = [
        width
        for string, width in zip(near, widths, strict=True)
        if not _NARROW.search(string) and string.rstrip(SPACE)[-1:] not in _HANGING
    ]
    return max(firm if len(firm) >= _LEAST else widths, default=0.0)


def _is_row(line: Line) -> bool:
    inner = line.string.strip(SPACE)
    return "\t" in inner or any(sign.search(inner) is not None for sign in (BARS, _GAP, _FIGURES))


def _no_room(long: float, following: str, measure: Measure, widest: float) -> bool:
    """Whether a line of a width has no room for what the next begins with."""
    token = _TOKEN.match(following)
    return long >= widest - _NEARLY or (token is not None and long + measure(token[0]) > widest)


def _indented(running: Sequence[str], measure: Measure, widest: float) -> bool:
    """Whether the lines that begin a paragraph are indented and full lines within it are not."""
    full = [string for string in running if measure(string) >= widest - _NEARLY]
    begin = sum(string.startswith(tuple(SPACE)) for string in full)
    return begin >= _LEAST and len(full) - begin >= _LEAST


def _full_width(string: str) -> float:
    indent = len(string) - len(string.lstrip(SPACE))
    return width(string) + sum(1.0 if character == "\u3000" else 0.5 for character in string[:indent])


def _as_set(string: str) -> float:
    indent = _full_width(string) - width(string)
    blanks = len(_SET_APART.findall(string)) / 4
    return width(string) - blanks + (_INDENT if 0 < indent <= _INDENTED else indent)


def _signs(string: str) -> float:
    return float(len(string.rstrip(SPACE)))
