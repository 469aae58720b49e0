"""Drives LibreOffice with the extension, as a user would: a program for the Python that knows UNO.

python3 office_driver.py PIPE FILE            prints what happened as JSON
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from tracked_changes import connected, ended

ANNOTATION = "com.sun.star.text.textfield.Annotation"
MENU = "service:org.gouji.libreoffice.Desk?"


def comments(document: object) -> list[dict[str, str]]:
    """The comments of a document: author, text, the words they are on."""
    fields, found = document.getTextFields().createEnumeration(), []
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService(ANNOTATION):
            said = {"author": field.Author, "title": field.Content.partition("\n")[0], "text": field.Content}
            found.append({**said, "on": field.getAnchor().getString()})
    return found


def words(document: object) -> str:
    """All the text of the body and of its tables."""
    found, every = [], document.getText().createEnumeration()
    while every.hasMoreElements():
        one = every.nextElement()
        if one.supportsService("com.sun.star.text.TextTable"):
            found += [one.getCellByName(name).getString() for name in one.getCellNames()]
        else:
            found.append(one.getString())
    return "\n".join(found)


def main(pipe: str, path: str) -> None:
    """Check, look, undo, redo, check again, remove."""
    context = connected(pipe)
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, ())
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def menu(word: str) -> None:
        dispatcher.executeDispatch(document.CurrentController.Frame, MENU + word, "", 0, ())

    theirs = document.createInstance(ANNOTATION)
    theirs.Author, theirs.Content = "somebody", "keep me"
    start = document.getText().createTextCursor()
    document.getText().insertTextContent(start, theirs, False)
    undo = document.getUndoManager()
    undo.clear()
    told: dict[str, object] = {"words": words(document)}
    menu("check")
    told["checked"] = comments(document)
    told["same"] = words(document) == told["words"]
    told["steps"] = list(undo.getAllUndoActionTitles())
    undo.undo()
    told["undone"] = [one["author"] for one in comments(document)]
    undo.redo()
    told["redone"] = len(comments(document))
    menu("check")
    told["again"] = len(comments(document))
    target = comments(document)[-1]
    fields = document.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService(ANNOTATION) and field.Content == target["text"]:
            document.getCurrentController().select(field.getAnchor())
    selection = document.getCurrentController().getSelection()
    told["selected"] = selection.getByIndex(0).getString() if selection.getCount() else ""
    told["last"] = target["on"]
    menu("remove")
    told["removed"] = [one["author"] for one in comments(document)]
    told["still"] = words(document) == told["words"]
    print(json.dumps(told, ensure_ascii=False))
    document.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
    ended()
