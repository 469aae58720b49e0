"""A folder of documents that a case holds, put together into dossiers as a check of the folder does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from checker.check import Dossier
from checker.document import Document
from checker.fact import Fact
from checker.pack.pack import Pack
from checker.record import dataclass
from checker.run import dossierfile
from checker.run.batch import batch_facts
from checker.run.dossierfile import DossierFile
from checker.run.given import Given
from checker.run.grouping import group
from checker.run.work import Work
from checker.yamlfiles.file import parse_yaml

ReadText = Callable[[str, str], Document]
"""How a text, under a name, becomes a document."""


@dataclass(frozen=True)
class Folder:
    """Its dossiers, the facts over all its reports, and the files that no pack knows."""

    dossiers: tuple[Dossier, ...] = ()
    over_all: tuple[Fact, ...] = ()
    unknown: tuple[str, ...] = field(default=())


def folder(pack: Pack, texts: Mapping[str, str], where: str, read_text: ReadText) -> Folder:
    """The folder of some texts by their paths in it; `where` is what faults of a dossier.yaml are told with.

    RulePackError with these faults.
    """
    named = [name for name in texts if Path(name).name == dossierfile.NAME]
    documents = {name: read_text(text, name) for name, text in texts.items() if name not in named}
    work = Work([pack], pack.spec.lang, lambda _, name: documents[name], True)
    sketches = [work.sketch((Path(name), name)) for name in documents]
    unknown = tuple(one.document.path for one in sketches if one.pack is None)
    if unknown:
        return Folder(unknown=unknown)
    given = _given(pack, {name: texts[name] for name in named}, set(documents), where)
    bundles = group(sketches, given)
    over_all = batch_facts([pack], sketches, given)
    return Folder(tuple(work.dossier(one) for one in bundles), tuple(over_all.get(pack.id, ())))


def _given(pack: Pack, texts: Mapping[str, str], documents: set[str], where: str) -> Given:
    """What the dossier files say of which documents belong together."""
    read = list(_files(texts, documents, where))
    return Given(
        files=tuple((home, file) for home, file, _ in read),
        lines={(home, number): place for home, _, places in read for number, place in enumerate(places)},
        issuers={pack.id: pack.spec.issuers},
        versions={pack.id: pack.spec.versions},
    )


def _files(texts: Mapping[str, str], documents: set[str], where: str) -> Iterator[tuple[Path, DossierFile, list[str]]]:
    for name, text in texts.items():
        home = Path(name).parent
        yield home, *dossierfile.parsed(parse_yaml(text.encode(), f"{where} {name}"), home, _is_in(documents))


def _is_in(documents: set[str]) -> dossierfile.There:
    return lambda path: path.as_posix() in documents
