"""Which broken rules no test notices: tests are good when every mutant turns one red, or it is told why none can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.bench.cases import CaseOutcome
from checker.bench.mutants import Mutant, mutants_of
from checker.bench.running import Outcome, Subject, differing, final, judge, promises, run
from checker.judging.causes import causes_of, failing
from checker.pack.model import Survivor
from checker.pack.pack import Rule
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Idle:
    """An explanation of a survivor that there is none of: its mutant dies (`dies`), or is not made at all."""

    rule: Rule
    survivor: Survivor
    where: str
    dies: bool


@dataclass(frozen=True, slots=True)
class Survival:
    """How many mutants there are, which survive without a reason, how many with one, which reasons have no survivor."""

    count: int
    alive: tuple[Mutant, ...]
    explained: int
    idle: tuple[Idle, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Survivors that are told in one line: one, or all items of a list that can be left out unnoticed."""

    where: str
    mutants: tuple[Mutant, ...]


def survival(of: Subject, cases: Iterable[CaseOutcome]) -> Survival:
    """What becomes of the mutants of every rule that stands in the pack.

    `cases` is what came of its documents: nobody asks for it where no rule keeps anything quiet, which only documents
    show.
    """
    outcomes = run(of, list(promises(of)))
    mutants = [mutant for rule in of.rules for mutant in mutants_of(rule, of)]
    killed = {id(mutant) for mutant in _killed(mutants, outcomes, cases, of)}
    living = [mutant for mutant in mutants if id(mutant) not in killed]
    reasons = {(rule.id, survivor.mutant) for rule in of.rules for survivor in rule.spec.survives}
    alive = [mutant for mutant in living if (mutant.rule.id, mutant.name) not in reasons]
    return Survival(len(mutants), tuple(alive), len(living) - len(alive), tuple(_idle(mutants, living, of)))


def _killed(
    mutants: Sequence[Mutant], outcomes: Sequence[Outcome], cases: Iterable[CaseOutcome], of: Subject
) -> Iterator[Mutant]:
    tests: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        tests.setdefault(outcome.given.rule.id, []).append(outcome)
    yield from _judged_otherwise([mutant for mutant in mutants if mutant.kind == "judged"], tests, of)
    for mutant in (mutant for mutant in mutants if mutant.kind == "told"):
        if any(_told_otherwise(mutant, one, of) for one in tests.get(mutant.rule.id, ())):
            yield mutant
    quiet = [mutant for mutant in mutants if mutant.kind == "quiet"]
    seen = list(cases) if quiet else []
    yield from (mutant for mutant in quiet if any(_quiet_otherwise(mutant, case) for case in seen))


def _judged_otherwise(mutants: Sequence[Mutant], tests: dict[str, list[Outcome]], of: Subject) -> Iterator[Mutant]:
    """The mutants that give a test another verdict than it promises, or another severity or text by other values."""
    pairs = [(mutant, outcome) for mutant in mutants for outcome in tests.get(mutant.rule.id, ())]
    verdicts = judge([(mutant.broken, one.given, mutant.schemas or of.schemas) for mutant, one in pairs])
    for (mutant, outcome), (verdict, values) in zip(pairs, verdicts, strict=True):
        given = outcome.given
        if final(mutant.broken, verdict, given, values, of.schemas) is not given.promised or (
            given.told
            and values != outcome.judged.values
            and tuple(differing(outcome, mutant.broken, of.pack, values)) != outcome.differing
        ):
            yield mutant


def _told_otherwise(mutant: Mutant, outcome: Outcome, of: Subject) -> bool:
    told = outcome.given.told or outcome.given.test.corrects
    return bool(told) and tuple(differing(outcome, mutant.broken, of.pack)) != outcome.differing


def _quiet_otherwise(mutant: Mutant, case: CaseOutcome) -> bool:
    """Whether a finding of a document is kept quiet that was told, or the other way round."""
    return any(
        bool(causes_of(finding, mutant.rule.causes, found)) != bool(causes_of(finding, mutant.broken.causes, found))
        for drafts in case.drafts
        for found in (failing(drafts),)
        for one, finding in drafts
        if one.rule.full_id == mutant.rule.full_id
    )


def _idle(mutants: Sequence[Mutant], living: Sequence[Mutant], of: Subject) -> Iterator[Idle]:
    """Reasons that explain nothing; those that come with the tests of an extended pack are looked at there."""
    made = {(mutant.rule.id, mutant.name) for mutant in mutants}
    alive = {(mutant.rule.id, mutant.name) for mutant in living}
    for spec, file, key in of.files.rules:
        base = of.pack.inherited.get(spec.id)
        for index, survivor in enumerate(
            [] if spec.silent or (base and base.survives == spec.survives) else spec.survives
        ):
            name = (spec.id, survivor.mutant)
            if name not in alive:
                where = str(file.mark((*key, "survives", index)))
                yield Idle(of.pack.by_id[spec.id], survivor, where, name in made)


def lines(mutants: Iterable[Mutant], of: Subject) -> list[Line]:
    """Survivors with the places of what was changed, the items of one list together."""
    places = {spec.id: (file, key) for spec, file, key in of.files.rules}
    together: dict[tuple[object, ...], list[Mutant]] = {}
    for mutant in mutants:
        change = mutant.change
        list_ = (mutant.rule.id, mutant.part, change.list_) if change and change.list_ else (id(mutant),)
        together.setdefault(list_, []).append(mutant)
    result = []
    for some in together.values():
        file, key = places[some[0].rule.id]
        result.append(Line(str(file.at((*key, *some[0].place), some[0].column)), tuple(some)))
    return result
