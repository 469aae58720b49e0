"""Faces of official documents for programs that write PDF files: those of Noto under other names, by fontconfig."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

NOTO = {"serif": "NotoSerifCJK-Regular.ttc", "sans": "NotoSansCJK-Regular.ttc"}
FACES = {
    "仿宋_GB2312": ("FangSong_GB2312", "serif"),
    "楷体_GB2312": ("KaiTi_GB2312", "serif"),
    "黑体": ("SimHei", "sans"),
    "宋体": ("SimSun", "serif"),
    "方正小标宋简体": ("FZXBSJW--GB1-0", "serif"),
}
"""What programs call a face: what its file does, and of which family the letters are taken."""
FOLDER = Path("/usr/share/fonts/opentype/noto")


def _with_curves_of_truetype(font: TTFont) -> None:
    """As the faces of offices are: browsers write the names of such only."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=4.0, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), table
    most = font["maxp"] = newTable("maxp")
    most.tableVersion, most.numGlyphs = 0x00010000, len(order)
    for part in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"):
        setattr(most, part, 0)
    for part in ("maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours"):
        setattr(most, part, 0)
    for part in ("maxCompositePoints", "maxCompositeContours", "maxComponentDepth"):
        setattr(most, part, 0)
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    for gone in ("CFF ", "VORG"):
        if gone in font:
            del font[gone]
    font.sfntVersion = "\x00\x01\x00\x00"


def _letters(family: str, text: str) -> bytes:
    """A font file with the characters of a text; to take them out of a family takes a second."""
    font = TTFont(FOLDER / NOTO[family], fontNumber=0)
    chosen = subset.Subsetter(subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True))
    chosen.populate(text=text)
    chosen.subset(font)
    _with_curves_of_truetype(font)
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def configured(folder: Path, texts: str) -> dict[str, str]:
    """The environment in which a program finds the faces with the characters of some texts; written to a folder."""
    fonts = folder / "fonts"
    fonts.mkdir()
    letters = {family: _letters(family, texts + "0123456789— ") for family in NOTO}
    for name, (postscript, family) in FACES.items():
        font = TTFont(BytesIO(letters[family]))
        for record in font["name"].names:
            told = {1: name, 2: "Regular", 3: postscript, 4: name, 6: postscript, 16: name, 17: "Regular"}
            if record.nameID in told:
                font["name"].setName(
                    told[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID
                )
        font.save(fonts / f"{postscript}.ttf")
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><dir>/usr/share/fonts/truetype</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        "utf-8",
    )
    return {"FONTCONFIG_FILE": str(settings)}
