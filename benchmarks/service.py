"""What `gouji serve` does in a second, and what it takes: `python benchmarks/service.py [REPORTS] [CLIENTS] [FILE...]`.

Ten clients at once hand over reports that are all different and wait for the outcome; the server and its two processes
are looked at from outside. Without FILE the reports are those of benchmarks/startup.py, three tables on eight pages of
Word and five of PDF, each for a server of its own. Numbers of a machine that does something else at the same time say
nothing. The exit code is 1 where a server is slower or larger than wanted.
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

from startup import reports

ROOT = Path(__file__).parent.parent
COMMAND = "from checker.cli import program; program()"
SLOWEST, LEAST = 1.5, 8.0
"""Seconds that 95 of 100 reports may take at most, and reports a second that are wanted, on two cores."""
SERVER, PROCESS = 120, 90
"""Megabytes that they may take at most."""


def main(count: int = 300, clients: int = 10, *files: str) -> int:
    """Print the figures of each report; 1 where one is off."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = [Path(file) for file in files] or reports(Path(folder))
        well = [measure(path, count, clients) for path in chosen]
        return int(not all(well))


def measure(path: Path, count: int, clients: int) -> bool:
    """Print the figures of one report; whether they are as wanted."""
    report = path.read_bytes()
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
                taken = list(threads.map(lambda number: one(port, path.name, different(report, number)), range(count)))
            whole = time.monotonic() - begun
            marks = quantiles(taken, n=100)
            print(f"{path.name}, {count} times by {clients} clients: {count / whole:.1f} a second")
            print(f"p50 {marks[49]:.2f} s, p95 {marks[94]:.2f} s")
            well = count / whole >= LEAST and marks[94] <= SLOWEST
            for name, pid in processes(server.pid):
                print(
                    f"{name}: {resident(pid):.0f} MB, its share {proportional(pid):.0f} MB, "
                    f"{(used(pid) - before.get(pid, 0.0)) / count * 1000:.0f} ms of a processor for each report"
                )
                well &= resident(pid) <= (SERVER if pid == server.pid else PROCESS)
            return well
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


def different(report: bytes, number: int) -> bytes:
    """The report with an end of its own, which readers of Word files and PDFs pass over: another file to the server."""
    return report + b" " * (number + 1)


def one(port: int, name: str, content: bytes) -> float:
    """Seconds from the upload to the outcome."""
    boundary = secrets.token_hex(8)
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="report"; filename="{name}"\r\n\r\n'
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
    raise SystemExit(main(*map(int, sys.argv[1:3]), *sys.argv[3:]))  # type: ignore[arg-type]
