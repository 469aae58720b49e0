"""The outcome of a check, as values, as the JSON of the command, and as its other outputs."""

from __future__ import annotations

from typing import Any

from checker.audit.audit import FAIL_ON, Checked, Promised, Run, Unchecked
from checker.audit.audit import Audit as Dossier
from checker.document import Document
from checker.errors import UsageError
from checker.finding import Finding, Verdict
from checker.messages import say
from checker.record import dataclass


@dataclass(frozen=True)
class _Outcome:
    """What an audit and a batch have in common."""

    _run: Run
    _documents: dict[str, Document]
    """As read, by their path: what pages show and annotated copies need."""

    @property
    def lang(self) -> str:
        """The language of the texts: zh-CN or en."""
        return self._run.lang

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should look at: violations (`fail`) and what could not be decided (`review`)."""
        return tuple(self._run.findings())

    @property
    def documents(self) -> tuple[Checked, ...]:
        """The documents, each with its role, and the pack and form that it was checked by."""
        return tuple(dict.fromkeys(document for audit in self._run.audits for document in audit.documents))

    @property
    def unchecked(self) -> tuple[Unchecked, ...]:
        """What could not be read or checked, and why. Without findings and with this, nothing is known to be right."""
        return tuple(one for audit in self._run.audits for one in audit.unchecked)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should know: a partner that is missing, another version of the same report."""
        return tuple(dict.fromkeys(remark for audit in self._run.audits for remark in audit.remarks))

    @property
    def notices(self) -> tuple[str, ...]:
        """What should be known of the waivers.yaml beside the documents: which have expired, which match nothing."""
        return self._run.notices

    @property
    def packs(self) -> tuple[tuple[str, str, str], ...]:
        """The packs that were used: id, version, SHA-256 over the files."""
        return tuple(dict.fromkeys(pack for audit in self._run.audits for pack in audit.packs))

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How often each verdict was given, over all rules and facts."""
        return {verdict: sum(audit.verdicts[verdict] for audit in self._run.audits) for verdict in Verdict}

    def passed(self, fail_on: str = "error") -> bool:
        """Whether everything was checked, and nothing was found from this level on: error, warning, note or review.

        As the exit code 0 of the command. "never" asks for what could not be checked alone.
        """
        if fail_on not in FAIL_ON:
            raise UsageError(say("cli.not_one_of", option="fail_on", word=fail_on, valid=", ".join(FAIL_ON)))
        return not self._run.unchecked and not self._run.fails(fail_on)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `gouji check --format json` as plain values."""
        from checker.outputs.json import whole

        return whole(self._run)

    def to_json(self) -> str:
        """The JSON that `gouji check --format json` writes."""
        return self.render("json").decode("utf-8")

    def render(self, form: str) -> bytes:
        """The outcome as one of the outputs of `gouji check --format`: text, json, jsonl, csv, html, sarif, ..."""
        from checker.outputs import OUTPUTS, render

        if form not in OUTPUTS:
            raise UsageError(say("cli.not_one_of", option="render", word=form, valid=", ".join(OUTPUTS)))
        return render(form, self._run, self._documents)


@dataclass(frozen=True)
class Audit(_Outcome):
    """The outcome for one dossier."""

    @property
    def issuer(self) -> str | None:
        """The organ whose report it is, None where the report does not say."""
        return self._run.audits[0].issuer

    @property
    def year(self) -> int | None:
        """The year of the report, None where it does not say."""
        return self._run.audits[0].year

    @property
    def promises(self) -> tuple[Promised, ...]:
        """Each promise of the plan beside what the report says of it; none without a plan.

        `to_dict()` holds every clause of the plan, those that promise nothing among them.
        """
        return tuple(row for row in self._run.audits[0].matrix if row.kind == "promise")

    def __repr__(self) -> str:
        return (
            f"<Audit {self.issuer or '?'} {self.year or '?'}: "
            f"{len(self.findings)} findings, {len(self.unchecked)} unchecked>"
        )


@dataclass(frozen=True)
class Batch(_Outcome):
    """The outcome for many documents: an audit for each dossier, and what shows only across them."""

    @property
    def audits(self) -> tuple[Audit, ...]:
        """One for each report with its partners, and for each document that belongs to none."""
        return tuple(self._alone(audit) for audit in self._run.audits)

    @property
    def across(self) -> tuple[Finding, ...]:
        """Findings that belong to no single dossier: reports that are alike, a unit without a report."""
        return self._run.batch

    def _alone(self, audit: Dossier) -> Audit:
        named = {document.path for document in audit.documents}
        documents = {path: document for path, document in self._documents.items() if path in named}
        return Audit(Run((audit,), lang=self._run.lang), documents)

    def __repr__(self) -> str:
        return f"<Batch of {len(self._run.audits)}: {len(self.findings)} findings, {len(self.unchecked)} unchecked>"
