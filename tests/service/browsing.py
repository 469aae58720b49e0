"""A browser before the pages of a server: what goes elsewhere, or into its console, is trouble."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from tests.outputs.chromium import Browser
from tests.service.client import Client
from tests.service.waiting import LONG


class Visitor(Browser):
    """One person with one tab. `base` is the only server that may be asked."""

    def __init__(self, base: str) -> None:
        self.base = base
        super().__init__()

    def _notice(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent" and params["request"]["url"].startswith(self.base):
            return
        if message.get("method") == "Page.javascriptDialogOpening":
            self.socket.send(json.dumps({"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}}))
            return
        super()._notice(message)

    def speaks(self, lang: str) -> None:
        """The language that the visitor has chosen: zh or en."""
        self.call("Network.setCookie", name="gouji_lang", value=lang, url=self.base)

    def is_in(self, client: Client) -> None:
        """The session of somebody who has logged in."""
        self.call("Network.setCookie", name="gouji_session", value=client.cookies["gouji_session"], url=self.base)

    def visit(self, path: str, width: int = 1440, height: int = 900, *, dark: bool = False) -> None:
        """Opens a page of the server, and waits until it stands."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Page.navigate", url=path if path.startswith("http") else self.base + path)
        self.stands()

    def stands(self) -> None:
        """Waits until the page is there."""
        self.until("document.readyState === 'complete' && location.protocol === 'http:'")

    def until(self, script: str, seconds: float = LONG) -> None:
        """Waits until the page stands and an expression in it is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.run(f"document.readyState === 'complete' && !!({script})"):
                    return
            except AssertionError:  # between two pages
                pass
            time.sleep(0.05)
        raise AssertionError(f"never: {script}\n{self.run('location.href + document.body.innerText.slice(0, 1500)')}")

    def choose(self, selector: str, *files: Path) -> None:
        """Files chosen, as by the dialog of a file field."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])

    def write(self, selector: str, text: str) -> None:
        """Text typed into a field."""
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.call("Input.insertText", text=text)

    def key(self, code: str, name: str) -> None:
        """A key by its place, under the name that the input method gives it."""
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, code=code, key=name)

    def text(self) -> str:
        """What the page says."""
        return str(self.run("document.body.innerText"))

    def serious(self) -> list[str]:
        """What axe finds to be serious or worse, in a few words each."""
        from axe_core_python.base import AXE_FILE_PATH

        self.call("Page.setBypassCSP", enabled=True)
        self.run(Path(AXE_FILE_PATH).read_text("utf-8") + "; true")
        found = self.run(
            "axe.run({resultTypes: ['violations']}).then(r => r.violations"
            ".filter(v => ['serious', 'critical'].includes(v.impact))"
            ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')))"
        )
        return [str(one) for one in found]
