"""UPPAAL documents as files: read with everything kept, written as the format wants it."""
