"""What an author has typed: rules ready to judge by, or what is wrong with them and where, as loading would tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from checker.bench.running import Outcome, Subject, promises, run
from checker.fact import Schema
from checker.loading.build import build_rule
from checker.loading.dead import dead
from checker.loading.faults import check
from checker.loading.files import PackFiles, read_rules
from checker.messages import Message
from checker.pack.pack import Pack, Rule
from checker.record import dataclass
from checker.yamlfiles.file import parse_yaml
from checker.yamlfiles.shape import value_at


@dataclass(frozen=True, slots=True)
class Fault:
    """Line and column count from 1. One that `stops` leaves no rule to judge by; others wait until it is saved."""

    line: int
    column: int
    what: Message
    stops: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """Rules with what is wrong with them; `ids` are those that can be made out, `kinds` the kinds of fact they name."""

    rules: tuple[Rule, ...]
    faults: tuple[Fault, ...]
    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    tests: tuple[Outcome, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there are rules to judge by."""
        return bool(self.rules) and not any(fault.stops for fault in self.faults)


def typed(source: str, pack: Pack, schemas: Mapping[str, Schema]) -> Typed:
    """A list of rules of a pack as it is being written; those of the same ids in the pack give way to them."""
    file = parse_yaml(source.encode("utf-8", "replace"), "rule")
    files = PackFiles(Path(pack.directory))
    files.faults.extend(file.faults)
    if file.data is not None:
        read_rules(file, pack.inherited, files)
    wanting = [*files.faults, *dead(files), *check(files, pack, schemas, tests=False)]
    stops = {str(fault) for fault in wanting}
    faults = _placed([*wanting, *check(files, pack, schemas)], stops)
    data = file.data if isinstance(file.data, list) else []
    ids = tuple(name for at in range(len(data)) if isinstance(name := value_at(data, (at, "id")), str))
    named = [kind for at in range(len(data)) for kind in _kinds(value_at(data, (at, "each")))]
    kinds = tuple(dict.fromkeys(kind for kind in named if kind in schemas))
    if stops:
        return Typed((), faults, ids, kinds)
    specs = [spec for spec, _, _ in files.rules if not spec.silent]
    rules = tuple(build_rule(spec, pack.spec, dict(pack.texts)) for spec in specs)
    return Typed(rules, faults, ids, kinds, () if faults else _tested(rules, pack, files, schemas))


def _kinds(each: object) -> list[str]:
    named = each if isinstance(each, list) else [each]
    return [kind for kind in named if isinstance(kind, str)]


def _placed(messages: Iterable[Message], stops: set[str]) -> tuple[Fault, ...]:
    """Each fault once, in the order of the lines."""
    found = {}
    for message in messages:
        _, line, column = str(message.params["where"]).rsplit(":", 2)
        what = message.params["what"]
        found[str(message)] = Fault(int(line), int(column), what, str(message) in stops)
    return tuple(sorted(found.values(), key=lambda fault: (fault.line, fault.column)))


def _tested(
    rules: tuple[Rule, ...], pack: Pack, files: PackFiles, schemas: Mapping[str, Schema]
) -> tuple[Outcome, ...]:
    """What comes of the tests that stand in the rules."""
    ids = {rule.id for rule in rules}
    whole = replace(pack, rules=(*(rule for rule in pack.rules if rule.id not in ids), *rules))
    of = Subject(whole, files, schemas)
    return tuple(run(of, list(promises(of))))
