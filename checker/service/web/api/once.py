"""A request that makes something, done once however often it is sent with the same Idempotency-Key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Annotated

from fastapi import Header

from checker.messages import say
from checker.service.store import replays
from checker.service.store.viewer import Viewer
from checker.service.web.office import Office
from checker.service.web.problems import Problem
from checker.service.web.uploads import Form

Once = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        pattern="^[!-~]*$",
        description="A word of yours: the same request with the same word is done once, for 24 hours.",
    ),
]
REPLAYED = "Idempotency-Replayed"


def digest(about: str, form: Form) -> str:
    """What is asked for, in short."""
    papers = [[paper.role, paper.sha256, paper.name] for paper in form.papers]
    return hashlib.sha256(json.dumps([about, papers, sorted(form.texts.items())]).encode()).hexdigest()


def once(office: Office, viewer: Viewer, word: str, sent: str, make: Callable[[], str]) -> tuple[str, bool]:
    """(the key of what was made, whether that was before)."""
    if not word:
        return make(), False
    caller = viewer.asker.lane
    try:
        with office.database.write() as connection:
            made = replays.begin(office.database, connection, caller, word, sent)
    except replays.Other:
        raise Problem("reused-key", say("service.reused_key")) from None
    except replays.UnderWay:
        raise Problem("under-way", say("service.first_under_way"), headers={"Retry-After": "1"}) from None
    if made is not None:
        return made, True
    key = None
    try:
        key = make()
    finally:
        with office.database.write() as connection:
            replays.end(connection, caller, word, key)
    return key, False
