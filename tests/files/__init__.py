"""Tests of how files are written: marks, targets, whole folders."""
