"""A rule pack ready for use: forms with their tables laid out, rules with their expressions parsed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from checker.expression import Expr, parse
from checker.finding import Severity, Source, Verdict
from checker.pack.figurewords import FigureWords
from checker.pack.model import (
    Aggregate,
    Applies,
    Cause,
    FormSpec,
    LabelSpec,
    PackSpec,
    Partner,
    RuleSpec,
    RuleText,
    SectionSpec,
    TableSpec,
    TextsFile,
    Years,
)
from checker.record import dataclass
from checker.text.normalize import bare, comparable

FORM_IN_USE = "form"
"""A rule's source `form` is the form that the document at hand is on."""


@dataclass(frozen=True, slots=True)
class Label:
    """A row or column of a form's table. `under` are the labels above it, outermost first, `above` each of these with
    the wordings that are as good."""

    id: str
    label: str
    also: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    read: str | None = None
    required: bool = True
    above: tuple[tuple[str, ...], ...] = ()
    always: bool = False


@dataclass(frozen=True, slots=True)
class FormBlock:
    """Rows and columns that share a grid; `title` is the block's own title row, empty where it has none."""

    index: int
    title: str
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of a form. `open` is as in TableSpec; `words` are its labels, bare."""

    id: str
    spec: TableSpec
    blocks: tuple[FormBlock, ...]
    open: str = ""
    words: frozenset[str] = frozenset()
    groups: tuple[Label, ...] = ()
    subtotals: frozenset[str] = frozenset()
    """As in FormSpec, bare."""

    @property
    def open_rows(self) -> bool:
        """Whether rows are taken that the form does not name."""
        return bool(self.open)

    @property
    def listed(self) -> bool:
        """Whether it is a list of labels and values: one column, which has no label."""
        return len(self.blocks) == 1 and len(self.blocks[0].columns) == 1 and not self.blocks[0].columns[0].label

    def columns(self) -> list[Label]:
        """Every column id once, in order."""
        return list({column.id: column for block in self.blocks for column in block.columns}.values())

    def rows(self) -> list[Label]:
        """Every row, in order."""
        return [row for block in self.blocks for row in block.rows]


@dataclass(frozen=True)
class Form:
    """A form, its tables laid out. `titles` are those of its sections, bare."""

    spec: FormSpec
    tables: dict[str, FormTable]
    titles: frozenset[str] = frozenset()
    field_labels: tuple[tuple[str, str], ...] = ()
    """Every label of every particular, made comparable and lower case, with the name of the particular it is of."""

    @property
    def id(self) -> str:
        """The form's id."""
        return self.spec.form


@dataclass(frozen=True, slots=True)
class Signs:
    """By what a form is known before it is opened: the titles of its sections, the words of its tables (`FormTable`),
    and the entries of its outline that say what a title may look like."""

    titles: frozenset[str]
    words: tuple[frozenset[str], ...]
    like: tuple[SectionSpec, ...]


@dataclass(frozen=True)
class Rule:
    """A rule with its expressions parsed. `id` is unique in the pack; `pack` is where findings say it is from."""

    pack: str
    spec: RuleSpec
    where: Expr
    expect: Expr
    severities: tuple[tuple[Expr, Severity], ...]
    verdicts: tuple[tuple[Expr, Verdict], ...]
    partners: dict[str, Partner]
    lets: dict[str, tuple[Aggregate, Expr]]
    causes: tuple[Cause, ...]
    source: Source
    texts: dict[str, RuleText] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The rule's id without its pack."""
        return self.spec.id

    @cached_property
    def full_id(self) -> str:
        """pack/id, as findings name it."""
        return f"{self.pack}/{self.spec.id}"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of fact it looks at."""
        return (self.spec.each,) if isinstance(self.spec.each, str) else tuple(self.spec.each)

    @property
    def joined(self) -> bool:
        """Whether its facts are completed with values from elsewhere before they are judged."""
        return bool(self.partners or self.lets)

    def text(self, lang: str) -> RuleText:
        """The texts in a language; in the pack's own where there is no translation."""
        if lang not in self._by_lang:
            self._by_lang[lang] = self._text(lang)
        return self._by_lang[lang]

    @cached_property
    def _by_lang(self) -> dict[str, RuleText]:
        return {}

    def _text(self, lang: str) -> RuleText:
        spec = self.spec
        own = RuleText(spec.title, spec.message, spec.review, spec.advice)
        other = self.texts.get(lang)
        if other is None:
            return own
        return RuleText(
            other.title or own.title,
            other.message or own.message,
            other.review or own.review,
            other.advice or own.advice,
        )


@dataclass(frozen=True)
class Pack:
    """A regulation as data. `digest` locks what was used: SHA-256 over its files, the extended pack's included."""

    spec: PackSpec
    forms: dict[str, Form]
    rules: tuple[Rule, ...]
    texts: dict[str, TextsFile]
    digest: str
    directory: str
    vocabulary: dict[str, Any] = field(default_factory=dict)
    inherited: dict[str, RuleSpec] = field(default_factory=dict)
    """The rules of the pack that it extends, as they stand there."""
    figures: FigureWords = field(default_factory=FigureWords)
    """The words by which figures of running text are read, and what they can be."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A part that a kept pack is opened without, and that is opened when it is first asked for."""
            later = vars(self).get("_later", {})
            if name not in later:
                raise AttributeError(name)
            vars(self)[name] = later[name]()
            return vars(self)[name]

    @classmethod
    def opened(cls, now: Mapping[str, Any], later: Mapping[str, Callable[[], Any]]) -> Pack:
        """A pack of parts that are there and others that are made when they are first asked for; by name of field."""
        pack = cls.__new__(cls)
        vars(pack).update(now, _later=later)
        return pack

    def at(self, directory: str) -> Pack:
        """The same pack in another folder, its parts as far open as they are."""
        return self.opened({**vars(self), "directory": directory}, vars(self).get("_later", {}))

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.spec.pack

    @cached_property
    def signs(self) -> dict[str, Signs]:
        """The signs of the forms; kept with a pack, so that a document of another one leaves its forms unopened."""
        return {
            name: Signs(
                form.titles,
                tuple(table.words for table in form.tables.values() if table.words),
                tuple(entry for entry in form.spec.outline if entry.like),
            )
            for name, form in self.forms.items()
        }

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def laid_out(self) -> bool:
        """Whether it looks at how documents are laid out; kept with a pack, so that to ask opens no form."""
        return any(form.spec.elements for form in self.forms.values())

    def form_of_year(self, role: str, year: int | None) -> Form | None:
        """The form in force for a year; None where the regulation has none for it."""
        document = self.spec.documents.get(role)
        for name in document.forms if document else ():
            form = self.forms[name]
            if year is None or in_years(form.spec.years, year):
                return form
        return None

    def name(self, word: str, lang: str) -> str:
        """What a reader knows an id as, the id itself where the pack does not say."""
        texts = self.texts.get(lang)
        if texts and word in texts.names:
            return texts.names[word]
        return self.spec.names.get(lang, {}).get(word) or self.spec.names.get(self.spec.lang, {}).get(word, word)

    def translated(self, axis: str, word: str, table: str, lang: str) -> str:
        """What readers of another language know an id as, by what it is the id of; empty where no text says."""
        texts = self.texts.get(lang)
        if texts is None:
            return ""
        keys = (f"{axis}/{table}/{word}", f"{axis}/{word}", word)
        return next((texts.names[key] for key in keys if key in texts.names), "")

    def sources_of(self, rule: Rule, lang: str) -> tuple[str, ...]:
        """The documents that a rule's clause stands in; of a clause of the form, every form."""
        ref, texts = rule.spec.source.ref, self.texts.get(lang)
        refs = [form for form in self.forms if form in self.spec.sources] if ref == FORM_IN_USE else [ref]
        return tuple((texts.sources.get(one, "") if texts else "") or self.spec.sources.get(one, one) for one in refs)

    def title(self, lang: str) -> str:
        """The pack's title."""
        texts = self.texts.get(lang)
        return (texts.title if texts else "") or self.spec.title


def expression(source: str | bool) -> Expr:
    """The expression of a pack's key; a bare true or false is one too."""
    return parse(str(source).lower() if isinstance(source, bool) else source)


def in_years(years: Years | None, year: int) -> bool:
    """Whether a year lies in a span whose ends may be open."""
    if years is None:
        return True
    return (years.from_ is None or year >= years.from_) and (years.to is None or year <= years.to)


def applies(rule: Rule, role: str, form: str | None, level: str | None, year: int | None) -> bool:
    """Whether a rule is for a document; an unknown year or level is not excluded here."""
    spec: Applies | None = rule.spec.applies
    if spec is None:
        return role == "report"
    roles, forms, levels = (_tuple(spec.role) or ("report",), _tuple(spec.form), _tuple(spec.level))
    if role not in roles or (forms and form not in forms) or (levels and level not in levels):
        return False
    return year is None or in_years(spec.years, year)


def _tuple(value: list[str] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else tuple(value)


def lay_out(form: FormSpec) -> Form:
    """A form with its tables in one shape: a list of blocks."""
    titles = frozenset(bare(title) for entry in form.outline for title in (entry.title, *entry.also))
    subtotals = frozenset(map(bare, form.subtotals))
    tables = {name: _table(name, table, form.lists, subtotals) for name, table in form.tables.items()}
    labels = tuple(
        (comparable(label, fold_case=True).string, name) for name, spec in form.fields.items() for label in spec.label
    )
    return Form(form, tables, titles, labels)


def _table(
    name: str, spec: TableSpec, lists: Mapping[str, dict[str, LabelSpec | str]], subtotals: frozenset[str]
) -> FormTable:
    open_rows = "rows" if spec.rows == "any" or (spec.codes and not spec.open) else spec.open

    def of(rows: dict[str, LabelSpec | str] | str | list[str]) -> dict[str, LabelSpec | str]:
        if isinstance(rows, dict):
            return rows
        names = [rows] if isinstance(rows, str) else rows
        return {row: label for name in names for row, label in lists.get(name, {}).items()}

    rows = of(spec.rows)
    blocks = tuple(
        FormBlock(index, block.title, _labels(block.columns, spec.read, spec.heads), _labels(of(block.rows), None))
        for index, block in enumerate(spec.blocks)
    ) or (FormBlock(0, "", _labels(spec.columns, spec.read, spec.heads), _labels(rows, None)),)
    labels = [label for block in blocks for label in (*block.rows, *block.columns)]
    names = [name for label in labels for name in (label.label, *label.also, *label.under)]
    words = frozenset(bare(name) for name in (*names, *(block.title for block in blocks)) if name)
    return FormTable(name, spec, blocks, open_rows, words, _labels(spec.groups, None), subtotals)


def _labels(
    labels: dict[str, LabelSpec | str], read: str | None, heads: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> tuple[Label, ...]:
    result = []
    for name, given in labels.items():
        spec = LabelSpec(label=given) if isinstance(given, str) else given
        under = (spec.under,) if isinstance(spec.under, str) else tuple(spec.under)
        above = tuple((one, *heads.get(one, ())) for one in under)
        result.append(
            Label(name, spec.label, tuple(spec.also), under, spec.read or read, spec.required, above, spec.always)
        )
    return tuple(result)
