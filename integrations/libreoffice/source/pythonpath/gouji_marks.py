"""The comments of an annotated Word file: what each says, and which characters of which paragraph it is about."""

import collections
import difflib
import io
import xml.etree.ElementTree as ElementTree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
AUTHOR = "gouji"
SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
LEFT_OUT = (W + "del", W + "moveFrom", W + "txbxContent", FALLBACK, W + "instrText", W + "pPr", W + "rPr")

Mark = collections.namedtuple("Mark", "title text start end")
"""`start` and `end` are (paragraph, character), both from 0; paragraphs in the order of the file, cells included."""


def read(data):
    """The paragraphs of a Word file as texts, and the marks of gouji in them, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        names = archive.namelist()
        comments = ElementTree.fromstring(archive.read("word/comments.xml")) if "word/comments.xml" in names else ()
    said = {}
    for comment in comments:
        if comment.get(W + "author") == AUTHOR:
            lines = ["".join(one.text or "" for one in p.iter(W + "t")) for p in comment.iter(W + "p")]
            said[comment.get(W + "id")] = (lines[0] if lines else "", "\n".join(lines))
    walk = _Walk()
    walk.into(body)
    marks = []
    for key, (title, text) in said.items():
        start = walk.starts.get(key)
        if start is not None:
            marks.append(Mark(title, text, start, max(start, walk.ends.get(key, start))))
    return walk.paragraphs, sorted(marks, key=lambda mark: (mark.start, mark.end))


class _Walk:
    """Goes through a body once."""

    def __init__(self):
        self.paragraphs, self.starts, self.ends = [], {}, {}

    def into(self, element):
        for child in element:
            tag = child.tag
            if tag in LEFT_OUT:
                continue
            if tag == W + "p":
                self.paragraphs.append("")
                self.into(child)
            elif tag == W + "t":
                self._add(child.text or "")
            elif tag in SIGNS:
                self._add(SIGNS[tag])
            elif tag == W + "commentRangeStart":
                self.starts[child.get(W + "id")] = self._here()
            elif tag == W + "commentRangeEnd":
                self.ends[child.get(W + "id")] = self._here()
            else:
                self.into(child)

    def _add(self, text):
        if self.paragraphs:
            self.paragraphs[-1] += text

    def _here(self):
        return (len(self.paragraphs) - 1, len(self.paragraphs[-1])) if self.paragraphs else (0, 0)


def paired(ours, theirs):
    """For each of our paragraphs that is among theirs its number there; both in order, some of either missing."""
    one, other = [text.strip() for text in ours], [text.strip() for text in theirs]
    found = {}
    for block in difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for index in range(block.size):
            found[block.a + index] = block.b + index
    return found
