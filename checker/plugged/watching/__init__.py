"""A watched folder: what is dropped there is checked when it is whole, and answered once."""
