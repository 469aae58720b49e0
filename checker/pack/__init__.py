"""A rule pack: its model as written, the pack ready for use, and the names of issuers."""
