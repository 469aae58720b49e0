"""The OpenAPI description: made from the routes, with problem details wherever something can go wrong."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from checker import __version__
from checker.service.web.problems import MEDIA

PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pointer": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
ALWAYS = {
    "400": "What was sent cannot be understood.",
    "401": "Without a token that holds.",
    "403": "The token may not do that.",
    "404": "There is none, or it is not yours.",
    "409": "It does not go with how things stand.",
    "413": "It is too large.",
    "415": "It is of another kind.",
    "422": "Something of what was sent is wrong; `errors` say what.",
    "429": "Too many requests within a minute; Retry-After.",
    "503": "The queue is full, or the server is not ready; Retry-After.",
    "507": "The disk is full.",
}


def describe(app: FastAPI) -> dict[str, Any]:
    """The description of all routes under /api/v1."""
    made = get_openapi(
        title="gouji",
        version=__version__,
        summary="Annual reports on government information disclosure, checked",
        description="What `gouji check` does, for programs. Errors are problem details (RFC 9457).",
        routes=app.routes,
    )
    made["components"].setdefault("securitySchemes", {})["bearer"] = {"type": "http", "scheme": "bearer"}
    made["components"]["schemas"]["Problem"] = PROBLEM
    for name in ("HTTPValidationError", "ValidationError"):
        made["components"]["schemas"].pop(name, None)
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in made["paths"].values():
        for operation in path.values():
            operation["security"] = [{"bearer": []}]
            operation["responses"].pop("422", None)
            for status, why in ALWAYS.items():
                operation["responses"][status] = {"description": why, "content": content}
    return made
