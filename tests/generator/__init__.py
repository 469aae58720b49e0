"""Reports written in every format: one content, many files, so that what a reader reads can be known beforehand."""
