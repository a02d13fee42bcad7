"""What every room stands on: the error shape, words, resources, events, identity and version.

Standard library only. This is the floor below `core.model`.
"""
