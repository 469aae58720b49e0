"""`gouji bundle`: all that an office without a network needs to install gouji, in one folder."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import typer

from checker.cli.telling import tell
from checker.cli.words import h, language

INSTALL = """#!/bin/sh
# Installs gouji without a network: sh install.sh [FOLDER] (/opt/gouji). PYTHON names the interpreter, which must be the
# {python} that the bundle was made with.
set -eu
cd "$(dirname "$0")"
sha256sum --check --quiet SHA256SUMS
target="${{1:-/opt/gouji}}"
"${{PYTHON:-python{python}}}" -m venv "$target"
"$target/bin/python" -m pip install --disable-pip-version-check --quiet --no-index --find-links wheels '{wanted}'
"$target/bin/gouji" --version
"""


def bundle(
    folder: Path = typer.Argument(..., help=h("help_bundle_folder"), show_default=False),
    extra: list[str] = typer.Option(["serve"], "--extra", help=h("help_bundle_extra")),
    wheels: Path | None = typer.Option(None, "--wheels", help=h("help_bundle_wheels"), show_default=False),
    lang: str | None = typer.Option(None, "--lang", help=h("help_lang"), show_default=False),
) -> None:
    """Make a folder to install from."""
    from checker.errors import UsageError
    from checker.messages import say, text

    tongue = language(lang)
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(say("service.backup_there", path=str(folder)))
    target = folder / "wheels"
    target.mkdir(parents=True, exist_ok=True)
    extras = f"[{','.join(dict.fromkeys(extra))}]" if extra else ""
    run = [sys.executable, "-m", "pip", "wheel", "--disable-pip-version-check", "--quiet", "--wheel-dir", str(target)]
    run += ["--no-index", "--find-links", str(wheels)] if wheels is not None else []
    # durable-rules calls a function that Python 3.13 has no more; this is its other name (docs/adr/0002).
    flags = f"{os.environ.get('CPPFLAGS', '')} -DPyEval_CallObject=PyObject_CallObject".strip()
    done = subprocess.run(
        [*run, f"{_source()}{extras}"], env={**os.environ, "CPPFLAGS": flags}, capture_output=True, check=False
    )
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip()[-600:]
        raise UsageError(say("service.no_bundle", why=why))
    files = sorted(target.iterdir())
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    install = INSTALL.format(python=python, wanted=f"gouji{extras}")
    (folder / "install.sh").write_text(install, "utf-8")
    sums = [(hashlib.sha256(path.read_bytes()).hexdigest(), path.relative_to(folder).as_posix()) for path in files]
    (folder / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for digest, name in sums), "utf-8")
    tell(text(say("service.bundled", path=str(folder), count=len(files)), tongue))


def _source() -> str:
    """What pip is to make a wheel of: the folder that this program was installed from, else its version."""
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import unquote, urlsplit

    from checker import __version__

    here = Path(__file__).parent.parent.parent
    if (here / "pyproject.toml").is_file():
        return str(here)
    try:
        told = distribution("gouji").read_text("direct_url.json")
    except PackageNotFoundError:
        told = None
    url = json.loads(told)["url"] if told else ""
    path = unquote(urlsplit(url).path)
    return path if url.startswith("file:") and Path(path).exists() else f"gouji=={__version__}"
