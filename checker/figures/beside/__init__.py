"""What the figures beside one tell of it, once each has been set against the tables by its own words."""
