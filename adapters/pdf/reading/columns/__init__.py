"""Pages with text in columns side by side, read column by column."""
