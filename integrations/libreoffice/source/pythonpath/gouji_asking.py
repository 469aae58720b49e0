"""gouji asked about a file: the installed command, or a server. The standard library alone."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

SECONDS = 180
WAIT = 20


class NoAnswer(Exception):
    """Why there is no answer, in words for the user."""


def annotated(path, settings):
    """The annotated copy of a Word file, as bytes; `settings` has `server`, `token`, `command`, `lang`."""
    if settings.get("server"):
        return _from_server(path, settings)
    return _from_command(path, settings)


def _from_command(path, settings):
    command = settings.get("command") or os.environ.get("GOUJI_COMMAND") or shutil.which("gouji") or ""
    if not command:
        raise NoAnswer("gouji: not found")
    with tempfile.TemporaryDirectory(prefix="gouji-office-") as folder:
        words = [command, "check", path, "--annotate", folder, "--no-settings", "--quiet", "--lang", settings["lang"]]
        try:
            done = subprocess.run(
                words, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, env=_environment(), check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoAnswer(str(error)) from None
        for name in os.listdir(folder):
            if name.endswith(".docx"):
                with open(os.path.join(folder, name), "rb") as file:
                    return file.read()
        raise NoAnswer((done.stderr + done.stdout).decode("utf-8", "replace").strip() or str(done.returncode))


def _environment():
    """Ours without what LibreOffice sets for its own Python, which would lead another one astray."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def _from_server(path, settings):
    base = settings["server"].rstrip("/")
    boundary = uuid.uuid4().hex
    with open(path, "rb") as file:
        content = file.read()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    begin = '--{0}\r\nContent-Disposition: form-data; name="report"; filename="report.docx"\r\n'
    begin = (begin + "Content-Type: {1}\r\n\r\n").format(boundary, kind)
    body = begin.encode() + content + "\r\n--{0}--\r\n".format(boundary).encode()
    head = {"Content-Type": "multipart/form-data; boundary=" + boundary}
    state = json.loads(_call(settings, base + "/api/v1/checks?wait=%d" % WAIT, body, head))
    until = time.time() + SECONDS
    while state.get("status") not in ("done", "failed", "cancelled"):
        if time.time() > until:
            raise NoAnswer("timeout")
        state = json.loads(_call(settings, "%s/api/v1/checks/%s?wait=%d" % (base, _part(state["id"]), WAIT)))
    if state["status"] != "done":
        raise NoAnswer(str(state.get("error") or state["status"]))
    return _call(settings, "%s/api/v1/checks/%s/annotated" % (base, _part(state["id"])))


def _part(text):
    return urllib.parse.quote(str(text), safe="")


class _Stay(urllib.request.HTTPRedirectHandler):
    """The token goes to the server that the user has named, and to no other."""

    def redirect_request(self, *_):
        return None


def _call(settings, url, body=None, head=None):
    headers = {"Accept-Language": settings["lang"], **(head or {})}
    if settings.get("token"):
        headers["Authorization"] = "Bearer " + settings["token"]
    try:
        request = urllib.request.Request(url, body, headers)
        with urllib.request.build_opener(_Stay).open(request, timeout=WAIT + 10) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        with error:
            try:
                told = json.loads(error.read())
                why = told.get("detail") or told.get("title")
            except (ValueError, AttributeError):
                why = ""
        raise NoAnswer("%s %s" % (error.code, why or error.reason)) from None
    except (OSError, ValueError) as error:
        raise NoAnswer(str(getattr(error, "reason", error))) from None
