"""The run of a call: the adapters wired in, the files read, put together and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.audit.audit import Skipped
from checker.errors import CheckerError, DocumentError
from checker.messages import say, text
from checker.pack.pack import Pack
from checker.run.given import Given
from checker.run.run import Limits, Progress, Result, run
from checker.wiring.files import Listing

if TYPE_CHECKING:
    from checker.run.results import Results
    from checker.workers.elsewhere import Elsewhere


def examine(
    found: Listing,
    packs: Sequence[Pack],
    given: Given,
    limits: Limits,
    lang: str,
    progress: Progress | None = None,
    faulty: Iterable[tuple[Path, CheckerError]] = (),
    kept: Results | None = None,
    record: Callable[[dict[str, Any]], None] | None = None,
    elsewhere: Elsewhere | None = None,
    shared: bool = False,
) -> Result:
    """Read and check; a single file without partners is a dossier of its own, as nothing could go with it.

    With `elsewhere` other machines read and check; `shared`: files lie under the same paths there.

    `faulty` are folders with a file about their documents that cannot be used: these are not checked, and it is said
    why. The same holds for folders that cannot be looked into.
    """
    from adapters.prepared import prepared

    files = found.files
    refused = dict(_refused(found, tuple(dict.fromkeys((*given.faulty, *faulty)))))
    grouping = None
    if len(files) > 1 or given.files:
        from checker.run.grouping import group

        grouping = partial(group, given=given)
    content = None
    if elsewhere is not None and not shared:
        from checker.wiring import cluster

        content = cluster.content
    # Where others read, each file is converted there.
    here = files if elsewhere is None else ()
    wanted = [one for one in here if one[1] not in refused and not _known(one, kept)]
    with prepared(wanted, limits.processes(), any(pack.laid_out for pack in packs)) as read:
        result = run(
            files,
            packs,
            read,
            lang=lang,
            limits=limits,
            group=grouping,
            given=given,
            progress=progress,
            refused=refused,
            kept=kept,
            record=record,
            elsewhere=elsewhere,
            content=content,
        )
    skipped = tuple(Skipped(one.path, one.kind, text(one.why, lang)) for one in found.left_out)
    return replace(result, run=replace(result.run, skipped=skipped)) if skipped else result


def results_of(packs: Sequence[Pack], limits: Limits, lang: str, *about: object) -> Results | None:
    """The results of earlier runs like this one, which depends on `about` as well; None without a place for them that
    the user alone can write to."""
    from adapters.libreoffice import find
    from checker.cachefolder import cache_folder
    from checker.run.results import results
    from checker.wiring.ready import program

    folder = cache_folder()
    if folder is None:
        return None
    office = find()
    state = Path(office).resolve().stat().st_mtime_ns if office is not None else 0
    return results(folder, program(), packs, lang, limits.seconds, limits.memory_mb, office, state, *about)


def _known(file: tuple[Path, str], kept: Results | None) -> bool:
    """Whether an earlier run has read a file that LibreOffice would have to convert."""
    from adapters.prepared import CONVERTED

    if kept is None or file[0].suffix.lower() not in CONVERTED:
        return False
    key = kept.of_file(*file)
    return key is not None and kept.has(key)


def _refused(found: Listing, faulty: Sequence[tuple[Path, CheckerError]]) -> Iterable[tuple[str, CheckerError]]:
    """Of files and folders by name why nothing of them is checked."""
    for path, why in found.closed:
        yield path, DocumentError(say("cli.closed", path=path, why=why))
    homes = [(folder.resolve(), error) for folder, error in faulty]
    if homes:
        for file, name in found.files:
            here = file.parent.resolve()
            error = next((error for home, error in homes if here == home or home in here.parents), None)
            if error is not None:
                yield name, DocumentError(say("cli.settings_faulty", path=name, why=error.message))
