#!/bin/sh
# Sets up an environment and runs everything that must pass: lint, types, import contracts, tests, pack tests.
# PYTHON names the interpreter (3.11 or 3.12); without it, python3.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
PATH="$PWD/.venv/bin:$PATH"
python -m pip install --quiet --disable-pip-version-check -r requirements.lock
python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
python -m compileall -q checker adapters
ruff check .
ruff format --check .
mypy
lint-imports
python -m pytest -n 2 "$@"
gouji rules test --coverage
gouji rules mutate
