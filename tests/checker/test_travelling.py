"""Packs as archives: the same bytes for the same files, installed as they were packed, and nothing else let in."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from checker.bench.new import new_pack
from checker.bench.signing import trusted
from checker.bench.travelling import LOCK, MANIFEST, archive, changed, install, read_lock
from checker.errors import RulePackError, UsageError
from checker.loading.load import load
from checker.messages import text


def packed(folder: Path) -> Path:
    new_pack(folder, "my-pack", "zh-CN")
    name, content = archive(folder / "my-pack")
    path = folder / name
    path.write_bytes(content)
    return path


def altered(path: Path, entries: dict[str, bytes], drop: str = "") -> Path:
    """The archive with other entries, its manifest made to fit them where it is not among them."""
    with zipfile.ZipFile(path) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist() if name != drop}
    files |= entries
    if MANIFEST not in entries:
        manifest = json.loads(files[MANIFEST])
        kept = {name: data for name, data in files.items() if not name.startswith("manifest.")}
        manifest["files"] = {name: hashlib.sha256(data).hexdigest() for name, data in kept.items()}
        files[MANIFEST] = json.dumps(manifest).encode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    other = path.with_name("other.zip")
    other.write_bytes(held.getvalue())
    return other


def refused(source: Path, folder: Path, sha256: str = "") -> str:
    with pytest.raises((UsageError, RulePackError)) as error:
        install(source, folder, sha256)
    assert not list(folder.glob("my-pack")) if folder.exists() else True
    assert not list(folder.glob(".gouji-*")) if folder.exists() else True
    return text(error.value.message, "en")


def test_a_pack_is_installed_as_it_was_packed_and_locked_by_its_hash(tmp_path: Path) -> None:
    source = packed(tmp_path / "from")
    assert archive(tmp_path / "from" / "my-pack")[1] == source.read_bytes()
    told = hashlib.sha256(source.read_bytes()).hexdigest()
    assert install(source, tmp_path / "to", told) == ("my-pack", "0.1.0")
    there = load(tmp_path / "to" / "my-pack", cached=False)
    assert there.digest == load(tmp_path / "from" / "my-pack", cached=False).digest
    assert read_lock(tmp_path / "to") == {"my-pack": {"version": "0.1.0", "digest": there.digest, "archive": told}}
    assert changed(tmp_path / "to") == []
    with pytest.raises(UsageError):
        install(source, tmp_path / "to")
    install(source, tmp_path / "to", force=True)


def test_what_was_changed_since_is_told(tmp_path: Path) -> None:
    install(packed(tmp_path / "from"), tmp_path / "to")
    rules = tmp_path / "to" / "my-pack" / "rules" / "first.yaml"
    rules.write_text(rules.read_text("utf-8") + "# more\n", "utf-8")
    assert [text(one, "en") for one in changed(tmp_path / "to")] == [
        "my-pack: not the version 0.1.0 that is locked; changed since it was installed"
    ]
    (tmp_path / "to" / "my-pack" / "pack.yaml").unlink()
    assert ["is locked and not there" in text(one, "en") for one in changed(tmp_path / "to")] == [True]
    (tmp_path / "to" / LOCK).write_text("{", "utf-8")
    with pytest.raises(UsageError):
        changed(tmp_path / "to")


def test_another_hash_than_the_one_that_was_told_installs_nothing(tmp_path: Path) -> None:
    assert "should be 00" in refused(packed(tmp_path / "from"), tmp_path / "to", "00")


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({"../evil.yaml": b"a: 1"}, "is no file of a pack"),
        ({"/etc/evil.yaml": b"a: 1"}, "is no file of a pack"),
        ({"C:\\evil.yaml": b"a: 1"}, "is no file of a pack"),
        ({"run.py": b"print()"}, "is no file of a pack"),
        ({"large.yaml": b" " * 1_000_001}, "is no file of a pack"),
        ({MANIFEST: b"{}"}, "not what the hashes of its manifest say"),
        ({MANIFEST: b"[]"}, "not what the hashes of its manifest say"),
        ({"rules/more.yaml": b"[]\n"}, "not what the hashes of its manifest say"),
        ({"rules/first.yaml": b"- {id: broken}\n"}, "rule pack my-pack"),
    ],
)
def test_an_archive_that_is_not_what_it_says_installs_nothing(
    tmp_path: Path, entries: dict[str, bytes], told: str
) -> None:
    assert told in refused(altered(packed(tmp_path / "from"), entries), tmp_path / "to")


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(b"PK no archive")
    assert "no archive of a pack" in refused(path, tmp_path / "to")


def key_pair(folder: Path, name: str, form: str = "ssh", password: str = "") -> tuple[Path, Path]:
    """A private key and its public one, as OpenSSH or OpenSSL writes them."""
    made = Ed25519PrivateKey.generate()
    lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    private, public = folder / name, folder / f"{name}.pub"
    shape = PrivateFormat.OpenSSH if form == "ssh" else PrivateFormat.PKCS8
    private.write_bytes(made.private_bytes(Encoding.PEM, shape, lock))
    kinds = (Encoding.OpenSSH, PublicFormat.OpenSSH), (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    public.write_bytes(made.public_key().public_bytes(*kinds[form != "ssh"]) + b"\n")
    return private, public


def signed(folder: Path, key: Path) -> Path:
    name, content = archive(folder / "my-pack", key)
    path = folder / f"signed-{name}"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("form", ["ssh", "pem"])
def test_a_signed_pack_is_installed_by_who_trusts_the_key_and_gives_way_to_no_other(tmp_path: Path, form: str) -> None:
    plain = packed(tmp_path / "from")
    private, public = key_pair(tmp_path, "office", form)
    other, theirs = key_pair(tmp_path, "other", form)
    source, to = signed(tmp_path / "from", private), tmp_path / "to"
    install(source, to, trust=[trusted(public)])
    assert read_lock(to)["my-pack"]["signed"] == trusted(public)
    for bad in (plain, signed(tmp_path / "from", other)):
        with pytest.raises(UsageError, match=r"not signed|not trusted"):
            install(bad, to, force=True)
    source = signed(tmp_path / "from", private)
    install(source, to, force=True)  # the lock remembers
    assert read_lock(to)["my-pack"]["signed"] == trusted(public)
    install(signed(tmp_path / "from", other), to, force=True, trust=[trusted(theirs)])
    assert read_lock(to)["my-pack"]["signed"] == trusted(theirs)


def test_who_trusts_a_key_gets_nothing_else(tmp_path: Path) -> None:
    plain = packed(tmp_path / "from")
    private, public = key_pair(tmp_path, "office")
    other, _ = key_pair(tmp_path, "other")
    for bad in (plain, signed(tmp_path / "from", other)):
        with pytest.raises(UsageError, match=r"not signed|not trusted"):
            install(bad, tmp_path / "to", trust=[trusted(public)])
    source = signed(tmp_path / "from", private)
    assert "not one of its content" in refused(altered(source, {"rules/first.yaml": b"[]\n"}), tmp_path / "to")
    assert "not one of its content" in refused(altered(source, {"manifest.sig": b"x\ny\n"}), tmp_path / "to")
    # Nobody asked who signed it: the lock says nothing of it.
    install(source, tmp_path / "to")
    assert "signed" not in read_lock(tmp_path / "to")["my-pack"]


def test_keys_that_cannot_be_used_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed(tmp_path / "from")
    private, public = key_pair(tmp_path, "office", "pem", password="geheim")
    nothing = tmp_path / "nothing"
    for key in (private, public, nothing):
        with pytest.raises(UsageError, match="cannot be used as a key"):
            archive(tmp_path / "from" / "my-pack", key)
    for key in (private, nothing):
        with pytest.raises(UsageError, match="cannot be used as a key"):
            trusted(key)
    rsa = tmp_path / "rsa.pub"
    rsa.write_bytes(generate_private_key(65537, 2048).public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    with pytest.raises(UsageError, match="no Ed25519 key"):
        trusted(rsa)
    monkeypatch.setenv("GOUJI_KEY_PASSWORD", "geheim")
    assert install(signed(tmp_path / "from", private), tmp_path / "to", trust=[trusted(public)]) == ("my-pack", "0.1.0")
