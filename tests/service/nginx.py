"""A real nginx with the very configuration of docs/serve.md, before a server that the unit there starts."""

from __future__ import annotations

import grp
import http.client
import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from checker.service.settings import Settings
from checker.service.store import accounts
from checker.service.store.opening import store
from checker.service.store.people import ENVIRONMENT
from tests.service.client import Client
from tests.service.serving import PASSWORD, TOKEN
from tests.service.waiting import LONG, free_port, until

SECRET = "the secret"
"""As the example of docs/serve.md has it."""
AT_PROXY = "at the proxy"
"""The password of everybody there."""
PAGE = Path(__file__).parent.parent.parent / "docs" / "serve.md"
PROGRAM = [sys.executable, "-c", "from checker.cli import program; program()"]
AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
{sites}
}}
"""


def block(kind: str, which: int = 0) -> str:
    """A block of the page, as an administrator copies it."""
    blocks: list[str] = re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return blocks[which]


def with_own(text: str, own: dict[str, str]) -> str:
    """A block with our paths in the place of its own, each of which it must name."""
    for theirs, ours in own.items():
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    return text


@dataclass
class Secured(Client):
    """A caller by https, who believes the certificate of this server alone. `source` is the address it comes from."""

    authority: str = ""
    source: str = "127.0.0.1"

    def connection(self) -> http.client.HTTPConnection:
        where, context = urlsplit(self.base), ssl.create_default_context(cafile=self.authority)
        return http.client.HTTPSConnection(
            where.hostname or "", where.port, timeout=LONG, context=context, source_address=(self.source, 0)
        )


@dataclass
class Front:
    """Where it is reached: by the pages' own login, and by the proxy's."""

    folder: Path
    ports: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))

    def client(self, *, sso: bool = False, token: str = "", source: str = "127.0.0.1", **headers: str) -> Secured:
        base = f"https://localhost:{self.ports[sso]}"
        return Secured(base, token, dict(headers), authority=str(self.folder / "gouji.crt"), source=source)

    @property
    def socket(self) -> Path:
        return self.folder / "run" / "gouji.sock"


@contextmanager
def fronted() -> Iterator[Front]:
    """Server and nginx, each as a process of its own; people: 李四 and boss, who administers."""
    folder = Path(tempfile.mkdtemp(prefix="gouji-nginx-"))
    front, group = Front(folder), _group()
    (folder / "run").mkdir()
    if group is not None:
        folder.chmod(0o755)
        os.chown(folder / "run", -1, group)
    (folder / "run").chmod(0o750)
    _people(folder)
    server = subprocess.Popen(
        _started(folder), env={**os.environ, "GOUJI_TOKEN": TOKEN, "GOUJI_PROXY_SECRET": SECRET}, group=group,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    (folder / "nginx.conf").write_text(_configured(front))
    nginx = subprocess.Popen(
        ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until(lambda: _ready(front, nginx), f"nginx before gouji: {folder}/error.log")
        yield front
    finally:
        for process in (nginx, server):
            process.terminate()
            process.wait(LONG)
        shutil.rmtree(folder, ignore_errors=True)


def _group() -> int | None:
    """That of nginx, as the unit has it; None where one is not root, and nginx is oneself."""
    return grp.getgrnam("www-data").gr_gid if os.geteuid() == 0 else None


def _people(folder: Path) -> None:
    database, _ = store(Settings(data=folder / "data"))
    for name, role in (("boss", "administer"), ("李四", "inspect")):
        accounts.put(database, name, [role], "", PASSWORD)
    database.close()
    (folder / "gouji.htpasswd").write_text(
        "".join(f"{name}:{{PLAIN}}{AT_PROXY}\n" for name in ("boss", "李四", ENVIRONMENT)), "utf-8"
    )


def _started(folder: Path) -> list[str]:
    """The command of the unit, with the option that a proxy which logs people in asks for."""
    own = {"/var/lib/gouji": str(folder / "data"), "/run/gouji/gouji.sock": str(folder / "run" / "gouji.sock")}
    unit = with_own(block("ini"), own)
    program, *words = shlex.split(next(line for line in unit.splitlines() if line.startswith("ExecStart="))[10:])
    assert program == "/opt/gouji/bin/gouji"
    return [*PROGRAM, *words, "--proxy", "socket"]


def _configured(front: Front) -> str:
    folder = str(front.folder)
    run = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    run += ["-keyout", f"{folder}/gouji.key", "-out", f"{folder}/gouji.crt", "-subj", "/CN=localhost"]
    subprocess.run([*run, "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
    site = with_own(block("nginx"), {"/etc/ssl": folder, "/run/gouji/gouji.sock": str(front.socket)})
    empty = '        proxy_set_header X-Remote-User "";\n        proxy_set_header X-Gouji-Proxy "";\n'
    assert empty in site
    logging_in = site.replace(empty, with_own(block("nginx", 1), {"/etc/nginx": folder}))
    listens = [
        one.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
        for one, port in zip((site, logging_in), front.ports, strict=True)
    ]
    user = "user www-data;" if os.geteuid() == 0 else ""
    return AROUND.format(folder=folder, user=user, sites="\n".join(listens))


def _ready(front: Front, nginx: subprocess.Popen[bytes]) -> bool:
    log = front.folder / "error.log"
    assert nginx.poll() is None, log.read_text("utf-8") if log.exists() else nginx.returncode
    try:
        return front.client().get("/readyz").status == 200
    except OSError:
        return False
