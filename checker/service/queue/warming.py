"""What judging a report works out when it is first asked for, worked out once where workers are forked from.

A worker begins with what the process has that forks it, and ends with its report: what it has compiled of a pack is
lost with it. So the process judges the first report of each form once more by itself, after a worker has come through
it within its limits, and the workers to come find it done.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from checker import log

if TYPE_CHECKING:
    from checker.audit.audit import Run
    from checker.document import Document
    from checker.pack.pack import Pack

FORMS = 6
"""Forms for which it is done; what is kept of each takes some megabytes."""
_done: set[tuple[str, str | None]] = set()


def warm(packs: Sequence[Pack], lang: str, run: Run, documents: Mapping[str, Document]) -> int:
    """Judge what is the first of its form; how many. That it cannot be done is in the log and changes nothing."""
    if sys.platform != "linux":  # workers inherit nothing there
        return 0
    count = 0
    for one in (one for audit in run.audits for one in audit.documents):
        key = (one.pack or "", one.form)
        if one.form is None or key in _done or len(_done) >= FORMS or one.path not in documents:
            continue
        _done.add(key)
        count += _judged(packs, lang, documents[one.path])
    if count:
        gc.collect()
        gc.freeze()
    return count


def _judged(packs: Sequence[Pack], lang: str, document: Document) -> int:
    from checker.check import Checker, Dossier

    try:
        with log.stage("warm", path=document.path):
            checker = Checker(packs, lang)
            reading = checker.recognise(document)
            if reading is None:
                return 0
            checker.check(Dossier((reading,)))
    except Exception:  # it was in the log as the stage ended; the report itself is checked
        return 0
    return 1
