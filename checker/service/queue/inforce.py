"""What is in force, as plain values: packs with their rules, what each expects and how much it matters, its clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any


def rules(names: tuple[str, ...], lang: str) -> tuple[dict[str, Any], ...]:
    """The packs in force with their rules, in a language."""
    from checker.service.queue.measuring import over_years
    from checker.wiring.packs import load_packs

    return tuple(
        {
            "id": pack.id,
            "version": pack.spec.version,
            "title": pack.title(lang),
            "digest": pack.digest,
            "measures": _named(pack, lang, pack.figures.measures),
            "years": over_years(pack),
            "rules": [_rule(pack, rule, lang) for rule in pack.rules],
        }
        for pack in load_packs(list(names), ())
    )


def _rule(pack: Any, rule: Any, lang: str) -> dict[str, Any]:
    from checker.audit.wording import clause, generic

    source = _source(pack, rule, lang)
    return {
        "id": rule.full_id,
        "title": generic(rule.text(lang).title),
        "advice": generic(rule.text(lang).advice),
        "severity": rule.severities[-1][1].value,
        "severities": [[when.source, severity.value] for when, severity in rule.severities],
        "where": rule.where.source,
        "expect": rule.expect.source,
        "clause": clause(source, lang),
        "quote": source.quote,
        "basis": source.basis,
        "digest": _rule_digest(rule),
    }


def _source(pack: Any, rule: Any, lang: str) -> Any:
    """What a rule rests on, in a language; of a clause of the form, every form."""
    own, texts = rule.source, pack.texts.get(lang)
    said: Mapping[str, str] = texts.clauses if texts else {}
    return replace(
        own,
        document=("；" if lang == "zh-CN" else "; ").join(pack.sources_of(rule, lang)),
        clause=said.get(own.clause, own.clause),
        quote=said.get(own.quote, own.quote),
        verbatim=own.verbatim and own.quote not in said,
    )


def _named(pack: Any, lang: str, measures: Mapping[str, Any]) -> dict[str, str]:
    """What measures are called in a language: as the texts of the pack say, else by their title."""
    called = {name: pack.name(f"measure/{name}", lang) for name in measures}
    return {name: spec.title if called[name] == f"measure/{name}" else called[name] for name, spec in measures.items()}


def _rule_digest(rule: Any) -> str:
    import hashlib

    from checker.loading.plain import plain

    return hashlib.sha256(repr(plain(rule)).encode()).hexdigest()[:32]
