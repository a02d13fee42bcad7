"""Requirements in ReqIF, the interchange format of requirement tools (OMG, 1.2), and its dialects.

A file is checked before any library sees it (`checked`); which attribute fills which field of a
requirement is a mapping (`mapping`) that is found by the names that tools use, shown, and may be given.
"""
