"""gouji: facts from documents, rules over facts, findings at their places."""

__version__ = "0.1.0"
