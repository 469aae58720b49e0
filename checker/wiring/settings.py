"""gouji.toml: what holds for the documents of a folder and below, so that nobody has to say it with each call.

It is looked for in the folders of the documents and in those above, the nearest one holds. Where it writes to lies in
its own folder: a settings file that came with somebody's documents reaches nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.finding import Severity
from checker.messages import Message, say
from checker.pack.pack import Pack, Rule, expression
from checker.record import dataclass

NAME = "gouji.toml"
_LARGEST = 1 << 20


def unknown_word(key: str, name: str, word: str, valid: list[str]) -> Message:
    """See `checker.yamlfiles.shape`, which only who has made a mistake has to load."""
    from checker.yamlfiles.shape import unknown_word as told

    return told(key, name, word, valid)


class SettingsError(UsageError):
    """A settings file with faults, each of them in `faults`."""

    def __init__(self, path: Path, faults: Sequence[Message]) -> None:
        super().__init__(say("packs.faulty_file", path=str(path), count=len(faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Settings:
    """A settings file as read. `options` are values of the options of those names; paths are whole."""

    path: Path | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)
    """By a rule, or a pattern of rules."""
    thresholds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By a rule or a kind of fact, the options of the pack that are numbers."""
    units: tuple[str, ...] = ()
    """The units that must have a report."""


def nearest(paths: Iterable[Path]) -> Path | None:
    """The settings file of some paths; UsageError where they have several."""
    found: dict[Path, Path] = {}
    for path in paths:
        folder = path if path.is_dir() else path.parent
        whole = folder.resolve()
        for here in (whole, *whole.parents):
            if (here / NAME).is_file():
                found[here] = here / NAME
                break
    if len(found) > 1:
        one, other, *_ = found.values()
        raise UsageError(say("cli.two_settings", one=str(one), other=str(other)))
    return next(iter(found.values()), None)


def load(path: Path) -> Settings:
    """A settings file; SettingsError with every fault, UsageError where it cannot be read."""
    import tomllib

    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(path, [say("cli.toml_large")])
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(say("reading.unreadable", path=str(path), why=error.strerror or str(error))) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(path, [say("cli.toml_syntax", why=str(error))]) from None
    faults: list[Message] = []
    made = _Reader(path.parent.resolve(), faults).settings(path, data)
    if faults:
        raise SettingsError(path, faults)
    return made


@dataclass(frozen=True, slots=True)
class _Reader:
    folder: Path
    faults: list[Message]

    def settings(self, path: Path, data: Mapping[str, Any]) -> Settings:
        options: dict[str, Any] = {}
        known = [*_OPTIONS, "limits", "severity", "thresholds", "units"]
        for key, value in data.items():
            if key in _OPTIONS:
                self._option(options, key, value, _OPTIONS)
            elif key == "limits" and isinstance(value, dict):
                for name, limit in value.items():
                    self._option(options, name, limit, _LIMITS, f"limits.{name}")
            elif key not in known:
                self.faults.append(unknown_word("packs.unknown_key", "name", key, known))
        return Settings(
            path,
            options,
            self._table(data, "severity", lambda one: one in [severity.value for severity in Severity]),
            {
                name: self._table(data["thresholds"], name, _is_number)
                for name in self._table(data, "thresholds", lambda one: isinstance(one, dict))
            },
            tuple(self._units(data.get("units", []))),
        )

    def _option(
        self, options: dict[str, Any], key: str, value: Any, known: Mapping[str, tuple[str, str]], shown: str = ""
    ) -> None:
        if key not in known:
            self.faults.append(unknown_word("packs.unknown_key", "name", shown or key, list(known)))
            return
        name, kind = known[key]
        if not _FITS[kind](value):
            self.faults.append(say("cli.toml_value", name=shown or key, want=say(f"cli.toml_{kind}")))
        elif kind == "place":
            whole = (self.folder / value).resolve()
            if self.folder != whole and self.folder not in whole.parents:
                self.faults.append(say("cli.toml_outside", name=key, path=str(value)))
            options[name] = str(whole)
        elif kind == "path":
            options[name] = str(self.folder / value)
        elif kind == "paths":
            options[name] = [str(self.folder / one) for one in value]
        elif name == "pack":
            options[name] = [str(self.folder / one) if (self.folder / one).is_dir() else one for one in value]
        elif kind == "date":
            options[name] = value if isinstance(value, str) else value.isoformat()
        else:
            options[name] = value

    def _table(self, data: Mapping[str, Any], key: str, fits: Callable[[Any], bool]) -> dict[str, Any]:
        table = data.get(key, {})
        if not isinstance(table, dict):
            self.faults.append(say("cli.toml_value", name=key, want=say("cli.toml_table")))
            return {}
        for name, value in table.items():
            if not fits(value):
                want = "severity" if key == "severity" else "table" if key == "thresholds" else "number"
                self.faults.append(say("cli.toml_value", name=f"{key}.{name}", want=say(f"cli.toml_{want}")))
        return {name: value for name, value in table.items() if fits(value)}

    def _units(self, value: Any) -> list[str]:
        if _FITS["list"](value):
            return list(value)
        self.faults.append(say("cli.toml_value", name="units", want=say("cli.toml_list")))
        return []


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_FITS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "path": lambda value: isinstance(value, str) and value != "",
    "place": lambda value: isinstance(value, str) and value != "",
    "list": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "paths": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "flag": lambda value: isinstance(value, bool),
    "number": lambda value: _is_number(value) and value >= 1,
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "date": lambda value: isinstance(value, str | date),
    "address": lambda value: isinstance(value, str) and value.startswith(("https://", "http://")),
}
_OPTIONS = {
    "packs": ("pack", "list"),
    "rules": ("rules", "paths"),
    "select": ("select", "list"),
    "ignore": ("ignore", "list"),
    "lang": ("lang", "text"),
    "format": ("output_format", "text"),
    "output": ("output", "place"),
    "annotate": ("annotate", "place"),
    "report": ("report", "place"),
    "fail-on": ("fail_on", "text"),
    "trust-waivers": ("trust_waivers", "flag"),
    "summary-page": ("summary_page", "flag"),
    "letter-template": ("letter_template", "path"),
    "issued-by": ("issued_by", "text"),
    "deadline": ("deadline", "date"),
    "rule-pages": ("rule_pages", "address"),
}
"""Keys of the file to the option that each sets, and what a value looks like."""
_LIMITS = {"timeout": ("timeout", "number"), "jobs": ("jobs", "whole"), "memory": ("memory", "whole")}


def tuned(packs: Sequence[Pack], settings: Settings, select: Sequence[str], ignore: Sequence[str]) -> list[Pack]:
    """The packs with the rules that are wanted, at their severities and thresholds.

    UsageError for a rule that no pack has, with the one that was meant.
    """
    if not (select or ignore or settings.severity or settings.thresholds):
        return list(packs)
    rules = [rule for pack in packs for rule in pack.rules]
    for pattern in (*select, *ignore, *settings.severity):
        if not any(_is(rule, pattern) for rule in rules):
            raise UsageError(unknown_word("cli.no_such_rule", "name", pattern, [*(rule.id for rule in rules)][:400]))
    for name, values in settings.thresholds.items():
        known = {key for pack in packs for kind in _kinds(pack, name) for key in _numbers(pack, kind)}
        if not known:
            kinds = {kind for pack in packs for kind in pack.spec.settings if _numbers(pack, kind)}
            raise UsageError(unknown_word("packs.unknown_key", "name", name, sorted(kinds)))
        for key in values:
            if key not in known:
                raise UsageError(unknown_word("packs.unknown_key", "name", key, sorted(known)))
    return [_tuned(pack, settings, select, ignore) for pack in packs]


def _kinds(pack: Pack, name: str) -> list[str]:
    """The kinds of fact that a threshold is about: of a rule those that it looks at."""
    return [kind for rule in pack.rules if _is(rule, name) for kind in rule.kinds] or [name]


def _numbers(pack: Pack, kind: str) -> list[str]:
    options = pack.spec.settings.get(kind)
    return [key for key, value in options.items() if _is_number(value)] if isinstance(options, dict) else []


def _tuned(pack: Pack, settings: Settings, select: Sequence[str], ignore: Sequence[str]) -> Pack:
    rules = []
    options = {name: dict(value) if isinstance(value, dict) else value for name, value in pack.spec.settings.items()}
    for rule in pack.rules:
        if select and not any(_is(rule, pattern) for pattern in select):
            continue
        if any(_is(rule, pattern) for pattern in ignore):
            continue
        for pattern, severity in settings.severity.items():
            if _is(rule, pattern):
                rule = replace(rule, severities=((expression(True), Severity(severity)),))
        rules.append(rule)
    for name, values in settings.thresholds.items():
        for kind in _kinds(pack, name):
            if isinstance(options.get(kind), dict):
                options[kind].update(values)
    return replace(
        pack,
        spec=replace(pack.spec, settings=options),
        forms=pack.forms,
        rules=tuple(rules),
        texts=pack.texts,
        vocabulary=pack.vocabulary,
        inherited=pack.inherited,
        figures=pack.figures,
    )


def _is(rule: Rule, pattern: str) -> bool:
    return fnmatchcase(rule.id, pattern) or fnmatchcase(rule.full_id, pattern)
