"""Annotated copies of PDF files, and pages with the findings."""
