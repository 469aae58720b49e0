"""Rules over facts: verdicts, the findings made of them, and the matrix of a plan."""
