"""A mailbox: who sends a report gets it back with its findings."""
