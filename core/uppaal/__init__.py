"""UPPAAL documents: read, write, generate from the model; expressions, queries, observers, runs in words."""
