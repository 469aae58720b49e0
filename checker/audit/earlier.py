"""The outcome of an earlier run, made again from its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.audit.audit import Audit, Checked, Decided, Run, Tick, Unchecked
from checker.document import Location
from checker.errors import WaiverError
from checker.finding import Comparison, Consequence, Finding, Severity, Source, Term, Thing, Verdict, Waiver
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
        # PowerShell writes what a program prints as UTF-16.
        content = path.read_bytes()
        coding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        data = json.loads(content.decode(coding), parse_float=Decimal)
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
    """Whether a file is to be taken as an outcome in JSON: by its name, or because no document begins that way."""
    try:
        with path.open("rb") as file:
            begin = file.read(64)
    except OSError:
        return False
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        begin = begin[: len(begin) // 2 * 2].decode("utf-16", "replace").encode()
    return path.suffix.lower() == ".json" or begin.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def _no_json(path: Path, why: Message) -> WaiverError:
    return WaiverError(say("waivers.no_json", path=str(path), why=why))


def _run(data: Any, lang: str) -> Run:
    dossiers = _get(data, "dossiers", list, "")
    batch = _get(_get(data, "batch", dict, ""), "findings", list, "batch.")
    return Run(
        tuple(_audit(dossier, f"dossiers[{index}].") for index, dossier in enumerate(dossiers)),
        _findings(batch, "batch."),
        lang,
        batch_decided=_decided(data["batch"].get("decided"), "batch.decided."),
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
        _findings(_get(data, "findings", list, at), at),
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
        ticks=_ticks(data.get("figures"), f"{at}figures."),
        decided=_decided(data.get("decided"), f"{at}decided."),
    )


def _ticks(figures: Any, at: str) -> tuple[Tick, ...]:
    """The figures of the running text; none of a version that did not tell them."""
    if figures is None:
        return ()
    return tuple(
        Tick(
            _get(one, "text", str, f"{at}list[{index}]."),
            _get(one, "value", int | Decimal | str | None, f"{at}list[{index}]."),
            _get(one, "unit", str, f"{at}list[{index}]."),
            _get(one, "measure", str | None, f"{at}list[{index}].") or "",
            "",
            _get(one, "status", str, f"{at}list[{index}]."),
            _location(one.get("location"), f"{at}list[{index}].location."),
            tuple(
                _location(place, f"{at}list[{index}].counterpart[{number}].")
                for number, place in enumerate(_get(one, "counterpart", list, f"{at}list[{index}]."))
            ),
            _get(one, "rule", str | None, f"{at}list[{index}].") or "",
        )
        for index, one in enumerate(_get(figures, "list", list, at))
    )


def _decided(data: Any, at: str) -> Decided:
    """Where rules passed; None where the version that wrote it did not tell."""
    if data is None:
        return Decided()
    of = [_get(data, name, dict, at) for name in ("passed", "quiet")]
    around = _get({"around": {}, **data}, "around", dict, at)
    if not all(isinstance(keys, str) for some in of for keys in some.values()):
        raise _Missing(at.rstrip("."))
    passed, quiet = ({rule: tuple(keys.split()) for rule, keys in some.items()} for some in of)
    return Decided(passed, quiet, {key: _pair(words, f"{at}around") for key, words in around.items()})


def _pair(data: Any, at: str) -> tuple[str, str]:
    if not isinstance(data, list) or len(data) != 2 or not all(isinstance(one, str) for one in data):
        raise _Missing(at)
    return data[0], data[1]


def _thing(data: Any, at: str) -> Thing | None:
    if data is None:
        return None
    ids, parts = _get(data, "ids", dict, at), _get({"parts": [], **data}, "parts", list, at)
    if not all(isinstance(one, str) for one in (*ids.values(), *parts)):
        raise _Missing(at.rstrip("."))
    return Thing(
        _get(data, "kind", str, at),
        tuple(ids.items()),
        _pair(data["words"], f"{at}words") if "words" in data else None,
        _get({"quote": "", **data}, "quote", str, at),
        _pair(data.get("around", ["", ""]), f"{at}around"),
        data.get("wide") is True,
        _get({"nth": 0, **data}, "nth", int, at),
        tuple(parts),
    )


def _findings(data: list[Any], at: str) -> tuple[Finding, ...]:
    """The findings one by one, also those that were told together."""
    return tuple(
        _finding(one, f"{at}findings[{index}].")
        for index, told in enumerate(data)
        for one in ((told.get("members") if isinstance(told, dict) else None) or [told])
    )


def _finding(data: Any, at: str) -> Finding:
    source = _get(data, "source", dict, at)
    waiver = _get(data, "waiver", dict | None, at)
    state, issuer, because = (data.get(name) for name in ("state", "issuer", "because"))
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
        state if state in ("new", "remaining", "fixed", "uncompared") else None,
        issuer if isinstance(issuer, str) else "",
        consequences=tuple(
            Consequence(
                _get(one, "rule", str, f"{at}consequences[{index}]."),
                _get(one, "title", str, f"{at}consequences[{index}]."),
                _location(_get(one, "location", dict, f"{at}consequences[{index}]."), f"{at}consequences[{index}]."),
            )
            for index, one in enumerate(data.get("consequences") or ())
        ),
        thing=_thing(data.get("thing"), f"{at}thing."),
        because=because if isinstance(because, str) else "",
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
