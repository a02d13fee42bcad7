"""How long one sentence may be; what is longer is told to be no requirement, and looked at no further."""

LONGEST_SENTENCE = 4000
"""Characters; the longest sentence in the public sets of requirements we know has 607."""
