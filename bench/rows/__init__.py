"""The rows of the engine's benchmark, one module a kind of work."""
