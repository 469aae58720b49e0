"""The API under /api/v1: a module of routes for each kind of thing, and what describes them all."""
