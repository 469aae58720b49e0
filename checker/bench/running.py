"""The tests of rules: each fact judged by the engine, and the verdict compared with the one that the test promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.bench.given import alone, fact_of, kind_of, role_of, values_of
from checker.document import Location
from checker.engine import Engine, EngineFact, EngineRule
from checker.expression import Value
from checker.fact import Fact, Schema
from checker.finding import Finding, Verdict
from checker.judging.findings import findings
from checker.judging.judge import Judged
from checker.loading.files import PackFiles, read_files
from checker.loading.load import load
from checker.messages import Message
from checker.pack.model import Scalar
from checker.pack.pack import Pack, Rule, applies


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
    """A test of a rule: the fact, the verdict it promises, and where it stands."""

    rule: Rule
    promised: Verdict
    number: int
    test: Mapping[str, Scalar | None]
    where: str
    kind: str
    values: Mapping[str, Value]

    @property
    def name(self) -> str:
        """rule:verdict:number, from 1."""
        return f"{self.rule.id}:{self.promised.value}:{self.number + 1}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a test. `judged` is the verdict as the engine gave it, `verdict` what its cases make of it."""

    given: Given
    verdict: Verdict
    judged: Judged

    @property
    def held(self) -> bool:
        """Whether the promise was kept."""
        return self.verdict is self.given.promised


def subject(directory: Path, extra: tuple[Path, ...] = ()) -> Subject:
    """A pack for the bench; raises RulePackError with every fault."""
    from checker import facts

    pack = load(directory, extra)
    return Subject(pack, read_files(directory, pack.inherited), facts.schema(pack))


def promises(of: Subject) -> Iterator[Given]:
    """Every test of every rule that stands in the pack."""
    for spec, file, key in of.files.rules:
        if spec.silent:
            continue
        rule = of.pack.by_id[spec.id]
        for verdict in Verdict:
            for number, test in enumerate(_of(rule, verdict)):
                where = str(file.mark((*key, "tests", verdict.value, number)))
                kind = kind_of(rule, test, of.schemas)
                yield Given(rule, verdict, number, test, where, kind, values_of(rule, kind, test, of.schemas))


def _of(rule: Rule, verdict: Verdict) -> list[dict[str, Scalar | None]]:
    given = rule.spec.tests
    return {
        Verdict.PASS: given.pass_,
        Verdict.FAIL: given.fail,
        Verdict.REVIEW: given.review,
        Verdict.NOT_APPLICABLE: given.not_applicable,
    }[verdict]


def run(of: Subject, given: Sequence[Given]) -> list[Outcome]:
    """The outcome of each test."""
    verdicts = judge((one.rule, one) for one in given)
    result = []
    for one, verdict in zip(given, verdicts, strict=True):
        fact = fact_of(one.rule, one.kind, one.values, of.pack)
        judged = Judged(one.rule, fact, verdict, one.values, {}, _missed(one.rule, one, of.schemas))
        result.append(Outcome(one, judged.settled, judged))
    return result


def judge(asked: Iterable[tuple[Rule, Given]]) -> list[Verdict]:
    """The verdict of each rule on the fact of a test, by the engine; the rule may be another than the test's."""
    pairs = list(asked)
    numbers: dict[int, int] = {}
    engine_rules: list[EngineRule] = []
    engine_facts: list[EngineFact] = []
    for key, (rule, given) in enumerate(pairs):
        if not _concerned(rule, given):
            continue
        number = numbers.get(id(rule))
        if number is None:
            number = numbers[id(rule)] = len(numbers)
            where = None if rule.where.source == "true" else rule.where
            engine_rules.append(EngineRule(str(number), str(number), where, rule.expect))
        engine_facts.append(EngineFact(key, str(number), given.values))
    verdicts = Engine(engine_rules).judge(engine_facts)
    by_key = {key: verdict for (_, key), verdict in verdicts.items()}
    return [by_key.get(key, Verdict.NOT_APPLICABLE) for key in range(len(pairs))]


def _concerned(rule: Rule, given: Given) -> bool:
    """Whether the rule is for the document that the test is about, and the documents it needs are there."""
    if alone(rule, given.test):
        return False
    fact_role = given.values.get("role")
    form, level, year = (given.values.get(name) for name in ("form", "level", "year"))
    return applies(
        rule,
        fact_role if isinstance(fact_role, str) else role_of(rule, given.values),
        form if isinstance(form, str) else None,
        level if isinstance(level, str) else None,
        year if isinstance(year, int) else None,
    )


def final(rule: Rule, verdict: Verdict, given: Given, schemas: Mapping[str, Schema]) -> Verdict:
    """What a violation comes to, as the cases of the rule's `verdict` say, or because it is not certain."""
    fact = Fact(given.kind, "", "", given.values, Location(""))
    return Judged(rule, fact, verdict, given.values, {}, _missed(rule, given, schemas)).settled


def _missed(rule: Rule, given: Given, schemas: Mapping[str, Schema]) -> tuple[Message, ...] | None:
    """As for a fact of a document; the parts that a test calls unread have no names."""
    seen = schemas[given.kind].seen if given.values.get("unread") is True else ()
    return () if {*rule.where.names(given.values), *rule.expect.names(given.values)} & set(seen) else None


def finding(outcome: Outcome, pack: Pack, lang: str) -> Finding | None:
    """What a reader would be told of the test's fact; None where there is nothing to tell."""
    made, _ = findings([outcome.judged], {outcome.judged.rule.pack: pack}, lang)
    return made[0] if made else None
