"""How long it takes to find which of many reports share text: made-up reports, a known part of them copied.

    python benchmarks/overlap.py [COUNT ...]

Prints the time for signatures, for pairing and for comparing the pairs, and how many of the copies were found.
"""

from __future__ import annotations

import random
import sys
import time

from checker.document import Document, Paragraph, Text
from checker.text.overlap import alike, overlap, signature

SYLLABLES = (
    "公开信息平台群众解读政策答复培训考核制度目录网站栏目发布更新审核办理监督检查教育医疗交通环境财政工程农业安全"
)
WORDS = [SYLLABLES[at : at + 2] for at in range(0, len(SYLLABLES), 2)]
FIXED = ("本报告所列数据的统计期限自*年1月1日起至*年12月31日止",)
SENTENCES = 120


def report(random_: random.Random, name: str, source: Document | None = None, share: float = 0.0) -> Document:
    """A report of sentences, the first `share` of them taken from `source`."""
    sentences = ["本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。"]
    taken = int(SENTENCES * share) if source else 0
    if source:
        sentences += [block.text.string for block in source.blocks[1 : taken + 1] if isinstance(block, Paragraph)]
    for _ in range(SENTENCES - taken):
        sentences.append("".join(random_.choice(WORDS) for _ in range(12)) + f"{random_.randrange(900)}件。")
    random_.shuffle(sentences)
    return Document(name, "text", "", tuple(Paragraph(Text(sentence)) for sentence in sentences))


def run(count: int) -> None:
    """Builds `count` reports, each tenth a copy of 70 % of the one before, and finds the copies."""
    random_ = random.Random(count)
    documents: list[Document] = []
    copies = set()
    for index in range(count):
        copied = index % 10 == 9
        documents.append(report(random_, str(index), documents[-1] if copied else None, 0.7))
        if copied:
            copies.add((index - 1, index))
    begun = time.perf_counter()
    signatures = {index: signature(document, FIXED) for index, document in enumerate(documents)}
    signed = time.perf_counter()
    pairs = alike(signatures, 0.5)
    paired = time.perf_counter()
    found = {(a, b) for a, b in pairs if overlap(documents[a], documents[b], FIXED).share >= 0.5}
    done = time.perf_counter()
    print(
        f"{count:6} reports: signatures {signed - begun:6.2f} s, pairs {paired - signed:5.2f} s, "
        f"comparing {len(pairs)} pairs {done - paired:5.2f} s; found {len(found & copies)} of {len(copies)} copies, "
        f"{len(found - copies)} others"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["250", "500", "1000", "2000"]:
        run(int(argument))
