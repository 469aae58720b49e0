"""What the process beside the server does for a job: it forks workers that read, and answers with bytes and values."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.audit.audit import Run
    from checker.document import Document
    from checker.run.run import Limits, Result


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of an order: `path` is where its content lies, `name` what it was called when it was handed over."""

    role: str
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be checked together, and how. `before` is the JSON of the draft before, `cluster` where Dask is;
    empty for none."""

    papers: tuple[Paper, ...]
    packs: tuple[str, ...]
    lang: str
    seconds: float
    memory_mb: int
    folder: str
    before: str = ""
    cluster: str = ""

    def limits(self) -> Limits:
        """What each document may take; one at a time, as there are as many processes as processors."""
        from checker.run.run import Limits

        return Limits(self.seconds, self.memory_mb, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the database holds it; `earlier` is the identity that its thing had in the draft before."""

    number: int
    card: int | None
    rule: str
    severity: str
    verdict: str
    title: str
    message: str
    fingerprint: str
    thing: str
    values_digest: str
    state: str | None
    earlier: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """The outcome: the JSON of the command, the parts of the review page, and what other outputs are made of."""

    result: bytes
    page: bytes
    record: bytes
    issuer: str | None
    year: int | None
    summary: dict[str, Any]
    packs: tuple[tuple[str, str, str], ...]
    rows: tuple[Row, ...]


def check(order: Order) -> Made:
    """The check of `gouji check`, with the names that files were given, set beside the draft before where there is."""
    import json

    from checker.audit.earlier import load
    from checker.outputs.html import parts
    from checker.outputs.json import dumps, whole
    from checker.run.private import masked, private_rules
    from checker.run.results import packed
    from checker.service.queue.rows import rows
    from checker.service.queue.warming import warm

    packs = in_force(order.packs)
    with laid_out(order) as names:
        result = _examined(order, names, packs)
    warm(packs, order.lang, result.run, result.documents)
    old = load(Path(order.before), order.lang) if order.before else None
    run, pairs = _beside(result.run, old)
    shown = masked(replace(result, run=run), private_rules(packs))
    run = shown.run
    title, body = parts(run, shown.documents)
    told = whole(run)
    audit = next((one for one in run.audits if one.documents), None)
    return Made(
        dumps(told),
        json.dumps({"title": title, "body": body}, ensure_ascii=False).encode("utf-8", "replace"),
        packed((run, shown.documents)),
        audit.issuer if audit else None,
        audit.year if audit else None,
        dict(told["summary"]),
        tuple(dict.fromkeys(pack for one in run.audits for pack in one.packs)),
        rows(run, pairs),
    )


@lru_cache(maxsize=2)
def in_force(names: tuple[str, ...]) -> list[Any]:
    """The packs, loaded once in the life of this process: what the server has said at its start is in force stays so,
    and what they work out when it is first asked for is worked out once."""
    from checker.wiring.packs import load_packs

    return load_packs(list(names), ())


def _examined(order: Order, names: Mapping[str, Sequence[str]], packs: list[Any]) -> Result:
    from checker.wiring.dossiers import given_by
    from checker.wiring.examine import examine
    from checker.wiring.files import listing, with_files

    reports, plan, prior, parts = ([Path(name) for name in names[role]] for role in ("report", "plan", "prior", "part"))
    limits = order.limits()
    found = listing([*reports, *plan, *prior, *parts], limits, _room)
    given = given_by(reports, found, plan, prior, parts, packs)
    found = with_files(found, given.extra, limits)
    if found.faults:
        raise found.faults[0]
    elsewhere = None
    if order.cluster:
        from checker.wiring.cluster import cluster

        elsewhere = cluster(order.cluster)
    return examine(found, packs, given, limits, order.lang, elsewhere=elsewhere)


def _room() -> Path:
    """Where a zip is unpacked: in the folder of the job, and gone with it."""
    room = Path(".unpacked").absolute()
    room.mkdir(exist_ok=True)
    return room


def _beside(run: Run, old: Run | None) -> tuple[Run, dict[str, str]]:
    """The run with states against the draft before, as the command would compare two files, and what goes with what."""
    from checker.audit.baseline import compare
    from checker.audit.together import together
    from checker.service.queue.rows import pairs_of

    if old is None:
        return together(run), {}
    compared = compare(run, old, together=True)
    return together(compared), pairs_of(run, old)


@contextmanager
def laid_out(order: Order) -> Iterator[dict[str, list[str]]]:
    """The files under the names that they were given, in a folder which is where we are; names by role.

    Two of one name are told apart by a number. The name of a file is not to be trusted: what could lead elsewhere is
    taken out of it before it is kept (`checker.service.web.uploads`).
    """
    from checker.leftovers import temporary

    here = Path.cwd()
    with temporary("job-", Path(order.folder)) as folder:
        os.chdir(folder)
        try:
            names: dict[str, list[str]] = {role: [] for role in ("report", "plan", "prior", "part")}
            for paper in order.papers:
                name = _free(folder, paper.name)
                _linked(Path(paper.path), folder / name)
                names[paper.role].append(name)
            yield names
        finally:
            os.chdir(here)


def _free(folder: Path, name: str) -> str:
    path, number = Path(name), 1
    while (folder / path).exists():
        number += 1
        path = Path(f"{Path(name).stem}（{number}）{Path(name).suffix}")
    return str(path)


def _linked(source: Path, target: Path) -> None:
    """The same file under another name, where the system can do that; it is read only."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def render(record: str, form: str) -> bytes:
    """One of the outputs of `gouji check --format`, of a check that was kept."""
    from checker.outputs import render as rendered

    run, documents = _kept(record)
    return rendered(form, run, documents)


def annotate(record: str, order: Order) -> tuple[tuple[str, str, bytes], ...]:
    """(document, name of its copy, the copy) of every document of a check."""
    from checker.run.run import Result
    from checker.wiring.copies import targets, write_copies

    run, documents = _kept(record)
    result = Result(run, documents)
    made = []
    from checker.wiring.files import listing

    with laid_out(order) as names:
        # Documents of a zip are files elsewhere than their names say.
        found = listing([Path(name) for some in names.values() for name in some], order.limits(), _room)
        sources = {name: path for path, name in found.files}
        planned = targets(result, Path("copies").absolute())
        for copy in write_copies(result, result, planned, order.limits(), sources=sources):
            if copy.error is None:
                made.append((copy.path, copy.target.name, copy.target.read_bytes()))
    return tuple(made)


def _kept(record: str) -> tuple[Run, dict[str, Any]]:
    from checker.run.results import unpacked

    run, documents = unpacked(Path(record).read_bytes())
    return run, documents


def read(path: str, name: str, folder: str) -> Document:
    """A document as it is read, in a worker."""
    from checker.run.run import Limits
    from checker.wiring.reading import read_alone

    order = Order((Paper("report", path, name),), (), "zh-CN", 60, 1024, folder)
    with laid_out(order) as names:
        return read_alone(names["report"][0], Limits(60, 1024, 1))


def compared(old: str, new: str, lang: str) -> bytes:
    """The JSON of an outcome beside an earlier one; both are the paths of outcomes."""
    from checker.audit.baseline import compare
    from checker.audit.earlier import load
    from checker.outputs.json import dumps, whole

    return dumps(whole(compare(_plainly(load(Path(new), lang)), load(Path(old), lang), together=True)), indent=1)


def _plainly(run: Run) -> Run:
    """An outcome without what it was compared with when it was made."""
    from checker.audit.audit import EARLIER

    return replace(
        run,
        audits=tuple(
            replace(audit, findings=tuple(one for one in audit.findings if one.state not in EARLIER), before=None)
            for audit in run.audits
        ),
    )


def letter(
    record: str, fingerprints: frozenset[str], template: str, issued_by: str, deadline: str
) -> tuple[bytes, tuple[str, ...]]:
    """(the letter to a unit as a Word file, the fingerprints that it is of): of these findings of a check alone."""
    from datetime import date

    from checker.audit.together import apart, together
    from checker.outputs.batch.letters import letter as written
    from checker.outputs.material.units import units

    run, documents = _kept(record)
    audit = next(one for one in run.audits if one.documents)
    own = tuple(one for one in apart(audit.findings) if one.fingerprint in fingerprints)
    charged = together(replace(run, audits=(replace(audit, findings=own),), batch=()))
    (unit,) = units(charged)
    day = date.fromisoformat(deadline) if deadline else None
    content = written(unit, charged, documents, Path(template) if template else None, issued_by, day)
    return content, tuple(one.fingerprint for one in own)


def notice(charged: Sequence[tuple[str, str, frozenset[str]]], issued_by: str, deadline: str) -> bytes:
    """The notice over the units of an inspection as a Word file. Of each the path of what was kept of its check, what
    it is called, and the fingerprints of the findings that were judged to stand: of these alone."""
    from datetime import date

    from checker.audit.audit import Run
    from checker.audit.together import apart, together
    from checker.outputs.batch.letters import notice as written
    from checker.outputs.material.units import units

    audits, lang = [], "zh-CN"
    for number, (record, name, fingerprints) in enumerate(charged):
        run, _ = _kept(record)
        audit = next(one for one in run.audits if one.documents)
        own = tuple(one for one in apart(audit.findings) if one.fingerprint in fingerprints)
        # Reports of several units may be called alike, and are different documents all the same.
        documents = tuple(replace(one, path=f"{number}/{one.path}") for one in audit.documents)
        audits.append(replace(audit, issuer=name, findings=own, documents=documents, unchecked=()))
        lang = run.lang
    whole = together(Run(tuple(audits), lang=lang))
    return written(whole, units(whole), issued_by, date.fromisoformat(deadline) if deadline else None)
