"""The one conversation loop, its tools, and the models that can drive it."""
