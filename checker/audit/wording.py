"""A finding in words: values, sums, places, clauses and severities as people read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.audit.audit import Audit, Unchecked
from checker.document import Document, Location
from checker.finding import Comparison, Finding, Shown, Source, Term, Verdict
from checker.messages import say, text

BROKEN = {"==": "≠", "!=": "=", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}
"""How the sides of a comparison that failed stand to each other."""
ASKED = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}

SOME = 3
"""Of what follows from a finding, how many titles are named."""
FEW = 4
"""Operands up to which a sum is short enough to be shown with its noughts."""

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u2028\u2029\ufeff\ufff9-\ufffb]"
)
"""Characters that change a terminal or the direction of writing and show nothing themselves."""
_BLANKS = re.compile(r"[ \t\n]+")


def tr(key: str, lang: str, **params: object) -> str:
    """A text of the area `outputs` in a language."""
    return text(say(f"outputs.{key}", **params), lang)


def visible(string: str) -> str:
    """The string with control and direction characters spelled out, as <U+202E>; tab and line feed stay."""
    return UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", string)


def plain(string: str) -> str:
    """The string on one line, control and direction characters spelled out."""
    if string.isalnum():  # as most titles and labels
        return string
    return _BLANKS.sub(" ", visible(string.replace("\r", "\n"))).strip()


def quoted(string: str, lang: str, limit: int = 60) -> str:
    """The string in quotation marks on one line, its middle left out beyond `limit` characters."""
    line = plain(string)
    if len(line) > limit:
        line = line[: limit - limit // 3] + " … " + line[-(limit // 3) :]
    return tr("quote", lang, text=line)


def shown(value: Shown, lang: str) -> str:
    """A value of a finding as a reader writes it."""
    if value is None:
        return tr("unknown", lang)
    if isinstance(value, bool):
        return tr("yes" if value else "no", lang)
    if isinstance(value, date):
        return tr("date", lang, year=value.year, month=value.month, day=value.day, iso=value.isoformat())
    if isinstance(value, Decimal):
        return format(value.normalize(), "f").replace("-", "−")
    return str(value).replace("-", "−") if isinstance(value, int) else plain(value)


def severity(finding: Finding, lang: str) -> str:
    """错误, 警告 or 提示; 待判定 for a review."""
    return tr("review" if finding.verdict is Verdict.REVIEW else finding.severity.value, lang)


def rank(finding: Finding) -> str:
    """The word by which outputs sort, colour and filter: error, warning, note or review."""
    return "review" if finding.verdict is Verdict.REVIEW else finding.severity.value


def sides(comparison: Comparison, lang: str, *, review: bool = False) -> Iterator[tuple[str, Term | None]]:
    """The comparison written out, in pieces; a piece that shows an operand comes with its term."""
    sign = tr("asked", lang, operator=ASKED[comparison.operator]) if review else BROKEN[comparison.operator]
    yield from _side(comparison.left, comparison.left_value, lang)
    yield f" {sign} ", None
    yield from _side(comparison.right, comparison.right_value, lang)
    difference = comparison.difference
    if isinstance(difference, (int, Decimal)):
        yield tr("difference", lang, value=shown(difference if difference >= 0 else -difference, lang)), None


def _side(terms: tuple[Term, ...], total: Shown, lang: str) -> Iterator[tuple[str, Term | None]]:
    for index, term in enumerate(terms):
        if index or term.sign < 0:
            yield (" − " if term.sign < 0 else " + ") if index else "−", None
        yield " ".join(part for part in (plain(term.label), shown(term.value, lang)) if part), term
    if not terms:
        yield shown(total, lang), None
    elif total is not None and (len(terms) > 1 or terms[0].sign < 0 or terms[0].value != total):
        yield f" = {shown(total, lang)}", None


def total(finding: Finding, lang: str, *, brief: bool = False) -> str | None:
    """The comparison of a finding on one line, with its numbers and the difference; None without one.

    `brief` leaves the noughts of a long sum out and says how many they are.
    """
    comparison = finding.comparison
    if comparison is None:
        return None
    left, right = comparison.left, comparison.right
    noughts = sum(term.value == 0 for term in (*left, *right))
    if brief and noughts > 1 and len(left) + len(right) > FEW:
        comparison = replace(comparison, left=_some(left), right=_some(right))
    pieces = sides(comparison, lang, review=finding.verdict is Verdict.REVIEW)
    more = tr("noughts", lang, count=noughts) if comparison is not finding.comparison else ""
    return "".join(piece for piece, _ in pieces) + more


def sum_told(finding: Finding) -> bool:
    """Whether every operand of its sum that is not nought stands in the message already."""
    sides = finding.comparison
    terms = (*sides.left, *sides.right) if sides else ()
    return all(str(term.value) in finding.message for term in terms if term.value not in (0, None))


def _some(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms that are not nought; all where there is no other."""
    return tuple(term for term in terms if term.value != 0) or terms


def follows(finding: Finding, lang: str) -> str:
    """How many other checks a finding upsets, and which; empty for none."""
    if not finding.consequences:
        return ""
    counts = Counter(plain(one.title) for one in finding.consequences)
    named = [title if number == 1 else f"{title} ×{number}" for title, number in counts.most_common(SOME)]
    key = "follows" if len(counts) <= SOME else "follows_more"
    return tr(key, lang, count=len(finding.consequences), titles=tr("semicolon", lang).join(named))


def likely(finding: Finding, lang: str) -> str:
    """Which figure is likely wrong, and what it would have to be; empty where nothing tells."""
    one = finding.likely
    if one is None:
        return ""
    stands, becomes = shown(one.stands, lang), shown(one.becomes, lang)
    return tr("likely", lang, label=plain(one.label), stands=stands, becomes=becomes, sums=one.sums)


def clause(source: Source, lang: str) -> str:
    """The passage that the rule enforces, with its quote, and the basis where it is custom alone."""
    line = plain(f"{source.document} {source.clause}")
    if source.quote:
        mark = "verbatim" if source.verbatim else "paraphrase"
        line += tr(mark, lang, quote=plain(source.quote))
    if source.basis == "practice":
        line += tr("practice", lang)
    return line


def path_of(finding: Finding, audit: Audit | None = None) -> str:
    """The document a finding belongs to: that of its primary location, else the first of the dossier."""
    if finding.locations:
        return finding.locations[0].path
    return audit.documents[0].path if audit and audit.documents else ""


def section(location: Location | None, audit: Audit | None, lang: str) -> str:
    """The title of the section a location stands in; empty where the place has none.

    In Chinese as the form has it, in English as the pack calls it.
    """
    if location is None or location.section is None:
        return ""
    named = audit.names.get(f"section/{location.section}") if audit else None
    if named and lang.startswith("en"):
        return plain(named)
    for checked in audit.documents if audit else ():
        for part in checked.outline if checked.path == location.path else ():
            if part.id == location.section:
                return plain(part.title)
    if named:
        return plain(named)
    return tr("preamble", lang) if location.section == "preamble" else location.section


def place(location: Location, document: Document | None, lang: str) -> str:
    """Where in its file a location stands: line and character, or page, else the table and cell or the paragraph."""
    if location.line is not None:
        return tr("at_line", lang, line=location.line, char=location.char or 1)
    found: list[str] = []
    if location.page is not None:
        found.append(tr("at_page", lang, page=location.page))
    size, tables = document.shape if document is not None else (0, ())
    if location.block is not None and location.block < size:
        before = sum(at <= location.block for at in tables)
        if location.cell is not None:
            row, column = location.cell
            found.append(tr("at_cell", lang, table=before, row=row + 1, column=column + 1))
        elif location.block in tables:
            found.append(tr("at_table", lang, table=before))
        elif not found:
            found.append(tr("at_paragraph", lang, number=location.block + 1 - before))
    return tr("comma", lang).join(found)


def machine(finding: Finding, audit: Audit | None, documents: Mapping[str, Document], lang: str) -> str:
    """What a program shows of a finding that has no other place for it: where, the problem, the sum, what to do.

    Where a file has lines the program knows the place already.
    """
    at = finding.locations[0] if finding.locations else None
    where = ""
    if at is not None and at.line is None:
        where = " ".join(part for part in (place(at, documents.get(at.path), lang), cell(at, audit)) if part)
    head = tr("at_colon", lang, place=where) if where else ""
    return head + told(finding, lang)


def told(finding: Finding, lang: str) -> str:
    """The problem, what has changed of it, the sum, and what to do; a line each."""
    parts = (finding.message, finding.because, changed(finding, lang), total(finding, lang), finding.advice)
    return "\n".join(part for part in parts if part)


def absent(location: Location, lang: str) -> str:
    """That what is missing belongs here, or that the cell is blank; empty where something stands."""
    if location.text is not None:
        return ""
    return tr("missing_here" if location.cell is None else "blank_here", lang)


def cell(location: Location, audit: Audit | None) -> str:
    """The row and column of a place as the form calls them; empty where it stands in no table of the form."""
    names = audit.names if audit is not None else {}
    keys = (f"row/{location.table}/{location.row}", f"column/{location.table}/{location.column}")
    return " · ".join(plain(names[key]) for key in keys if key in names)


def state(finding: Finding, lang: str) -> str:
    """New, remaining or fixed against a baseline; empty without one."""
    return tr(f"state_{finding.state}", lang) if finding.state else ""


def changed(finding: Finding, lang: str) -> str:
    """What a remaining finding was about and what it is about now: 17 → 22; empty where nothing has changed."""

    def side(string: str) -> str:
        return quoted(string, lang) if string else tr("nothing_there", lang)

    pieces = [tr("change", lang, old=side(one.old), new=side(one.new)) for one in finding.changes]
    return tr("comma", lang).join(pieces)


def waived(finding: Finding, lang: str) -> str:
    """Why, by whom and until when the finding is accepted; empty where it is not."""
    if finding.waiver is None:
        return ""
    until = tr("until", lang, date=shown(finding.waiver.until, lang)) if finding.waiver.until else ""
    return tr("waived_by", lang, reason=plain(finding.waiver.reason), by=plain(finding.waiver.by), until=until)


def role(word: str, lang: str, names: Mapping[str, str]) -> str:
    """What a document is in its dossier; the pack's own word, of `names` of the audit, where it has one."""
    own = names.get(f"role/{word}")
    if own is not None:
        return plain(own)
    return tr(f"role_{word}", lang) if word in ("report", "plan", "above", "prior", "part", "unknown") else plain(word)


def files(audit: Audit, lang: str) -> str:
    """The document of an audit, after the earlier draft that it was compared with."""
    own = plain(next((one.path for one in (audit.documents or audit.unchecked)), ""))
    if audit.before is None:
        return own
    return text(say("waivers.from_to", old=plain(audit.before.path), new=own), lang)


def unchecked(item: Unchecked, lang: str) -> str:
    """What could not be checked and why, with its path; a reason that names the path already says it once."""
    path, why = plain(item.path), plain(item.why)
    if why.startswith(path):
        return why
    return tr("unchecked_line", lang, path=path, what=plain(item.what), why=why)


def generic(template: str) -> str:
    """A text of a rule for every fact: … where it has a value of one."""
    return re.sub(r"\{[^{}]*\}", "…", template).replace("{{", "{").replace("}}", "}")


def dossier(audit: Audit, lang: str) -> str:
    """The issuer and year of an audit as a heading; the first document's path where neither is known."""
    known = [plain(audit.issuer)] if audit.issuer else []
    if audit.year is not None:
        known.append(tr("year", lang, year=audit.year))
    if known:
        return " ".join(known)
    paths = [*(one.path for one in audit.documents), *(one.path for one in audit.unchecked)]
    return paths[0] if paths else tr("no_dossier", lang)
