"""The outcome for a person: audits and their counts, notes, waivers, and the comparison with an earlier outcome."""
