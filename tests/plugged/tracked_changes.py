"""LibreOffice accepts or refuses all tracked changes of a file and saves it: a program for the Python that knows UNO.

python3 tracked_changes.py accept|reject PORT-NAME IN OUT
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import NoReturn

import uno
from com.sun.star.beans import PropertyValue

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


PATIENCE = 120.0
"""Seconds for an office with a new profile to start: two on an idle machine."""


def connected(pipe: str) -> object:
    """The component context of the office that listens on a pipe."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.1)
    raise SystemExit("the office does not answer")


def of(name: str, value: object) -> PropertyValue:
    """A named value."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def ended() -> NoReturn:
    """The program ends here and now, and whoever started the office ends that.

    Where the office goes first, or the interpreter takes the bridge to it apart, the bridge's own threads now and then
    touch what is gone, and the program dies of it (SIGSEGV) with all its work done.
    """
    sys.stdout.flush()
    os._exit(0)


def main(pipe: str, jobs: list[tuple[str, str, str]]) -> None:
    """Open, accept or refuse, save as a Word file, close."""
    context = connected(pipe)
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    for what, source, target in jobs:
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (of("Hidden", True),))
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        dispatcher.executeDispatch(document.CurrentController.Frame, COMMANDS[what], "", 0, ())
        document.storeToURL(Path(target).as_uri(), (of("FilterName", "MS Word 2007 XML"),))
        document.close(True)


if __name__ == "__main__":
    words = sys.argv[2:]
    main(sys.argv[1], list(zip(words[::3], words[1::3], words[2::3], strict=True)))
    ended()
