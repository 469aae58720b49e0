"""What a run did, as structured log lines on standard error."""

from __future__ import annotations

import sys

from checker.run.run import Result


def log_run(result: Result) -> None:
    """One event for each document and dossier."""
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.add_log_level,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    log = structlog.get_logger()
    for sketch in result.sketches:
        log.info(
            "read",
            path=sketch.document.path,
            format=sketch.document.format,
            blocks=len(sketch.document.blocks),
            pack=sketch.pack,
            form=sketch.form,
        )
    for trace in result.bugs:
        log.error("bug", traceback=trace)
    for audit in result.run.audits:
        verdicts = {verdict.value: count for verdict, count in audit.verdicts.items()}
        log.info(
            "checked", paths=[one.path for one in audit.documents], verdicts=verdicts, unchecked=len(audit.unchecked)
        )
