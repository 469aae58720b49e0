"""A unit that hands in, an inspection that expects it: what many tests begin with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from tests.service.client import Client

YEAR = 2021


@dataclass
class Inspected:
    """An inspection of one unit, over the API."""

    program: Client
    inspection: str
    unit: str
    code: str

    @classmethod
    def begun(cls, program: Client) -> Inspected:
        code = secrets.token_hex(4)
        made = program.post("/api/v1/inspections", {"title": "2021年度检查", "year": YEAR, "deadline": "2022-03-31"})
        assert made.status == 201, made.text
        key = made.json["id"]
        listed = program.post(f"/api/v1/inspections/{key}/units", {"units": [{"name": f"单位{code}", "code": code}]})
        assert listed.json == {"added": 1, "unsure": []}
        (one,) = program.get(f"/api/v1/inspections/{key}/units").json
        return cls(program, key, one["unit"]["id"], code)

    def hand_in(self, content: bytes, name: str = "report.docx") -> dict[str, Any]:
        """A version, checked."""
        answer = self.program.upload(
            "/api/v1/submissions",
            ("report", name, content),
            ("code", None, self.code.encode()),
            ("year", None, b"2021"),
        )
        assert answer.status in (200, 201), answer.text
        checked = self.program.ended(self.program.get(f"/api/v1/checks/{answer.json['check']['id']}?wait=30"))
        assert checked.json["status"] == "done", checked.text
        return dict(answer.json)

    def state(self) -> dict[str, Any]:
        (one,) = self.program.get(f"/api/v1/inspections/{self.inspection}/units").json
        return dict(one)

    def state_of(self) -> dict[str, Any]:
        """The state of this unit among those of its inspection."""
        found = self.program.get(f"/api/v1/inspections/{self.inspection}/units").json
        return dict(next(one for one in found if one["unit"]["id"] == self.unit))

    def matters(self, submission: str, state: str = "open") -> list[dict[str, Any]]:
        return list(self.program.get(f"/api/v1/submissions/{submission}/matters?state={state}").json)

    def judge(self, matters: list[dict[str, Any]], decision: str, reason: str = "") -> list[dict[str, Any]]:
        answer = self.program.post(
            "/api/v1/judgements",
            {
                "judgements": [
                    {
                        "matter": one["id"],
                        "decision": decision,
                        "reason": reason,
                        "seen": one["judgement"]["id"] if one["judgement"] else "",
                    }
                    for one in matters
                ]
            },
        )
        assert answer.status == 201, answer.text
        return list(answer.json["judgements"])

    def decide(self, kind: str, **more: str) -> Any:
        path = f"/api/v1/inspections/{self.inspection}/units/{self.unit}/decisions"
        return self.program.post(path, {"kind": kind, **more})

    def issue(self) -> Any:
        return self.program.post(f"/api/v1/inspections/{self.inspection}/units/{self.unit}/letters", {})
