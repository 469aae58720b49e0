"""Uploads, part by part to the disk: hashed and counted on the way, nothing of them held in memory."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from checker.messages import say
from checker.record import dataclass
from checker.service.store.checks import Paper
from checker.service.store.files import Files
from checker.service.web.gate import too_large
from checker.service.web.problems import Fault, Problem

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

ROLES = frozenset({"report", "plan", "prior", "part"})
"""What the documents of a check may be to each other."""
LONGEST = 180
"""Bytes of a file name: 255 can be, and copies are called a little longer."""
PARTS, TEXT = 64, 64 << 10
"""How many parts a form may have, and the bytes of one that is a text."""
_OUT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')


@dataclass(frozen=True)
class Form:
    """What was sent: files in their order, and texts by name."""

    papers: tuple[Paper, ...]
    texts: dict[str, str]

    def text(self, name: str) -> str:
        """A text, empty where it was not sent."""
        return self.texts.get(name, "").strip()


def only_one_report(form: Form) -> None:
    """Problem for a form without a report, or with several."""
    reports = [paper for paper in form.papers if paper.role == "report"]
    if len(reports) != 1:
        key = "no_report" if not reports else "one_report"
        raise Problem("invalid", say("service.invalid"), errors=[Fault("report", say(f"service.{key}"))])


def safe_name(given: str) -> str:
    """A name that leads nowhere: its last part, without what is no character of a name, not too long."""
    given = given.replace("%22", '"').replace("%0D", "").replace("%0A", "")  # what browsers make of these
    name = unicodedata.normalize("NFC", given.encode("utf-8", "replace").decode("utf-8"))
    name = _OUT.sub("", re.split(r"[/\\]", name)[-1]).strip().lstrip(".").strip()
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a name, not a path
    suffix = suffix if len(suffix.encode()) <= 20 else ""
    while len((stem + suffix).encode()) > LONGEST:
        stem = stem[:-1]
    return (stem.rstrip() + suffix) if stem.strip() else f"document{suffix}"


async def read_form(
    request: Request,
    files: Files,
    most: int,
    roles: frozenset[str],
    texts: frozenset[str],
    first: Callable[[dict[str, str]], None] | None = None,
) -> Form:
    """The form of a request: files under the names in `roles`, texts under those in `texts`.

    Every other name is refused, as is a text where a file must be. A file is in the store when this returns; one that
    nobody names in the end is taken by the sweep. `first` looks at the texts before anything is told of the rest.
    """
    from python_multipart.multipart import MultipartParser, parse_options_header

    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data":
        raise Problem("media-type", say("service.multipart"))
    if not boundary or len(boundary) > 200:
        raise Problem("bad-request", say("service.bad_form"))
    if files.free() < most:
        raise Problem("no-room", say("service.no_room"))
    with ExitStack() as stack:
        reading = _Reading(files, most, roles, texts, stack)
        callbacks: MultipartCallbacks = {
            "on_part_begin": reading.begin,
            "on_header_field": reading.header_name,
            "on_header_value": reading.header_value,
            "on_header_end": reading.header_end,
            "on_headers_finished": reading.headers,
            "on_part_data": reading.data,
            "on_part_end": reading.end,
            "on_end": reading.finish,
        }
        parser = MultipartParser(boundary, callbacks)
        try:
            async for chunk in request.stream():
                await run_in_threadpool(parser.write, chunk)
            await run_in_threadpool(parser.finalize)
        except Problem:
            raise
        except ValueError:  # of the parser: what was sent is no such form
            raise Problem("bad-request", say("service.bad_form")) from None
        if not reading.whole:
            raise Problem("bad-request", say("service.bad_form"))
        if first is not None:
            first(reading.said)
        if reading.faults:
            raise Problem("invalid", say("service.invalid"), errors=reading.faults)
        return Form(tuple(reading.papers), reading.said)


class _Reading:
    """What the parser calls as it goes: one part after the other."""

    def __init__(self, files: Files, most: int, roles: frozenset[str], texts: frozenset[str], stack: ExitStack) -> None:
        self._files, self._most, self._roles, self._texts, self._stack = files, most, roles, texts, stack
        self.papers: list[Paper] = []
        self.said: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.whole = False
        self._count = 0

    def begin(self) -> None:
        self._headers: dict[bytes, bytes] = {}
        self._field = self._value = b""
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._size = 0
        self._text = bytearray()
        self._count += 1
        if self._count > PARTS:
            raise Problem("invalid", say("service.many_parts", most=PARTS))

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field = self._value = b""

    def headers(self) -> None:
        from python_multipart.multipart import parse_options_header

        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = _decoded(options.get(b"name", b""))
        given: bytes | None = options.get(b"filename")
        self._given = _decoded(given) if given is not None else None
        self._hash = hashlib.sha256()
        if self._name in self._roles and self._given is not None:
            opened: Any = self._files.opened()
            self._file, self._path = self._stack.enter_context(opened)
        elif self._name in self._roles:
            self.faults.append(Fault(self._name, say("service.no_file_name")))
        elif self._name not in self._texts:
            self.faults.append(Fault(self._name[:60], say("service.unknown_field")))

    def data(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if self._file is not None:
            if self._size > self._most:
                raise too_large(self._most)
            piece = data[start:end]
            self._hash.update(piece)
            self._file.write(piece)
        elif self._name in self._texts:
            if self._size > TEXT:
                raise Problem("invalid", say("service.long_text", name=self._name))
            self._text += data[start:end]

    def end(self) -> None:
        if self._file is not None and self._path is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            sha256 = self._hash.hexdigest()
            if self._given or self._size:  # a field for files in which none was chosen is sent without either
                self._files.adopt(self._path, sha256)
                self.papers.append(Paper(self._name, sha256, self._size, safe_name(self._given or "")))
        elif self._name in self._texts:
            self.said[self._name] = self._text.decode("utf-8", "replace")

    def finish(self) -> None:
        self.whole = True


def _decoded(name: bytes) -> str:
    for coding in ("utf-8", "gb18030"):
        try:
            return name.decode(coding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "replace")
