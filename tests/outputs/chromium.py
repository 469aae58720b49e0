"""A page in real headless Chromium, driven over its DevTools protocol."""

from __future__ import annotations

import atexit
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

import pytest

BINARY = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
needs_chromium = pytest.mark.skipif(BINARY is None, reason="Chromium is not installed")


class AwayError(Exception):
    """The page is being left for another: there is nothing to ask just now."""


class _Process:
    """One headless Chromium: it takes seconds to start."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        assert BINARY is not None
        self.profile = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0"]
        flags += ["--remote-allow-origins=*", "--no-first-run", f"--user-data-dir={self.profile.name}", "about:blank"]
        self.process = subprocess.Popen(
            [BINARY, *flags],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
        )
        self.base = self._listens()

    def _listens(self) -> str:
        """Where it takes connections."""
        port = Path(self.profile.name) / "DevToolsActivePort"
        for _ in range(300):
            if port.exists() and port.read_text().strip():
                return f"127.0.0.1:{port.read_text().split()[0]}"
            time.sleep(0.1)
        raise AssertionError("Chromium does not listen")

    def connected(self) -> Any:
        """The browser itself, which opens and closes windows."""
        import websocket

        with urllib.request.urlopen(f"http://{self.base}/json/version", timeout=60) as answer:
            return websocket.create_connection(json.load(answer)["webSocketDebuggerUrl"], timeout=60)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.profile.cleanup()


@cache
def _shared() -> _Process:
    """The one of a run, for all that need nothing of their own from its environment."""
    made = _Process()
    atexit.register(made.close)
    return made


class Browser:
    """A person's browser with one tab, which knows nothing of others, though one Chromium shows them all.

    `troubles` gathers console errors, exceptions, requests beyond the file.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self.own = _Process(environment) if environment else None
        self.number = 0
        self.troubles: list[str] = []
        self.socket = self._open(self.own or _shared())
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)  # as if nobody had another window before him

    def _open(self, process: _Process) -> Any:
        import websocket

        self.socket = self.whole = process.connected()
        self.context = self.call("Target.createBrowserContext")["browserContextId"]
        tab = self.call("Target.createTarget", url="about:blank", browserContextId=self.context, newWindow=True)
        return websocket.create_connection(f"ws://{process.base}/devtools/page/{tab['targetId']}", timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        self.socket = self.whole
        self.call("Target.disposeBrowserContext", browserContextId=self.context)
        self.socket.close()
        if self.own is not None:
            self.own.close()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the protocol and its result."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                if "context" in message.get("error", {}).get("message", "") or "navigated" in str(message.get("error")):
                    raise AwayError(message)
                assert "error" not in message, message
                return dict(message["result"])
            self._notice(message)

    def _notice(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown" or (method == "Runtime.consoleAPICalled" and params["type"] == "error"):
            self.troubles.append(json.dumps(params, ensure_ascii=False)[:500])
        elif method == "Log.entryAdded":
            self.troubles.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent" and not params["request"]["url"].startswith(("file:", "data:")):
            self.troubles.append(f"request: {params['request']['url']}")
        elif method == "Page.javascriptDialogOpening":
            self.troubles.append(f"dialog: {params['message']}")

    def open(self, path: Path, width: int = 1440, height: int = 900, *, fragment: str = "", dark: bool = False) -> None:
        """Loads a file at a size of the window, and waits until it stands."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=path.resolve().as_uri() + fragment)
        for _ in range(200):
            if self.run("document.readyState === 'complete' && location.protocol === 'file:'"):
                return
            time.sleep(0.05)
        raise AssertionError(f"{path} does not load")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        for _ in range(100):
            try:
                answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
                break
            except AwayError:
                time.sleep(0.05)
        else:
            raise AssertionError("no page stands")
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """A key pressed and let go, as a person does it."""
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        code = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38}.get(key, 0)
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def click(self, selector: str) -> None:
        """The left button on the middle of the first element that matches."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'});"
            " const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def printed(self, path: Path) -> bytes:
        """A file as it is printed, on the sheets that it asks for."""
        self.open(path)
        options = {"preferCSSPageSize": True, "printBackground": True, "generateDocumentOutline": True}
        return base64.b64decode(self.call("Page.printToPDF", **options)["data"])

    def picture(self, target: Path) -> None:
        """A screenshot of what the window shows."""
        target.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))
