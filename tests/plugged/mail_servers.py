"""A mail server of Debian's packages for a test: dovecot for the mailbox, aiosmtpd for what is sent."""

from __future__ import annotations

import mailbox
import os
import shutil
import socket
import subprocess
import time
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from tests.plugged.tracked import PYTHON

PASSWORD = "sesame"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = gouji-test
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 0
{users}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def are_here() -> bool:
    """Whether both programs are installed."""
    if shutil.which("dovecot") is None:
        return False
    return subprocess.run([PYTHON, "-c", "import aiosmtpd"], capture_output=True).returncode == 0


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(port: int, log: Path | None = None) -> None:
    """Until something listens at a port."""
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError((log.read_text() if log is not None else "") or f"nothing listens on {port}")


class Outgoing:
    """A server that takes what is sent, until `close`."""

    def __init__(self, folder: Path) -> None:
        self.port, self.box = free_port(), folder / "sent" / "box"
        self.box.parent.mkdir(parents=True)
        handler = ("-c", "aiosmtpd.handlers.Mailbox", str(self.box))
        self._process = subprocess.Popen([PYTHON, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{self.port}", *handler])
        wait_for(self.port)

    def sent(self) -> list[EmailMessage]:
        """What was sent, in the order of its coming."""
        box = mailbox.Maildir(self.box, create=True)
        parser = BytesParser(policy=policy.default)
        return [parser.parsebytes(box.get_bytes(key)) for key in sorted(box.keys())]  # type: ignore[misc]

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(20)


class Servers:
    """Both servers, until `close`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.imap = free_port()
        for name in ("run", "state", "mail"):
            (folder / name).mkdir(parents=True)
        uid, gid, users = os.getuid(), os.getgid(), ""
        if uid != 0:
            users = f"default_internal_user = {os.environ.get('USER')}\ndefault_login_user = {os.environ.get('USER')}"
        else:
            import pwd

            who = pwd.getpwnam("dovecot")
            uid, gid = who.pw_uid, who.pw_gid
            shutil.chown(folder / "mail", uid, gid)
            folder.chmod(0o755)
        config = folder / "dovecot.conf"
        values = {"folder": folder, "port": self.imap, "uid": uid, "gid": gid, "users": users, "password": PASSWORD}
        config.write_text(CONFIG.format(**values))
        self._dovecot = subprocess.Popen(["dovecot", "-F", "-c", str(config)])
        self._outgoing = Outgoing(folder)
        self.smtp = self._outgoing.port
        wait_for(self.imap, self.folder / "dovecot.log")

    def client(self, user: str = "desk"):  # type: ignore[no-untyped-def]
        """A connection to a mailbox."""
        from imapclient import IMAPClient

        client = IMAPClient("127.0.0.1", self.imap, ssl=False, timeout=20)
        client.login(user, PASSWORD)
        client.select_folder("INBOX")
        return client

    def put(self, *messages: EmailMessage | bytes) -> None:
        """Put messages into the mailbox, as a server does that receives them."""
        client = self.client()
        for one in messages:
            client.append("INBOX", one if isinstance(one, bytes) else one.as_bytes(policy=policy.SMTP))
        client.logout()

    def sent(self) -> list[EmailMessage]:
        """What was sent, in the order of its coming."""
        return self._outgoing.sent()

    def close(self) -> None:
        """End both."""
        self._outgoing.close()
        self._dovecot.terminate()
        self._dovecot.wait(20)
