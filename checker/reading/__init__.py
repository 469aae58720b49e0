"""A document set beside a form: what it is, its sections, its particulars, its tables and the place of each."""
