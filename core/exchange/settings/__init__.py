"""Files that are handed in as evidence: configurations of devices and programs, read as keys and values."""
