"""What the workers of a run do: read and recognise a file, check a dossier, look over all documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker import log
from checker.audit.audit import Audit, Decided
from checker.check import Checker, Dossier
from checker.document import Document
from checker.finding import Finding
from checker.messages import say
from checker.pack.pack import Pack
from checker.reading.reading import Reading
from checker.run.given import Given
from checker.run.sketch import Bundle, Sketch

if TYPE_CHECKING:
    from checker.run.results import Results

Read = Callable[[Path, str], Document]
"""How a file becomes a document: its path, and what to call it."""


class Work:
    """Its methods are what workers are given; of an object, so that the packs travel once, by fork."""

    def __init__(self, packs: Sequence[Pack], lang: str, read: Read, batch: bool, kept: Results | None = None) -> None:
        self.packs = tuple(packs)
        self.lang = lang
        self.read = read
        self.batch = batch
        self.kept = kept
        self._checker: Checker | None = None

    def bare(self) -> Work:
        """The same without what is kept on this machine and what was made of the packs here."""
        return Work(self.packs, self.lang, self.read, self.batch)

    @property
    def checker(self) -> Checker:
        """Made where it is first needed: in the worker."""
        if self._checker is None:
            self._checker = Checker(self.packs, self.lang, not self.batch)
        return self._checker

    def sketch(self, item: tuple[Path, str], here: bool = False) -> Sketch:
        """Read a file and recognise what it is, or take what an earlier run has made of it. `here`: it is checked with
        this program and these packs as they are, so that it need not be recognised again."""
        key = self.kept.of_file(*item) if self.kept is not None else None
        found = self.kept.get(key) if self.kept is not None and key is not None else None
        if isinstance(found, Sketch):
            with log.stage("kept", path=item[1]):
                return found
        document, reading = self._recognised(item)
        made = self._sketched(document, reading)
        # What was read is what the key was made of, unless somebody was writing in between.
        if self.kept is not None and key is not None and self.kept.of_file(*item) == key:
            self.kept.put(key, made)
        if here and reading is not None:
            return replace(made, reading=self.checker.keeper(reading.pack.id).packed(reading))
        return made

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
                document = reading.document  # without another one that its file goes on with
        return document, reading

    def _sketched(self, document: Document, reading: Reading | None) -> Sketch:
        if reading is None:
            return Sketch(document, None, None)
        form = reading.form.id if reading.form else None
        mark: tuple[int, ...] = ()
        own = 0
        if self.batch:
            from checker.facts.prior import common_wording
            from checker.text.overlap import signed

            mark, own = signed(document, *common_wording(reading.pack))
        # Where it stands what the document is, whoever looks into it finds again.
        identity = replace(reading.identity, title_at=None, organ_at=None, other_at=None)
        return Sketch(document, reading.pack.id, reading.kind, identity, form, mark, own)

    def check(self, bundle: Bundle) -> Audit:
        """Check a dossier, or take what an earlier run has found."""
        key = self.kept.of_bundle(bundle) if self.kept is not None else None
        found = self.kept.get(key) if self.kept is not None and key is not None else None
        if isinstance(found, Audit):
            return found
        audit = self._checked(self.dossier(bundle))
        if self.kept is not None and key is not None:
            self.kept.put(key, audit)
        return audit

    def dossier(self, bundle: Bundle) -> Dossier:
        """The documents of a dossier, each read as what it is there."""
        readings = []
        unknown = []
        for sketch, role in bundle.members:
            if sketch.pack is None or sketch.kind is None:
                unknown.append(sketch.document)
                continue
            with log.stage("recognise", path=sketch.document.path, role=role):
                if sketch.reading:
                    keeper = self.checker.keeper(sketch.pack)
                    readings.append(keeper.reading(sketch.reading, sketch.document, role))
                else:
                    readings.append(self.checker.reading(sketch.document, sketch.pack, sketch.kind, role))
        failed = tuple((path, say("facts.document"), error.message) for path, error in bundle.failed)
        unchecked = (*failed, *bundle.unchecked)
        return Dossier(tuple(readings), tuple(unknown), unchecked, bundle.remarks, bundle.beside)

    def _checked(self, dossier: Dossier) -> Audit:
        paths = [reading.document.path for reading in dossier.readings] + [one.path for one in dossier.unknown]
        with log.stage("check", paths=paths) as told:
            audit = self.checker.check(dossier)
            if log.wanted():
                verdicts = {verdict.value: count for verdict, count in audit.verdicts.items()}
                told.update(findings=len(audit.findings), verdicts=verdicts, unchecked=len(audit.unchecked))
            return audit

    def over_all(self, sketches: tuple[Sketch, ...], given: Given) -> tuple[list[Finding], Decided]:
        """What shows only over all documents; `given` lists the units that must have a report."""
        from checker.run.batch import over_batch
        from checker.run.shelf import signed

        with log.stage("batch", documents=len(sketches)) as told:
            found, decided = over_batch(self.checker, signed(sketches), given)
            told["findings"] = len(found)
            return found, decided
