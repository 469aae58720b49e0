"""From a document to its reading: which pack and form it belongs to, its sections and its identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property

from checker.document import Document, Table
from checker.messages import say
from checker.pack.model import DocumentSpec
from checker.pack.pack import Form, Pack, Signs, in_years
from checker.reading.another import another
from checker.reading.fields import read_fields
from checker.reading.headings import Heading, headings, inside
from checker.reading.identity import TITLE_LINES, find_title, identify, titles, top_passages
from checker.reading.legends import explained
from checker.reading.outline import find_sections, sayings_of
from checker.reading.placing import words_of
from checker.reading.reading import Identity, Passage, Reading, read_passages
from checker.reading.tables import match_tables, spots
from checker.reading.unlabelled import unlabelled
from checker.record import dataclass
from checker.text.bilingual import chinese_of
from checker.text.normalize import bare, comparable
from checker.text.patterns import compiled, possible

TITLED, SAID = 100, 50
"""What a title counts for, and what a document says of itself in its first sentences."""
_SEVERAL = 3
"""Titles from which on a page without any section is a list: a report may name two, its own and last year's."""


@dataclass(frozen=True)
class _Page:
    """What every form is held against: the texts of a document, its headings, the words of its tables."""

    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    lines: list[Heading]
    """The headings, and what may be headings within paragraphs."""
    titles: frozenset[str]
    words: frozenset[str]
    words_in: Mapping[int, frozenset[str]]
    """Those of each table, by its block."""
    top: tuple[Sequence[Passage], ...]
    """The texts near the top among which its title stands."""


@dataclass(frozen=True)
class Sight:
    """A document as a pack sees it: its kind there, and what each form of that kind finds in it."""

    document: Document
    pack: Pack
    kind: str
    page: _Page
    _drafts: dict[str, Reading] = field(default_factory=dict)

    @cached_property
    def title(self) -> Identity | None:
        """What its title says, by the patterns of its kind."""
        return find_title(self.document, self.pack, self.kind, self.page.top)

    @property
    def forms(self) -> list[Form]:
        """The forms of its kind."""
        return [self.pack.forms[name] for name in self.pack.spec.documents[self.kind].forms]

    def draft(self, form: Form) -> Reading:
        """The document read against a form; made when it is asked for, since of several forms mostly one is."""
        if form.id not in self._drafts:
            page = self.page
            tables = match_tables(page.passages, self.document.blocks, page.words_in, form)
            sections = find_sections(page.passages, page.lines, form, spots(tables))
            explained(page.passages, sections, tables)
            made = Reading(self.document, self.pack, form, self.kind, Identity(), sections, self.kind)
            self._drafts[form.id] = replace(made, passages=page.passages, headings=page.headings, tables=tables)
        return self._drafts[form.id]


def _page(document: Document) -> _Page:
    passages = tuple(read_passages(document))
    alone = headings(passages)
    spots = {line.spot for line in alone}
    within = [line for line in inside(passages) if line.spot not in spots]
    lines = sorted((*alone, *within), key=lambda line: line.spot) if within else alone
    words = {at: words_of(block) for at, block in enumerate(document.blocks) if isinstance(block, Table)}
    titles = frozenset(bare(line.title) for line in lines)
    top = top_passages(passages)
    return _Page(passages, tuple(alone), lines, titles, frozenset().union(*words.values()), words, top)


def recognise(document: Document, packs: list[Pack]) -> Sight | None:
    """The pack that knows the document and the kind it is there; None where none does.

    A title tells most, then what a document says of itself, then the sections of a form, then its tables.
    """
    page = _page(document)
    seen: list[tuple[Sight, int]] = []
    for pack in packs:
        for kind, spec in pack.spec.documents.items():
            sight = Sight(document, pack, kind, page)
            if sight.title is not None and not _lists(sight):
                seen.append((sight, TITLED))
            elif _calls_itself(spec, page):
                seen.append((sight, SAID))
            elif any(_plausible(pack.signs[form], page) for form in spec.forms):
                seen.append((sight, 0))
    if len(seen) == 1 and seen[0][1] == TITLED:
        return seen[0][0]  # nothing to weigh it against
    best: tuple[int, Sight] | None = None
    for sight, told in seen:
        score = _score(sight, told)
        if score and (best is None or score > best[0]):
            best = (score, sight)
    return best[1] if best else _asked_for(document, packs, page)


def _asked_for(document: Document, packs: list[Pack], page: _Page) -> Sight | None:
    """The document as a pack sees it that is there on request only and is named alone: who does so means this one."""
    if len(packs) != 1 or not packs[0].spec.on_request or not page.passages:
        return None
    return Sight(document, packs[0], next(iter(packs[0].spec.documents)), page)


def _lists(sight: Sight) -> bool:
    """Whether a page has the titles of several such documents, one below the other, and a section of none."""
    pack, page, spec = sight.pack, sight.page, sight.pack.spec.documents[sight.kind]
    if not spec.forms or any(not pack.signs[form].titles.isdisjoint(page.titles) for form in spec.forms):
        return False
    named = {(one.organ, one.year) for _, one in titles(page.passages[: TITLE_LINES * 3], spec, pack)}
    return len(named) >= _SEVERAL


def _calls_itself(spec: DocumentSpec, page: _Page) -> bool:
    """Whether a document says near its beginning what it is: 现公布云泽市水务局2023年政府信息公开工作年度报告."""
    first = [passage for passage in page.passages if passage.plain.string][:TITLE_LINES]
    return any(
        pattern.search(passage.plain.string)
        for passage in first
        for pattern in possible(spec.signs, passage.plain.string)
    )


def _score(sight: Sight, told: int) -> int:
    """How surely a document is of a kind, by what its forms find; what it says of itself (`told`) counts where it has a
    section: a notice tells others in the same words what they have to write."""
    least = sight.pack.spec.documents[sight.kind].sections
    score = told if told == TITLED else 0
    for draft in map(sight.draft, sight.forms):
        sections = sum(span.titled for span in draft.sections)
        if told and sections:
            score = max(score, told + 10 * sections)
        if least and sections >= least:
            score = max(score, 10 * sections)
        if any(match.found for match in draft.tables.values()):
            score = max(score, 25 + 10 * sections)
    return score


def _plausible(signs: Signs, page: _Page) -> bool:
    """Whether a title of a section or labels of a table stand in the document; without them a form finds nothing."""
    if not signs.titles.isdisjoint(page.titles):
        return True
    if any(len(words & page.words) >= min(2, len(words)) for words in signs.words):
        return True
    sayings = sayings_of(signs.like)
    return bool(signs.like) and any(sayings.of(line.title) for line in page.lines)


def sight(document: Document, pack: Pack, kind: str) -> Sight:
    """A document whose kind is known already."""
    return Sight(document, pack, kind, _page(document))


def read(document: Document, sight: Sight, as_role: str | None = None) -> Reading:
    """The reading of a document.

    The form is that of the document's year; while the year is not known, the form whose labels stand in it. Of several
    in force in a year it is the one whose titles the document's is.
    `as_role` is the role in the dossier where it differs from the kind of document (prior, part).
    """
    pack, kind, forms, passages = sight.pack, sight.kind, sight.forms, sight.page.passages
    if not forms:
        first = Reading(document, pack, None, kind, kind=kind, passages=passages, headings=sight.page.headings)
        return replace(first, identity=identify(first, pack, sight.title), role=as_role or kind)
    likely = max(forms, key=lambda form: (_marks(form, sight.page), -forms.index(form)))
    identity = identify(sight.draft(likely), pack, sight.title)
    titled = next((form for form in forms if _titled(form, identity.title)), None)
    if titled is not None and titled is not likely:
        likely, identity = titled, identify(sight.draft(titled), pack, sight.title)
    form = pack.form_of_year(kind, identity.year) if identity.year is not None else likely
    if titled is not None and identity.year is not None and in_years(titled.spec.years, identity.year):
        form = titled
    draft = sight.draft(form or likely)
    rest = another(draft, identity, sight.page.lines)
    if rest is not None:
        document = _until(document, *rest)
        return read(document, Sight(document, pack, kind, _page(document)), as_role)
    more = form is not None and form is not likely and _marks(likely, sight.page) > _marks(form, sight.page)
    written = likely if more else None
    if written is not None:
        draft = replace(draft, tables=sight.draft(written).tables)
    if form is None:
        draft = replace(draft, tables={})
    whole = replace(draft, form=form, written=written, identity=identity, role=as_role or kind)
    fields = read_fields(whole)
    return replace(whole, fields={**fields, **unlabelled(whole, fields)})


def _until(document: Document, rest: Passage, title: Identity) -> Document:
    """A document without another one that its file goes on with."""
    block = rest.spot.block
    unread = tuple(one for one in document.unread if one.block is None or one.block < block)
    remark = say("reading.another", title=title.title)
    return replace(document, blocks=document.blocks[:block], unread=unread, remarks=(*document.remarks, remark))


def _titled(form: Form, title: str) -> bool:
    """Whether a title is that of documents on a form; False where the form says nothing of titles."""
    line = comparable(title).string
    return any(compiled(pattern).search(line) for pattern in form.spec.titles)


def _marks(form: Form, page: _Page) -> int:
    """How many labels that only a form has stand in a document."""
    said = any(bare(mark) in page.words for mark in form.spec.marks)
    return len(marks_of(form, page.passages)) if said else 0


def marks_of(form: Form, passages: tuple[Passage, ...]) -> list[Passage]:
    """The cells that hold labels which only this form has."""
    wanted = {bare(mark) for mark in form.spec.marks}
    if not wanted:
        return []
    cells = (passage for passage in passages if passage.cell is not None)
    return [cell for cell in cells if bare(chinese_of(cell.text.string)) in wanted]
