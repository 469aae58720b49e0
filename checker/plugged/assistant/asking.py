"""What is worked out for an assistant, in a process of its own: the server has threads, and reads no document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.audit.audit import Run
from checker.document import Document
from checker.plugged.checking import Settings
from checker.wiring.factlist import facts_of


def checked(settings: Settings, path: Path, plan: Path | None, prior: Path | None) -> tuple[Run, dict[str, Document]]:
    """A run over a report and what belongs to it, without personal data, and the documents."""
    made = settings.checker().check(path, plan, prior)
    return made.run, made.shown.documents


def facts(settings: Settings, path: Path, kind: str, most: int) -> dict[str, Any]:
    """The facts of a document, the first of them; CheckerError where it cannot be read."""
    return facts_of(path, settings.checker().packs, settings.lang, settings.limits, kind, most)


def rules(settings: Settings, rule: str) -> list[dict[str, Any]]:
    """Every rule in short, or those of an id in full."""
    from checker.plugged.assistant.telling import rule_in_full, rule_in_short

    packs = settings.checker().packs
    if not rule:
        return [rule_in_short(one, settings.lang) for pack in packs for one in pack.rules]
    return [
        rule_in_full(one, pack, settings.lang) for pack in packs for one in pack.rules if rule in (one.id, one.full_id)
    ]
