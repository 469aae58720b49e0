"""From a folder of YAML to a pack: files read, names and references checked, faults collected, the pack kept ready."""
