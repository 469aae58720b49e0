"""What thousands of records of a run have in common, held once.

Each record comes from a worker with strings of its own: the same ids of the form, labels of cells and names of rules,
over and over. Of ten thousand reports that is half of what their records take.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from checker.audit.audit import Audit, Checked
from checker.document import Document, Location
from checker.finding import Comparison, Finding, Term
from checker.run.sketch import Sketch

One = TypeVar("One")
SHORT = 24
"""Characters up to which a text is likely to come again: a name or a label, not a sentence."""
FEW = 100
"""A number below it is likely to come again under the same label."""


class Sharing:
    """Gives back records that are equal to those given, and share what others have as well."""

    def __init__(self) -> None:
        self._known: dict[type, dict[Any, Any]] = {}
        self._called: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}

    def one(self, value: One) -> One:
        """The first value that was equal to this one."""
        found: One = self._known.setdefault(value.__class__, {}).setdefault(value, value)
        return found

    def sketch(self, made: Sketch) -> Sketch:
        """A sketch that shares with others what its pack says, and the names of its file."""
        own = made.identity
        words = {name: self.one(getattr(own, name)) for name in ("organ", "level", "organ_from", "year", "year_from")}
        return replace(
            made,
            document=self._document(made.document),
            pack=self.one(made.pack),
            kind=self.one(made.kind),
            form=self.one(made.form),
            identity=replace(own, **words),
        )

    def audit(self, made: Audit) -> Audit:
        """An audit that shares with others what its pack says, and with its sketches the names of its files."""
        return replace(
            made,
            issuer=self.one(made.issuer),
            year=self.one(made.year),
            documents=tuple(map(self._checked, made.documents)),
            findings=tuple(map(self._finding, made.findings)),
            packs=self.one(made.packs),
            remarks=tuple(map(self.one, made.remarks)),
            names=self._names(made.names),
        )

    def _names(self, names: dict[str, str]) -> dict[str, str]:
        """Those of a form: whoever tells of a finding looks at them, and all reports of a year have the same."""
        return self._called.setdefault(tuple(names.items()), names)

    def _document(self, document: Document) -> Document:
        words = {name: self.one(getattr(document, name)) for name in ("path", "format", "sha256", "told")}
        return replace(document, **words)

    def _checked(self, made: Checked) -> Checked:
        names = ("path", "sha256", "format", "role", "pack", "form", "year", "issuer")
        words = {name: self.one(getattr(made, name)) for name in names}
        return replace(made, outline=tuple(map(self.one, made.outline)), **words)

    def _finding(self, made: Finding) -> Finding:
        thing, likely = made.thing, made.likely
        return replace(
            made,
            likely=None if likely is None else replace(likely, at=self._place(likely.at), label=self.one(likely.label)),
            rule=self.one(made.rule),
            title=self.one(made.title),
            advice=self.one(made.advice),
            source=self.one(made.source),
            locations=tuple(map(self._place, made.locations)),
            values={self.one(name): self._short(value) for name, value in made.values.items()},
            related=self.one(made.related),
            comparison=self._comparison(made.comparison),
            thing=None if thing is None else replace(thing, kind=self.one(thing.kind), ids=self.one(thing.ids)),
        )

    def _place(self, place: Any) -> Any:
        if not isinstance(place, Location):
            return place
        # Written out: `replace` goes through the fields again, for ten places of a report.
        one = self.one
        return Location(
            one(place.path),
            place.block,
            one(place.cell),
            one(place.start),
            one(place.end),
            place.text,
            one(place.section),
            one(place.table),
            one(place.row),
            one(place.column),
            one(place.line),
            one(place.char),
            place.page,
            place.boxes,
            place.continued,
        )

    def _comparison(self, made: Comparison | None) -> Comparison | None:
        if made is None:
            return None
        return replace(
            made,
            left=tuple(map(self._term, made.left)),
            operator=self.one(made.operator),
            right=tuple(map(self._term, made.right)),
        )

    def _term(self, term: Term) -> Term:
        label, value = self._short(term.label), term.value
        if type(value) is int and -FEW < value < FEW:  # 1 and Decimal(1) are equal, and written in two ways
            return self.one(Term(label, value, term.location, term.sign))
        return Term(label, value, term.location, term.sign)

    def _short(self, value: One) -> One:
        return self.one(value) if isinstance(value, str) and len(value) <= SHORT else value
