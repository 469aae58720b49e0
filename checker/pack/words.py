"""What single values of a pack's files are, as their authors write them."""

from __future__ import annotations

from typing import Literal

Scalar = int | float | bool | str
Word = str
Pattern = str
"""A regular expression of RE2 over comparable text: half width, simplified, without spaces."""
ExpressionSource = str | bool
CellRead = Literal["count", "change", "amount", "number", "text", "date", "choice"]
"""What a cell is read as; `choice` is the option that is ticked: □是 ☑否."""
