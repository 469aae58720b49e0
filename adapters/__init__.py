"""File formats: each adapter alone knows its library.

An adapter is a module with

    FORMAT: str                             the name in an audit, "docx"
    SUFFIXES: tuple[str, ...]               the usual suffixes, with the dot
    def read(path: Path, name: str) -> Document
        `name` is what Document.path and errors show. Raises DocumentError for what the user can mend.
    def annotate(source: Path, document: Document, notes: Sequence[Note], target: Path) -> None
        Writes an annotated copy beside `target` and renames it; the source is never touched.

and a line in ADAPTERS. Content decides which adapter reads a file, the suffix only where content cannot.
"""
