"""The parts of a docx beside its text: styles, numbering, relationships, content types, properties."""

from __future__ import annotations

from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def styles(linked: bool) -> str:
    """`linked`: the heading styles carry the numbers."""
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="heading{n}"><w:name w:val="heading {n}"/>'
        '<w:basedOn w:val="normal"/><w:pPr>'
        + (f'<w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="2"/></w:numPr>' if linked else "")
        + f'<w:outlineLvl w:val="{n - 1}"/></w:pPr>{"<w:rPr><w:b/></w:rPr>" if n == 1 else ""}</w:style>'
        for n in (1, 2, 3)
    )
    fonts = '<w:rFonts w:ascii="Noto Sans CJK SC" w:hAnsi="Noto Sans CJK SC" w:eastAsia="Noto Sans CJK SC"/>'
    return part(
        "styles",
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="title"><w:name w:val="Title"/><w:basedOn w:val="normal"/>'
        '<w:pPr><w:spacing w:before="120" w:after="240"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="header"><w:name w:val="header"/><w:basedOn w:val="normal"/>'
        f'<w:rPr><w:sz w:val="18"/></w:rPr></w:style>{headings}',
    )


def numbering() -> str:
    """Two definitions: 1 for paragraphs that carry their number themselves, 2 for those whose style does."""
    levels = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))

    def abstract(id_: int, linked: bool) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{id_}"><w:multiLevelType w:val="multilevel"/>'
            + "".join(
                f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                + (f'<w:pStyle w:val="heading{n + 1}"/>' if linked else "")
                + f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
                '<w:pPr><w:ind w:left="0" w:firstLine="560"/></w:pPr></w:lvl>'
                for n, (form, text) in enumerate(levels)
            )
            + "</w:abstractNum>"
        )

    return part(
        "numbering",
        abstract(0, False)
        + abstract(1, True)
        + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (0, 1)),
    )


def part(root: str, content: str) -> str:
    """A part of the main namespace, w: and r: declared."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:{root} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{root}>'


def relationships(targets: dict[str, tuple[str, str]]) -> str:
    """Id -> (kind, target); the kind "core" is the package's own and its target fixed."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    entries = ""
    for id_, (kind, target) in targets.items():
        if kind == "core":
            type_, target = f"{package}/metadata/core-properties", "docProps/core.xml"
        else:
            type_ = f"{R}/{kind}"
        entries += f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"/>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="{package}">{entries}</Relationships>'


def content_types(furniture: bool) -> str:
    """`furniture`: there is a header and a footer."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = {
        "/word/document.xml": f"{word}.document.main+xml",
        "/word/styles.xml": f"{word}.styles+xml",
        "/word/numbering.xml": f"{word}.numbering+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    if furniture:
        overrides |= {"/word/header1.xml": f"{word}.header+xml", "/word/footer1.xml": f"{word}.footer+xml"}
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def core(title: str, author: str) -> str:
    """The properties of the document, with fixed dates."""
    stamp = "2022-01-20T09:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    )
