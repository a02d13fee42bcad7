"""Observers: the automata that watch the model for a requirement, pattern by pattern and scope by scope."""
