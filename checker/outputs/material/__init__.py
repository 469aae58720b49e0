"""What several outputs are made of: findings in order, lines that fit, text as lines, rows of the ledger."""
