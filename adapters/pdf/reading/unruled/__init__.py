"""Tables with few or no rules: where they begin and end, their columns, their rows and their heads."""
