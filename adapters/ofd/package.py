"""The structure of an OFD file: its documents, pages, templates, annotations and resources."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import field

from lxml import etree

from adapters.packed import Packed
from checker.errors import DocumentError
from checker.messages import say
from checker.record import dataclass

MOST_PAGES = 2000


@dataclass(slots=True)
class Resources:
    """What pages refer to by number: names of bold fonts are told by `bold`, drawings are elements."""

    bold: set[str] = field(default_factory=set)
    drawings: dict[str, etree._Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page before it is drawn: its own content, that of its templates (behind, before), and its annotations."""

    content: etree._Element | None
    behind: tuple[etree._Element, ...]
    before: tuple[etree._Element, ...]
    annotations: tuple[etree._Element, ...]
    area: str
    resources: Resources
    damaged: DocumentError | None = None


class Container:
    """An open OFD file; parts are found by the paths that other parts give."""

    def __init__(self, package: Packed) -> None:
        self.package = package
        self._folded = {part.lower(): part for part in package.parts}
        self.root = self.tree("OFD.xml")

    def part(self, base: str, location: str) -> str:
        """The name of a part: absolute from the root of the package, else relative to the folder `base`."""
        joined = posixpath.join("/", base, location.strip().replace("\\", "/"))
        plain = posixpath.normpath(joined).lstrip("/")
        return plain if plain in self.package else self._folded.get(plain.lower(), plain)

    def tree(self, part: str) -> etree._Element:
        """The XML of a part that has to be there."""
        if part not in self.package:
            raise DocumentError(say("reading.missing_part", path=self.package.name, part=part))
        return self.package.tree(part)

    def properties(self) -> dict[str, str]:
        """What the file says of itself."""
        info = self.root.find("{*}DocBody/{*}DocInfo")
        if info is None:
            return {}
        found = {"title": info.findtext("{*}Title"), "author": info.findtext("{*}Author")}
        return {key: value.strip() for key, value in found.items() if value and value.strip()}

    def pages(self) -> Iterator[PageSource]:
        """The pages of all documents of the file. A page whose part is lost or damaged comes with the reason."""
        count = 0
        for location in self.root.iterfind("{*}DocBody/{*}DocRoot"):
            part = self.part("", location.text or "")
            for page in self._document(part):
                count += 1
                if count > MOST_PAGES:
                    raise DocumentError(say("reading.many_pages", path=self.package.name, most=MOST_PAGES))
                yield page

    def _document(self, part: str) -> Iterator[PageSource]:
        document = self.tree(part)
        base = posixpath.dirname(part)
        common = document.find("{*}CommonData")
        resources = Resources()
        templates: dict[str, str] = {}
        area = ""
        if common is not None:
            area = _area(common.find("{*}PageArea"))
            for kind in ("PublicRes", "DocumentRes"):
                for location in common.iterfind(f"{{*}}{kind}"):
                    self._add(resources, self.part(base, location.text or ""))
            for template in common.iterfind("{*}TemplatePage"):
                templates[template.get("ID", "")] = self.part(base, template.get("BaseLoc", ""))
        annotations = self._annotations(document, base)
        for page in document.iterfind("{*}Pages/{*}Page"):
            own = self.part(base, page.get("BaseLoc", ""))
            yield self._page(own, templates, annotations.get(page.get("ID", ""), []), area, resources)

    def _page(
        self, part: str, templates: dict[str, str], annotations: list[str], area: str, resources: Resources
    ) -> PageSource:
        try:
            content = self.tree(part)
            for location in content.iterfind("{*}PageRes"):
                self._add(resources, self.part(posixpath.dirname(part), location.text or ""))
            behind: list[etree._Element] = []
            before: list[etree._Element] = []
            for use in content.iterfind("{*}Template"):
                if template := templates.get(use.get("TemplateID", "")):
                    (before if use.get("ZOrder") == "Foreground" else behind).append(self.tree(template))
            notes = tuple(self.tree(annotation) for annotation in annotations)
        except DocumentError as error:
            return PageSource(None, (), (), (), area, resources, error)
        own = _area(content.find("{*}Area")) or area
        return PageSource(content, tuple(behind), tuple(before), notes, own, resources)

    def _annotations(self, document: etree._Element, base: str) -> dict[str, list[str]]:
        """The parts with the annotations of each page, by the page's number in the document."""
        found: dict[str, list[str]] = {}
        for location in document.iterfind("{*}Annotations"):
            part = self.part(base, location.text or "")
            if part not in self.package:
                continue
            for page in self.tree(part).iterfind("{*}Page"):
                for file in page.iterfind("{*}FileLoc"):
                    target = self.part(posixpath.dirname(part), file.text or "")
                    if target in self.package:
                        found.setdefault(page.get("PageID", ""), []).append(target)
        return found

    def _add(self, resources: Resources, part: str) -> None:
        """Fonts and drawings of a resource file; one that is lost takes no text with it."""
        if part not in self.package:
            return
        root = self.tree(part)
        for font in root.iterfind("{*}Fonts/{*}Font"):
            name = (font.get("FontName", "") + font.get("FamilyName", "")).lower()
            if font.get("Bold") == "true" or any(word in name for word in ("bold", "heavy", "black", "黑", "simhei")):
                resources.bold.add(font.get("ID", ""))
        for drawing in root.iterfind("{*}CompositeGraphicUnits/{*}CompositeGraphicUnit"):
            resources.drawings[drawing.get("ID", "")] = drawing


def _area(element: etree._Element | None) -> str:
    """The box of the visible page: the application box where there is one, else the physical page."""
    if element is None:
        return ""
    return element.findtext("{*}ApplicationBox") or element.findtext("{*}PhysicalBox") or ""
