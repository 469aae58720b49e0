"""What of a result may be shown: personal data that rules have found is masked, each character by one.

A pack says which of its rules find personal data (settings.private). What such a finding stands on is masked wherever
it stands in the texts of its dossier, in whatever writing: places stay where they are. Only the annotated copy of a
document, which holds its data anyway, is made of the result as it was.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from checker.audit.audit import Audit
from checker.finding import Finding
from checker.pack.pack import Pack
from checker.run.run import Result
from checker.run.shelf import Later

Value = TypeVar("Value")

STAR = "*"
_KEPT = ((15, 6, 4), (10, 3, 4), (9, 0, 4))
"""From how many letters and digits on how many stay at the beginning and the end; of shorter ones none."""
_LEFT_ALONE = frozenset(
    {"path", "sha256", "fingerprint", "rule", "pack", "runs", "boxes", "continued", "converted", "told"}
)
"""Fields that name something, or hold no text: another name would be of another thing."""
_BETWEEN = r"[\s\-－.·]{0,3}"
"""What may stand between two characters of the same number, written otherwise."""


def private_rules(packs: Iterable[Pack]) -> frozenset[str]:
    """The rules of packs that find personal data, by their whole ids."""
    return frozenset(f"{pack.id}/{rule}" for pack in packs for rule in pack.spec.settings.get("private", []))


def masked(result: Result, rules: frozenset[str]) -> Result:
    """The result as everything but annotated copies may show it; itself where there is no personal data."""
    run = result.run
    in_audits = [_found(audit.findings, rules) for audit in run.audits]
    everything = set().union(*in_audits, _found(run.batch, rules))
    if not everything:
        return result
    audits = tuple(
        _shown(audit, hide(found)) if found else audit for audit, found in zip(run.audits, in_audits, strict=True)
    )
    of: dict[str, set[str]] = {}
    for audit, found in zip(run.audits, in_audits, strict=True):
        for path in _paths(audit) if found else ():
            of.setdefault(path, set()).update(found)
    documents = {
        path: _shown(document, hide(of[path])) if path in of else document
        for path, document in result.documents.items()
    }
    batch = _shown(run.batch, hide(everything)) if run.batch else run.batch
    return dataclasses.replace(
        result, run=dataclasses.replace(run, audits=audits, batch=batch), documents=documents, sketches=()
    )


def mask(secret: str) -> str:
    """110105********002X: as long as it was; what is no letter or digit stays."""
    places = [index for index, character in enumerate(secret) if character.isalnum()]
    first, last = next(((begin, end) for least, begin, end in _KEPT if len(places) >= least), (0, 0))
    hidden = set(places[first : len(places) - last])
    return "".join(STAR if index in hidden else character for index, character in enumerate(secret))


def hide(secrets: Iterable[str]) -> Callable[[str], str]:
    """Masks these wherever they stand in a text, however their characters are spaced and whichever width they have."""
    pattern = _pattern(tuple(sorted(secrets, key=lambda secret: (-len(secret), secret))))
    return lambda string: pattern.sub(lambda match: mask(match[0]), string)


@lru_cache(maxsize=64)
def _pattern(secrets: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(_BETWEEN.join(map(_either_width, _letters(secret))) for secret in secrets))


def _letters(secret: str) -> list[str]:
    return [_narrow(character) for character in secret if character.isalnum()]


def _narrow(character: str) -> str:
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character


def _either_width(character: str) -> str:
    if not "!" <= character <= "~":
        return re.escape(character)
    other = {character, character.lower(), character.upper()}
    return "[" + "".join(sorted(re.escape(one) + chr(ord(one) + 0xFEE0) for one in other)) + "]"


def _found(findings: Iterable[Finding], rules: frozenset[str]) -> set[str]:
    """What the findings of such rules stand on; what a person has accepted is no secret."""
    return {
        place.text
        for finding in findings
        if finding.rule in rules and finding.waiver is None
        for place in finding.locations
        if place.text and len(_letters(place.text)) > 3
    }


def _paths(audit: Audit) -> set[str]:
    return {checked.path for checked in audit.documents}


def _shown(value: Value, hidden: Callable[[str], str]) -> Value:
    """The value with every text in it masked; what has nothing to hide in it is the same object."""
    made: Any = value
    if isinstance(value, Later):
        whole = value.whole()
        shown_whole = _shown(whole, hidden)
        made = value if shown_whole is whole else shown_whole
    elif isinstance(value, str | int) and not isinstance(value, bool):
        word = hidden(str(value))
        made = value if word == str(value) else word
    elif isinstance(value, tuple | list):
        parts = [_shown(part, hidden) for part in value]
        made = type(value)(parts) if _differ(parts, value) else value
    elif isinstance(value, dict):
        parts = [_shown(part, hidden) for part in value.values()]
        made = dict(zip(value, parts, strict=True)) if _differ(parts, value.values()) else value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in _LEFT_ALONE]
        shown = {name: _shown(getattr(value, name), hidden) for name in names}
        changed = {name: part for name, part in shown.items() if part is not getattr(value, name)}
        made = dataclasses.replace(value, **changed) if changed else value
    result: Value = made
    return result


def _differ(parts: Iterable[object], others: Iterable[object]) -> bool:
    return any(part is not other for part, other in zip(parts, others, strict=True))
