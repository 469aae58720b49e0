"""Where gouji stands beside what documents pass through: a watched folder, a mailbox, an assistant, an archive."""
