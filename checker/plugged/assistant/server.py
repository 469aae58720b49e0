"""The server of the Model Context Protocol: six tools that read, over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from checker import __version__
from checker.audit.audit import Run
from checker.document import Document
from checker.errors import CheckerError
from checker.messages import say, text
from checker.plugged.assistant import asking, telling
from checker.plugged.assistant.folders import Folders
from checker.plugged.checking import Settings, nothing
from checker.workers.beside import Processes

Made = TypeVar("Made")
KEPT = 8
"""Outcomes that are kept: an assistant asks for a check, then for its findings one after the other."""
# What each tool does is told to the assistant by its docstring, what its words mean by their descriptions.
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
INSTRUCTIONS = (
    "gouji checks Chinese government annual reports on information disclosure by rules. Call `check` first; its"
    " findings have ids for `explain`. Nothing here changes a document. What gouji could not read or decide is `review`"
    " or stands in `unchecked`: do not take it for right. Quote figures and clauses as they are given."
)
Path_ = Annotated[str, Field(description="A file in the folders that the user has named, absolute or relative to one.")]


class Desk:
    """Answers the questions of one assistant; outcomes are kept until their files change."""

    def __init__(self, folders: Folders, settings: Settings) -> None:
        self.folders, self.settings = folders, settings
        self._processes = Processes(1, nothing)
        self._kept: dict[tuple[object, ...], tuple[Run, dict[str, Document]]] = {}

    def ask(self, function: Callable[..., Made], *arguments: Any) -> Made:
        """Call a function in the process beside; ToolError with our sentence for what the user can mend."""
        try:
            return self._processes.call(function, self.settings, *arguments)
        except CheckerError as error:
            raise ToolError(error.told(self.settings.lang)) from None

    def file(self, path: str) -> Path:
        """The file of a path; ToolError for one outside of the folders."""
        try:
            return self.folders.file(path)
        except CheckerError as error:
            raise ToolError(error.told(self.settings.lang)) from None

    def checked(self, report: str, plan: str = "", prior: str = "") -> tuple[Run, dict[str, Document]]:
        """The run over a report, done anew when one of its files has changed."""
        paths = [self.file(one) if one else None for one in (report, plan, prior)]
        key = tuple((one, one.stat().st_mtime_ns, one.stat().st_size) if one else None for one in paths)
        if key not in self._kept:
            while len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self.ask(asking.checked, *paths)
        return self._kept[key]

    def close(self) -> None:
        """End the process beside."""
        self._processes.close()


def server(desk: Desk) -> MCPServer:
    """The server with its tools."""
    made = MCPServer("gouji", title="gouji 勾稽", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING")
    lang = desk.settings.lang

    @made.tool(annotations=READS, title="Documents in the folders")
    def documents() -> list[str]:
        """The documents that may be asked about."""
        return desk.folders.documents()

    @made.tool(annotations=READS, title="Check a report")
    def check(
        report: Path_,
        plan: Annotated[str, Field(description="The plan at the start of the year that the report answers.")] = "",
        prior: Annotated[str, Field(description="The same organ's report of the year before.")] = "",
    ) -> dict[str, Any]:
        """Check a report: what is wrong, where, by which clause, what could not be decided, what could not be read."""
        return telling.outcome(*desk.checked(report, plan, prior))

    @made.tool(annotations=READS, title="Explain a finding")
    def explain(
        report: Path_,
        finding: Annotated[str, Field(description="The id of a finding, as `check` gives it.")],
        plan: str = "",
        prior: str = "",
    ) -> dict[str, Any]:
        """All about a finding: both sides of a sum, every place with its words, the clause, what to do."""
        told = telling.explained(*desk.checked(report, plan, prior), finding)
        if told is None:
            raise ToolError(text(say("plugged.no_finding", id=finding), lang))
        return told

    @made.tool(annotations=READS, title="Rules")
    def rules(
        rule: Annotated[str, Field(description="The id of a rule, to see it in full; left out: all in short.")] = "",
    ) -> list[dict[str, Any]]:
        """The rules that reports are checked by, with their clauses."""
        found = desk.ask(asking.rules, rule)
        if rule and not found:
            raise ToolError(text(say("plugged.no_rule", id=rule), lang))
        return found

    @made.tool(annotations=READS, title="Facts of a document")
    def facts(
        document: Path_,
        kind: Annotated[str, Field(description="Only facts of this kind, such as cell or section.")] = "",
    ) -> dict[str, Any]:
        """What gouji reads in a document: sections, cells of tables, dates, particulars, each with its place."""
        return desk.ask(asking.facts, desk.file(document), kind, telling.FEW)

    @made.tool(annotations=READS, title="Figures of the text")
    def figures(
        report: Path_,
        status: Annotated[str, Field(description="Only: agree, differ, unclear or no_counterpart.")] = "",
    ) -> dict[str, Any]:
        """Every figure of the running text: what it counts, and whether it agrees with the tables."""
        return telling.figures(*desk.checked(report), status)

    @made.tool(annotations=READS, title="Promises of the plan")
    def promises(report: Path_, plan: Path_) -> list[dict[str, Any]]:
        """Each clause of a plan with the sentences of the report that answer it."""
        return telling.promises(desk.checked(report, plan)[0])

    return made
