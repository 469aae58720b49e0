"""How grouping grows with the number of documents: small reports of made-up organs, of two years, and their plans.

    python benchmarks/grouping.py [COUNT ...]

Prints the time for each document at each count and its ratio to that of the smallest count: near 1 is linear. Each
report names its organ in full one year and in short the next, so that names must be compared and not only found.
"""

from __future__ import annotations

import sys
import time
from itertools import islice, product

from checker.document import Document
from checker.loading.load import find, load
from checker.reading.reading import Identity
from checker.run.given import Given
from checker.run.grouping import group
from checker.run.sketch import Sketch

PACK = "cn-disclosure-report"
ONE, TWO, KIND = "青安临海云长平永宁和", "屿澜川山溪河城江州阳", "市县区"
OFFICES = (
    ("水务局", "水务局"),
    ("文化和旅游局", "文旅局"),
    ("人力资源和社会保障局", "人社局"),
    ("人民政府外事办公室", "外办"),
    ("发展和改革委员会", "发改委"),
    ("人民政府", ""),
)


def sketch(path: str, kind: str, organ: str, year: int) -> Sketch:
    """A document as the run recognised it."""
    return Sketch(Document(path, "txt", path, ()), PACK, kind, Identity(organ=organ, year=year))


def documents(count: int) -> list[Sketch]:
    """`count` documents: of each organ a report, the one of the year before under its short name, and a plan."""
    made: list[Sketch] = []
    organs = ((a + b + kind, full, short) for full, short in OFFICES for a, b, kind in product(ONE, TWO, KIND))
    for place, full, short in islice(organs, (count + 2) // 3):
        made.append(sketch(f"{place}{full}-2022.txt", "report", place + full, 2022))
        made.append(sketch(f"{place}{full}-2021.txt", "report", place + short, 2021))
        made.append(sketch(f"{place}{full}-plan.txt", "plan", place + short, 2022))
    return made[:count]


def run(count: int) -> float:
    """Seconds for each document, the least of three."""
    spec = load(find(PACK, ()), ()).spec
    given = Given(issuers={PACK: spec.issuers}, versions={PACK: spec.versions})
    made = documents(count)
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        bundles = group(made, given)
        took.append(time.perf_counter() - begun)
    whole = sum({role for _, role in bundle.members} == {"report", "plan", "prior"} for bundle in bundles)
    print(
        f"{count:6} documents: {min(took):7.3f} s, {len(bundles)} dossiers, {whole} of them with plan and prior", end=""
    )
    return min(took) / count


if __name__ == "__main__":
    counts = [int(word) for word in sys.argv[1:]] or [125, 250, 500, 1000, 2000, 4000]
    first = 0.0
    for each in counts:
        one = run(each)
        first = first or one
        print(f", {one * 1e6:6.1f} µs a document, ratio {one / first:4.2f}")
