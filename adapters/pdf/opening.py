"""A file opened by both libraries: what one of them refuses the other may have made readable for it.

qpdf (pikepdf) is strict where pdfium is not: object numbers that are large for the size of the file are damage to it,
and it asks for a password where the attachments alone are encrypted. pdfium gives up where tables of objects are
damaged that qpdf makes anew.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from checker.errors import DocumentError
from checker.messages import say

_NUMBER = re.compile(rb"(?<![0-9])([0-9]{1,7})[ \r\n\t]+[0-9]{1,5}[ \r\n\t]+obj\b")
_START = re.compile(rb"startxref\s+([0-9]+)")
_BYTES = 3
"""Bytes of a file to each object at least, as qpdf has it: a higher number is no object to it."""
_MOST = 4_194_304
"""The highest number that pdfium knows."""
_FAULTS = (
    pikepdf.PasswordError,
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    RecursionError,
    ValueError,
    KeyError,
    TypeError,
)


# What qpdf remarks on damaged files is no message for people; the outcome is.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())


@contextmanager
def opened(data: bytes, name: str) -> Iterator[tuple[pikepdf.Pdf, bytes]]:
    """A file as pikepdf has it, and the bytes that pdfium opens: its own, or those of a copy.

    Raises DocumentError for a file that is locked or damaged for both.
    """
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
    except _FAULTS as error:
        pdf, refused = _by_pdfium(data, name, error), False
    else:
        refused = not _opens(data)
    with pdf:
        yield pdf, _saved(pdf, name) if refused else data


def _opens(data: bytes) -> bool:
    """Whether pdfium opens a file."""
    try:
        pypdfium2.PdfDocument(data).close()
    except pypdfium2.PdfiumError:
        return False
    return True


def _saved(pdf: pikepdf.Pdf, name: str) -> bytes:
    """A file written anew for pdfium."""
    out = BytesIO()
    try:
        pdf.save(out, encryption=False)
    except _FAULTS as error:
        raise DocumentError(say("reading.pdf_damaged", path=name)) from error
    if not _opens(out.getvalue()):
        raise DocumentError(say("reading.pdf_damaged", path=name))
    return out.getvalue()


def _by_pdfium(data: bytes, name: str, refusal: Exception) -> pikepdf.Pdf:
    """A file that pikepdf refuses, from a copy that pdfium writes: without encryption, and padded for its numbers."""
    out = BytesIO()
    try:
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            pdf.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
        return pikepdf.open(BytesIO(_padded(out.getvalue())), suppress_warnings=True)
    except (*_FAULTS, pypdfium2.PdfiumError) as error:
        if isinstance(refusal, pikepdf.PasswordError):
            raise DocumentError(say("reading.pdf_password", path=name)) from error
        if "encryption" in str(refusal) or "unsupported security" in str(error).lower():
            raise DocumentError(say("reading.pdf_security", path=name)) from error
        raise DocumentError(say("reading.pdf_damaged", path=name)) from error


def _padded(data: bytes) -> bytes:
    """A file as large as its object numbers ask for, the place of its table told again at its end."""
    highest = min(max((int(number) for number in _NUMBER.findall(data)), default=0), _MOST)
    starts = _START.findall(data)
    if highest * _BYTES < len(data) or not starts:
        return data
    return data + b"\n" * (highest * _BYTES - len(data) + 1024) + b"startxref\n%s\n%%%%EOF\n" % starts[-1]
