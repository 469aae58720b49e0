"""What the service keeps: a database by SQLAlchemy Core, SQLite or PostgreSQL, and a folder of files by content."""
