"""The tests of rules: each fact judged by the engine, and what came of it compared with what the test promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from checker.bench.given import alone, beside_of, fact_of, kind_of, role_of, values_of
from checker.document import Location
from checker.engine import Engine, EngineFact, EngineRule
from checker.expression import Value
from checker.fact import Fact, Schema
from checker.finding import Finding, Verdict
from checker.judging.correcting import corrected
from checker.judging.findings import findings
from checker.judging.joining import Known, complete
from checker.judging.judge import Judged
from checker.loading.build import faulty
from checker.loading.files import PackFiles, read_files
from checker.loading.load import load
from checker.loading.tests import TOLD, case_faults, tests_of
from checker.messages import Message
from checker.pack.model import RuleTest
from checker.pack.pack import Pack, Rule, applies
from checker.record import dataclass


@dataclass(frozen=True)
class Subject:
    """A pack on the bench: ready for use, and as it is written."""

    pack: Pack
    files: PackFiles
    schemas: Mapping[str, Schema]

    @property
    def rules(self) -> list[Rule]:
        """The rules that stand in the pack itself; those of a pack that it extends are tested there."""
        return [self.pack.by_id[spec.id] for spec, _, _ in self.files.rules if not spec.silent]


@dataclass(frozen=True, slots=True)
class Given:
    """A test of a rule: the fact and those beside it, what it promises, and where it stands.

    `told` is what it promises of the finding: severity, title, message, advice, as far as it says.
    """

    rule: Rule
    promised: Verdict
    number: int
    test: RuleTest
    where: str
    kind: str
    values: Mapping[str, Value]
    beside: tuple[Fact, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """rule:verdict:number, from 1."""
        return f"{self.rule.id}:{self.promised.value}:{self.number + 1}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a test. `judged` is the verdict as the engine gave it, `verdict` what its cases make of it.

    `differing` is what is told otherwise than promised: part, promise, what came.
    """

    given: Given
    verdict: Verdict
    judged: Judged
    differing: tuple[tuple[str, str, str], ...] = ()

    @property
    def held(self) -> bool:
        """Whether the promise was kept."""
        return self.verdict is self.given.promised and not self.differing


def subject(directory: Path, extra: tuple[Path, ...] = ()) -> Subject:
    """A pack for the bench; raises RulePackError with every fault."""
    from checker import facts

    pack = load(directory, extra)
    files = read_files(directory, pack.inherited)
    # A pack that is kept ready is the same whatever its documents are: these are looked at anew.
    known = {*pack.inherited, *(spec.id for spec, _, _ in files.rules)}
    faults = [*files.faults, *case_faults(files, known)]
    if faults:
        raise faulty(directory.name, faults)
    return Subject(pack, files, facts.schema(pack))


def promises(of: Subject) -> Iterator[Given]:
    """Every test of every rule that stands in the pack."""
    for spec, file, key in of.files.rules:
        if spec.silent:
            continue
        rule = of.pack.by_id[spec.id]
        for verdict, number, test, _ in tests_of(rule.spec):
            where = str(file.mark((*key, "tests", verdict, number)))
            kind = kind_of(rule, test.given, of.schemas)
            values = values_of(rule, kind, test.given, of.schemas)
            beside = beside_of(rule, test, of.pack, of.schemas)
            told = {
                part: getattr(test, part) for part in TOLD if getattr(test, part) and not overridden(of, rule, part)
            }
            yield Given(rule, Verdict(verdict), number, test, where, kind, values, beside, told)


def overridden(of: Subject, rule: Rule, part: str) -> bool:
    """Whether the rule has its tests from the extended pack, but this part for itself: what they promise of it is void.

    What is told at all hangs on the message for a violation, on `review` for what is undecided.
    """
    base = of.pack.inherited.get(rule.id)
    if base is None or base.tests != rule.spec.tests:
        return False
    parts = ("message", "review") if part == "message" else (part,)
    return any(getattr(base, name) != getattr(rule.spec, name) for name in parts)


def run(of: Subject, given: Sequence[Given]) -> list[Outcome]:
    """The outcome of each test."""
    result = []
    verdicts = judge((one.rule, one, of.schemas) for one in given)
    for one, (verdict, values) in zip(given, verdicts, strict=True):
        fact = fact_of(one.rule, one.kind, one.values, of.pack)
        judged = Judged(one.rule, fact, verdict, values, {}, _missed(one.rule, one, values, of.schemas))
        outcome = Outcome(one, judged.settled, judged)
        result.append(Outcome(one, outcome.verdict, judged, tuple(differing(outcome, one.rule, of.pack))))
    return result


def differing(
    outcome: Outcome, rule: Rule, pack: Pack, values: Mapping[str, Value] | None = None
) -> Iterator[tuple[str, str, str]]:
    """What a rule, the test's own or another, tells of the test's fact otherwise than the test promises.

    `values` are those that the rule completes the fact with, where they are others than the test's rule does.
    """
    given = outcome.given
    if given.told:
        judged = Judged(rule, outcome.judged.fact, outcome.judged.verdict, values or outcome.judged.values, {})
        made = finding(Outcome(given, outcome.verdict, judged), pack, pack.spec.lang)
        for part, promised in given.told.items():
            came = str(getattr(made, part)) if made else ""
            if came != promised:
                yield part, promised, came
    for text, promised in given.test.corrects.items():
        fix = rule.spec.fix
        becomes = (corrected(fix, outcome.judged.values, text) if fix is not None else None) or text
        if becomes != promised:
            yield "corrects", promised, becomes


def judge(
    asked: Iterable[tuple[Rule, Given, Mapping[str, Schema]]],
) -> list[tuple[Verdict, Mapping[str, Value]]]:
    """The verdict of each rule on the fact of a test, by the engine, with the values that it was given on.

    The rule may be another than the test's.
    """
    numbers: dict[int, int] = {}
    engine_rules: list[EngineRule] = []
    engine_facts: list[EngineFact] = []
    flat: list[Mapping[str, Value]] = []
    for key, (rule, given, schemas) in enumerate(asked):
        values = _completed(rule, given, schemas)
        flat.append(given.values if values is None else values)
        if values is None or not _concerned(rule, given):
            continue
        number = numbers.get(id(rule))
        if number is None:
            number = numbers[id(rule)] = len(numbers)
            where = None if rule.where.source == "true" else rule.where
            engine_rules.append(EngineRule(str(number), str(number), where, rule.expect))
        engine_facts.append(EngineFact(key, str(number), values))
    by_key = {key: one for key, found in Engine(engine_rules).judge(engine_facts).items() for one in found.values()}
    return [(by_key.get(key, Verdict.NOT_APPLICABLE), values) for key, values in enumerate(flat)]


def _completed(rule: Rule, given: Given, schemas: Mapping[str, Schema]) -> Mapping[str, Value] | None:
    """The values that the rule looks at; None where a document that it needs is not there."""
    if not given.test.beside:
        return None if alone(rule, given.test.given) else given.values
    role = role_of(rule, given.values)
    fact = Fact(given.kind, role, given.beside[0].path, given.values, given.beside[0].place)
    completed = complete(rule, fact, Known((fact, *given.beside)), schemas)
    return completed.values if completed else None


def _concerned(rule: Rule, given: Given) -> bool:
    """Whether the rule is for the document that the test is about."""
    fact_role = given.values.get("role")
    form, level, year = (given.values.get(name) for name in ("form", "level", "year"))
    return applies(
        rule,
        fact_role if isinstance(fact_role, str) else role_of(rule, given.values),
        form if isinstance(form, str) else None,
        level if isinstance(level, str) else None,
        year if isinstance(year, int) else None,
    )


def final(
    rule: Rule, verdict: Verdict, given: Given, values: Mapping[str, Value], schemas: Mapping[str, Schema]
) -> Verdict:
    """What a violation comes to, as the cases of the rule's `verdict` say, or because it is not certain."""
    fact = Fact(given.kind, "", "", values, Location(""))
    return Judged(rule, fact, verdict, values, {}, _missed(rule, given, values, schemas)).settled


def _missed(
    rule: Rule, given: Given, values: Mapping[str, Value], schemas: Mapping[str, Schema]
) -> tuple[Message, ...] | None:
    """As for a fact of a document; the parts that a test calls unread have no names."""
    seen = schemas[given.kind].seen if values.get("unread") is True else ()
    return () if {*rule.where.names(values), *rule.expect.names(values)} & set(seen) else None


def finding(outcome: Outcome, pack: Pack, lang: str) -> Finding | None:
    """What a reader would be told of the test's fact; None where there is nothing to tell."""
    made, _ = findings([outcome.judged], {outcome.judged.rule.pack: pack}, lang)
    return made[0] if made else None
