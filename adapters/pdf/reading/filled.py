"""Filled fields of a form, and what is typed over a page: they show, and stand in no content of the page."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium

_DEPTH = 8
_TYPED = "/FreeTextTypewriter"
"""What the typewriter of viewers leaves; other free text is a comment."""


def has_fields(page: Any) -> bool:
    """Whether a page (as pikepdf has it) shows the value of a field or something typed."""
    found = page.get("/Annots")
    if not isinstance(found, pikepdf.Array):
        return False
    return any(isinstance(each, pikepdf.Dictionary) and "/AP" in each and _speaks(each) for each in found)


def _speaks(annotation: Any) -> bool:
    if annotation.get("/Subtype") == "/FreeText":
        return bool(annotation.get("/IT") == _TYPED)
    if annotation.get("/Subtype") != "/Widget":
        return False
    field, depth = annotation, 0
    while "/V" not in field and isinstance(field.get("/Parent"), pikepdf.Dictionary) and depth < _DEPTH:
        field, depth = field["/Parent"], depth + 1
    return str(field.get("/V", "")) not in ("", "/Off")


def drawn_in(pdf: Any, index: int) -> Any:
    """The page of a pypdfium2 document, its fields and what is typed drawn into its content, without other notes."""
    with closing(pdf[index]) as page:
        for at in reversed(range(pdfium.FPDFPage_GetAnnotCount(page.raw))):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            typed = kind == pdfium.FPDF_ANNOT_FREETEXT and _intent(annotation) == _TYPED[1:]
            pdfium.FPDFPage_CloseAnnot(annotation)
            if kind != pdfium.FPDF_ANNOT_WIDGET and not typed:
                pdfium.FPDFPage_RemoveAnnot(page.raw, at)
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    return pdf[index]


def _intent(annotation: Any) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"IT", None, 0)
    text = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"IT", text, size)
    return bytes(text).decode("utf-16-le").rstrip("\0")
