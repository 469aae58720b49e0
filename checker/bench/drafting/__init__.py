"""From a document to the draft of a form: what a blank form or a good report shows of how it is built, for an author to
keep or strike."""

from __future__ import annotations
