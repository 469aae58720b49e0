"""A waivers file of the findings of a run, for a person to fill in the reasons and delete what is to be mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from glob import escape
from pathlib import Path

from checker.audit.audit import Audit, Run, stands
from checker.audit.together import apart
from checker.audit.wording import path_of, plain
from checker.finding import Finding
from checker.messages import say, text


def skeleton(run: Run, folder: Path) -> bytes:
    """An entry for each finding that stands, documents named from `folder`; reason and by are left empty."""
    lines = [f"# {text(say(f'waivers.skeleton_{number}'), run.lang)}" for number in (1, 2)]
    found = [(finding, audit) for audit in run.audits for finding in apart(audit.findings) if stands(finding)]
    whole: list[tuple[Finding, Audit | None]] = [*found, *((finding, None) for finding in run.batch if stands(finding))]
    # Two drafts of one report have the same findings.
    for entry in dict.fromkeys(tuple(_entry(finding, audit, folder)) for finding, audit in whole):
        lines += ["", *entry]
    if not whole:
        lines += [f"# {text(say('waivers.skeleton_empty'), run.lang)}", "[]"]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _entry(finding: Finding, audit: Audit | None, folder: Path) -> Iterator[str]:
    yield f"# {_held(plain(finding.title))}"
    yield f"# {_held(plain(finding.message))}"
    yield f"- rule: {_held(plain(finding.rule))}"
    path = path_of(finding, audit)
    if audit is not None and audit.issuer:
        # The file may be given another name; the organ and the year stay.
        yield f"  issuer: {_quoted(escape(audit.issuer))}"
        if audit.year is not None:
            yield f"  year: {audit.year}"
    elif audit is not None and path:
        yield f"  document: {_quoted(_pattern(path, folder))}"
    yield f"  fingerprint: {_quoted(finding.fingerprint)}"
    yield '  reason: ""'
    yield '  by: ""'


def _pattern(path: str, folder: Path) -> str:
    """A glob that matches the document alone: its path from the folder, its name where it is elsewhere."""
    whole, home = Path(path).resolve(), folder.resolve()
    own = whole.relative_to(home).as_posix() if whole.is_relative_to(home) else whole.name
    return _held(escape(own))


def _held(string: str) -> str:
    """What YAML cannot hold, a byte of a name that is no UTF-8 among it, is left open: as a pattern, `?` is any."""
    return "".join(character if character.isprintable() else "?" for character in string)


def _quoted(string: str) -> str:
    return json.dumps(string, ensure_ascii=False)
