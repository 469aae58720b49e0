#!/bin/sh
# Sets up an environment and checks a sample report: findings on the screen, the annotated copy in annotated/.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable .
.venv/bin/python -m compileall -q checker adapters
.venv/bin/gouji check samples/defects-2021.docx --annotate annotated --fail-on never
