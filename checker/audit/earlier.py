"""The outcome of an earlier run, made again from its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.audit.audit import Audit, Checked, Run, Unchecked
from checker.document import Location
from checker.errors import WaiverError
from checker.finding import Comparison, Finding, Severity, Source, Term, Verdict, Waiver
from checker.messages import Message, say

LARGEST = 512 << 20
"""Bytes; two hundred reports take a few megabytes."""


class _Missing(Exception):
    """A key of the outcome that is not there or of another type."""


def load(path: Path, lang: str) -> Run:
    """The run that `--format json` has written; WaiverError for anything else.

    What the JSON does not hold is left out: the terms of a sum, the verdicts rule by rule.
    """
    import json

    try:
        if path.stat().st_size > LARGEST:
            raise _no_json(path, say("waivers.why_too_large", limit=LARGEST >> 20))
        data = json.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
        return _run(data, lang)
    except OSError as error:
        why = error.strerror or str(error)
        raise WaiverError(say("waivers.unreadable", path=str(path), why=why)) from None
    except json.JSONDecodeError as error:
        raise _no_json(path, say("waivers.why_syntax", line=error.lineno)) from None
    except UnicodeDecodeError:
        raise _no_json(path, say("waivers.why_encoding")) from None
    except (RecursionError, ValueError):  # nested beyond measure, a number of thousands of digits
        raise _no_json(path, say("waivers.why_syntax", line=1)) from None
    except _Missing as error:
        raise _no_json(path, say("waivers.why_key", where=str(error))) from None


def is_outcome(path: Path) -> bool:
    """Whether a file looks like an outcome in JSON; a document never begins that way."""
    try:
        with path.open("rb") as file:
            return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    except OSError:
        return False


def _no_json(path: Path, why: Message) -> WaiverError:
    return WaiverError(say("waivers.no_json", path=str(path), why=why))


def _run(data: Any, lang: str) -> Run:
    dossiers = _get(data, "dossiers", list, "")
    batch = _get(_get(data, "batch", dict, ""), "findings", list, "batch.")
    return Run(
        tuple(_audit(dossier, f"dossiers[{index}].") for index, dossier in enumerate(dossiers)),
        tuple(_finding(one, f"batch.findings[{index}].") for index, one in enumerate(batch)),
        lang,
    )


def _audit(data: Any, at: str) -> Audit:
    issuer = _get(data, "issuer", str | None, at)
    year = _get(data, "year", int | None, at)
    documents = [
        Checked(
            _get(one, "path", str, f"{at}documents[{index}]."),
            _get(one, "sha256", str, f"{at}documents[{index}]."),
            _get(one, "format", str, f"{at}documents[{index}]."),
            _get(one, "role", str, f"{at}documents[{index}]."),
            _get(one, "pack", str | None, f"{at}documents[{index}]."),
            _get(one, "form", str | None, f"{at}documents[{index}]."),
            _get(one, "pages", int | None, f"{at}documents[{index}]."),
            year,
            issuer,
        )
        for index, one in enumerate(_get(data, "documents", list, at))
    ]
    return Audit(
        issuer,
        year,
        tuple(documents),
        tuple(_finding(one, f"{at}findings[{index}].") for index, one in enumerate(_get(data, "findings", list, at))),
        (),
        tuple(
            Unchecked(
                _get(one, "path", str, f"{at}unchecked[{index}]."),
                _get(one, "what", str, f"{at}unchecked[{index}]."),
                _get(one, "why", str, f"{at}unchecked[{index}]."),
            )
            for index, one in enumerate(_get(data, "unchecked", list, at))
        ),
        tuple(
            (
                _get(one, "id", str, f"{at}packs[{index}]."),
                str(one.get("version", "")),
                _get(one, "sha256", str, f"{at}packs[{index}]."),
            )
            for index, one in enumerate(_get(data, "packs", list, at))
        ),
    )


def _finding(data: Any, at: str) -> Finding:
    source = _get(data, "source", dict, at)
    waiver = _get(data, "waiver", dict | None, at)
    state, issuer = data.get("state"), data.get("issuer")
    return Finding(
        _get(data, "rule", str, at),
        _word(Severity, data, "severity", at),
        _word(Verdict, data, "verdict", at),
        _get(data, "title", str, at),
        _get(data, "message", str, at),
        _get(data, "advice", str, at),
        Source(
            _get(source, "document", str, f"{at}source."),
            _get(source, "clause", str, f"{at}source."),
            _get(source, "quote", str, f"{at}source."),
            _get(source, "basis", str, f"{at}source."),
            source.get("verbatim") is not False,
        ),
        {
            name: value if isinstance(value, str | int | Decimal | None) else str(value)
            for name, value in _get(data, "values", dict, at).items()
        },
        tuple(
            _location(one, f"{at}locations[{index}].") for index, one in enumerate(_get(data, "locations", list, at))
        ),
        _comparison(data.get("comparison"), f"{at}comparison."),
        _get(data, "fingerprint", str, at),
        _waiver(waiver, f"{at}waiver.") if waiver else None,
        state if state in ("new", "remaining", "fixed") else None,
        issuer if isinstance(issuer, str) else "",
    )


def _comparison(data: Any, at: str) -> Comparison | None:
    if not isinstance(data, dict):
        return None

    def terms(side: str) -> tuple[Term, ...]:
        return tuple(
            Term(
                _get(one, "label", str, f"{at}{side}[{index}]."),
                one.get("value"),
                _get(one, "location", int | None, f"{at}{side}[{index}]."),
                _get(one, "sign", int, f"{at}{side}[{index}]."),
            )
            for index, one in enumerate(_get(data, side, list, at))
        )

    left, right = terms("left"), terms("right")
    operator = _get(data, "operator", str, at)
    return Comparison(left, operator, right, *(data.get(name) for name in ("left_value", "right_value", "difference")))


def _waiver(data: Mapping[str, Any], at: str) -> Waiver:
    until = _get(data, "until", str | None, at)
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError:
        raise _Missing(f"{at}until") from None
    return Waiver(_get(data, "reason", str, at), _get(data, "by", str, at), day)


def _location(data: Any, at: str) -> Location:
    """The place in words and numbers; boxes are of pages that may be gone and are left out."""
    cell = _get(data, "cell", list | None, at)
    if cell is not None and not (len(cell) == 2 and all(isinstance(one, int) for one in cell)):
        raise _Missing(f"{at}cell")
    return Location(
        _get(data, "path", str, at),
        _get(data, "block", int | None, at),
        (cell[0], cell[1]) if cell else None,
        _get(data, "start", int | None, at),
        _get(data, "end", int | None, at),
        **{name: _get(data, name, str | None, at) for name in ("text", "section", "table", "row", "column")},
        **{name: _get(data, name, int | None, at) for name in ("line", "char", "page")},
    )


def _word(kind: Any, data: Any, name: str, at: str) -> Any:
    try:
        return kind(_get(data, name, str, at))
    except ValueError:
        raise _Missing(f"{at}{name}") from None


def _get(data: Any, name: str, kind: Any, at: str) -> Any:
    if not isinstance(data, dict):
        raise _Missing(at.rstrip(".") or "{}")
    value = data.get(name)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _Missing(f"{at}{name}")
    return value
