#!/bin/sh
# Sets up an environment and runs everything that must pass: lint, types, import contracts, tests. The tests of the packs,
# their coverage and their mutants are among them (tests/test_rule_packs.py).
# PYTHON names the interpreter (3.11 to 3.14), python3 without it; VENV the environment's folder, .venv without it.
set -eu
cd "$(dirname "$0")/.."
. tests/environment.sh
ruff check .
ruff format --check .
mypy
lint-imports
python -m pytest -n 2 --dist worksteal "$@" # else the last of two workers is left with what waits for servers
