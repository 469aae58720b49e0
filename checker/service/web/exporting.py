"""What an inspection is taken away as: waivers for the command, the ledger for Excel."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from checker.messages import say, text
from checker.service.store import trail
from checker.service.store.judging import REFUSED
from checker.service.store.states import Matter, UnitState
from checker.service.store.viewer import Viewer
from checker.service.web import inspecting
from checker.service.web.office import Office

LEDGER = ("unit", "code", "state", "severity", "rule", "title", "message", "decision", "reason", "who", "fingerprint")


def ledger_of(office: Office, viewer: Viewer, key: str, lang: str, request_id: str) -> tuple[bytes, str]:
    """(the ledger of an inspection, its title); the log says who took it."""
    with office.database.write() as connection:
        row = inspecting.find(connection, viewer, key)
        found = inspecting.units(office, connection, viewer, row)
        trail.note(office.database, connection, viewer, "ledger.exported", key, request=request_id)
    return ledger(found, lang), row["title"]


def waivers_of(office: Office, viewer: Viewer, key: str, lang: str, request_id: str) -> bytes:
    """What was judged to be no fault in an inspection; the log says who took it."""
    with office.database.write() as connection:
        row = inspecting.find(connection, viewer, key)
        found = inspecting.units(office, connection, viewer, row)
        trail.note(office.database, connection, viewer, "waivers.exported", key, request=request_id)
    comment = "".join(text(say("service.waivers_comment", title=row["title"]), lang).splitlines())
    return waivers([one for each in found for one in each.matters], comment)


def waivers(found: list[Matter], comment: str) -> bytes:
    """A waivers.yaml of what was judged to be no fault, which `gouji check` takes as it is."""
    lines = [f"# {comment}"]
    for one in found:
        if one.standing.decision != REFUSED or one.standing.again or one.last is None or not one.fingerprint:
            continue
        lines += [
            "",
            f"# {_line(one.title)}",
            f"- rule: {_line(one.rule)}",
            f"  fingerprint: {_quoted(one.fingerprint)}",
            f"  reason: {_quoted(one.last['reason'])}",
            f"  by: {_quoted(one.last['who'])}",
        ]
    if len(lines) == 1:
        lines.append("[]")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _line(string: str) -> str:
    return "".join(one if one.isprintable() else " " for one in string)


def _quoted(string: str) -> str:
    return json.dumps(string, ensure_ascii=False)


def ledger(found: Iterable[UnitState], lang: str) -> bytes:
    """The ledger as separated values for Excel: a cell that would be a formula there is text."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([text(say(f"service.ledger_{name}"), lang) for name in LEDGER])
    for one in found:
        for matter in one.matters:
            last = matter.last
            decided = matter.standing.decision
            rows.writerow(
                [
                    _cell(value)
                    for value in (
                        one.unit["name"],
                        one.unit["code"] or "",
                        text(say(f"service.state_{one.state}"), lang),
                        text(say(f"service.severity_{matter.rank}"), lang),
                        matter.rule,
                        matter.title,
                        matter.message,
                        text(say(f"service.{decided}"), lang) if decided else "",
                        last["reason"] if last is not None and decided else "",
                        last["who"] if last is not None and decided else "",
                        matter.fingerprint,
                    )
                ]
            )
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _cell(value: str) -> str:
    line = " ".join(value.split())
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line
