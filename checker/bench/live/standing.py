"""Documents before a pack as it lies on disk: their facts and findings, against which a rule that is typed is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from checker.bench.impact import Impact, compared
from checker.bench.live.typed import Typed
from checker.bench.trying import Trial, roles_of, trial
from checker.check import Checker, Dossier
from checker.document import Document
from checker.fact import Fact
from checker.finding import Finding, Verdict
from checker.judging.doubt import with_doubt
from checker.judging.findings import findings
from checker.judging.judge import Judge, Judged
from checker.pack.pack import Pack
from checker.record import dataclass
from checker.run.given import Given
from checker.run.grouping import group
from checker.run.sketch import one_by_one
from checker.run.work import Work

_TOLD = (Verdict.FAIL, Verdict.REVIEW)


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier: the facts of its documents, and the verdicts by the pack that there is anything to tell of."""

    dossier: Dossier
    facts: tuple[Fact, ...]
    judged: tuple[Judged, ...]
    found: tuple[Finding, ...]

    @property
    def documents(self) -> list[Document]:
        """Those that the pack knows."""
        return [reading.document for reading in self.dossier.readings]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule that is typed does: its verdicts by document, what is otherwise found by dossier."""

    trials: Mapping[str, tuple[Trial, ...]]
    impacts: tuple[Impact, ...]


class Standing:
    """A pack and the documents it is tried on; nothing of either changes."""

    def __init__(self, pack: Pack, documents: Sequence[Document], lang: str) -> None:
        self.pack, self.lang = pack, lang
        self.checker = Checker([pack], lang)
        self.schemas = self.checker.schemas[pack.id]
        self.documents = {document.path: document for document in documents}
        work = Work([pack], lang, lambda _, name: self.documents[name], False)
        sketches = [work.sketch((Path(name), name)) for name in self.documents]
        bundles = group(sketches, Given()) if len(sketches) > 1 else one_by_one(sketches)
        self.held = [self._held(work.dossier(bundle)) for bundle in bundles]
        self.known = list(dict.fromkeys(document.path for held in self.held for document in held.documents))

    def _held(self, dossier: Dossier) -> Held:
        judged, facts = self.checker.judged(dossier)
        told = tuple(one for one in judged if one.verdict in _TOLD)
        return Held(dossier, tuple(facts), told, self._findings(told))

    def _findings(self, judged: Iterable[Judged], rules: Sequence[str] = ()) -> tuple[Finding, ...]:
        made = (one for one in judged if not one.rule.spec.untold)
        packs = dict.fromkeys((*(rule.pack for rule in self.pack.rules), *rules), self.pack)
        return tuple(findings(made, packs, self.lang)[0])

    def facts(self, path: str) -> list[Fact]:
        """The facts of a document, of the dossier that is about it if there is one: it may be last year's elsewhere."""
        holding = [held for held in self.held if path in [document.path for document in held.documents]]
        holding.sort(key=lambda held: held.documents[0].path != path)
        return [fact for held in holding[:1] for fact in held.facts if fact.path == path]

    def tried(self, typed: Typed, opened: str) -> Tried:
        """What the rules do in the place of those of their ids, and of the one that was opened to be changed."""
        judge = Judge(typed.rules, self.schemas)
        trials: dict[str, list[Trial]] = {}
        impacts = []
        instead = {*typed.ids, opened}
        for held in self.held:
            judged = with_doubt(judge.judge(held.facts), held.documents)
            for one in judged:
                if one.fact.role in roles_of(one.rule):
                    trials.setdefault(one.fact.path, []).append(trial(one, self.pack, self.lang))
            rest = [one for one in held.judged if one.rule.id not in instead]
            found = self._findings([*rest, *judged], [self.pack.id])
            paths = [*(document.path for document in held.documents), *(one.path for one in held.dossier.unknown)]
            impacts.append(compared(paths[0], held.found, found))
        return Tried({path: tuple(some) for path, some in trials.items()}, tuple(impacts))
