"""One author at the bench: what the page asks, answered from the documents and the pack as it lies on disk."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from checker.bench.live import fragments
from checker.bench.live.fragments import Item
from checker.bench.live.ruletext import put, rule_texts
from checker.bench.live.standing import Standing, Tried
from checker.bench.live.typed import Typed, typed
from checker.bench.new import rule_text
from checker.document import Document
from checker.errors import CheckerError, RulePackError, UsageError
from checker.finding import Verdict
from checker.loading.digest import digest
from checker.loading.load import load
from checker.messages import Message, say, text
from checker.yamlfiles.shape import unknown_word

MOST_TEXT = 200_000
"""Characters of what is typed; no rule is as long."""


class Session:
    """Its answers are plain values for JSON, one at a time. Nothing is written before `save`."""

    def __init__(self, directory: Path, extra: tuple[Path, ...], documents: Sequence[Document], lang: str) -> None:
        self.directory, self.extra, self.lang = directory, extra, lang
        self._documents = documents
        self._lock = Lock()
        self._digest = digest(directory)
        self._faulty: Message | None = None
        self.standing = Standing(load(directory, extra), documents, lang)

    def opened(self, rule: str = "", kind: str = "") -> dict[str, Any]:
        """The text of a rule of the pack, or of a new one over a kind of fact."""
        with self._lock:
            self._refresh()
            found = rule_texts(self.directory).get(rule)
            if found is not None:
                return {"text": found.text, "opened": rule, "stamp": found.stamp}
            schemas = self.standing.schemas
            if kind not in schemas:
                name, valid = (rule, self.rules()) if rule else (kind, sorted(schemas))
                of = say("packs.kind_rule" if rule else "packs.kind_fact")
                raise UsageError(unknown_word("packs.unknown_ref", "name", name, valid, kind=of))
            taken, number = self.standing.pack.by_id, 1
            while (name := f"new-rule-{number}") in taken:
                number += 1
            source = next(iter(self.standing.pack.spec.sources), "practice")
            return {"text": rule_text(name, kind, schemas[kind], source, self.lang), "opened": "", "stamp": ""}

    def judged(self, source: str, opened: str, path: str, kind: str) -> dict[str, Any]:
        """What the typed rules do; `kind` asks for the facts of that kind in place of those that the rules look at."""
        start = time.perf_counter()
        with self._lock:
            self._refresh()
            of = self.standing
            what = typed(source[:MOST_TEXT], of.pack, of.schemas)
            tried = of.tried(what, opened) if what.sound else None
            document = of.documents.get(path) or next(iter(of.documents.values()))
            items = self._items(what, tried, document.path, kind)
            answer = {
                "faults": fragments.faults(what.faults, self.lang),
                "lines": [[one.line, one.stops] for one in what.faults],
                "tests": fragments.tests(what.tests, self.lang),
                "cards": fragments.cards(items, document, self.lang),
                "paper": fragments.paper(items, document, self.lang),
                "changes": fragments.changes(tried.impacts, self.lang) if tried is not None else "",
                "sound": what.sound,
                "savable": what.sound and not what.faults,
                "disk": text(self._faulty, self.lang) if self._faulty is not None else "",
                "status": self._status(what, tried),
                "difference": self._difference(tried),
            }
        return answer | {"milliseconds": round((time.perf_counter() - start) * 1000)}

    def _items(self, what: Typed, tried: Tried | None, path: str, kind: str) -> list[Item]:
        if tried is not None and not kind:
            return fragments.of_trials(tried.trials.get(path, ()), self.lang)
        kinds = [kind] if kind else what.kinds
        return fragments.of_facts([fact for fact in self.standing.facts(path) if fact.kind in kinds])

    def _status(self, what: Typed, tried: Tried | None) -> str:
        if tried is None:
            return text(say("bench.live_faults", count=len(what.faults)), self.lang)
        counts = Counter(one.verdict for some in tried.trials.values() for one in some)
        words = {verdict.value: counts[verdict] for verdict in Verdict}
        told = text(say("bench.live_counts", facts=counts.total(), **words), self.lang)
        if what.faults:
            return f"{told} {text(say('bench.live_unfinished', count=len(what.faults)), self.lang)}"
        red = sum(not one.held for one in what.tests)
        return f"{told} {text(say('bench.live_tests', count=len(what.tests), red=red), self.lang)}"

    def _difference(self, tried: Tried | None) -> str:
        if tried is None:
            return text(say("bench.live_unknown_difference"), self.lang)
        sums = {name: sum(len(getattr(one, name)) for one in tried.impacts) for name in ("new", "gone", "changed")}
        return text(say("bench.live_difference", documents=len(self.standing.known), **sums), self.lang)

    def save(self, source: str, opened: str, stamp: str) -> dict[str, Any]:
        """Write the rule into the pack. UsageError where it has faults, or somebody has changed it on disk."""
        with self._lock:
            of = self.standing
            what = typed(source, of.pack, of.schemas)
            if not what.sound or what.faults:
                raise UsageError(say("bench.live_not_saved", count=len(what.faults)))
            path = put(self.directory, opened, stamp, what.ids[0], source)
            self._refresh()
        found = rule_texts(self.directory)[what.ids[0]]
        told = text(say("bench.live_saved", path=str(path)), self.lang)
        return {"told": told, "opened": found.id, "stamp": found.stamp, "rules": self.rules()}

    def rules(self) -> list[str]:
        """The rules that stand in the pack's own files."""
        return sorted(rule_texts(self.directory))

    def kinds(self) -> Mapping[str, int]:
        """How many facts of each kind the documents have, the kinds of the pack that they have none of included."""
        of = self.standing
        counts = Counter(fact.kind for path in of.known for fact in of.facts(path))
        return {kind: counts[kind] for kind in of.schemas}

    def _refresh(self) -> None:
        """Take the pack anew where its files have changed; one with faults is told of, and the last sound one kept."""
        now = digest(self.directory)
        if now == self._digest:
            return
        self._digest = now
        try:
            self.standing = Standing(load(self.directory, self.extra), self._documents, self.lang)
            self._faulty = None
        except RulePackError as error:
            first = error.faults[0] if error.faults else error.message
            self._faulty = say("bench.live_disk", why=first)
        except CheckerError as error:
            self._faulty = say("bench.live_disk", why=error.message)
