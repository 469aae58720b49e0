"""What `gouji serve` does in a second, and what it takes: `python benchmarks/service.py [REPORTS] [CLIENTS]`.

Ten clients at once hand over reports that are all different and wait for the outcome; the server and its two processes
are looked at from outside. Numbers of a machine that does something else at the same time say nothing.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parent.parent
COMMAND = "from checker.cli import program; program()"
REPORT = ROOT / "samples" / "suqian-2020.docx"


def main(count: int = 200, clients: int = 10) -> None:
    """Print the figures."""
    report = REPORT.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "serve", "--data", folder, "--port", str(port), "--rate", "0"],
            env={**os.environ, "GOUJI_TOKEN": "bench"},
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait(port)
            before = {pid: used(pid) for _, pid in processes(server.pid)}
            begun = time.monotonic()
            with ThreadPoolExecutor(clients) as threads:
                taken = list(threads.map(lambda number: one(port, report + b" " * (number + 1)), range(count)))
            whole = time.monotonic() - begun
            marks = quantiles(taken, n=100)
            print(f"{count} reports by {clients} clients: {count / whole:.1f} a second")
            print(f"p50 {marks[49]:.2f} s, p95 {marks[94]:.2f} s")
            for name, pid in processes(server.pid):
                print(
                    f"{name}: {resident(pid):.0f} MB, its share {proportional(pid):.0f} MB, "
                    f"{(used(pid) - before.get(pid, 0.0)) / count * 1000:.0f} ms of a processor for each report"
                )
        finally:
            server.terminate()
            server.wait(60)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait(port: int) -> None:
    """Until the server is ready."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not start")


def one(port: int, content: bytes) -> float:
    """Seconds from the upload to the outcome."""
    boundary = secrets.token_hex(8)
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="report"; filename="report.docx"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Authorization": "Bearer bench", "Content-Type": f"multipart/form-data; boundary={boundary}"}
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    connection.request("POST", "/api/v1/checks?wait=30", body, headers)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    assert (answer.status, told["status"]) == (200, "done"), told
    return time.monotonic() - begun


def processes(server: int) -> list[tuple[str, int]]:
    """A server and those beside it, by their ids."""
    found = [("server", server)]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == server:
            found.append((f"process {path.parent.name}", int(path.parent.name)))
    return found


def used(pid: int) -> float:
    """Processor seconds of a process, of its workers that have ended too."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """Megabytes, what is shared with others among them."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def proportional(pid: int) -> float:
    """Megabytes, with what is shared with others divided among them."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
