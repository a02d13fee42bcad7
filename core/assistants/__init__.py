"""The orchestrator: its plans, what it proposes, and what people decide about that.

Window and command line run the same plans, so that they cannot disagree.
"""
