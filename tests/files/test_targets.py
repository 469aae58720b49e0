"""What is about to be written, held against what is there."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from checker.files.marks import marked
from checker.files.targets import Collisions, Inputs, refuse


def faults(targets: list[Path], inputs: list[Path] | None = None, force: bool = False) -> list[str]:
    try:
        refuse(targets, Inputs(inputs or []), force)
    except Collisions as found:
        return [fault.key for fault in found.faults]
    return []


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    path.write_bytes(b"PK as it was")
    return path


def test_an_input_is_never_written_over_by_whatever_name(report: Path, tmp_path: Path) -> None:
    (tmp_path / "hard.docx").hardlink_to(report)
    (tmp_path / "soft.docx").symlink_to(report)
    (tmp_path / "sub").mkdir()
    for target in (report, tmp_path / "hard.docx", tmp_path / "soft.docx", tmp_path / "sub" / ".." / "report.docx"):
        assert faults([target], [report], force=True) == ["cli.is_input"], target


def test_what_others_have_written_gives_way_to_force_alone(report: Path) -> None:
    assert faults([report]) == ["cli.not_ours"]
    assert faults([report], force=True) == []


def test_what_gouji_has_written_and_what_holds_nothing_gives_way(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_bytes(marked(b"findings\n", "text"))
    (tmp_path / "empty.txt").touch()
    (tmp_path / "none.json").write_bytes(b"[]\n")
    assert faults([tmp_path / name for name in ("own.txt", "empty.txt", "none.json", "new.txt")]) == []


def test_devices_pipes_sockets_and_folders_never_give_way(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket is short
        bound.bind("socket")
        os.chdir(here)
        targets = [Path("/dev/null"), tmp_path / "pipe", tmp_path / "socket", tmp_path]
        assert faults(targets, force=True) == ["cli.is_device"] * 3 + ["cli.is_folder"]


def test_a_link_gives_way_to_force_and_what_it_leads_to_stays(report: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(report)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert faults([link]) == faults([loop]) == ["cli.is_link"]
    assert faults([link, loop], force=True) == []


def test_two_targets_of_one_name_are_told_also_where_case_and_accents_differ(tmp_path: Path) -> None:
    assert faults([tmp_path / "A.json", tmp_path / "a.json"]) == ["cli.wanted_twice"]
    assert faults([tmp_path / "é.json", tmp_path / "e\u0301.json"]) == ["cli.wanted_twice"]


def test_every_collision_is_told_at_once(report: Path, tmp_path: Path) -> None:
    assert faults([report, Path("/dev/null"), tmp_path / "x", tmp_path / "x"]) == [
        "cli.not_ours",
        "cli.is_device",
        "cli.wanted_twice",
    ]
