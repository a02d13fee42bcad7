"""Reviewed files of boilerplates into a project."""
