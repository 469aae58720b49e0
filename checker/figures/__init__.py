"""Figures of the running text: every number with what it counts, the measure that it states, and whether it ties."""
