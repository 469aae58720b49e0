"""The revisions, each a step that can be taken on both databases."""
