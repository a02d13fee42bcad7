"""Requirements and variables of FRET, NASA's requirement tool, out of its JSON export."""
