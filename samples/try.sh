#!/bin/sh
# Sets up an environment and checks a sample report: findings on the screen, the annotated copy in annotated/.
# PYTHON names the interpreter (3.11 to 3.14), python3 without it.
set -eu
cd "$(dirname "$0")/.."
if [ -x .venv/bin/python ]; then
  .venv/bin/python samples/environment.py
else
  "${PYTHON:-python3}" samples/environment.py
  "${PYTHON:-python3}" -m venv .venv
fi
# durable-rules calls a function that Python 3.13 has no more; this is its other name. See docs/adr/0002.
export CPPFLAGS="${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable .
.venv/bin/python -m compileall -q gouji checker adapters
.venv/bin/gouji check samples/defects-2021.docx --annotate annotated --fail-on never
