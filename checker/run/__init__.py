"""A run over files: read, put together into dossiers, checked; one bad file stops no other."""
