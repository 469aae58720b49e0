"""Qualified names of WordprocessingML, as lxml spells them."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
METADATA = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
VML = "urn:schemas-microsoft-com:vml"

STRICT = "http://purl.oclc.org/ooxml/"
STRICT_MAIN = STRICT + "wordprocessingml/main"
STRICT_NAMESPACES = {
    STRICT_MAIN: MAIN,
    STRICT + "officeDocument/relationships": RELATIONSHIPS,
    STRICT + "officeDocument/math": MATH,
    STRICT + "drawingml/main": DRAWING,
}
"""Of ISO/IEC 29500 Strict, to those that are usual."""


def w(name: str) -> str:
    """A name of the main namespace."""
    return f"{{{MAIN}}}{name}"


VAL = w("val")
P, PPR, R, RPR, T = w("p"), w("pPr"), w("r"), w("rPr"), w("t")
TBL, TR, TRPR, TC, TCPR = w("tbl"), w("tr"), w("trPr"), w("tc"), w("tcPr")
BODY, SDT, SDT_CONTENT = w("body"), w("sdt"), w("sdtContent")
P_STYLE, R_STYLE, NUM_PR, TEXTBOX = w("pStyle"), w("rStyle"), w("numPr"), w("txbxContent")
GRID_SPAN, V_MERGE, H_MERGE = w("gridSpan"), w("vMerge"), w("hMerge")
ALTERNATE, CHOICE, FALLBACK = (f"{{{COMPATIBILITY}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
O_MATH, O_MATH_PARA, M_T = (f"{{{MATH}}}{name}" for name in ("oMath", "oMathPara", "t"))
ALT_CHUNK = w("altChunk")
COLOUR, SIZE, SCALE, SPACING = (w(name) for name in ("color", "sz", "w", "spacing"))
SHADING, HIGHLIGHT, BACKGROUND = w("shd"), w("highlight"), w("background")
FILL = f"{{{WORD_2010}}}textFill"
REL_ID = f"{{{RELATIONSHIPS}}}id"
CORE_PROPERTIES = f"{{{METADATA}}}coreProperties"
DC_TITLE, DC_CREATOR = f"{{{DUBLIN_CORE}}}title", f"{{{DUBLIN_CORE}}}creator"

TRANSPARENT = frozenset(
    [w(name) for name in ("ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")]
)
"""Elements that are looked through: what they hold stands there as if they were not."""
