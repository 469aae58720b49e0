"""YAML files as plain data with the place of every value, and their shape against a model handed in."""
