"""The service `gouji serve`: reports checked for an office, and the memory of its inspections.

`store/` keeps (database and files), `queue/` works (jobs and the processes that check), `web/` answers (pages and API).
It adds no judgement of its own. The command `gouji check` imports nothing of it.
"""
