# To be sourced at the top of the source tree: makes an environment with what developers need, and enters it.
# PYTHON names the interpreter (3.11 to 3.14), python3 without it; VENV the environment's folder, .venv without it.
VENV="${VENV:-.venv}"
if [ -x "$VENV/bin/python" ]; then
  "$VENV/bin/python" samples/environment.py
else
  "${PYTHON:-python3}" samples/environment.py
  "${PYTHON:-python3}" -m venv "$VENV"
fi
PATH="$PWD/$VENV/bin:$PATH"
# durable-rules calls a function that Python 3.13 has no more; this is its other name. See docs/adr/0002.
export CPPFLAGS="${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"
python -m pip install --quiet --disable-pip-version-check -r requirements.lock
python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
python -m compileall -q gouji checker adapters
