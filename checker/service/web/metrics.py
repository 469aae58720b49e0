"""Counts of this server, as Prometheus reads them."""

from __future__ import annotations

from collections import Counter
from threading import Lock

BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds of the upper ends."""


class Metrics:
    """Requests by method, route and status, and how long they took."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds, self._count = 0.0, 0

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """One was answered."""
        known = method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE") else "OTHER"
        with self._lock:
            self._requests[known, route, status] += 1
            self._seconds += seconds
            self._count += 1
            for bucket in BUCKETS:
                if seconds <= bucket:
                    self._buckets[bucket] += 1

    def text(self, gauges: dict[str, float], jobs: dict[str, int]) -> str:
        """All of it; `gauges` are what is so at the moment."""
        with self._lock:
            lines = ["# TYPE gouji_requests_total counter"]
            lines += [
                f'gouji_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}'
                for (method, route, status), count in sorted(self._requests.items())
            ]
            lines.append("# TYPE gouji_request_seconds histogram")
            lines += [f'gouji_request_seconds_bucket{{le="{one:g}"}} {self._buckets[one]}' for one in BUCKETS]
            lines += [
                f'gouji_request_seconds_bucket{{le="+Inf"}} {self._count}',
                f"gouji_request_seconds_sum {self._seconds:.6f}",
                f"gouji_request_seconds_count {self._count}",
                "# TYPE gouji_jobs gauge",
            ]
        lines += [f'gouji_jobs{{status="{status}"}} {count}' for status, count in sorted(jobs.items())]
        for name, value in sorted(gauges.items()):
            lines += [f"# TYPE gouji_{name} gauge", f"gouji_{name} {value:g}"]
        return "\n".join(lines) + "\n"
