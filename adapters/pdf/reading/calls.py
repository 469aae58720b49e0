"""pdfium's functions called with plain integers for handles: half the time of the generated bindings.

They keep the interpreter's lock, as they return at once: to give it up and take it again is a tenth of a call.
What is asked of all glyphs or objects of a page is asked in one go (`told`, `gathered`): without a step of the
interpreter between two calls, and with handles made into arguments once, a call takes half of that again.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

Argument = Any
"""A handle as ctypes hands it over."""


def _function(name: str, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
    function: Any = ctypes.PYFUNCTYPE(result, *arguments)(address)
    # The same without types of arguments: it takes an integer for a C int, and no handle that is one.
    function.plain = ctypes.PYFUNCTYPE(result)(address)
    return function


def handle(wrapped: Any) -> int:
    """The address behind a page or text page of pypdfium2."""
    return ctypes.cast(wrapped.raw, ctypes.c_void_p).value or 0


def arguments(handles: Iterable[int | None]) -> list[Argument]:
    """Handles for `told` and `gathered`, made once where several functions are asked."""
    return list(map(ctypes.c_void_p.from_param, handles))


def every(handle: int | None) -> Iterable[Argument]:
    """One handle for each of the indices of what it holds."""
    return repeat(ctypes.c_void_p.from_param(handle))


def told(function: Any, *given: Iterable[Argument | int]) -> list[Any]:
    """What a function says of each handle, or of each index of one."""
    return list(map(function.plain, *given))


def gathered(
    function: Any, form: struct.Struct, outs: int, *given: Iterable[Argument | int]
) -> list[tuple[Any, tuple[Any, ...]]]:
    """The same of a function that writes into as many places as `outs`: its answer, and the values that it wrote.

    Functions that always answer the same have no answer here (None), which is a fourth of a call.
    """
    room = ctypes.create_string_buffer(form.size)
    places = [repeat(ctypes.byref(room, form.size // outs * at)) for at in range(outs)]
    # Each call is followed by the look into its room: zip takes from one, then from the other.
    return list(zip(map(function.plain, *given, *places), map(form.unpack_from, repeat(room)), strict=False))


FLOATS = struct.Struct("4f")

_HANDLE, _INT, _OUT = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
unicode = _function("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, _INT)
generated = _function("FPDFText_IsGenerated", _INT, _HANDLE, _INT)
unmapped = _function("FPDFText_HasUnicodeMapError", _INT, _HANDLE, _INT)
owner = _function("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
origin = _function("FPDFText_GetCharOrigin", None, _HANDLE, _INT, _OUT, _OUT)
loose = _function("FPDFText_GetLooseCharBox", None, _HANDLE, _INT, _OUT)
text_matrix = _function("FPDFText_GetMatrix", None, _HANDLE, _INT, _OUT)
font_size = _function("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, _INT)
font = _function("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
font_name = _function("FPDFFont_GetBaseFontName", ctypes.c_size_t, _HANDLE, ctypes.c_char_p, ctypes.c_size_t)
mode = _function("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
marked = _function("FPDFPageObj_GetMarkedContentID", _INT, _HANDLE)
kind = _function("FPDFPageObj_GetType", _INT, _HANDLE)
object_matrix = _function("FPDFPageObj_GetMatrix", None, _HANDLE, _OUT)
bounds = _function("FPDFPageObj_GetBounds", None, _HANDLE, _OUT, _OUT, _OUT, _OUT)
page_count = _function("FPDFPage_CountObjects", _INT, _HANDLE)
page_object = _function("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
form_count = _function("FPDFFormObj_CountObjects", _INT, _HANDLE)
form_object = _function("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong)
segments = _function("FPDFPath_CountSegments", _INT, _HANDLE)
segment = _function("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, _INT)
segment_kind = _function("FPDFPathSegment_GetType", _INT, _HANDLE)
segment_point = _function("FPDFPathSegment_GetPoint", _INT, _HANDLE, _OUT, _OUT)
segment_close = _function("FPDFPathSegment_GetClose", _INT, _HANDLE)
draw_mode = _function("FPDFPath_GetDrawMode", None, _HANDLE, _OUT, _OUT)
stroke_width = _function("FPDFPageObj_GetStrokeWidth", _INT, _HANDLE, _OUT)
fill = _function("FPDFPageObj_GetFillColor", _INT, _HANDLE, _OUT, _OUT, _OUT, _OUT)
stroke = _function("FPDFPageObj_GetStrokeColor", _INT, _HANDLE, _OUT, _OUT, _OUT, _OUT)
transparent = _function("FPDFPageObj_HasTransparency", _INT, _HANDLE)
clip = _function("FPDFPageObj_GetClipPath", _HANDLE, _HANDLE)
clip_paths = _function("FPDFClipPath_CountPaths", _INT, _HANDLE)
clip_segments = _function("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
clip_segment = _function("FPDFClipPath_GetPathSegment", _HANDLE, _HANDLE, _INT, _INT)
marks = _function("FPDFPageObj_CountMarks", _INT, _HANDLE)
mark = _function("FPDFPageObj_GetMark", _HANDLE, _HANDLE, ctypes.c_ulong)
mark_name = _function("FPDFPageObjMark_GetName", _INT, _HANDLE, _OUT, ctypes.c_ulong, _OUT)
active = _function("FPDFPageObj_SetIsActive", _INT, _HANDLE, _INT)
tree = _function("FPDF_StructTree_GetForPage", _HANDLE, _HANDLE)
tree_close = _function("FPDF_StructTree_Close", None, _HANDLE)
tree_children = _function("FPDF_StructTree_CountChildren", _INT, _HANDLE)
tree_child = _function("FPDF_StructTree_GetChildAtIndex", _HANDLE, _HANDLE, _INT)
element_children = _function("FPDF_StructElement_CountChildren", _INT, _HANDLE)
element_child = _function("FPDF_StructElement_GetChildAtIndex", _HANDLE, _HANDLE, _INT)
element_marks = _function("FPDF_StructElement_GetMarkedContentIdCount", _INT, _HANDLE)
element_mark = _function("FPDF_StructElement_GetMarkedContentIdAtIndex", _INT, _HANDLE, _INT)
element_kind = _function("FPDF_StructElement_GetType", ctypes.c_ulong, _HANDLE, _OUT, ctypes.c_ulong)
