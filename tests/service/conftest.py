"""What the tests of the service share; without its libraries they are left out."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = ("fastapi", "sqlalchemy", "alembic", "jinja2", "argon2", "python_multipart", "uvicorn")

if all(find_spec(name) for name in NEEDED):
    from tests.service.serving import (  # noqa: F401 - fixtures
        clean,
        database,
        defects,
        files,
        postgresql,
        program,
        server,
        url,
    )
else:
    collect_ignore_glob = ["test_*.py"]
