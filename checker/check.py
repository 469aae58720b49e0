"""The way through, on one screen: a dossier's documents, their facts, the verdicts, the audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from checker import facts, log
from checker.audit.audit import Audit, Checked, Decided, Part, Tally, Unchecked
from checker.document import Document
from checker.fact import Fact, Schema
from checker.facts.beside import NOTHING, Beside
from checker.finding import Finding, Verdict
from checker.judging.across import named
from checker.judging.causes import Draft
from checker.judging.doubt import with_doubt
from checker.judging.findings import drafts, findings
from checker.judging.judge import Judge, Judged
from checker.judging.matrix import matrix
from checker.judging.things import Things, decided, fingerprinted
from checker.judging.ticks import KIND, ticks
from checker.messages import Message, say, text
from checker.pack.asked import Asked
from checker.pack.pack import Pack, Rule
from checker.reading.apart import not_told
from checker.reading.kept import Keeper
from checker.reading.reading import Reading
from checker.reading.recognise import read, recognise, sight
from checker.record import dataclass

ALWAYS = ("document", KIND)
"""Kinds of fact that are made though no rule looks at them: that a document is there, and figures to tick."""
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
    beside: Beside = NOTHING
    """What is known of the dossier beyond its documents: units without a report, versions to choose from."""


class _Origins(dict[str, Pack]):
    """The packs by where their rules say they are from: one that a pack inherits names the pack it comes from."""

    def __missing__(self, name: str) -> Pack:
        heirs = {rule.pack: pack for pack in self.values() for rule in pack.rules}
        self.update({origin: heirs[origin] for origin in (name, *heirs) if origin not in self})
        return self[name]


class Checker:
    """Some packs, ready to check any number of dossiers in one language. No input or output of its own."""

    def __init__(self, packs: Sequence[Pack], lang: str = "zh-CN", once: bool = False) -> None:
        """`once`: there is one dossier, and nothing needs to be kept for another."""
        self.packs = {pack.id: pack for pack in packs}
        self._of_rules = _Origins(self.packs)
        self.lang = lang
        self._once = once
        self.schemas: Mapping[str, dict[str, Schema]] = Asked(facts.schema, self.packs)
        self._judges: dict[str, Judge] = {}
        self._keepers: dict[str, Keeper] = {}
        self._makers: dict[tuple[str, str], Callable[[Reading], list[Fact]]] = {}

    def recognise(self, document: Document, role: str | None = None) -> Reading | None:
        """The reading of a document; None where no pack knows it. `role` is its role in the dossier, if given."""
        found = recognise(document, list(self.packs.values()))
        return read(document, found, role) if found else None

    def reading(self, document: Document, pack: str, kind: str, role: str) -> Reading:
        """The reading of a document that is known already to be of a kind."""
        return read(document, sight(document, self.packs[pack], kind), role)

    def keeper(self, pack: str) -> Keeper:
        """What writes the readings of a pack, and reads them in another process."""
        if pack not in self._keepers:
            self._keepers[pack] = Keeper(self.packs[pack])
        return self._keepers[pack]

    def judge(self, pack: str, made: Sequence[Fact]) -> list[Judged]:
        """Every rule of a pack on the facts of a dossier."""
        return self._judge(pack).judge(made)

    def _judge(self, pack: str) -> Judge:
        if pack not in self._judges:
            self._judges[pack] = Judge(self.packs[pack].rules, self.schemas[pack], self._once)
        return self._judges[pack]

    def facts_of(self, reading: Reading) -> list[Fact]:
        """The facts of a document that the rules of its pack ask for, and those that any outcome shows."""
        key = reading.pack.id, reading.role
        if key not in self._makers:
            kinds = {*self._judge(key[0]).asked(reading.role), *ALWAYS}
            self._makers[key] = facts.maker(reading.pack, kinds)
        return self._makers[key](reading)

    def judged(self, dossier: Dossier, every: bool = True) -> tuple[list[Judged], list[Fact]]:
        """Every rule on every fact of a dossier, each document by the rules of its pack; and these facts, without
        `every` those alone that a check needs."""
        judged: list[Judged] = []
        seen: list[Fact] = []
        for pack in dict.fromkeys(reading.pack.id for reading in dossier.readings):
            own = [reading for reading in dossier.readings if reading.pack.id == pack]
            with log.stage("facts", pack=pack) as told:
                fitting = facts.comparable_readings(own, dossier.beside)
                extract = facts.extract if every else self.facts_of
                made = [fact for reading in fitting if reading.form is not None for fact in extract(reading)]
                made += facts.extract_together(own, dossier.beside)
                told["facts"] = len(made)
            with log.stage("judge", pack=pack):
                judged.extend(self.judge(pack, made))
            seen += made
        return with_doubt(judged, [reading.document for reading in dossier.readings]), seen

    def drafts(self, dossier: Dossier) -> list[Draft]:
        """What there is to tell of a dossier, that included which a cause keeps quiet; for authors of rules."""
        return self.told(self.judged(dossier)[0])

    def told(self, judged: Sequence[Judged]) -> list[Draft]:
        """What there is to tell of some verdicts, that included which a cause keeps quiet."""
        return drafts(judged, self._of_rules, self.lang)

    def check(self, dossier: Dossier) -> Audit:
        """The audit of a dossier."""
        unchecked = [self._unchecked(*failed) for failed in dossier.failed]
        for document in dossier.unknown:
            unchecked.append(self._unchecked(document.path, say("facts.document"), say("facts.no_pack")))
            # A scan that nobody could read is unknown for that reason.
            unchecked.extend(self._unchecked(document.path, gap.what, gap.why) for gap in document.unread)
        judged, seen = self.judged(dossier, every=False)
        untold = [one for one in judged if one.rule.spec.untold]
        if untold:
            judged = [one for one in judged if not one.rule.spec.untold]
        for reading in dossier.readings:
            unchecked.extend(
                self._unchecked(reading.document.path, gap.what, gap.why) for gap in reading.document.unread
            )
            unchecked.extend(self._unchecked(reading.document.path, what, why) for what, why in not_told(reading))
            if not reading.pack.rules:
                why = say("facts.no_rules", title=reading.pack.title(self.lang))
                unchecked.append(self._unchecked(reading.document.path, say("facts.whole"), why))
            if _formal(reading) and reading.form is None:
                why = say("facts.no_form", year=reading.identity.year, title=reading.pack.title(self.lang))
                unchecked.append(self._unchecked(reading.document.path, say("facts.whole"), why))
        documents = [*(reading.document for reading in dossier.readings), *dossier.unknown]
        things = Things(documents)
        made_findings, quiet = findings(judged, self._of_rules, self.lang, things)
        made_findings = [named(finding, self.lang) for finding in made_findings]
        first = dossier.readings[0] if dossier.readings else None
        organ, year = (first.identity.organ, first.identity.year) if first else (None, None)
        return Audit(
            organ,
            year,
            tuple(_checked(reading) for reading in dossier.readings)
            + tuple(
                Checked(document.path, document.sha256, document.format, "unknown", pages=document.pages)
                for document in dossier.unknown
            ),
            tuple(fingerprinted(made_findings, organ, year)),
            self._tallies(judged, quiet),
            tuple(dict.fromkeys(unchecked)),
            tuple((pack.id, pack.spec.version, pack.digest) for pack in self.packs.values()),
            tuple(text(remark, self.lang) for remark in (*dossier.remarks, *_remarks(dossier))),
            matrix(judged),
            ticks(judged, seen),
            decided(judged, quiet, things, _whole(documents) and not dossier.failed),
            names=_names(dossier.readings, self.lang),
            offers=tuple(one for one in findings(untold, self._of_rules, self.lang, things)[0] if one.correction),
        )

    def check_batch(self, made: Mapping[str, Sequence[Fact]]) -> tuple[list[Finding], Decided]:
        """The findings of facts that belong to no single dossier, by pack; and what else was decided."""
        judged = [one for pack, some in made.items() for one in self.judge(pack, some)]
        things = Things()
        found, quiet = findings(judged, self._of_rules, self.lang, things)
        years = [one.fact.values.get("year") for one in judged]
        year = next((one for one in years if isinstance(one, int)), None)
        marked = fingerprinted([named(finding, self.lang) for finding in found], None, year)
        return marked, decided(judged, quiet, things, True)

    def _unchecked(self, path: str, what: Message, why: Message) -> Unchecked:
        return Unchecked(path, text(what, self.lang), text(why, self.lang))

    def _tallies(self, judged: Sequence[Judged], quiet: Sequence[Judged]) -> tuple[Tally, ...]:
        hushed = {id(one) for one in quiet}
        rules: dict[str, Rule] = {}
        counts: dict[str, dict[Verdict, int]] = {}
        for one in judged:
            rule, verdict = one.rule, one.verdict
            if hushed and id(one) in hushed:
                verdict = Verdict.NOT_APPLICABLE
            elif verdict is Verdict.FAIL:  # of two thousand verdicts a few
                verdict = one.settled
            name = rule.full_id
            if name not in counts:
                counts[name] = {}
            of_rule = counts[name]
            of_rule[verdict] = of_rule.get(verdict, 0) + 1
            rules[name] = rule
        return tuple(Tally(name, rules[name].text(self.lang).title, counts[name]) for name in sorted(rules))


def _whole(documents: Sequence[Document]) -> bool:
    """Whether all text was read, so that what is not found is not there."""
    return all(gap.holds == "aside" for document in documents for gap in document.unread)


def _remarks(dossier: Dossier) -> list[Message]:
    """What readers remark on the documents."""
    documents = [*(reading.document for reading in dossier.readings), *dossier.unknown]
    return [remark for document in documents for remark in document.remarks]


def _names(readings: Sequence[Reading], lang: str) -> dict[str, str]:
    """What readers know the ids of sections, tables, rows and columns as: section/ID, table/ID, row/TABLE/ID, ...; and
    documents of a role, where the pack has a word of its own: role/ID."""
    names: dict[str, str] = {}
    for reading in reversed(readings):
        called = reading.pack.name(f"role/{reading.role}", lang)
        if called != f"role/{reading.role}":
            names[f"role/{reading.role}"] = called
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
