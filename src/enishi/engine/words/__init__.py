"""The sentences of the engine: stored facts in, Japanese for each side out."""
