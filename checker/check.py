"""The way through, on one screen: a dossier's documents, their facts, the verdicts, the audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker import facts
from checker.audit.audit import Audit, Checked, Part, Tally, Unchecked
from checker.document import Document
from checker.fact import Fact, Schema
from checker.finding import Finding, Verdict
from checker.judging.findings import findings
from checker.judging.judge import Judge, Judged
from checker.judging.matrix import matrix
from checker.messages import Message, say, text
from checker.pack.pack import Pack
from checker.reading.reading import Reading
from checker.reading.recognise import read, recognise, sight

Unreadable = tuple[str, Message, Message]
"""A path that could not be read: path, what, why."""


@dataclass(frozen=True)
class Dossier:
    """The documents that are checked together; the first reading is the one the dossier is about."""

    readings: tuple[Reading, ...]
    unknown: tuple[Document, ...] = ()
    """Documents that no pack knows."""
    failed: tuple[Unreadable, ...] = ()
    """Files that could not be read, each with its reason."""
    remarks: tuple[Message, ...] = ()
    """What the grouping has to say: a partner that is missing, versions of one report."""
    missing_units: tuple[str, ...] = ()
    """Units whose reports should be among the parts and are not."""


class Checker:
    """Some packs, ready to check any number of dossiers in one language. No input or output of its own."""

    def __init__(self, packs: Sequence[Pack], lang: str = "zh-CN") -> None:
        self.packs = {pack.id: pack for pack in packs}
        # Rules that a pack inherits keep the name of the pack they come from.
        self._of_rules = {rule.pack: pack for pack in packs for rule in pack.rules} | self.packs
        self.lang = lang
        self.schemas: dict[str, dict[str, Schema]] = {pack.id: facts.schema(pack) for pack in packs}
        self._judges: dict[str, Judge] = {}

    def recognise(self, document: Document, role: str | None = None) -> Reading | None:
        """The reading of a document; None where no pack knows it. `role` is its role in the dossier, if given."""
        found = recognise(document, list(self.packs.values()))
        return read(document, found, role) if found else None

    def reading(self, document: Document, pack: str, kind: str, role: str) -> Reading:
        """The reading of a document that is known already to be of a kind."""
        return read(document, sight(document, self.packs[pack], kind), role)

    def judge(self, pack: str, made: Sequence[Fact]) -> list[Judged]:
        """Every rule of a pack on the facts of a dossier."""
        if pack not in self._judges:
            self._judges[pack] = Judge(self.packs[pack].rules, self.schemas[pack])
        return list(self._judges[pack].judge(made))

    def check(self, dossier: Dossier) -> Audit:
        """The audit of a dossier."""
        unchecked = [self._unchecked(*failed) for failed in dossier.failed]
        for document in dossier.unknown:
            unchecked.append(self._unchecked(document.path, say("facts.document"), say("facts.no_pack")))
            # A scan that nobody could read is unknown for that reason.
            unchecked.extend(self._unchecked(document.path, gap.what, gap.why) for gap in document.unread)
        judged: list[Judged] = []
        for pack in dict.fromkeys(reading.pack.id for reading in dossier.readings):
            own = [reading for reading in dossier.readings if reading.pack.id == pack]
            made = [fact for reading in own if reading.form is not None for fact in facts.extract(reading)]
            judged.extend(self.judge(pack, [*made, *facts.extract_together(own, dossier.missing_units)]))
        for reading in dossier.readings:
            unchecked.extend(
                self._unchecked(reading.document.path, gap.what, gap.why) for gap in reading.document.unread
            )
            if _formal(reading) and reading.form is None:
                why = say("facts.no_form", year=reading.identity.year, title=reading.pack.title(self.lang))
                unchecked.append(self._unchecked(reading.document.path, say("facts.whole"), why))
        made_findings, quiet = findings(judged, self._of_rules, self.lang)
        first = dossier.readings[0] if dossier.readings else None
        return Audit(
            first.identity.organ if first else None,
            first.identity.year if first else None,
            tuple(_checked(reading) for reading in dossier.readings)
            + tuple(
                Checked(document.path, document.sha256, document.format, "unknown", pages=document.pages)
                for document in dossier.unknown
            ),
            tuple(made_findings),
            self._tallies(judged, quiet),
            tuple(dict.fromkeys(unchecked)),
            tuple((pack.id, pack.spec.version, pack.digest) for pack in self.packs.values()),
            tuple(text(remark, self.lang) for remark in _remarks(dossier)),
            matrix(judged),
            _names(dossier.readings, self.lang),
        )

    def check_batch(self, made: Mapping[str, Sequence[Fact]]) -> list[Finding]:
        """The findings of facts that belong to no single dossier, by pack."""
        judged = [one for pack, some in made.items() for one in self.judge(pack, some)]
        return findings(judged, self._of_rules, self.lang)[0]

    def _unchecked(self, path: str, what: Message, why: Message) -> Unchecked:
        return Unchecked(path, text(what, self.lang), text(why, self.lang))

    def _tallies(self, judged: Sequence[Judged], quiet: Sequence[Judged]) -> tuple[Tally, ...]:
        counts: dict[str, Counter[Verdict]] = {}
        titles: dict[str, str] = {}
        hushed = {id(one) for one in quiet}
        for one in judged:
            verdict = Verdict.NOT_APPLICABLE if id(one) in hushed else one.settled
            counts.setdefault(one.rule.full_id, Counter())[verdict] += 1
            titles[one.rule.full_id] = one.rule.text(self.lang).title
        return tuple(Tally(name, titles[name], dict(counts[name])) for name in sorted(counts))


def _remarks(dossier: Dossier) -> list[Message]:
    """What the grouping has to say, and the reader of each document."""
    documents = (*(reading.document for reading in dossier.readings), *dossier.unknown)
    return [*dossier.remarks, *(remark for document in documents for remark in document.remarks)]


def _names(readings: Sequence[Reading], lang: str) -> dict[str, str]:
    """What readers know the ids of sections, tables, rows and columns as: section/ID, table/ID, row/TABLE/ID, ..."""
    names: dict[str, str] = {}
    for reading in reversed(readings):
        for form in (reading.tables_form, reading.form):
            if form is None:
                continue
            named = {f"section/{entry.id}": entry.title for entry in form.spec.outline}
            named["section/preamble"] = reading.pack.name("preamble", lang)
            for name, table in form.tables.items():
                named[f"table/{name}"] = table.spec.title
                named.update((f"row/{name}/{row.id}", row.label) for row in table.rows() if row.label)
                for column in table.columns():
                    named[f"column/{name}/{column.id}"] = "·".join((*column.under, column.label))
            names.update(
                {
                    key: reading.pack.name(key, lang) if reading.pack.name(key, lang) != key else title
                    for key, title in named.items()
                }
            )
    return names


def _formal(reading: Reading) -> bool:
    """Whether documents of this kind are built on a form."""
    return bool(reading.pack.spec.documents[reading.kind].forms)


def _checked(reading: Reading) -> Checked:
    document = reading.document
    return Checked(
        document.path,
        document.sha256,
        document.format,
        reading.role,
        reading.pack.id,
        reading.form.id if reading.form else None,
        document.pages,
        reading.identity.year,
        reading.identity.organ,
        _outline(reading),
    )


def _outline(reading: Reading) -> tuple[Part, ...]:
    """The sections of the form, each with the block of its heading."""
    if reading.form is None:
        return ()
    found = {span.id: span.heading[0].block for span in reading.sections}
    return tuple(Part(entry.id, entry.title, found.get(entry.id)) for entry in reading.form.spec.outline)
