"""What plain text says, without document or pack: comparable characters, numbers, dates, figure cells, patterns."""
