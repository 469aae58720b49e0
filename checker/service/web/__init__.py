"""What answers: the gate (limits), the door (who is it), the API under /api/v1, and the pages."""
