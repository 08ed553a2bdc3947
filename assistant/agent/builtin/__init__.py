"""The built-in model: deterministic, without weights of its own, key or network."""
