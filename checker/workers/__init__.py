"""Processes that may die without taking anything else with them, and the limits they set themselves."""
