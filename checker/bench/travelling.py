"""Packs that travel: an archive of a pack's files with their hashes, taken apart without trust, and a lock.

An archive holds YAML and nothing else: what is unpacked is data that is validated before it is put in place.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Any

from checker.bench.signing import sign, signer
from checker.errors import UsageError
from checker.files.writing import write_beside
from checker.loading.digest import digest, yaml_files
from checker.loading.load import load
from checker.messages import Message, say
from checker.yamlfiles.file import MAX_BYTES

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
LOCK = "gouji.lock"
"""Beside the packs of a folder: which versions of them were installed, by hash."""
MOST_FILES = 500
_EPOCH = (1980, 1, 1, 0, 0, 0)


def archive(directory: Path, key: Path | None = None) -> tuple[str, bytes]:
    """The name and content of an archive of a pack, the same for the same files, signed by a private key if one is
    given; RulePackError for a faulty one."""
    pack = load(directory, (directory.parent,), cached=False)
    files = {path.relative_to(directory).as_posix(): path.read_bytes() for path in yaml_files(directory)}
    manifest = {
        "pack": pack.id,
        "version": pack.spec.version,
        "digest": digest(directory),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    told = _json(manifest)
    before = [(MANIFEST, told), *([(SIGNATURE, sign(told, key))] if key is not None else [])]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in [*before, *files.items()]:
            zipped.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return f"{pack.id}-{pack.spec.version}.zip", held.getvalue()


def install(
    source: Path, folder: Path, sha256: str = "", force: bool = False, trust: Collection[str] = ()
) -> tuple[str, str]:
    """Put the pack of an archive into a folder of packs and its lock; gives name and version. UsageError for anything
    that is not what the manifest, or the hash that was given, says.

    `trust` are names of keys, one of which must have signed it. A pack that is locked as signed gives way only to one
    signed by the same key or by one of these.
    """
    content = source.read_bytes()
    told = hashlib.sha256(content).hexdigest()
    if sha256 and told != sha256.lower():
        raise UsageError(say("bench.other_hash", path=str(source), wanted=sha256, found=told))
    manifest, files, signed = _opened(source, content)
    name, version = str(manifest.get("pack", "")), str(manifest.get("version", ""))
    if not name or not all(word.isascii() and word.isalnum() for word in name.split("-")):
        raise _bad(source, say("bench.bad_name", name=name))
    lock = read_lock(folder)
    before = lock.get(name, {}).get("signed", "")
    wanted = {*trust, *([before] if before else ())}
    if wanted and signed not in wanted:
        raise _bad(source, say("bench.not_signed" if signed is None else "bench.signed_by_other", name=signed))
    target = folder / name
    if target.exists() and not force:
        raise UsageError(say("bench.pack_there", name=name, path=str(target)))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".gouji-") as scratch:
        made = Path(scratch) / name
        for path, data in files.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_bytes(data)
        pack = load(made, (folder,), cached=False)
        if (pack.id, pack.spec.version, digest(made)) != (name, version, manifest.get("digest")):
            raise _bad(source, say("bench.not_as_manifest"))
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
    lock[name] = {"version": version, "digest": digest(target), "archive": told}
    if signed is not None and wanted:
        lock[name]["signed"] = signed
    write_beside(folder / LOCK, _json({key: lock[key] for key in sorted(lock)}))
    return name, version


def _opened(source: Path, content: bytes) -> tuple[dict[str, Any], dict[str, bytes], str | None]:
    """The manifest and files of an archive, each as its hash says, and the name of the key that has signed it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            entries = zipped.infolist()
            if len(entries) > MOST_FILES:
                raise _bad(source, say("bench.too_many", most=MOST_FILES))
            files = {entry.filename: _read(source, zipped, entry) for entry in entries}
        told, signature = files.pop(MANIFEST, b"{}"), files.pop(SIGNATURE, None)
        manifest = json.loads(told)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError) as error:
        raise _bad(source, say("bench.no_archive")) from error
    hashes = manifest.get("files") if isinstance(manifest, dict) else None
    if hashes != {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}:
        raise _bad(source, say("bench.not_as_manifest"))
    signed = signer(told, signature) if signature is not None else None
    if signature is not None and signed is None:
        raise _bad(source, say("bench.bad_signature"))
    return manifest, files, signed


def _read(source: Path, zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A file of an archive: YAML under a plain path, no larger than a file of a pack may be."""
    path = PurePosixPath(entry.filename)
    plain = not path.is_absolute() and ".." not in path.parts and not {"\\", ":"} & set(entry.filename)
    if not plain or not (path.suffix in (".yaml", ".yml") or entry.filename in (MANIFEST, SIGNATURE)):
        raise _bad(source, say("bench.bad_entry", name=entry.filename))
    with zipped.open(entry) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _bad(source, say("bench.bad_entry", name=entry.filename))
    return data


def read_lock(folder: Path) -> dict[str, dict[str, str]]:
    """What the lock of a folder says, by name of pack; empty where there is none."""
    path = folder / LOCK
    if not path.is_file():
        return {}
    try:
        found: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UsageError(say("bench.bad_lock", path=str(path))) from error
    return found


def changed(folder: Path) -> list[Message]:
    """The packs of a folder that are not as its lock says."""
    told = []
    for name, held in read_lock(folder).items():
        found = digest(folder / name) if (folder / name / "pack.yaml").is_file() else ""
        if found != held.get("digest"):
            told.append(
                say("bench.changed" if found else "bench.gone_pack", pack=name, version=held.get("version", ""))
            )
    return told


def _bad(source: Path, why: Message) -> UsageError:
    return UsageError(say("bench.bad_archive", path=str(source), why=why))


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
