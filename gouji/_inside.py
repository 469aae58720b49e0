"""What the process beside a program does for its calls; it reads no document, but forks workers that do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.record import dataclass
from checker.wiring.ready import make_ready as make_ready
from gouji._values import Copy, Pack, Rule

if TYPE_CHECKING:
    from checker.audit.audit import Run
    from checker.document import Document
    from checker.run.run import Limits

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Share:
    """What each document may take, and how many are worked on at a time (0: one for each processor)."""

    seconds: float
    memory_mb: int
    workers: int

    def limits(self) -> Limits:
        from checker.run.run import Limits

        return Limits(self.seconds, self.memory_mb, self.workers)


def check(
    report: str, roles: Mapping[str, tuple[str, ...]], packs: tuple[str, ...], lang: str, share: Share
) -> tuple[Run, dict[str, Document]]:
    """The run over a dossier, and its documents."""
    return _examined((report,), roles, packs, lang, share)


def check_many(
    paths: tuple[str, ...],
    packs: tuple[str, ...],
    lang: str,
    share: Share,
    trust_waivers: bool,
    progress: Progress | None = None,
) -> tuple[Run, dict[str, Document]]:
    """The run over files and folders, and its documents."""
    return _examined(paths, {}, packs, lang, share, progress, trust_waivers)


def _examined(
    paths: tuple[str, ...],
    roles: Mapping[str, tuple[str, ...]],
    packs: tuple[str, ...],
    lang: str,
    share: Share,
    progress: Progress | None = None,
    trust_waivers: bool = False,
) -> tuple[Run, dict[str, Document]]:
    """What `gouji check` does with the same words."""
    from checker.audit.together import together
    from checker.audit.waiverfile import apart, files_for, load_each, not_believed
    from checker.audit.waivers import apply, today
    from checker.messages import text
    from checker.run.private import masked, private_rules
    from checker.wiring.dossiers import given_by
    from checker.wiring.examine import examine
    from checker.wiring.files import listing, with_files
    from checker.wiring.packs import load_packs

    loaded = load_packs(list(packs), ())
    named = [Path(path) for path in paths]
    plan, above, prior, parts = (
        [Path(path) for path in roles.get(role, ())] for role in ("plan", "above", "prior", "parts")
    )
    found = listing([*named, *plan, *above, *prior, *parts], share.limits())
    given = given_by(named, found, plan, prior, parts, loaded, above=above)
    found = with_files(found, given.extra, share.limits())
    if found.faults:
        raise found.faults[0]
    folders = [path for path in named if path.is_dir()]
    beside = files_for([path for path, _ in found.files], folders)
    waived, doubted = (beside, []) if trust_waivers else apart(beside, folders)
    entries, faulty = load_each(waived)
    result = examine(found, loaded, given, share.limits(), lang, progress, faulty)
    run = apply(result.run, entries, today()) if entries else result.run
    told = (text(message, lang) for message in not_believed(doubted))
    run = together(replace(run, notices=(*run.notices, *told)))
    return masked(replace(result, run=run), private_rules(loaded)).run, result.documents


def read(path: str, share: Share) -> Document:
    """A document, read in a worker."""
    from checker.wiring.reading import read_alone

    return read_alone(path, share.limits())


def annotate(run: Run, documents: dict[str, Document], folder: str, share: Share) -> tuple[Copy, ...]:
    """Copies of the documents, each written in a worker."""
    from checker.files.targets import Inputs, refuse
    from checker.messages import text
    from checker.run.run import Result
    from checker.wiring.copies import targets, write_copies

    result = Result(run, documents)
    planned = targets(result, Path(folder))
    refuse([target for _, target in planned], Inputs(Path(path) for path in documents))
    made = []
    for copy in write_copies(result, result, planned, share.limits()):
        if copy.error is not None:
            made.append(Copy(copy.path, None, (text(copy.error.message, run.lang),)))
        else:
            remarks = tuple(text(remark, run.lang) for remark in copy.remarks)
            made.append(Copy(copy.path, str(copy.target), remarks))
    return tuple(made)


def packs(names: tuple[str, ...], lang: str) -> tuple[Pack, ...]:
    """Packs with their rules, as values that stand by themselves."""
    from checker.wiring.packs import load_packs

    return tuple(
        Pack(
            pack.id,
            pack.spec.version,
            pack.title(lang),
            pack.digest,
            pack.directory,
            tuple(
                Rule(
                    rule.full_id,
                    rule.text(lang).title,
                    tuple(dict.fromkeys(severity for _, severity in rule.severities)),
                    rule.source,
                )
                for rule in pack.rules
            ),
        )
        for pack in load_packs(list(names), ())
    )
