"""A finding that looks at two documents says which the other one is."""

from __future__ import annotations

from dataclasses import replace

from checker.finding import Finding
from checker.messages import say, text

MOST = 6
"""Documents that a message names; the locations tell of all."""


def named(finding: Finding, lang: str) -> Finding:
    """The finding with the documents of its other places in its message, but for those that the message names."""
    own = finding.locations[0].path if finding.locations else ""
    others = dict.fromkeys(place.path for place in finding.locations if place.path not in (own, ""))
    missing = [path for path in others if path not in finding.message]
    if not missing:
        return finding
    shown = ("、" if lang == "zh-CN" else ", ").join(missing[:MOST])
    key = "facts.held_against" if len(missing) <= MOST else "facts.held_against_more"
    return replace(finding, message=finding.message + text(say(key, paths=shown, count=len(missing)), lang))
