"""What several outputs are made of: findings in order, units and their names, lines that fit, text as lines,
rows of the ledger."""
