"""What the workers of a run do: read and recognise a file, check a dossier, look over all documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from checker import log
from checker.audit.audit import Audit
from checker.check import Checker, Dossier
from checker.document import Document
from checker.finding import Finding
from checker.messages import say
from checker.pack.pack import Pack
from checker.reading.reading import Reading
from checker.run.sketch import Bundle, Sketch

Read = Callable[[Path, str], Document]
"""How a file becomes a document: its path, and what to call it."""


class Work:
    """Its methods are what workers are given; of an object, so that the packs travel once, by fork."""

    def __init__(self, packs: Sequence[Pack], lang: str, read: Read, batch: bool) -> None:
        self.packs = tuple(packs)
        self.lang = lang
        self.read = read
        self.batch = batch
        self._checker: Checker | None = None

    @property
    def checker(self) -> Checker:
        """Made where it is first needed: in the worker."""
        if self._checker is None:
            self._checker = Checker(self.packs, self.lang)
        return self._checker

    def sketch(self, item: tuple[Path, str]) -> Sketch:
        """Read a file and recognise what it is."""
        return self._sketched(*self._recognised(item))

    def whole(self, item: tuple[Path, str]) -> tuple[Sketch, Audit]:
        """Read and check, for a run over a single file: the way that a clerk waits for."""
        document, reading = self._recognised(item)
        dossier = Dossier((reading,)) if reading is not None else Dossier((), (document,))
        return self._sketched(document, reading), self._checked(dossier)

    def _recognised(self, item: tuple[Path, str]) -> tuple[Document, Reading | None]:
        with log.stage("read", path=item[1]) as told:
            document = self.read(*item)
            told.update(format=document.format, blocks=len(document.blocks), pages=document.pages)
        with log.stage("recognise", path=item[1]) as told:
            reading = self.checker.recognise(document)
            if reading is not None:
                told.update(pack=reading.pack.id, kind=reading.kind, form=reading.form.id if reading.form else None)
        return document, reading

    def _sketched(self, document: Document, reading: Reading | None) -> Sketch:
        if reading is None:
            return Sketch(document, None, None)
        form = reading.form.id if reading.form else None
        mark: tuple[int, ...] = ()
        if self.batch:
            from checker.text.overlap import signature

            mark = signature(document, reading.pack.vocabulary.get("fixed_wording", []))
        return Sketch(document, reading.pack.id, reading.kind, reading.identity, form, mark)

    def check(self, bundle: Bundle) -> Audit:
        """Check a dossier."""
        readings = []
        unknown = []
        for sketch, role in bundle.members:
            if sketch.pack is None or sketch.kind is None:
                unknown.append(sketch.document)
                continue
            with log.stage("recognise", path=sketch.document.path, role=role):
                readings.append(self.checker.reading(sketch.document, sketch.pack, sketch.kind, role))
        failed = tuple((path, say("facts.document"), error.message) for path, error in bundle.failed)
        unchecked = (*failed, *bundle.unchecked)
        return self._checked(Dossier(tuple(readings), tuple(unknown), unchecked, bundle.remarks, bundle.missing_units))

    def _checked(self, dossier: Dossier) -> Audit:
        paths = [reading.document.path for reading in dossier.readings] + [one.path for one in dossier.unknown]
        with log.stage("check", paths=paths) as told:
            audit = self.checker.check(dossier)
            if log.wanted():
                verdicts = {verdict.value: count for verdict, count in audit.verdicts.items()}
                told.update(findings=len(audit.findings), verdicts=verdicts, unchecked=len(audit.unchecked))
            return audit

    def over_all(self, sketches: tuple[Sketch, ...], units: tuple[str, ...]) -> list[Finding]:
        """What shows only over all documents; `units` are those that must have a report."""
        from checker.run.batch import over_batch

        with log.stage("batch", documents=len(sketches)) as told:
            found = over_batch(self.checker, sketches, units)
            told["findings"] = len(found)
            return found
