"""What the handlers of a server share: its settings, its store, those who work, what is in force."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import field
from threading import Lock
from typing import Any

from starlette.requests import Request

from checker.record import dataclass
from checker.service.queue.crew import Crew
from checker.service.settings import Settings
from checker.service.store.database import Database
from checker.service.store.files import Files
from checker.service.store.viewer import Viewer
from checker.service.web.bell import Bell
from checker.service.web.metrics import Metrics
from checker.service.web.problems import Problem


@dataclass(frozen=True)
class Office:
    """`ground` is program and packs in force, which a check depends on; `packs` holds these by language, with rules."""

    settings: Settings
    database: Database
    files: Files
    crew: Crew
    bell: Bell
    metrics: Metrics
    ground: dict[str, Any]
    packs: dict[str, tuple[dict[str, Any], ...]]
    environment: int | None = None
    """The account of the token from the environment."""
    rates: Rates = field(default_factory=lambda: Rates())

    def rule(self, rule: str, lang: str) -> dict[str, Any] | None:
        """A rule in force by its whole id."""
        return next((one for pack in self.packs[lang] for one in pack["rules"] if one["id"] == rule), None)

    def rule_digest(self, rule: str) -> str:
        """What a rule says at the moment, in short; empty for one that is in force no more."""
        found = self.rule(rule, "zh-CN")
        return str(found["digest"]) if found is not None else ""


class Rates:
    """How often each caller has asked within the last minute."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, caller: str, most: int, now: float) -> float:
        """Seconds that a caller has to wait; 0 for one who may."""
        with self._lock:
            asked = self._asked[caller]
            while asked and asked[0] < now - 60:
                asked.popleft()
            if len(asked) >= most:
                return asked[0] + 60 - now
            asked.append(now)
            if len(self._asked) > 10_000:
                for name in [name for name, times in self._asked.items() if not times or times[-1] < now - 60]:
                    del self._asked[name]
        return 0.0


def office_of(request: Request) -> Office:
    """The office that a request is put to."""
    found: Office = request.app.state.office
    return found


def viewer_of(request: Request) -> Viewer:
    """Who asks. The door has let him in."""
    found: Viewer | None = request.scope["state"].get("viewer")
    if found is None:
        raise Problem("unauthorised")
    return found


def lang_of(request: Request) -> str:
    """The language of an answer."""
    found: str = request.scope["state"]["lang"]
    return found


def request_of(request: Request) -> str:
    """The id of a request, as logs and answers name it."""
    found: str = request.scope["state"]["request"]
    return found
