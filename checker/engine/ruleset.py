"""A ruleset of durable-rules: single conditions on flat facts of whole numbers, and what fires for each fact.

Only what docs/adr/0002-durable-rules-subset.md allows, and straight from the library's extension module: its Python
layer would start threads, swallow exceptions and write the state of every firing.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from json import dumps

from checker.engine.binding import load_library
from checker.engine.forms import LibraryCondition
from checker.errors import EngineError
from checker.finding import Verdict
from checker.messages import say

library = load_library()

MOST_BRANCHES = 60
"""The library gives up when more than 64 conditions of one fact are open at a time."""
MOST_PROPERTIES = 200
"""The library allows a fact 252."""
KEPT = 4096
"""Facts without their like among those before whose verdicts are held: some 300 bytes each."""
FACTS_AT_ONCE = 64
"""The library keeps facts, 8 KB each; they are dropped after so many, which costs less than memory never touched."""


class Ruleset:
    """Some rules of one kind, each as branches: rule id, conditions, verdict. Deleted together with this object."""

    def __init__(self, kind: str, branches: Sequence[tuple[str, list[LibraryCondition], Verdict]], width: int) -> None:
        """`width` is the number of properties, q0 to q(width - 1), that every fact has."""
        self.kind = kind
        self.rules = list(dict.fromkeys(rule for rule, _, _ in branches))
        self.verdicts = [(rule, verdict) for rule, _, verdict in branches]
        definition: dict[str, object] = {}
        for number, (_, conditions, _) in enumerate(branches):
            # What is always true stands last: the library reads out of bounds when the last condition is false.
            every = [*(conditions or [{"$ex": {"one": 1}}]), {"one": 1}]
            definition[f"r{number}"] = {"all": [{"m": {"$and": every}}]}
        names = "".join([f',"q{index}":%d' for index in range(width)])
        self.template = f'{{"id":"%d","one":1{names}}}'
        try:
            # The library keeps no two rulesets apart by name.
            self.handle = library.create_ruleset("gouji", dumps(definition))
        except library.error as error:
            raise EngineError(say("engine.refused", kind=kind, detail=str(error))) from error
        self._known: dict[tuple[int, ...], dict[str, Verdict]] = {}
        weakref.finalize(self, library.delete_ruleset, self.handle).atexit = False

    def judge(self, rows: Sequence[tuple[int, ...]]) -> list[dict[str, Verdict]]:
        """The verdict of every rule on each fact; EngineError when the library does not give exactly one.

        Facts that are alike in all that the rules look at are one fact to the library: the four hundred of a report
        are a hundred, and of these most are like one of a report before.
        """
        if len(self._known) > KEPT:
            self._known.clear()
        known = self._known
        different = [row for row in dict.fromkeys(rows) if row not in known]
        judged: list[dict[str, Verdict]] = []
        try:
            for start in range(0, len(different), FACTS_AT_ONCE):
                judged.extend(
                    [self._fired(number, row) for number, row in enumerate(different[start : start + FACTS_AT_ONCE])]
                )
                # Safe only when something has fired, and every fact has made something fire.
                library.delete_state(self.handle, None)
        except library.error as error:
            raise EngineError(say("engine.refused", kind=self.kind, detail=str(error))) from error
        known.update(zip(different, judged, strict=True))
        return [known[row] for row in rows]

    def _fired(self, number: int, row: tuple[int, ...]) -> dict[str, Verdict]:
        handled, state = library.assert_fact(self.handle, self.template % (number, *row))
        # 0: some rule matches; 1: none does.
        started = library.start_action_for_state(self.handle, state) if handled == 0 else None
        message = started[1] if started else None
        verdicts: dict[str, Verdict] = {}
        while message is not None:
            # {"r7":{"m":{"id":"12","one":1,...
            words = message.split('"', 8)
            rule, verdict = self.verdicts[int(words[1][1:])]
            if rule in verdicts or words[7] != str(number):
                raise EngineError(say("engine.no_single_verdict", rule=rule, kind=self.kind, count=2))
            verdicts[rule] = verdict
            message = library.complete_and_start_action(self.handle, state)
        if len(verdicts) < len(self.rules):
            rule = next(rule for rule in self.rules if rule not in verdicts)
            raise EngineError(say("engine.no_single_verdict", rule=rule, kind=self.kind, count=0))
        return verdicts
