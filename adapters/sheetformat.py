"""Numbers of a spreadsheet as a reader sees them: by number format, 12 and not 12.0, dates as dates."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

BUILT_IN: dict[int, str] = {
    **dict(enumerate(("0", "0.00", "#,##0", "#,##0.00"), 1)),
    **dict(enumerate(("0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??"), 9)),
    **dict(enumerate(("yyyy/m/d", "d-mmm-yy", "d-mmm", "mmm-yy", "h:mm AM/PM", "h:mm:ss AM/PM"), 14)),
    **dict(enumerate(("h:mm", "h:mm:ss", "yyyy/m/d h:mm"), 20)),
    **dict(enumerate(("#,##0", "#,##0", "#,##0.00", "#,##0.00"), 37)),
    **dict(enumerate(("mm:ss", "[h]:mm:ss", "mm:ss.0"), 45)),
    # Those of a Chinese office suite (ECMA-376 part 1, 18.8.30).
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    **dict.fromkeys((30,), "m-d-yy"),
    **dict.fromkeys((31,), 'yyyy"年"m"月"d"日"'),
    **dict.fromkeys((32, 34, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
}
"""Number formats that a workbook uses by number alone."""

FURTHEST = 20
"""Places before or after the point beyond which a number without format is shown with an exponent."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<ampm>AM/PM|A/P|上午/下午)'
    r"|(?P<general>General)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)|(?P<digits>[#0?](?:[#0?,.]|\\.)*)|(?P<other>.)",
    re.DOTALL,
)
_ELAPSED = ("h", "hh", "m", "mm", "s", "ss")
"""What counts hours, minutes or seconds without end, in square brackets."""


def shown(number: Decimal, pattern: str, date_1904: bool = False) -> str:
    """`number` in a number format. Zero is always shown as a number: a format that puts a dash for it hides a value."""
    tokens = list(_TOKEN.finditer(_section(pattern, number)))
    if any(match["date"] or (match["bracket"] or "").lower() in _ELAPSED for match in tokens):
        return _moment(number, tokens, date_1904)
    places = next((match for match in tokens if match["digits"]), None)
    if places is None:
        return general(number)
    signs = {match["other"] for match in tokens}
    number = number * 100 if "%" in signs else number
    if not signs.isdisjoint("Ee/"):  # exponents and fractions: the plain value
        return general(number) + ("%" if "%" in signs else "")
    text = _digits(abs(number), places["digits"])
    if number < 0 and not (";" in pattern and _negative_marked(pattern)):
        text = "-" + text
    return "".join(
        text if match is places else _literal(match) for match in tokens if match is places or not match["digits"]
    ).strip()


def general(number: Decimal) -> str:
    """A number without format, as a cell of usual width shows it: at most 11 significant digits."""
    if abs(number.adjusted()) > FURTHEST:
        return f"{number.normalize():E}"
    if number == number.to_integral_value():
        return str(number.quantize(Decimal(1)) + 0)
    rounded = Decimal(f"{number:.11g}")
    return f"{rounded.normalize():f}"


def _section(pattern: str, number: Decimal) -> str:
    """The part of a format for this number: positive; negative; zero; text, apart by semicolons outside quotes."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*\Z)', pattern)
    return parts[1] if number < 0 and len(parts) > 1 and parts[1] else parts[0]


def _negative_marked(pattern: str) -> bool:
    part = _section(pattern, Decimal(-1))
    return "-" in part or "(" in part or "（" in part


def _literal(match: re.Match[str]) -> str:
    if match["quoted"] is not None:
        return match["quoted"]
    if match["escaped"] is not None:
        return match["escaped"]
    if match["bracket"] is not None:  # [Red], [DBNum1], but [$￥-804] shows its sign
        return match["bracket"][1:].split("-")[0] if match["bracket"].startswith("$") else ""
    return match["other"] or ""


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))
    number = number.scaleb(-3 * thousands)
    kept = len([mark for mark in fraction if mark in "0#?"])
    least = len([mark for mark in fraction if mark == "0"])
    with localcontext(prec=number.adjusted() + kept + 40 if number.adjusted() > 0 else kept + 40):
        text = f"{number.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP):f}"
    head, _, tail = text.partition(".")
    while len(tail) > least and tail.endswith("0"):
        tail = tail[:-1]
    head = head.rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        head = f"{int(head):,}"
    return head + ("." + tail if tail else "")


def _moment(number: Decimal, tokens: list[re.Match[str]], date_1904: bool) -> str:
    """A date or time: days since the end of 1899 (with the 29th of February 1900 that never was), or since 1904."""
    if not 0 <= number < 2_958_466:
        return general(number)
    start = datetime(1904, 1, 1) if date_1904 else datetime(1899, 12, 30 if number >= 61 else 31)  # noqa: DTZ001
    seconds = int((number * 86400).to_integral_value(ROUND_HALF_UP))
    moment = start + timedelta(seconds=seconds)
    half = any(match["ampm"] for match in tokens)
    parts: list[str] = []
    last = ""
    for index, match in enumerate(tokens):
        run = (match["date"] or "").lower()
        if match["bracket"] and match["bracket"].lower()[0] in "hms" and len(set(match["bracket"].lower())) == 1:
            unit = match["bracket"].lower()[0]
            parts.append(str(seconds // {"h": 3600, "m": 60, "s": 1}[unit]))
            last = unit
        elif run:
            minutes = run[0] == "m" and (last == "h" or _next_unit(tokens, index) == "s")
            parts.append(_unit(moment, run, minutes, half))
            last = run[0]
        elif match["ampm"]:
            parts.append("AM" if moment.hour < 12 else "PM")
        elif match["digits"] is None:
            parts.append(_literal(match))
        elif match["digits"].startswith("0") and parts and parts[-1] == ".":  # parts of a second
            parts.pop()
    return "".join(parts).strip()


def _next_unit(tokens: list[re.Match[str]], index: int) -> str:
    for match in tokens[index + 1 :]:
        if match["date"]:
            return match["date"][0].lower()
    return ""


def _unit(moment: datetime, run: str, minutes: bool, half: bool) -> str:
    wide = len(run) > 1
    if run[0] == "y":
        return f"{moment.year:04d}" if len(run) > 2 else f"{moment.year % 100:02d}"
    if run[0] == "m" and not minutes:
        return f"{moment.month:02d}" if len(run) == 2 else str(moment.month)
    if run[0] == "d":
        return f"{moment.day:02d}" if len(run) == 2 else str(moment.day)
    value = {"h": (moment.hour % 12 or 12) if half else moment.hour, "m": moment.minute, "s": moment.second}[run[0]]
    return f"{value:02d}" if wide else str(value)
