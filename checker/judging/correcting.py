"""What a rule's `fix` makes of a text: the one right form, or nothing where that is not certain."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from decimal import Decimal
from unicodedata import normalize

from checker.document import Location
from checker.expression import Unknown, Value
from checker.finding import Correction
from checker.judging.judge import Judged
from checker.pack.model import Fix
from checker.pack.pack import expression
from checker.text.normalize import comparable
from checker.text.patterns import compiled, span

_NUMBERED = re.compile(r"^\s*\(?[0-9]{1,2}[.、)]")
"""The number of a label or heading, which is no figure."""


def correction(one: Judged, locations: Sequence[Location]) -> Correction | None:
    """What would have to stand at a place of a violation; None where the rule does not say, or not for certain."""
    fix = one.rule.spec.fix
    if fix is None:
        return None
    place = one.places.get(fix.at) if fix.at else locations[0] if locations else None
    if place is None or place.block is None or place.start is None or not place.text:
        return None
    becomes = corrected(fix, one.values, place.text)
    return Correction(place, becomes) if becomes is not None else None


def corrected(fix: Fix, values: Mapping[str, Value], text: str) -> str | None:
    """A text as it would be right; None where it is, where the fix is not for it, or where a figure would change."""
    if expression(fix.when).evaluate(values) is not True:
        return None
    begin, end, groups = 0, len(text), {}
    if fix.replace:
        plain = comparable(text)
        match = compiled(fix.replace).search(plain.string)
        if match is None:
            return None
        begin, end = plain.back(*span(match, "hit"))
        groups = {name: word for name, word in match.groupdict().items() if word is not None}
    new = _new(fix, text[begin:end], {**_written(values), **groups})
    whole = text[:begin] + (new or "") + text[end:]
    if new is None or whole == text or figures(whole) != figures(text):
        return None
    if fix.alike and likeness(text[begin:end], new) < fix.alike:
        return None
    if fix.fits and not compiled(fix.fits).search(comparable(whole).string):
        return None
    return whole


def likeness(old: str, new: str) -> float:
    """The share of the characters of two wordings that they have in common, in the same order."""
    from difflib import SequenceMatcher  # few documents have anything to correct

    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def figures(text: str) -> str:
    """The digits of a text in their order, whatever their width, without those that only number it."""
    plain = normalize("NFKC", text)
    return "".join(re.findall("[0-9]", _NUMBERED.sub("", plain)))


def _new(fix: Fix, old: str, words: Mapping[str, str]) -> str | None:
    if fix.swap:
        return "".join(fix.swap.get(sign, sign) for sign in old)
    if fix.after:
        return old + fix.after
    try:
        return _FILLER.vformat(fix.becomes, (), words)
    except KeyError:  # a value that is not known
        return None


def _written(values: Mapping[str, Value]) -> dict[str, str]:
    """The values that can be written as they are: no label, which is in the language of a reader, takes their place."""
    return {
        name: format(value, "f") if isinstance(value, Decimal) else str(value)
        for name, value in values.items()
        if not isinstance(value, (Unknown, bool))
    }


class _Filler(string.Formatter):
    """Fills {name} by the value of that whole name: dots are part of a name."""

    def get_field(self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> tuple[object, str]:
        return kwargs[field_name], field_name


_FILLER = _Filler()
