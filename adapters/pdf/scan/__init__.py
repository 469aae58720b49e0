"""Pages that are pictures: how they show, and their recognition."""
