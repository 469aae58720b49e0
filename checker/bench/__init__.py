"""The bench for authors of rules: tests, coverage, mutations, what a change changes, pages, skeletons."""
