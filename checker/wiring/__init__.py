"""The parts put together for whoever calls, command or program: files found, packs chosen, partners named, a run."""
