"""What a web site puts below an article, at the end of a page that was printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adapters.sitelines import is_furniture
from checker.document import Block, Paragraph, Text

_MOST = 10
"""Paragraphs below an article, at most."""
_LONGEST = 300
"""Characters of such a paragraph, which holds all that stands in lines of one kind."""
_SENTENCE = re.compile("。|^[一二三四五六七八九十]{1,3}[、．]")


def without_site(blocks: Sequence[Block]) -> tuple[list[Block], list[Text]]:
    """The blocks without what a site puts below an article, and that: from the first paragraph that only a site says,
    behind which no sentence, heading or table follows."""
    begin = len(blocks)
    for at in range(len(blocks) - 1, max(len(blocks) - 1 - _MOST, -1), -1):
        block = blocks[at]
        if not isinstance(block, Paragraph) or block.level is not None or _SENTENCE.search(block.text.string):
            break
        if is_furniture(block.text.string, _LONGEST):
            begin = at
    return list(blocks[:begin]), [block.text for block in blocks[begin:] if isinstance(block, Paragraph)]
