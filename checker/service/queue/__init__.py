"""The work: jobs as rows with a lease and an attempt number, and the processes that check."""
