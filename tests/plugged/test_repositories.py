"""gouji in a repository: the hook of pre-commit, the GitHub Action, the GitLab template, each run with what runs it."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.calls import ROOT, unmeasured

HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / "integrations" / "github" / "action.yml"
TEMPLATE = ROOT / "integrations" / "gitlab" / "gouji.gitlab-ci.yml"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """With a `gouji` on the path that is this source tree."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    program = bin_ / "gouji"
    call = "from checker.cli import program; program()"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "{call}" "$@"\n')
    program.chmod(0o755)
    kept = {name: value for name, value in unmeasured().items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    return {
        **kept,
        "PATH": f"{bin_}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GOUJI_LANG": "zh-CN",
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }


@pytest.fixture
def repository(tmp_path: Path, environment: dict[str, str]) -> Path:
    """A repository with two reports and what is none."""
    folder = tmp_path / "repository"
    folder.mkdir()
    shutil.copy(ROOT / "samples" / "clean-2021.docx", folder / "水务局 年报.docx")
    (folder / "README.md").write_text("# 各单位年度报告\n", "utf-8")
    (folder / "~$务局 年报.docx").write_bytes(b"lock")
    for words in (("init", "-q"), ("config", "user.email", "a@example.org"), ("config", "user.name", "a")):
        subprocess.run(["git", *words], cwd=folder, check=True, env=environment)
    return folder


def hooked(folder: Path, environment: dict[str, str], *hooks: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """pre-commit over all files, with the hooks of this repository; the program is the one on the path, so that
    nothing is installed: `language: python` was tried by hand."""
    source = folder.parent / "hooks"
    source.mkdir(exist_ok=True)
    manifest = HOOKS.read_text("utf-8").replace("language: python", "language: system")
    (source / ".pre-commit-hooks.yaml").write_text(manifest, "utf-8")
    identity = ("-c", "user.email=a@example.org", "-c", "user.name=a")
    if not (source / ".git").exists():
        subprocess.run(["git", "init", "-q"], cwd=source, check=True, env=environment)
        subprocess.run(["git", "add", "-A"], cwd=source, check=True, env=environment)
        subprocess.run(["git", *identity, "commit", "-qm", "hooks"], cwd=source, check=True, env=environment)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=source, check=True, env=environment, capture_output=True, text=True
    ).stdout.strip()
    config = {"repos": [{"repo": str(source), "rev": revision, "hooks": list(hooks)}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True, env=environment)
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_the_manifest_is_one_of_pre_commit(environment: dict[str, str]) -> None:
    pytest.importorskip("pre_commit")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)], env=environment, capture_output=True
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_pre_commit_checks_reports_and_packs_and_nothing_else(repository: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("pre_commit")
    hooks = ({"id": "gouji"}, {"id": "gouji-fix"})
    done = hooked(repository, environment, *hooks)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 2
    shutil.copy(ROOT / "samples" / "defects-2021.docx", repository / "乙.docx")
    (repository / "pack").mkdir()
    (repository / "pack" / "pack.yaml").write_text("pack: other\nnonsense: here\n", "utf-8")
    done = hooked(repository, environment, *hooks, {"id": "gouji-rules", "args": ["pack"]})
    assert done.returncode == 1
    assert done.stdout.count("Failed") == 3
    assert "青屿县" in done.stdout
    assert "“【2021】30号”改为“〔2021〕30号”" in done.stdout
    assert "nonsense" in done.stdout
    assert "README" not in done.stdout


@pytest.mark.parametrize(("schema", "path"), [("vendor.github-actions", ACTION), ("vendor.gitlab-ci", TEMPLATE)])
def test_definitions_are_what_their_schemas_say(schema: str, path: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("check_jsonschema")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def acted(folder: Path, environment: dict[str, str], **given: str) -> tuple[list[int], dict[str, str], str]:
    """The steps of the action that are scripts, run as a runner runs them: exit codes, outputs, summary."""
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    inputs = {name: one.get("default", "") for name, one in action["inputs"].items()} | given
    files = {name: folder.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for path in files.values():
        path.write_text("")
    codes, outputs = [], {}
    for step in action["runs"]["steps"]:
        if "run" not in step or "install" in step.get("if", ""):
            continue
        values = {**{f"inputs.{name}": one for name, one in inputs.items()}, **outputs}
        env = {
            name: re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match, values=values: values[match[1]], one)
            for name, one in step.get("env", {}).items()
        }
        assert "${{" not in step["run"], "the words of strangers stay out of scripts"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**environment, **env, **{name: str(path) for name, path in files.items()}},
            capture_output=True,
            text=True,
        )
        codes.append(done.returncode)
        for line in files["GITHUB_OUTPUT"].read_text().splitlines():
            name, _, value = line.partition("=")
            outputs[f"steps.check.outputs.{name}"] = value
        (folder.parent / f"log{len(codes)}").write_text(done.stdout)
    return codes, outputs, files["GITHUB_STEP_SUMMARY"].read_text("utf-8")


def test_the_action_tells_findings_and_writes_sarif(repository: Path, environment: dict[str, str]) -> None:
    shutil.copy(ROOT / "samples" / "defects-2021.docx", repository / "乙.docx")
    codes, outputs, summary = acted(repository, environment, paths="乙.docx\n水务局 年报.docx")
    assert codes == [0, 1]
    assert outputs["steps.check.outputs.exit-code"] == "1"
    assert "青屿县" in summary
    sarif = json.loads((repository / "gouji.sarif").read_text("utf-8"))
    results = sarif["runs"][0]["results"]
    assert len(results) > 5
    assert all(one["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1 for one in results)
    assert all(one["partialFingerprints"] for one in results)
    places = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results}
    assert not any(place.startswith(("./", "/", "file:")) for place in places)
    assert "::error" in (repository.parent / "log1").read_text()


def test_words_of_strangers_run_nothing(repository: Path, environment: dict[str, str]) -> None:
    codes, _, _ = acted(repository, environment, paths="$(touch hacked)\n`touch hacked`; touch hacked", sarif="")
    assert codes == [0, 2]
    assert not (repository / "hacked").exists()


def test_the_template_writes_what_the_pipeline_shows(repository: Path, environment: dict[str, str]) -> None:
    shutil.copy(ROOT / "samples" / "defects-2021.docx", repository / "b.docx")
    template = yaml.safe_load(TEMPLATE.read_text("utf-8"))
    job = template["gouji"]
    variables = {name: str(value) for name, value in template["variables"].items()}
    script = "\n".join([*job["before_script"], *job["script"]])
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=repository,
        env={**environment, **variables, "GOUJI_PATHS": "b.docx"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    quality = json.loads((repository / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert len(quality) > 5
    assert len({one["fingerprint"] for one in quality}) == len(quality)
    assert {one["location"]["path"] for one in quality} == {"b.docx"}
    assert "<testsuite" in (repository / job["artifacts"]["reports"]["junit"]).read_text("utf-8")
