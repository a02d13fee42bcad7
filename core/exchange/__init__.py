"""Other tools' files in and out: one folder a format, lenient where it reads.

A reader is pure: file content in, `Imported` out. `core.exchange.importing` makes one change of it, or
none; what only reads a file need not load the library that stores projects.
"""
