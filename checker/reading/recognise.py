"""From a document to its reading: which pack and form it belongs to, its sections and its identity."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checker.document import Document, Table
from checker.pack.pack import Form, Pack
from checker.reading.fields import read_fields
from checker.reading.headings import Heading, headings
from checker.reading.identity import find_title, identify
from checker.reading.outline import find_sections, says
from checker.reading.placing import words_of
from checker.reading.reading import Identity, Passage, Reading, read_passages
from checker.reading.tables import match_tables, spots
from checker.text.normalize import bare


@dataclass(frozen=True)
class Sight:
    """A document as a pack sees it: its kind there, and what each form of that kind finds in it."""

    pack: Pack
    kind: str
    drafts: dict[str, Reading]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class _Page:
    """What every form is held against: the texts of a document, its headings, the words of its tables."""

    passages: tuple[Passage, ...]
    lines: list[Heading]
    titles: frozenset[str]
    words: frozenset[str]


def _page(document: Document) -> _Page:
    passages = tuple(read_passages(document))
    lines = headings(passages)
    words = frozenset(word for block in document.blocks if isinstance(block, Table) for word in words_of(block))
    return _Page(passages, lines, frozenset(bare(line.title) for line in lines), words)


def recognise(document: Document, packs: list[Pack]) -> Sight | None:
    """The pack that knows the document and the kind it is there; None where none does.

    A title tells most, then the sections of a form, then its tables.
    """
    best: tuple[int, Sight] | None = None
    page = _page(document)
    for pack in packs:
        for kind in pack.spec.documents:
            score, sight = _sight(document, pack, kind, page)
            if score and (best is None or score > best[0]):
                best = (score, sight)
    return best[1] if best else None


def _sight(document: Document, pack: Pack, kind: str, page: _Page, known: bool = False) -> tuple[int, Sight]:
    """How surely a document is of a kind, and what its forms find; unless `known`, only if they can find any."""
    spec = pack.spec.documents[kind]
    score = 100 if find_title(document, spec, page.passages) else 0
    forms = [pack.forms[name] for name in spec.forms]
    if not (known or score or any(_plausible(form, page) for form in forms)):
        return 0, Sight(pack, kind, {}, page.passages)
    drafts = {form.id: _draft(document, pack, kind, form, page) for form in forms}
    for draft in drafts.values():
        sections = sum(span.titled for span in draft.sections)
        if spec.sections and sections >= spec.sections:
            score = max(score, 10 * sections)
        if any(match.found for match in draft.tables.values()):
            score = max(score, 25 + 10 * sections)
    return score, Sight(pack, kind, drafts, page.passages)


def _plausible(form: Form, page: _Page) -> bool:
    """Whether a title of a section or labels of a table stand in the document; without them a form finds nothing."""
    if not form.titles.isdisjoint(page.titles):
        return True
    if any(table.words and len(table.words & page.words) >= min(2, len(table.words)) for table in form.tables.values()):
        return True
    return any(says(entry, line) for entry in form.spec.outline if entry.like for line in page.lines)


def sight(document: Document, pack: Pack, kind: str) -> Sight:
    """A document whose kind is known already."""
    return _sight(document, pack, kind, _page(document), known=True)[1]


def read(document: Document, sight: Sight, as_role: str | None = None) -> Reading:
    """The reading of a document.

    The form is that of the document's year; while the year is not known, the form whose labels stand in it.
    `as_role` is the role in the dossier where it differs from the kind of document (prior, part).
    """
    pack, kind = sight.pack, sight.kind
    if not sight.drafts:
        first = Reading(document, pack, None, kind, kind=kind, passages=sight.passages)
        return replace(first, identity=identify(first, pack), role=as_role or kind)
    forms = [pack.forms[name] for name in sight.drafts]
    any_draft = sight.drafts[forms[0].id]
    likely = likely_form(any_draft.passages, forms)
    identity = identify(sight.drafts[likely.id], pack)
    form = pack.form_of_year(kind, identity.year) if identity.year is not None else likely
    draft = sight.drafts[(form or likely).id]
    marks = {one.id: len(marks_of(one, any_draft.passages)) for one in forms}
    written = likely if form is not None and marks[likely.id] > marks[form.id] else None
    if written is not None:
        draft = replace(draft, tables=sight.drafts[written.id].tables)
    if form is None:
        draft = replace(draft, tables={})
    whole = replace(draft, form=form, written=written, identity=identity, role=as_role or kind)
    return replace(whole, fields=read_fields(whole))


def likely_form(passages: tuple[Passage, ...], forms: list[Form]) -> Form:
    """The form with the most labels of its own in the document; the first of the list where none has any."""
    return max(forms, key=lambda form: (len(marks_of(form, passages)), -forms.index(form)))


def _draft(document: Document, pack: Pack, kind: str, form: Form, page: _Page) -> Reading:
    tables = match_tables(page.passages, document.blocks, form)
    sections = find_sections(page.lines, form, spots(tables))
    return Reading(document, pack, form, kind, Identity(), sections, kind, passages=page.passages, tables=tables)


def marks_of(form: Form, passages: tuple[Passage, ...]) -> list[Passage]:
    """The cells that hold labels which only this form has."""
    wanted = {bare(mark) for mark in form.spec.marks}
    return [passage for passage in passages if passage.cell is not None and bare(passage.text.string) in wanted]
