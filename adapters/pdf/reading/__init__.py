"""From the pages of a PDF file to blocks in reading order."""
