"""The bench as a page on this machine: a rule is typed, and what it does on documents shows at once."""
