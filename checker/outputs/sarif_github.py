"""SARIF for code hosts: with the text of each document, so that every result has a line."""

from checker.outputs.sarif import render_with_text as render

__all__ = ["render"]
